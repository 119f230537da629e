import { constants } from 'node:fs';
import { access, readdir } from 'node:fs/promises';
import { delimiter, join, resolve } from 'node:path';
import type { DumpProgram, DumpPrograms } from '../core/backup-ports.ts';
import type { ArchiveDependencies } from './dependencies.ts';
import { shortOutput } from './run-program.ts';

/** How long a program may take to say its version, and Docker to say that it runs. */
const PATIENCE = 10_000;

/** Looks for programs that can make a backup: pg_dump on the PATH and where packages put it, the Supabase CLI in the project or on the PATH. */
export async function findPrograms(
  folder: string,
  askDocker: boolean,
  dependencies: ArchiveDependencies,
): Promise<DumpPrograms> {
  const onPath = (dependencies.env['PATH'] ?? '').split(delimiter).filter((part) => part !== '');
  const packaged = await Promise.all(dependencies.programFolders.map(majorsIn));
  const pgDumps = await versionsOf(
    [...onPath, ...packaged.flat()].map((place) => join(place, 'pg_dump')),
    /\(PostgreSQL\) (\d+(?:\.\d+)?)/u,
    dependencies,
  );
  if (!askDocker) return { pgDumps, supabase: null };
  const [supabase] = await versionsOf(
    [join(resolve(dependencies.cwd, folder), 'node_modules', '.bin'), ...onPath].map((place) =>
      join(place, 'supabase'),
    ),
    /(\d+\.\d+\.\d+)/u,
    dependencies,
  );
  return { pgDumps, supabase: supabase !== undefined && (await dockerRuns(dependencies)) ? supabase : null };
}

async function versionsOf(
  paths: readonly string[],
  pattern: RegExp,
  { env, cwd }: ArchiveDependencies,
): Promise<DumpProgram[]> {
  const found: DumpProgram[] = [];
  for (const path of new Set(paths)) {
    if (!(await isProgram(path))) continue;
    const [, version] =
      pattern.exec((await shortOutput({ path, args: ['--version'], env, cwd }, PATIENCE)) ?? '') ?? [];
    if (version !== undefined) found.push({ path, version });
  }
  return found;
}

async function dockerRuns({ env, cwd }: ArchiveDependencies): Promise<boolean> {
  const version = await shortOutput(
    { path: 'docker', args: ['info', '--format', '{{.ServerVersion}}'], env, cwd },
    PATIENCE,
  );
  return version !== null && /^\d/u.test(version.trim());
}

/** `/usr/lib/postgresql/17/bin`, as Debian and Ubuntu have it. */
async function majorsIn(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => /^\d+$/u.test(name)).map((name) => join(folder, name, 'bin'));
}

async function isProgram(path: string): Promise<boolean> {
  try {
    await access(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
