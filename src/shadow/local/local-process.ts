import { spawn } from 'node:child_process';
import { open, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { messageOf, SluiceError } from '../../core/errors.ts';
import { OWN_SERVER } from '../../core/own-server.ts';
import type { ServerAccount } from '../server-account.ts';
import { SqlSession, SUPERUSER } from '../sql-session.ts';
import { codeOf } from '../system-error.ts';
import { BASELINE_DATABASE } from './local-databases.ts';
import type { LocalFolder } from './local-folder.ts';
import type { LocalSettings } from './local-settings.ts';
import { commandOf, isAlive } from './process-facts.ts';

/** How often a server that starts or stops is looked at, and how long, in milliseconds. */
const PAUSE = 25;
const PATIENCE = 60_000;
const ATTEMPTS = 20;
const ATTEMPT_PAUSE = 250;
const STILL_IN_USE = 'pre-existing shared memory block';

/**
 * The process of the server, as its own lock file names it. A number that has gone to another program since, after a crash or a
 * restart of the machine, is none.
 */
export async function serverProcess(folder: LocalFolder): Promise<number | null> {
  const named = await namedProcess(folder);
  return named?.isOurs === true ? named.pid : null;
}

/** The living process that the server's lock file names, and whether it is the server. */
async function namedProcess({
  data,
}: LocalFolder): Promise<{ readonly pid: number; readonly isOurs: boolean } | null> {
  const text = await readFile(lockFile(data), 'utf8').catch(() => '');
  const pid = Number(text.split('\n', 1)[0]);
  if (!Number.isInteger(pid) || pid <= 0 || !isAlive(pid)) return null;
  const command = await commandOf(pid);
  return { pid, isOurs: command === null || command.includes(data) };
}

function lockFile(data: string): string {
  return join(data, 'postmaster.pid');
}

export interface StartRequest {
  readonly folder: LocalFolder;
  readonly settings: LocalSettings;
  readonly account: ServerAccount | null;
  readonly signal: AbortSignal;
}

/**
 * Starts the server as a process of its own, which outlives this one; returns when it takes connections. Whenever this process
 * ends, the server's own lock file tells the next one about it.
 * @throws SluiceError engine-unavailable with the server's own words
 */
export async function startProcess(request: StartRequest): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      await tryToStart(request);
      return;
    } catch (error) {
      // Processes of a server that was killed may take a moment to notice; until then nobody may touch its files.
      const isLeft = error instanceof SluiceError && error.likelyCause?.includes(STILL_IN_USE) === true;
      if (!isLeft || attempt === ATTEMPTS) throw error;
      await setTimeout(ATTEMPT_PAUSE, undefined, { signal: request.signal });
    }
  }
}

async function tryToStart({ folder, settings, account, signal }: StartRequest): Promise<void> {
  // The server sees itself whether the process in its lock file is gone, but takes another one with that number for a server.
  if ((await namedProcess(folder)) !== null) await rm(lockFile(folder.data), { force: true });
  await using log = await open(folder.log, 'w', 0o600);
  const child = spawn(join(folder.engine, 'bin/postgres'), ['-D', folder.data, '-p', String(settings.port)], {
    cwd: '/',
    // A session of its own: Ctrl-C and the end of the terminal do not reach it.
    detached: true,
    stdio: ['ignore', log.fd, log.fd],
    env: { PATH: '/usr/bin:/bin', LC_ALL: 'C' },
    ...(account ?? {}),
  });
  let ended = false;
  child.once('exit', () => {
    ended = true;
  });
  child.once('error', () => {
    ended = true;
  });
  try {
    for (let waited = 0; ; waited += PAUSE) {
      signal.throwIfAborted();
      if (ended || waited > PATIENCE) throw await notStarted(folder);
      if (await answers(settings)) break;
      await setTimeout(PAUSE, undefined, { signal });
    }
  } catch (error) {
    child.kill('SIGINT');
    throw error;
  } finally {
    child.unref();
  }
}

/** Shuts the server down so that its files are whole; returns when it is gone. */
export async function stopProcess(folder: LocalFolder, pid: number): Promise<void> {
  try {
    process.kill(pid, 'SIGINT');
  } catch (error) {
    if (codeOf(error) !== 'ESRCH') throw error;
  }
  for (let waited = 0; (await serverProcess(folder)) === pid; waited += PAUSE) {
    if (waited > PATIENCE) {
      throw new SluiceError('engine-unavailable', {
        message: `The local database (process ${pid}) does not stop.`,
        remedy: `End it with: kill -QUIT ${pid}`,
      });
    }
    await setTimeout(PAUSE);
  }
}

/** A session of the superuser, in the database that is nobody's to work in. */
export async function administratorSession(
  settings: LocalSettings,
  database = BASELINE_DATABASE,
): Promise<SqlSession> {
  return await SqlSession.open(
    {
      host: '127.0.0.1',
      port: settings.port,
      database,
      user: SUPERUSER,
      password: settings.superuserPassword,
      ...OWN_SERVER,
    },
    'sluice dev',
  );
}

/** Whether the server takes connections. That there is no such database yet is an answer, too. */
async function answers(settings: LocalSettings): Promise<boolean> {
  try {
    await using _session = await administratorSession(settings);
    return true;
  } catch (error) {
    return codeOf(error) === '3D000';
  }
}

async function notStarted({ log, path }: LocalFolder): Promise<SluiceError> {
  const said = await readFile(log, 'utf8').catch((error: unknown) => messageOf(error));
  return new SluiceError('engine-unavailable', {
    message: 'The local database could not be started.',
    ...(said.trim() === '' ? {} : { likelyCause: said.trim().slice(-2_000) }),
    remedy: `Read ${log}. If its files are damaged, remove ${path} and run again: the data goes with it, migrations are applied anew.`,
  });
}
