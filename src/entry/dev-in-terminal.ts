import type { Report } from '../core/report.ts';
import type { DevSettings } from './dev-settings.ts';
import type { Host } from './host.ts';
import type { Exit } from './outcome.ts';
import { reportPrinter } from './report-printer.ts';
import { runDev, runDevWatch } from './run-dev.ts';
import { terminalProgress } from './terminal-progress.ts';
import { verbInTerminal } from './verb-in-terminal.ts';

/** The local database for a person at a terminal, or for a script: its URL on stdout, words on stderr. */
export async function devInTerminal(settings: DevSettings, host: Host): Promise<Exit> {
  if (settings.watch) return await watchInTerminal(settings, host);
  // A URL that goes into another command line needs no words about it.
  const isBare = settings.task === 'url' && settings.format === 'text';
  return await verbInTerminal(settings, isBare ? withoutWords(host) : host, runDev(settings), dataOf);
}

function withoutWords({ env, cwd, clock, stdout, signal }: Host): Host {
  return { env, cwd, clock, stdout, signal, stderr: { isTerminal: false, columns: 80, write: () => {} } };
}

/** The URL is what a script asks for; the status is told to people by its words, and to a script as JSON. */
function dataOf({ dev }: Report): string {
  return dev === undefined || dev.state !== 'running' || dev.url === null ? '' : `${dev.url}\n`;
}

/** Told round by round, until somebody ends it: that is its ordinary end. */
async function watchInTerminal(settings: DevSettings, host: Host): Promise<Exit> {
  const print = await reportPrinter(settings, { ...host, stdout: host.stderr });
  let told = '';
  const rounds = runDevWatch(settings, {
    env: host.env,
    cwd: host.cwd,
    clock: host.clock,
    progress: terminalProgress(host.stderr, settings.color),
    signal: host.signal,
  });
  try {
    for await (const report of rounds) {
      host.stderr.write(`\n${print(report)}`);
      const url = dataOf(report);
      if (url !== told) host.stdout.write(url);
      told = url;
    }
  } catch (thrown) {
    if (!host.signal.aborted || told === '') throw thrown;
  }
  return 0;
}
