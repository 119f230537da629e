import { resolve } from 'node:path';
import type { Report } from '../core/report.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
import { writeReportFile } from './report-file.ts';
import { reportPrinter } from './report-printer.ts';
import { terminalProgress } from './terminal-progress.ts';
import type { PrintSettings, RunVerb } from './verb-run.ts';

/**
 * Runs a verb for a person at a terminal, or for a script: progress on stderr, the report on stdout. Where the result is a piece of
 * data, as a path, a URL or SQL, `dataOf` alone goes to stdout in the text format, where a script can take it from, and the words about
 * it to stderr.
 */
export async function verbInTerminal(
  settings: PrintSettings,
  host: Host,
  run: RunVerb,
  dataOf: ((report: Report) => string) | null = null,
): Promise<Exit> {
  const data = settings.format === 'text' ? dataOf : null;
  const words = data === null ? host.stdout : host.stderr;
  // The renderer is loaded while the database answers: measuring the width of text takes a while to get ready.
  const loading = reportPrinter(settings, { ...host, stdout: words });
  loading.catch(() => {});
  const report = await run({
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
  });
  host.signal.throwIfAborted();
  const print = await loading;
  words.write(print(report));
  if (data !== null) host.stdout.write(data(report));
  if (settings.report !== null) await writeReportFile(resolve(host.cwd, settings.report), report);
  return reviewExit(report, settings.failOn);
}
