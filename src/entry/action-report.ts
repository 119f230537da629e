import { dirname, join, resolve } from 'node:path';
import type { Report } from '../core/report.ts';
import type { ActionIo } from '../github/action-io.ts';
import { artifactName } from '../github/outputs.ts';
import { renderJson } from '../render/json.ts';
import { renderSummary } from '../render/markdown.ts';
import { renderTerminal } from '../render/terminal.ts';
import type { Host } from './host.ts';
import { writeReportFile } from './report-file.ts';
import type { PrintSettings } from './verb-run.ts';

/** What the log of a step shows of a report. */
export function printedInLog(
  report: Report,
  { format }: Pick<PrintSettings, 'format'>,
  summaryUrl: string | null,
): string {
  switch (format) {
    case 'text':
      return renderTerminal(report, { width: 120, colours: false });
    case 'markdown':
      return renderSummary(report, { linkBase: null, summaryUrl });
    case 'json':
      return renderJson(report);
  }
}

/** Where the JSON report goes. */
interface ReportPlace {
  /** What the settings say, relative to the workspace; null: the runner's temporary folder, under `name`. */
  readonly chosen: string | null;
  readonly name: string;
  readonly env: Host['env'];
  readonly workspace: string;
}

/** Writes the JSON report; returns its path. Throws SluiceError `output-failed`. */
export async function writeStepReport(
  report: Report,
  { chosen, name, env, workspace }: ReportPlace,
  io: ActionIo,
): Promise<string> {
  const { RUNNER_TEMP: temporary } = env;
  const file =
    chosen === null
      ? join(temporary ?? workspace, artifactName(report.project), name)
      : resolve(workspace, chosen);
  // What we put into the runner's temporary folder is ours to remove again when the job ends.
  if (chosen === null && temporary !== undefined) io.saveState('report-folder', dirname(file));
  await writeReportFile(file, report);
  return file;
}
