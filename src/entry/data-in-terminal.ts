import { resolve } from 'node:path';
import type { Report } from '../core/report.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
import { writeReportFile } from './report-file.ts';
import { reportPrinter } from './report-printer.ts';
import { terminalProgress } from './terminal-progress.ts';
import type { PrintSettings, RunVerb } from './verb-run.ts';

/**
 * Runs a verb whose result is a piece of data, as a path, a URL or SQL: as text, `dataOf` alone goes to stdout, where a script
 * can take it from, and the words about it to stderr. In the other formats the report goes to stdout as everywhere.
 */
export async function dataInTerminal(
  settings: PrintSettings,
  host: Host,
  run: RunVerb,
  dataOf: (report: Report) => string,
): Promise<Exit> {
  const onStderr = settings.format === 'text';
  const loading = reportPrinter(settings, onStderr ? { ...host, stdout: host.stderr } : host);
  loading.catch(() => {});
  const report = await run({
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
  });
  host.signal.throwIfAborted();
  const text = (await loading)(report);
  if (onStderr) {
    host.stderr.write(text);
    host.stdout.write(dataOf(report));
  } else host.stdout.write(text);
  if (settings.report !== null) await writeReportFile(resolve(host.cwd, settings.report), report);
  return reviewExit(report, settings.failOn);
}
