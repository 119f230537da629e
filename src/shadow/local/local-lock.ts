import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { setTimeout } from 'node:timers/promises';
import { SluiceError } from '../../core/errors.ts';
import type { Progress } from '../../core/ports.ts';
import { codeOf } from '../system-error.ts';
import { isAlive } from './process-facts.ts';

export interface LockRequest {
  readonly file: string;
  readonly pid: number;
  readonly randomWord: () => string;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

/** How long to wait for another command, and how often to look, in milliseconds. */
const PATIENCE = 120_000;
const PAUSE = 50;

/**
 * Takes the lock of a project's server: a file that names the process. One that is left of a process which is gone is taken over.
 * @throws SluiceError dev-busy, interrupted
 */
export async function takeLocalLock(request: LockRequest): Promise<AsyncDisposable> {
  const { file, pid, randomWord, signal, progress } = request;
  const own = `${file}-${randomWord()}`;
  await writeFile(own, String(pid), { flag: 'wx' });
  try {
    let told = false;
    for (let waited = 0; ; waited += PAUSE) {
      signal.throwIfAborted();
      // A link is made whole or not at all, and only where there is nothing yet.
      if (await linked(own, file)) break;
      const holder = await holderOf(file);
      if (holder !== null && !isAlive(holder)) {
        await removeLeft(file, holder, `${own}-left`);
        continue;
      }
      if (holder !== null && !told) {
        progress.info(`Another command works on this database (process ${holder}): waiting for it.`);
        told = true;
      }
      if (waited >= PATIENCE) throw busy(file, holder);
      await setTimeout(PAUSE, undefined, { signal });
    }
  } finally {
    await rm(own, { force: true });
  }
  return { [Symbol.asyncDispose]: () => rm(file, { force: true }) };
}

async function linked(own: string, file: string): Promise<boolean> {
  try {
    await link(own, file);
    return true;
  } catch (error) {
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

async function holderOf(file: string): Promise<number | null> {
  const pid = Number(await readFile(file, 'utf8').catch(() => ''));
  return Number.isInteger(pid) && pid > 0 ? pid : null;
}

/** Moved away first: of several that find the same file only one gets it, and whoever got a newer one puts it back. */
async function removeLeft(file: string, holder: number, trash: string): Promise<void> {
  try {
    await rename(file, trash);
  } catch {
    return;
  }
  if ((await holderOf(trash)) !== holder) await linked(trash, file);
  await rm(trash, { force: true });
}

function busy(file: string, holder: number | null): SluiceError {
  return new SluiceError('dev-busy', {
    message: `Another command has worked on this database for two minutes${holder === null ? '' : ` (process ${holder})`}.`,
    remedy: `Wait for it or stop it. If that process is no sluice, remove ${file}.`,
  });
}
