import { mkdir, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import { OWN_SERVER } from '../core/own-server.ts';
import type { ConnectionTarget, Shadow, ShadowDatabase, ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { defaultPrivilegesSql, type ShadowBaseline } from './shadow-baseline.ts';
import { SqlSession, SUPERUSER } from './sql-session.ts';
import { isOrphan, stackId } from './stack-id.ts';
import { findSupabaseCli, lastLine, localProjects, requireDocker, type SupabaseCli } from './supabase-cli.ts';

/** Where the CLI puts the platform, and what ours are copied from. */
const PLATFORM = 'postgres';
/** The password that the CLI gives every role of a local stack. */
const PASSWORD = 'postgres';

/**
 * The Postgres of the full stack: `supabase db start` of a project of our own, on a port of its own, so that a stack of the
 * user is never touched. It ends with `supabase stop --no-backup`; what a killed run has left, the next one stops.
 * @throws SluiceError engine-unavailable where there is no Docker, or the stack does not start
 */
export async function openSupabase(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  const { signal } = request;
  await requireDocker(dependencies.env, signal);
  const cli = findSupabaseCli(dependencies.env, dependencies.runningFile);
  const id = stackId(dependencies);
  const folder = folderOf(id, dependencies);
  const stop = async (): Promise<void> => {
    const stopped = await cli.run(['stop', '--no-backup', '--workdir', folder], {}).catch(() => null);
    if (stopped?.exit === 0) await rm(folder, { recursive: true, force: true });
    else request.progress.warn(`The stack ${id} could not be stopped: supabase stop --project-id ${id}`);
  };
  try {
    await stopOrphans(cli, dependencies);
    const port = await freePort();
    await mkdir(folder, { mode: 0o700 });
    await mkdir(join(folder, 'supabase'));
    await writeFile(join(folder, 'supabase/config.toml'), configOf(id, port, request));
    await start(cli, folder, request);
    return await SupabaseShadow.open(port, request, baseline, stop);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function start(cli: SupabaseCli, folder: string, { signal, progress }: ShadowRequest): Promise<void> {
  progress.info(`Starting the Postgres of Supabase (${cli.shown} db start)`);
  const outcome = await cli.run(['db', 'start', '--workdir', folder], { signal });
  if (outcome.exit === 0) return;
  signal.throwIfAborted();
  throw new SluiceError('engine-unavailable', {
    message: `supabase db start failed: ${lastLine(outcome.said)}`,
    likelyCause: 'The image could not be pulled, or the stack does not become healthy.',
    remedy:
      'Run `supabase db start` in an empty project to see all of it, or use --engine embedded, which needs no Docker.',
    cause: new Error(outcome.said),
  });
}

/** The database alone, with those services of the project that bring schemas of their own. */
function configOf(id: string, port: number, { major, platformServices: services }: ShadowRequest): string {
  const off = ['api', 'studio', 'local_smtp', 'edge_runtime', 'analytics'];
  const { auth, storage, realtime } = services ?? { auth: true, storage: true, realtime: true };
  const switches = [
    ...off.map((name) => [name, false] as const),
    ['auth', auth] as const,
    ['storage', storage] as const,
    ['realtime', realtime] as const,
  ];
  return [
    `project_id = "${id}"`,
    '[db]',
    `port = ${port}`,
    `major_version = ${major}`,
    '[db.seed]',
    'enabled = false',
    ...switches.flatMap(([name, enabled]) => [`[${name}]`, `enabled = ${enabled}`]),
    '',
  ].join('\n');
}

/** Where the project is that the CLI is called in. */
function folderOf(id: string, { temporaryFolder }: ShadowDependencies): string {
  return join(temporaryFolder, id);
}

/** Stops what runs that were killed have left. */
async function stopOrphans(cli: SupabaseCli, dependencies: ShadowDependencies): Promise<void> {
  for (const id of await localProjects(dependencies.env)) {
    if (!isOrphan(id, dependencies)) continue;
    await cli.run(['stop', '--no-backup', '--project-id', id], {}).catch(() => null);
    await rm(folderOf(id, dependencies), { recursive: true, force: true });
  }
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject).listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (typeof address === 'object' && address !== null) return address.port;
  throw new TypeError('a port of the machine has no number');
}

/** Databases that are copied from the platform's own; one server for one run. */
class SupabaseShadow implements Shadow {
  readonly engine: Shadow['engine'];
  /** The image has the real extensions. */
  readonly standIns = new Map<string, string>();
  readonly #session: SqlSession;
  readonly #target: ConnectionTarget;
  readonly #privilegesSql: string;
  readonly #baseline: ShadowBaseline;
  readonly #stop: () => Promise<void>;
  #count = 0;

  private constructor(
    session: SqlSession,
    target: ConnectionTarget,
    engine: Shadow['engine'],
    { request, baseline }: { readonly request: ShadowRequest; readonly baseline: ShadowBaseline },
    stop: () => Promise<void>,
  ) {
    this.#session = session;
    this.#target = target;
    this.engine = engine;
    this.#baseline = baseline;
    this.#privilegesSql = defaultPrivilegesSql(request, baseline);
    this.#stop = stop;
  }

  static async open(
    port: number,
    request: ShadowRequest,
    baseline: ShadowBaseline,
    stop: () => Promise<void>,
  ): Promise<SupabaseShadow> {
    const target: ConnectionTarget = {
      host: '127.0.0.1',
      port,
      user: SUPERUSER,
      password: PASSWORD,
      database: 'template1',
      ...OWN_SERVER,
    };
    try {
      const session = await SqlSession.open(target);
      const version = await session.text('SHOW server_version');
      const engine = { name: 'supabase', major: request.major, version } as const;
      return new SupabaseShadow(session, target, engine, { request, baseline }, stop);
    } catch (cause) {
      throw new SluiceError('engine-unavailable', {
        message: `The Postgres that supabase db start has started does not let ${SUPERUSER} in: ${messageOf(cause)}`,
        remedy: 'Update the Supabase CLI, or use --engine embedded.',
        cause,
      });
    }
  }

  async createDatabase(): Promise<ShadowDatabase> {
    const made = await this.#copyOf(PLATFORM);
    if (this.#privilegesSql !== '') {
      await using inside = await SqlSession.open(made.administrator);
      await inside.rows(this.#privilegesSql);
    }
    return made;
  }

  copyDatabase = async ({ administrator }: ShadowDatabase): Promise<ShadowDatabase> =>
    await this.#copyOf(administrator.database);

  /** Workers of extensions (pg_cron, pg_net) keep a connection to the platform's database: nobody may, while it is copied. */
  async #copyOf(template: string): Promise<ShadowDatabase> {
    this.#count += 1;
    const database = `sluice_shadow_${this.#count}`;
    await this.#session.rows(`ALTER DATABASE ${template} ALLOW_CONNECTIONS false`);
    try {
      await this.#session.rows(
        `SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE datname = '${template}'`,
      );
      await this.#session.rows(
        `CREATE DATABASE ${database} OWNER postgres TEMPLATE ${template} STRATEGY file_copy`,
      );
    } finally {
      await this.#session.rows(`ALTER DATABASE ${template} ALLOW_CONNECTIONS true`);
    }
    // What ALTER DATABASE … SET says of the platform's database is not copied with it. Lists are kept quoted, as pg_dump knows.
    await this.#session.rows(`DO $$ DECLARE one record; BEGIN
      FOR one IN SELECT split_part(setting, '=', 1) AS name, substr(setting, strpos(setting, '=') + 1) AS value
        FROM pg_db_role_setting, unnest(setconfig) AS setting
        WHERE setrole = 0 AND setdatabase = (SELECT oid FROM pg_database WHERE datname = '${PLATFORM}')
      LOOP
        EXECUTE format('ALTER DATABASE ${database} SET %I TO ' ||
          CASE WHEN one.name IN ('search_path', 'session_preload_libraries', 'temp_tablespaces') THEN '%s' ELSE '%L' END,
          one.name, one.value);
      END LOOP; END $$`);
    const target = { ...this.#target, database };
    return {
      migrator: { ...target, user: 'postgres' },
      administrator: target,
      elevations: this.#baseline.elevations,
      optionlessIndexMethods: [],
      standInExtensions: [],
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#session[Symbol.asyncDispose]();
    await this.#stop();
  }
}
