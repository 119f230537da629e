import { chmodSync, existsSync, lstatSync, mkdirSync } from 'node:fs';
import * as nodeModule from 'node:module';
import { dirname, isAbsolute, join } from 'node:path';
import type { Environment } from '../core/ports.ts';

/**
 * Lets Node.js keep what it compiled of this program in a folder of the user's cache, so that the next run does not compile it
 * again (https://nodejs.org/api/module.html#module-compile-cache, since Node.js 22.1). What lies there is executed, so the folder
 * must belong to us and nobody else may write to it. It is only for speed: whatever is in the way, the program runs without.
 */
export function keepCompiledCode(env: Environment, uid: number | null): void {
  const { enableCompileCache } = nodeModule;
  const folder = cacheFolder(env);
  if (enableCompileCache === undefined || folder === null) return;
  try {
    // As the engine's part of the cache wants it: the server of a run by root has another account, which must be able to enter.
    make(dirname(folder), uid === 0 ? 0o755 : 0o700);
    make(folder, 0o700);
    const facts = lstatSync(folder);
    if (!facts.isDirectory() || (facts.mode & 0o022) !== 0 || (uid !== null && facts.uid !== uid)) return;
    enableCompileCache(folder);
  } catch {
    // No folder, no cache.
  }
}

/** One folder and none above it: recursive mkdir never ends on file systems that answer ENOENT to every mkdir. */
function make(folder: string, mode: number): void {
  if (existsSync(folder)) return;
  mkdirSync(folder);
  // The mode is set on its own: mkdir's is cut by the umask.
  chmodSync(folder, mode);
}

/** Beside what is prepared of PostgreSQL; null where the user has no cache folder. */
function cacheFolder({
  SLUICE_CACHE_DIR: named,
  XDG_CACHE_HOME: xdg,
  HOME: home,
}: Environment): string | null {
  const parent = usable(named) ?? under(xdg, 'sluice') ?? under(home, '.cache/sluice');
  return parent === null ? null : join(parent, 'compiled-code');
}

function under(parent: string | undefined, inner: string): string | null {
  const folder = usable(parent);
  return folder === null ? null : join(folder, inner);
}

function usable(folder: string | undefined): string | null {
  return folder !== undefined && isAbsolute(folder) ? folder : null;
}
