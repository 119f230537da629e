import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../measure/command.mjs';

/** Whose server it is: as root PostgreSQL refuses to run, so another user's, as the review does it. */
export const SERVER_ACCOUNT = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

/**
 * The programs of the PostgreSQL that a review has put into the cache. The benchmark has a cache of its own, so there is
 * one for each major.
 */
export async function cachedEngine(cacheFolder, major) {
  const names = await readdir(cacheFolder);
  const name = names.find((one) => one.startsWith(`postgres-${major}.`));
  if (name === undefined) throw new Error(`The review left no PostgreSQL ${major} in ${cacheFolder}.`);
  const programs = join(cacheFolder, name, 'engine', 'bin');
  const { stdout } = await run(join(programs, 'postgres'), ['--version']);
  return { programs, version: stdout.trim() };
}
