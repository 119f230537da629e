import { resolve } from 'node:path';
import { Afterwards } from './afterwards.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
import { writeReportFile } from './report-file.ts';
import { reportPrinter } from './report-printer.ts';
import type { RunReview } from './review-run.ts';
import { runReview } from './run-review.ts';
import type { ReviewSettings } from './settings.ts';
import { terminalProgress } from './terminal-progress.ts';

/** Reviews for a person at a terminal, or for a script: progress on stderr, the report on stdout. */
export async function reviewInTerminal(
  settings: ReviewSettings,
  host: Host,
  run: RunReview = runReview,
): Promise<Exit> {
  await using afterwards = new Afterwards();
  const load = () => reportPrinter(settings, host);
  const report = await run(settings, {
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
    afterwards: afterwards.add,
    // It is asked for again when it is needed, and told then what is wrong with it.
    meanwhile: () => void load().catch(() => {}),
    pullRequest: null,
  });
  host.signal.throwIfAborted();
  host.stdout.write((await load())(report));
  if (settings.report !== null) {
    await writeReportFile(resolve(host.cwd, settings.report), report, 'Write another path after --report.');
  }
  return reviewExit(report, settings.failOn);
}
