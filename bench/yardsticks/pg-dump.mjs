import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { run } from '../measure/command.mjs';

/** Where Debian puts the real programs; the one in its PATH is a wrapper in Perl, which would count as slow. */
const DEBIAN = '/usr/lib/postgresql';

/**
 * Finds a pg_dump: that of PG_DUMP, else the newest of Debian's, else that of the PATH. pg_dump refuses servers that
 * are newer than itself, so `major` is the newest project that it can dump and that Sluice knows. Null: there is none.
 */
export async function findPgDump(env) {
  const installed = await readdir(DEBIAN).catch(() => []);
  const newest = installed
    .map(Number)
    .filter(Number.isInteger)
    .sort((left, right) => right - left);
  const named = env.PG_DUMP === undefined ? [] : [env.PG_DUMP];
  for (const program of [
    ...named,
    ...newest.map((one) => join(DEBIAN, String(one), 'bin/pg_dump')),
    'pg_dump',
  ]) {
    const version = await versionOf(program);
    const major = [17, 15].find((one) => version !== null && one <= version.major);
    if (major !== undefined) return { program, version: version.text, major };
  }
  return null;
}

async function versionOf(program) {
  try {
    const { stdout } = await run(program, ['--version']);
    return { text: stdout.trim(), major: Number(/\) (\d+)/u.exec(stdout)?.[1]) };
  } catch {
    return null;
  }
}
