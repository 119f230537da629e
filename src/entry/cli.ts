import { asSluiceError, COLOR_STYLE, errorText, PLAIN_STYLE } from './error-text.ts';
import { parseCommandLine } from './flags.ts';
import type { Host } from './host.ts';
import type { Exit } from './outcome.ts';
import type { ReviewSettings } from './settings.ts';
import { parseReviewSettings, settingsError } from './settings.ts';

/** Runs a review for the CLI; a seam, so that the flags, errors and exits can be tried without a database. */
export type RunReview = (settings: ReviewSettings, host: Host) => Promise<Exit>;

/**
 * The command-line door: reads the arguments, runs one command, and says how the process should end. Data goes to
 * stdout; progress, warnings and errors go to stderr. Never throws.
 */
export async function cli(
  argv: readonly string[],
  host: Host,
  version: string,
  runReview: RunReview,
): Promise<Exit> {
  try {
    const line = parseCommandLine(argv, version, host.stdout.columns);
    if (line.kind === 'print') {
      host.stdout.write(line.text);
      return 0;
    }
    if (line.kind === 'problems') throw settingsError(line.problems);
    return await runReview(parseReviewSettings(line.given, host.env, 'cli'), host);
  } catch (thrown) {
    const error = asSluiceError(host.signal.aborted ? host.signal.reason : thrown);
    host.stderr.write(errorText(error, styleOf(host)));
    return error.exit;
  }
}

function styleOf(host: Host) {
  return host.stderr.isTerminal && (host.env['NO_COLOR'] ?? '') === '' ? COLOR_STYLE : PLAIN_STYLE;
}
