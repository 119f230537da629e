import { isatty } from 'node:tty';
import { SluiceError } from '../core/errors.ts';
import { errorText } from './error-text.ts';
import type { Host, Output } from './host.ts';
import { onUnwritable } from './unwritable-output.ts';

/** How long a stopped run may take to clean up before it is ended anyway, in milliseconds. */
const PATIENCE = 15_000;

/**
 * The Host of a real process. SIGINT and SIGTERM abort its signal once; a second one ends the process at once.
 * Dispose of it to take the handlers off again.
 */
export function processHost(process: NodeJS.Process): Host & Disposable {
  const controller = new AbortController();
  const stop = (name: NodeJS.Signals): void => {
    if (controller.signal.aborted) process.exit(130);
    controller.abort(
      new SluiceError('interrupted', {
        message: `Stopped by ${name}.`,
        remedy: 'Run it again. What was committed until then stays.',
      }),
    );
    setTimeout(() => process.exit(130), PATIENCE).unref();
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  return {
    env: process.env,
    get cwd() {
      return workingFolder(process);
    },
    // Monotonic as performance.now() is, which a short run would have to load first.
    clock: { now: () => Number(process.hrtime.bigint()) / 1e6 },
    stdout: output(process.stdout, (error) => {
      process.stderr.write(errorText(error));
      process.exit(error.exit);
    }),
    // What people read on the way is no result: a run does not fail because nobody could be told.
    stderr: output(process.stderr, () => {}),
    ...(process.stderr.isTTY === true && isatty(0)
      ? { ask: (question: string) => askAt(process, question, controller.signal) }
      : {}),
    signal: controller.signal,
    [Symbol.dispose]() {
      process.off('SIGINT', stop);
      process.off('SIGTERM', stop);
    },
  };
}

function workingFolder(process: NodeJS.Process): string {
  try {
    return process.cwd();
  } catch (cause) {
    throw new SluiceError('project-not-found', {
      message: 'The folder that this was started in is not there any more.',
      remedy: 'Change into one that is: cd "$PWD"',
      cause,
    });
  }
}

async function askAt(process: NodeJS.Process, question: string, signal: AbortSignal): Promise<string> {
  const { createInterface } = await import('node:readline/promises');
  const lines = createInterface({ input: process.stdin, output: process.stderr });
  // Ctrl-C goes to the open question instead of the process.
  lines.on('SIGINT', () => process.kill(process.pid, 'SIGINT'));
  try {
    return await lines.question(question, { signal });
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown;
  } finally {
    lines.close();
  }
}

function output(stream: NodeJS.WriteStream, fail: (error: SluiceError) => void): Output {
  onUnwritable(stream, fail);
  return {
    write: (text) => void stream.write(text),
    isTerminal: stream.isTTY === true,
    stream,
    get columns() {
      return stream.columns ?? 80;
    },
  };
}
