import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Report } from '../core/report.ts';
import { renderJson } from '../render/json.ts';
import { renderSummary } from '../render/markdown.ts';
import { renderTerminal } from '../render/terminal.ts';
import { Afterwards } from './afterwards.ts';
import type { Host } from './host.ts';
import { type Exit, reviewExit } from './outcome.ts';
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
  const report = await run(settings, {
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
    afterwards: afterwards.add,
    pullRequest: null,
  });
  host.signal.throwIfAborted();
  host.stdout.write(printed(report, settings, host));
  if (settings.report !== null) await writeReport(resolve(host.cwd, settings.report), report);
  return reviewExit(report, settings.failOn);
}

function printed(report: Report, settings: ReviewSettings, host: Host): string {
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

async function writeReport(file: string, report: Report): Promise<void> {
  try {
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, renderJson(report));
  } catch (cause) {
    throw new SluiceError('output-failed', {
      message: `The report could not be written to ${file}: ${messageOf(cause)}.`,
      remedy: 'Write another path after --report.',
      cause,
    });
  }
}
