import { resolve } from 'node:path';
import type { RunDeploy } from './deploy-run.ts';
import type { DeploySettings } from './deploy-settings.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
import { writeReportFile } from './report-file.ts';
import { reportPrinter } from './report-printer.ts';
import { runDeploy } from './run-deploy.ts';
import { terminalProgress } from './terminal-progress.ts';

/** Deploys for a person at a terminal, or for a script: progress on stderr, the report on stdout. */
export async function deployInTerminal(
  settings: DeploySettings,
  host: Host,
  run: RunDeploy = runDeploy,
): Promise<Exit> {
  // The renderer is loaded while the database answers: measuring the width of text takes a while to get ready.
  const loading = reportPrinter(settings, host);
  loading.catch(() => {});
  const report = await run(settings, {
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
  });
  const print = await loading;
  host.stdout.write(print(report));
  if (settings.report !== null) await writeReportFile(resolve(host.cwd, settings.report), report);
  return reviewExit(report, 'error');
}
