import { dirname } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, Shadow, ShadowDatabase, ShadowRequest } from '../core/ports.ts';
import { TEMPLATE_DATABASE } from './cluster.ts';
import type { ShadowDependencies } from './dependencies.ts';
import type { GuardedFolder } from './guard.ts';
import { type PreparedEngine, preparedEngine } from './prepared-engine.ts';
import { openServerFolder } from './private-folder.ts';
import { serverAccount } from './server-account.ts';
import { databaseSettingsSql, defaultPrivilegesSql, type ShadowBaseline } from './shadow-baseline.ts';
import { SOCKET_PORT, SqlSession, SUPERUSER } from './sql-session.ts';

/**
 * Starts PostgreSQL in a private folder, on a Unix socket only.
 * @throws SluiceError engine-unavailable where there is no engine, or it does not start
 */
export async function openEmbedded(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  try {
    return await startPrepared(request, dependencies, baseline);
  } catch (cause) {
    if (cause instanceof SluiceError || request.signal.aborted) throw cause;
    throw new SluiceError('engine-unavailable', {
      message: `PostgreSQL for the shadow could not be prepared: ${messageOf(cause)}`,
      remedy:
        'See that the temporary folder and SLUICE_CACHE_DIR can be written to and have free space, or use --engine url with a server of your own.',
      cause,
    });
  }
}

async function startPrepared(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  const account = await serverAccount(dependencies.uid);
  const preparation = { request, baseline, account };
  let prepared = await preparedEngine({ ...preparation, distrusted: null }, dependencies);
  const start = async () =>
    await startServer(prepared, request.signal, await openServerFolder(dependencies, account));
  try {
    const server = await start().catch(async (error: unknown) => {
      if (prepared.cached === null || request.signal.aborted) throw error;
      request.progress.info(
        'What the cache holds of PostgreSQL is damaged or does not start: making it anew.',
      );
      prepared = await preparedEngine({ ...preparation, distrusted: prepared.cached }, dependencies);
      return await start();
    });
    return new EmbeddedShadow(server, prepared, request, baseline);
  } catch (error) {
    await prepared[Symbol.asyncDispose]();
    throw error;
  }
}

async function startServer(
  prepared: PreparedEngine,
  signal: AbortSignal,
  opened: GuardedFolder,
): Promise<GuardedFolder> {
  const { guard } = opened;
  try {
    using _abort = guard.endOn(signal);
    const started = Promise.all([guard.unpack(prepared.cluster, 'data'), guard.start(prepared.engine)]);
    // Awaited below, unless the check throws first.
    started.catch(() => {});
    // While the shell unpacks.
    if (!prepared.isWhole()) throw damaged(prepared);
    await started;
    signal.throwIfAborted();
    return opened;
  } catch (error) {
    await guard[Symbol.asyncDispose]();
    throw error;
  }
}

function damaged({ engine }: PreparedEngine): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: 'The prepared PostgreSQL in the cache is damaged.',
    likelyCause: 'Files are missing or have other sizes than when they were made.',
    remedy: `Remove ${dirname(engine)} and run the command again.`,
  });
}

class EmbeddedShadow implements Shadow {
  readonly engine: Shadow['engine'];
  readonly standIns: ReadonlyMap<string, string>;
  readonly #server: GuardedFolder;
  readonly #prepared: PreparedEngine;
  readonly #baseline: ShadowBaseline;
  readonly #privilegesSql: string;
  #session: Promise<SqlSession> | null = null;
  #first: Promise<ShadowDatabase> | null;
  #count = 0;

  constructor(
    server: GuardedFolder,
    prepared: PreparedEngine,
    request: ShadowRequest,
    baseline: ShadowBaseline,
  ) {
    this.#server = server;
    this.#prepared = prepared;
    this.#baseline = baseline;
    this.#privilegesSql = defaultPrivilegesSql(request, baseline);
    this.engine = { name: 'embedded', major: request.major, version: prepared.version };
    this.#first = this.#makeDatabase();
    // Whoever asks for it gets the error.
    this.#first.catch(() => {});
    this.standIns = new Map(baseline.standIns.map(({ name, missing }) => [name, missing]));
  }

  /** The first one is made ahead, while its user is still busy with other things. */
  async createDatabase(): Promise<ShadowDatabase> {
    const first = this.#first;
    this.#first = null;
    try {
      return await (first ?? this.#makeDatabase());
    } catch (cause) {
      return cannotMake(cause);
    }
  }

  copyDatabase = async ({ administrator }: ShadowDatabase): Promise<ShadowDatabase> =>
    await this.#makeDatabase(administrator.database).catch(cannotMake);

  async #makeDatabase(template: string = TEMPLATE_DATABASE): Promise<ShadowDatabase> {
    this.#count += 1;
    const database = `shadow_${this.#count}`;
    this.#session ??= SqlSession.open(this.#target(SUPERUSER, TEMPLATE_DATABASE));
    const session = await this.#session;
    await session.rows(`CREATE DATABASE ${database} OWNER postgres TEMPLATE ${template} STRATEGY file_copy`);
    const settings = databaseSettingsSql(database, this.#baseline);
    if (settings !== '') await session.rows(settings);
    if (this.#privilegesSql !== '' && template === TEMPLATE_DATABASE)
      await this.#run(this.#privilegesSql, database);
    return {
      migrator: this.#target('postgres', database),
      administrator: this.#target(SUPERUSER, database),
      elevations: this.#baseline.elevations,
      optionlessIndexMethods: this.#baseline.optionlessIndexMethods,
    };
  }

  /** Runs statements in a database that nobody uses yet. */
  async #run(sql: string, database: string): Promise<void> {
    await using inside = await SqlSession.open(this.#target(SUPERUSER, database));
    await inside.rows(sql);
  }

  #target(user: string, database: string): ConnectionTarget {
    return { host: this.#server.socketFolder, port: SOCKET_PORT, database, user };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#server.guard[Symbol.asyncDispose]();
    // After the server, so that nothing it was still doing is waited for.
    const session = await this.#session?.catch(() => null);
    await session?.[Symbol.asyncDispose]();
    await this.#prepared[Symbol.asyncDispose]();
  }
}

function cannotMake(cause: unknown): never {
  throw new SluiceError('database-failed', {
    message: `The shadow could not make a database: ${messageOf(cause)}`,
    remedy: 'See that the temporary folder and memory have free space, and run the command again.',
    cause,
  });
}
