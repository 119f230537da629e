import { existsSync } from 'node:fs';
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import { compareVersions, parseMigrationFileName } from '../core/migration.ts';
import type { CreatedMigration, NewMigrationPort, NewMigrationTexts } from '../core/new-migration.ts';
import { freshVersions } from '../core/version-timestamp.ts';
import { inProject, projectFolder, projectIn } from './project-folder.ts';
import { rootWithoutGit } from './repository.ts';

export interface NewMigrationDependencies {
  /** The working directory that relative paths start from; absolute. */
  readonly cwd: string;
  readonly now: () => Date;
}

/** How often another version is tried while others take them. */
const TRIES = 100;

export function createNewMigrationPort({ cwd, now }: NewMigrationDependencies): NewMigrationPort {
  return {
    async create(projectDir, texts) {
      const folder = projectFolder(cwd, projectDir);
      const supabase = path.join(folder, 'supabase');
      if (!existsSync(supabase)) throw noProject(supabase);
      try {
        return await writeFiles(folder, projectIn(rootWithoutGit(cwd, folder), folder), texts, now);
      } catch (cause) {
        if (cause instanceof SluiceError) throw cause;
        throw new SluiceError('output-failed', {
          message: `The migration could not be written to ${supabase}: ${messageOf(cause)}.`,
          remedy: 'See that the folder can be written to and the disk has room, and run again.',
          cause,
        });
      }
    },
  };
}

async function writeFiles(
  folder: string,
  project: string,
  { name, sql, rollback }: NewMigrationTexts,
  now: () => Date,
): Promise<CreatedMigration> {
  const migrations = path.join(folder, 'supabase/migrations');
  await mkdir(migrations, { recursive: true });
  await using reserved = await reserveVersion(migrations, now);
  const { version } = reserved;
  const fileName = `${version}_${name}.sql`;
  await writeFile(path.join(migrations, fileName), sql(version), { flag: 'wx' });
  const created = { version, name, project, file: inProject(project, `supabase/migrations/${fileName}`) };
  if (rollback === null) return { ...created, rollback: null };
  await mkdir(path.join(folder, 'supabase/rollbacks'), { recursive: true });
  await writeFile(path.join(folder, 'supabase/rollbacks', fileName), rollback(version), { flag: 'wx' });
  return { ...created, rollback: inProject(project, `supabase/rollbacks/${fileName}`) };
}

/**
 * Takes a version that nobody else takes: a hidden file of its name can be made by one process only. The folder is read again
 * behind that, since somebody may have come and gone meanwhile.
 */
async function reserveVersion(
  folder: string,
  now: () => Date,
): Promise<AsyncDisposable & { readonly version: string }> {
  let taken: string | null = null;
  for (let attempt = 0; attempt < TRIES; attempt += 1) {
    const newest = await newestVersion(folder);
    const version: string | undefined = freshVersions(1, now(), later(newest, taken))?.[0];
    if (version === undefined) throw nothingAfter(newest ?? '');
    const reservation = path.join(folder, `.${version}.new`);
    taken = version;
    if (!(await madeAlone(reservation))) continue;
    const release = { version, [Symbol.asyncDispose]: () => rm(reservation, { force: true }) };
    if (compareVersions((await newestVersion(folder)) ?? '', version) < 0) return release;
    await release[Symbol.asyncDispose]();
  }
  throw new SluiceError('output-failed', {
    message: `No version could be had in ${folder}: others took each of ${TRIES} first.`,
    remedy: `Run again; if it stays, remove the files .*.new in ${folder}.`,
  });
}

async function madeAlone(file: string): Promise<boolean> {
  try {
    await (await open(file, 'wx')).close();
    return true;
  } catch (error) {
    const isTaken = typeof error === 'object' && error !== null && 'code' in error && error.code === 'EEXIST';
    if (isTaken) return false;
    throw error;
  }
}

async function newestVersion(folder: string): Promise<string | null> {
  return (await readdir(folder)).reduce<string | null>(
    (newest, file) => later(newest, parseMigrationFileName(file)?.version ?? null),
    null,
  );
}

function later(left: string | null, right: string | null): string | null {
  return compareVersions(left ?? '', right ?? '') < 0 ? right : left;
}

function noProject(supabase: string): SluiceError {
  return new SluiceError('project-not-found', {
    message: `There is no folder ${supabase}.`,
    remedy: 'Run it where supabase/ is, point --project-dir there, or make one: npx supabase init',
  });
}

function nothingAfter(newest: string): SluiceError {
  return new SluiceError('migration-unreadable', {
    message: `The newest migration has the version ${newest}, which no timestamp comes after.`,
    likelyCause: 'Versions are compared as text, and this one is no YYYYMMDDHHMMSS.',
    remedy:
      'Give that migration a timestamp (git mv) if no database has applied it; else name the next file by hand.',
  });
}
