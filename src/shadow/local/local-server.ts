import { rm } from 'node:fs/promises';
import { messageOf, SluiceError } from '../../core/errors.ts';
import type {
  KeptState,
  LocalRequest,
  LocalServer,
  LocalServerPort,
  LocalState,
} from '../../core/local-ports.ts';
import type { ShadowDependencies } from '../dependencies.ts';
import { preparedEngine, preparedName } from '../prepared-engine.ts';
import { type ServerAccount, serverAccount } from '../server-account.ts';
import { defaultPrivilegesSql, type ShadowBaseline, SUPABASE_BASELINE } from '../shadow-baseline.ts';
import type { SqlSession } from '../sql-session.ts';
import { codeOf } from '../system-error.ts';
import { makeCluster, removeCluster } from './local-cluster.ts';
import { foundBaseline, LocalDatabases } from './local-databases.ts';
import { beginBulk, endBulk, isBulk } from './local-durability.ts';
import { elevatePostgres } from './local-elevation.ts';
import { isFolder, type LocalFolder, localFolder, makeLocalFolder } from './local-folder.ts';
import { takeLocalLock } from './local-lock.ts';
import { choosePort } from './local-port.ts';
import { administratorSession, serverProcess, startProcess, stopProcess } from './local-process.ts';
import {
  type LocalSettings,
  localUrl,
  newPassword,
  readLocalSettings,
  writeLocalSettings,
} from './local-settings.ts';

/** Database servers of projects on this machine, each with data that stays. */
export function createLocalServerPort(
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline = SUPABASE_BASELINE,
): LocalServerPort {
  return {
    async start(request) {
      const folder = localFolder(request.project, dependencies);
      await makeLocalFolder(folder, dependencies);
      const lock = await takeLock(folder, request, dependencies);
      try {
        return await startLocked({ request, folder, dependencies, baseline }, lock);
      } catch (error) {
        await lock[Symbol.asyncDispose]();
        throw error;
      }
    },

    async stop(request) {
      const folder = localFolder(request.project, dependencies);
      if (!(await isFolder(folder.path))) return await look(folder);
      await using _lock = await takeLock(folder, request, dependencies);
      const pid = await serverProcess(folder);
      if (pid !== null) await stopProcess(folder, pid);
      return { ...(await look(folder)), ran: pid !== null };
    },

    hold: async (request) =>
      await takeLock(localFolder(request.project, dependencies), request, dependencies),

    look: async (project) => await look(localFolder(project, dependencies)),
  };
}

async function takeLock(
  { lock }: LocalFolder,
  { signal, progress }: Pick<LocalRequest, 'signal' | 'progress'>,
  { processId: pid, randomWord }: ShadowDependencies,
): Promise<AsyncDisposable> {
  return await takeLocalLock({ file: lock, pid, randomWord, signal, progress });
}

async function look(folder: LocalFolder): Promise<LocalState> {
  const settings = await readLocalSettings(folder);
  const hasData = await isFolder(folder.data);
  const pid = hasData ? await serverProcess(folder) : null;
  return {
    state: pid !== null ? 'running' : hasData ? 'stopped' : 'missing',
    url: settings === null ? null : localUrl(settings.port),
    port: settings?.port ?? null,
    pid,
    folder: folder.path,
    major: settings?.major ?? null,
    ran: pid !== null,
  };
}

interface Start {
  readonly request: LocalRequest;
  readonly folder: LocalFolder;
  readonly dependencies: ShadowDependencies;
  readonly baseline: ShadowBaseline;
}

async function startLocked(start: Start, lock: AsyncDisposable): Promise<LocalServer> {
  const { request, folder, dependencies } = start;
  const { signal } = request;
  const account = await serverAccount(dependencies.uid);
  const known = await renewed(start, (await isFolder(folder.data)) ? await readLocalSettings(folder) : null);
  const running = known === null ? null : await serverProcess(folder);
  const stays = running !== null && (request.port === null || request.port === known?.port);
  if (running !== null && !stays) await stopProcess(folder, running);
  const settings = stays && known !== null ? known : await settled(start, known, account);
  if (!stays) await startProcess({ folder, settings, account, signal });
  try {
    const session = await openSession(settings);
    const databases = new LocalDatabases(session, start.baseline, async (database) => {
      const sql = defaultPrivilegesSql(request, start.baseline);
      if (sql === '') return;
      await using inside = await administratorSession(settings, database);
      await inside.rows(sql);
    });
    await databases.mend();
    signal.throwIfAborted();
    const began = known === null ? 'created' : stays ? 'running' : 'started';
    return new RunningServer(start, settings, began, {
      session,
      databases,
      lock,
      hurries: await isBulk(session),
    });
  } catch (error) {
    // A server that this very command started, and that nobody was told about, does not stay behind.
    const pid = stays ? null : await serverProcess(folder);
    if (pid !== null) await stopProcess(folder, pid);
    throw error;
  }
}

