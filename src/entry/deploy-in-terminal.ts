import { resolve } from 'node:path';
import type { Report } from '../core/report.ts';
import { renderJson } from '../render/json.ts';
import { renderSummary } from '../render/markdown.ts';
import { renderTerminal } from '../render/terminal.ts';
import type { RunDeploy } from './deploy-run.ts';
import type { DeploySettings } from './deploy-settings.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
import { writeReportFile } from './report-file.ts';
import { runDeploy } from './run-deploy.ts';
import { terminalProgress } from './terminal-progress.ts';

/** Deploys for a person at a terminal, or for a script: progress on stderr, the report on stdout. */
export async function deployInTerminal(
  settings: DeploySettings,
  host: Host,
  run: RunDeploy = runDeploy,
): Promise<Exit> {
  const report = await run(settings, {
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
  });
  host.stdout.write(printed(report, settings, host));
  if (settings.report !== null) await writeReportFile(resolve(host.cwd, settings.report), report);
  return reviewExit(report, 'error');
}

function printed(report: Report, settings: DeploySettings, host: Host): string {
  switch (settings.format) {
    case 'text':
      return renderTerminal(report, {
        width: host.stdout.columns,
        colours: settings.color && host.stdout.isTerminal,
      });
    case 'markdown':
      return `${renderSummary(report, { linkBase: null, summaryUrl: null })}\n`;
    case 'json':
      return renderJson(report);
  }
}
