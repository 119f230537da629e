import { chmod, lstat, mkdir, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { messageOf } from '../core/errors.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { codeOf } from './system-error.ts';

export interface CacheFolderChoice {
  /** Null: no folder can be used, and what is prepared lives no longer than the command. */
  readonly folder: string | null;
  /** Why a folder that the user named is not used, in sentences. */
  readonly warnings: readonly string[];
}

/**
 * Finds the folder in which prepared servers are kept, and makes it: SLUICE_CACHE_DIR, else the user's cache folder;
 * for root also /var/cache and /var/tmp, since the server runs under another account that must be able to enter.
 * What lies in the folder is executed, so it must belong to us and nobody else may write to it.
 */
export async function chooseCacheFolder(dependencies: ShadowDependencies): Promise<CacheFolderChoice> {
  const { SLUICE_CACHE_DIR: named } = dependencies.env;
  const warnings: string[] = [];
  for (const folder of candidates(dependencies)) {
    const problem = await problemWith(folder, dependencies.uid);
    if (problem === null) return { folder, warnings };
    if (folder === named) warnings.push(`SLUICE_CACHE_DIR is not used: ${folder} ${problem}.`);
  }
  return { folder: null, warnings };
}

function candidates({ env, platform, uid }: ShadowDependencies): string[] {
  const { SLUICE_CACHE_DIR: named, XDG_CACHE_HOME: xdg, HOME: home } = env;
  const found = [named];
  if (isUsable(xdg)) found.push(join(xdg, 'sluice'));
  else if (isUsable(home)) {
    found.push(platform === 'darwin' ? join(home, 'Library/Caches/sluice') : join(home, '.cache/sluice'));
  }
  if (uid === 0) found.push('/var/cache/sluice', '/var/tmp/sluice-root');
  return found.filter(isUsable);
}

function isUsable(folder: string | undefined): folder is string {
  return folder !== undefined && isAbsolute(folder) && !folder.includes('\n');
}

/** What speaks against a folder, as the rest of a sentence that begins with its name; null: nothing. */
async function problemWith(folder: string, uid: number | null): Promise<string | null> {
  try {
    if (uid === 0 && !(await canBeEntered(folder))) return 'cannot be entered by the account of the server';
    // The mode is set on its own: mkdir's is cut by the umask.
    if (await makeFolder(folder)) await chmod(folder, uid === 0 ? 0o755 : 0o700);
    const facts = await lstat(folder);
    if (!facts.isDirectory()) return 'is not a folder';
    if (uid !== null && facts.uid !== uid) return 'belongs to another user';
    if ((facts.mode & 0o002) !== 0) return 'can be written to by everybody';
    if (uid === 0 && !(await canBeEntered(folder))) return 'cannot be entered by the account of the server';
    return null;
  } catch (error) {
    return `cannot be used (${messageOf(error)})`;
  }
}

/**
 * Makes a folder and those above it; false where it was there. Not Node's recursive mkdir, which never ends on file
 * systems that answer ENOENT to every mkdir, as /proc and automounted homes do.
 */
export async function makeFolder(folder: string): Promise<boolean> {
  if ((await lstat(folder).catch(() => null)) !== null) return false;
  if (dirname(folder) !== folder) await makeFolder(dirname(folder));
  try {
    await mkdir(folder);
    return true;
  } catch (error) {
    // Another run made it meanwhile.
    if (codeOf(error) === 'EEXIST') return false;
    throw error;
  }
}

/** Whether every user may pass through all folders down to this one, as far as they exist. */
export async function canBeEntered(folder: string): Promise<boolean> {
  for (let at = folder; ; at = dirname(at)) {
    const facts = await stat(at).catch(() => null);
    if (facts !== null && (facts.mode & 0o001) === 0) return false;
    if (dirname(at) === at) return true;
  }
}
