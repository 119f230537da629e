import { spawn } from 'node:child_process';
import type { Pieces } from '../core/backup-ports.ts';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment } from '../core/ports.ts';

export interface ProgramCall {
  readonly path: string;
  /** Never a password: others on the machine can read it. */
  readonly args: readonly string[];
  readonly env: Environment;
  readonly cwd: string;
  readonly signal: AbortSignal;
}

/** What a program writes on its standard output, as it comes. Throws SluiceError `backup-program-failed` where it does not end well. */
export async function* outputOf({ path, args, env, cwd, signal }: ProgramCall): Pieces {
  const child = spawn(path, [...args], {
    cwd,
    env: { ...env },
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
  });
  const stop = (): void => void child.kill('SIGTERM');
  signal.addEventListener('abort', stop, { once: true });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => {
    said = `${said}${chunk.toString('utf8')}`.slice(-4_000);
  });
  const ended = new Promise<number | null>((resolve, reject) => {
    child.once('error', (error) => {
      reject(error);
      // Of a program that could not be started nothing will ever come.
      child.stdout.destroy(error);
    });
    child.once('close', resolve);
  });
  ended.catch(() => {});
  try {
    yield* child.stdout;
    const exit = await ended;
    signal.throwIfAborted();
    if (exit !== 0) throw programFailed(path, said.trim() || `it ended with ${exit ?? 'a signal'}`);
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown instanceof SluiceError ? thrown : programFailed(path, messageOf(thrown));
  } finally {
    signal.removeEventListener('abort', stop);
    if (child.exitCode === null) child.kill('SIGTERM');
  }
}

/** The whole of a short output; null where the program is missing, fails or takes longer than it may. */
export async function shortOutput(
  call: Omit<ProgramCall, 'signal'>,
  milliseconds: number,
): Promise<string | null> {
  const chunks: Uint8Array[] = [];
  try {
    for await (const chunk of outputOf({ ...call, signal: AbortSignal.timeout(milliseconds) }))
      chunks.push(chunk);
    return Buffer.concat(chunks).toString('utf8');
  } catch {
    return null;
  }
}

function programFailed(path: string, said: string): SluiceError {
  const hides = /row-level security|permission denied/iu.test(said);
  return new SluiceError('backup-program-failed', {
    message: `${path} failed: ${said}`,
    remedy: hides
      ? 'Use the role postgres, or one that is a member of pg_read_all_data and has BYPASSRLS.'
      : 'Repair what it says, or write --way copy to do without it.',
  });
}
