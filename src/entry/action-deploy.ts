import type { ActionIo } from '../github/action-io.ts';
import { chooseAnnotations } from '../github/annotations.ts';
import { reportOutputs } from '../github/outputs.ts';
import { readRun } from '../github/workflow-run.ts';
import { renderSummary } from '../render/markdown.ts';
import { verdictParts } from '../render/wording.ts';
import { printedInLog, writeStepReport } from './action-report.ts';
import type { RunDeploy } from './deploy-run.ts';
import type { DeploySettings } from './deploy-settings.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';

export interface ActionDeploy {
  readonly settings: DeploySettings;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
  readonly runDeploy: RunDeploy;
}

/** Deploys, then tells it to the log, the report file, outputs, annotations and the job summary. */
export async function deployInAction({
  settings,
  host,
  io,
  workspace,
  runDeploy,
}: ActionDeploy): Promise<Exit> {
  const report = await runDeploy(settings, {
    env: host.env,
    cwd: workspace,
    clock: host.clock,
    progress: io.progress,
    signal: host.signal,
  });
  const run = readRun(host.env);
  const place = { chosen: settings.report, name: 'deploy.json', env: host.env, workspace };
  const file = await writeStepReport(report, place, io);
  for (const [name, value] of Object.entries(reportOutputs(report))) io.output(name, value);
  io.output('report-path', file);
  io.log(printedInLog(report, settings, run.url));
  io.annotate(chooseAnnotations(report.findings).shown);
  const sha = host.env['GITHUB_SHA'];
  const linkBase =
    run.repositoryUrl === null || sha === undefined ? null : `${run.repositoryUrl}/blob/${sha}`;
  if (settings.summary && !(await io.summarize(renderSummary(report, { linkBase, summaryUrl: run.url })))) {
    io.warn('There is no room for the whole report in the job summary; it is in the JSON report.');
  }
  const exit = reviewExit(report, 'error');
  if (exit !== 0) io.fail(verdictParts(report).join(' · '));
  return exit;
}