/** The settings that hold; null where a cluster is to be made, also because the old one was thrown away. */
async function renewed(
  { request, folder, dependencies, baseline }: Start,
  known: LocalSettings | null,
): Promise<LocalSettings | null> {
  if (known === null) {
    // Data without settings is what was left of a cluster that was being removed.
    if (await isFolder(folder.data)) await removeCluster(folder);
    return null;
  }
  const isOther = known.major !== request.major;
  if (!isOther && known.made === preparedName(request, dependencies, baseline)) return known;
  if (!request.renew) {
    if (isOther) throw otherMajor(known, request);
    request.progress.info(
      'This version of Sluice would make the local database a little differently: sluice dev reset makes it anew.',
    );
    return known;
  }
  const pid = await serverProcess(folder);
  if (pid !== null) await stopProcess(folder, pid);
  await rm(folder.settings, { force: true });
  await removeCluster(folder);
  return null;
}

/** Chooses the port, and makes the cluster where there is none. */
async function settled(
  { request, folder, dependencies, baseline }: Start,
  known: LocalSettings | null,
  account: ServerAccount | null,
): Promise<LocalSettings> {
  const { signal, progress, project, major } = request;
  const before = known ?? (await readLocalSettings(folder));
  const port = await choosePort(request, folder, before?.port ?? null);
  if (known !== null) {
    const settings = { ...known, port };
    if (port !== known.port) await writeLocalSettings(folder, settings);
    return settings;
  }
  await using prepared = await preparedEngine(
    { request: { major, signal, progress }, baseline, account, distrusted: null },
    dependencies,
  );
  if (!prepared.isWhole()) throw damaged(prepared.engine);
  const made = preparedName(request, dependencies, baseline);
  const settings = { project, port, major, made, superuserPassword: newPassword() };
  // First, so that there is never data that nobody can enter.
  await writeLocalSettings(folder, settings);
  const { superuserPassword } = settings;
  await makeCluster({ folder, prepared, account, superuserPassword, signal });
  return settings;
}

async function openSession(settings: LocalSettings): Promise<SqlSession> {
  try {
    return await administratorSession(settings);
  } catch (error) {
    if (codeOf(error) !== '3D000') throw error;
    await using session = await administratorSession(settings, 'postgres');
    await foundBaseline(session);
    return await administratorSession(settings);
  }
}

interface Held {
  readonly session: SqlSession;
  readonly databases: LocalDatabases;
  readonly lock: AsyncDisposable;
  readonly hurries: boolean;
}

class RunningServer implements LocalServer {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly major: number;
  readonly began: LocalServer['began'];
  readonly elevated: ReadonlySet<string>;
  readonly #held: Held;
  /** A new cluster begins in a hurry, and so does one whose last command was killed in it. */
  #hurries: boolean;

  constructor(
    { folder, baseline }: Start,
    { port, major }: LocalSettings,
    began: LocalServer['began'],
    held: Held,
  ) {
    this.url = localUrl(port);
    this.port = port;
    this.folder = folder.path;
    this.major = major;
    this.began = began;
    this.elevated = new Set(baseline.elevations.map(({ node }) => node));
    this.#held = held;
    this.#hurries = held.hurries;
  }

  async kept(): Promise<readonly KeptState[]> {
    const kept = await this.#asked(this.#held.databases.kept());
    return kept.map(({ version, head, at }) => ({ version, head, at }));
  }

  async keep(state: Pick<KeptState, 'version' | 'head'>): Promise<boolean> {
    return await this.#asked(this.#held.databases.keep(state));
  }

  async restore(state: KeptState | null): Promise<void> {
    await this.#asked(this.#held.databases.restore(state));
  }

  async hurry(): Promise<void> {
    if (this.#hurries) return;
    this.#hurries = true;
    await this.#asked(beginBulk(this.#held.session));
  }

  async elevate(): Promise<AsyncDisposable> {
    return await this.#asked(elevatePostgres(this.#held.session, this.major));
  }

  /** What the server refuses us is about the server, and not about anything that a person wrote. */
  async #asked<Answer>(question: Promise<Answer>): Promise<Answer> {
    try {
      return await question;
    } catch (cause) {
      if (cause instanceof SluiceError) throw cause;
      throw new SluiceError('engine-unavailable', {
        message: `The local database failed while Sluice worked on it: ${messageOf(cause)}.`,
        likelyCause: 'It was stopped meanwhile, or its disk is full.',
        remedy: `Read server.log in ${this.folder}, and run sluice dev again.`,
        cause,
      });
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    // Where the server is gone by now, the next command finds it as it is and ends the hurry.
    if (this.#hurries) await endBulk(this.#held.session).catch(() => {});
    await this.#held.session[Symbol.asyncDispose]();
    await this.#held.lock[Symbol.asyncDispose]();
  }
}

function otherMajor(known: LocalSettings, { major }: LocalRequest): SluiceError {
  return new SluiceError('dev-outdated', {
    message: `The local database runs PostgreSQL ${known.major}, and config.toml says ${major}.`,
    remedy:
      'Make it anew, with all migrations but without the rows that were written by hand: sluice dev reset',
  });
}

function damaged(engine: string): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: 'The prepared PostgreSQL in the cache is damaged.',
    likelyCause: 'Files are missing or have other sizes than when they were made.',
    remedy: `Remove ${engine.replace(/\/engine$/u, '')} and run the command again.`,
  });
}
