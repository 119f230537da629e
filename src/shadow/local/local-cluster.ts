import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { constants } from 'node:fs';
import { appendFile, chmod, chown, cp, mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { messageOf, SluiceError } from '../../core/errors.ts';
import type { PreparedEngine } from '../prepared-engine.ts';
import type { ServerAccount } from '../server-account.ts';
import { SUPERUSER } from '../sql-session.ts';
import { BASELINE_DATABASE } from './local-databases.ts';
import type { LocalFolder } from './local-folder.ts';
import { accessRules, developerSettings, passwordSql } from './local-settings.ts';

export interface NewCluster {
  readonly folder: LocalFolder;
  readonly prepared: PreparedEngine;
  readonly account: ServerAccount | null;
  readonly superuserPassword: string;
  readonly signal: AbortSignal;
}

/**
 * Makes a cluster from the prepared one, with an engine of its own beside it. Both come to their places whole or not at all: the
 * data last, so that a folder with data can be started.
 */
export async function makeCluster(request: NewCluster): Promise<void> {
  const { folder, signal } = request;
  const halves = { engine: `${folder.engine}.new`, data: `${folder.data}.new` };
  await removeHalves(halves);
  try {
    await fill(halves, request);
    await rm(folder.engine, { recursive: true, force: true });
    await rename(halves.engine, folder.engine);
    await rename(halves.data, folder.data);
  } catch (thrown) {
    await removeHalves(halves);
    signal.throwIfAborted();
    throw thrown instanceof SluiceError ? thrown : unwritable(folder, thrown);
  }
}

/** A cluster and its engine, not in their places yet. */
type Halves = Pick<LocalFolder, 'engine' | 'data'>;

async function removeHalves({ engine, data }: Halves): Promise<void> {
  await Promise.all([engine, data].map((left) => rm(left, { recursive: true, force: true })));
}

async function fill({ engine, data }: Halves, request: NewCluster): Promise<void> {
  const { prepared, account, signal } = request;
  // Both come to their end, so that nothing is written any more where something is removed.
  const copied = await Promise.allSettled([
    cp(prepared.engine, engine, {
      recursive: true,
      verbatimSymlinks: true,
      mode: constants.COPYFILE_FICLONE,
    }),
    unpack(prepared.cluster, data),
  ]);
  for (const half of copied) if (half.status === 'rejected') throw half.reason;
  await appendFile(join(data, 'postgresql.conf'), developerSettings());
  await writeFile(join(data, 'pg_hba.conf'), accessRules(BASELINE_DATABASE, SUPERUSER));
  if (account !== null) await handOver(data, account);
  signal.throwIfAborted();
  await setPasswords(engine, data, request);
  signal.throwIfAborted();
}

function unwritable({ path }: LocalFolder, cause: unknown): SluiceError {
  return new SluiceError('dev-folder-unusable', {
    message: `The files of the local database cannot be written to ${path}: ${messageOf(cause).trim()}`,
    remedy:
      'Make room: it needs about 100 MB besides your rows. Or set SLUICE_DEV_DIR to the absolute path of a folder on another disk.',
    cause,
  });
}

/** Removes a cluster, which does not run: its name goes first, so that half of it is never taken for whole. */
export async function removeCluster({ data, engine }: LocalFolder): Promise<void> {
  await rm(`${data}.old`, { recursive: true, force: true });
  await rename(data, `${data}.old`).catch(() => {});
  await rm(`${data}.old`, { recursive: true, force: true });
  await rm(engine, { recursive: true, force: true });
}

async function unpack(packed: string, place: string): Promise<void> {
  await mkdir(place, { mode: 0o700 });
  // Where the machine has no tar, the prepared cluster is a folder.
  if ((await stat(packed)).isDirectory()) await cp(packed, place, { recursive: true });
  else await promisify(execFile)('tar', ['-xmf', packed, '-C', place]);
  await chmod(place, 0o700);
}

/** Gives a folder and all that is in it to the account of the server; we are root then. */
async function handOver(folder: string, { uid, gid }: ServerAccount): Promise<void> {
  for (const entry of await readdir(folder, { recursive: true })) await chown(join(folder, entry), uid, gid);
  await chown(folder, uid, gid);
}

/** In single-user mode, so that there is no moment in which anybody could connect without a password. */
async function setPasswords(
  engine: string,
  data: string,
  { account, superuserPassword }: NewCluster,
): Promise<void> {
  const child = spawn(join(engine, 'bin/postgres'), ['--single', '-D', data, 'postgres'], {
    cwd: '/',
    stdio: ['pipe', 'ignore', 'pipe'],
    ...(account ?? {}),
  });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  child.stdin.on('error', () => {});
  child.stdin.end(passwordSql(SUPERUSER, superuserPassword));
  const [code] = await once(child, 'close');
  if (code === 0 && !/^.*(?:ERROR|FATAL|PANIC):/mu.test(said)) return;
  throw new SluiceError('engine-unavailable', {
    message: 'The local database could not be set up.',
    ...(said.trim() === '' ? {} : { likelyCause: said.trim().slice(-2_000) }),
    remedy: 'See that the disk has room and that programs may run from it, and run again.',
  });
}
