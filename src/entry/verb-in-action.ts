import type { Report } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { chooseAnnotations } from '../github/annotations.ts';
import { reportOutputs } from '../github/outputs.ts';
import { readRun } from '../github/workflow-run.ts';
import { renderSummary } from '../render/markdown.ts';
import { verdictParts } from '../render/wording.ts';
import { printedInLog, writeStepReport } from './action-report.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
import type { PrintSettings, RunVerb } from './verb-run.ts';

export interface ActionVerb {
  readonly settings: PrintSettings;
  readonly host: Host;
  readonly io: ActionIo;
  readonly workspace: string;
  readonly run: RunVerb;
  /** What else is to be done with the report, before the step succeeds or fails. */
  readonly also?: (report: Report) => Promise<void>;
}

/** Runs a verb, then tells its report to the log, the report file, outputs, annotations and the job summary. */
export async function verbInAction({
  settings,
  host,
  io,
  workspace,
  run: runVerb,
  also,
}: ActionVerb): Promise<Exit> {
  const report = await runVerb({
    env: host.env,
    cwd: workspace,
    clock: host.clock,
    progress: io.progress,
    signal: host.signal,
  });
  host.signal.throwIfAborted();
  const run = readRun(host.env);
  const place = { chosen: settings.report, name: `${report.command}.json`, env: host.env, workspace };
  const file = await writeStepReport(report, place, io);
  for (const [name, value] of Object.entries(reportOutputs(report))) io.output(name, value);
  io.output('report-path', file);
  io.log(printedInLog(report, settings, run.url));
  io.annotate(chooseAnnotations(report.findings).shown);
  const linkBase =
    run.repositoryUrl === null || run.sha === null ? null : `${run.repositoryUrl}/blob/${run.sha}`;
  if (settings.summary && !(await io.summarize(renderSummary(report, { linkBase, summaryUrl: run.url })))) {
    io.warn('There is no room for the whole report in the job summary; it is in the JSON report.');
  }
  await also?.(report);
  const exit = reviewExit(report, settings.failOn);
  if (exit !== 0) io.fail(verdictParts(report).join(' · '));
  return exit;
}
