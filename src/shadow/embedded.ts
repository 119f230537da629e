import { statfs } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import type { Shadow, ShadowDatabase, ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { engineRelease } from './engine-release.ts';
import { serverAccount } from './server-account.ts';
import { ServerKeeper } from './server-keeper.ts';
import { SERVER_SETTINGS } from './server-settings.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';

const TEMPLATE = 'sluice_baseline';
const PORT = 5432;
const SHM_ROOM = 512 * 1024 * 1024;

/** Opens the embedded engine. */
export async function openEmbedded(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  const bin = locate(request, dependencies);
  const keeper = new ServerKeeper({
    name: `sluice-${dependencies.randomWord()}`,
    parents: await parents(dependencies),
    account: await serverAccount(dependencies.uid),
    path: dependencies.env['PATH'] ?? '/usr/bin:/bin',
  });
  try {
    keeper.order('initdb', bin);
    const folder = await keeper.answer('folder');
    await keeper.answer('initialised');
    keeper.order('start', bin);
    await keeper.ready();
    const administrator = { host: folder, port: PORT, user: 'supabase_admin' };
    const version = await prepare(administrator, request, baseline);
    let count = 0;
    return {
      engine: { name: 'embedded', major: request.major, version },
      standIns: baseline.missing,
      async createDatabase(): Promise<ShadowDatabase> {
        count += 1;
        const database = `shadow_${count}`;
        await run({ ...administrator, database: 'postgres' }, [
          `CREATE DATABASE ${database} OWNER postgres TEMPLATE ${TEMPLATE} STRATEGY file_copy`,
          ...Object.entries(baseline.databaseSettings).map(
            ([name, value]) => `ALTER DATABASE ${database} SET ${name} = ${value}`,
          ),
        ]);
        return {
          migrator: { host: folder, port: PORT, user: 'postgres', database },
          administrator: { ...administrator, database },
        };
      },
      [Symbol.asyncDispose]: () => keeper[Symbol.asyncDispose](),
    };
  } catch (error) {
    await keeper[Symbol.asyncDispose]();
    throw error;
  }
}

function locate(request: ShadowRequest, dependencies: ShadowDependencies): string {
  const release = engineRelease(dependencies.platform, dependencies.arch, request.major);
  try {
    if (release === null) throw new Error('no build for this platform');
    const entry = createRequire(dependencies.runningFile).resolve(release.packageName);
    return join(dirname(entry), '..', 'native', 'bin');
  } catch (cause) {
    throw new SluiceError('engine-unavailable', {
      message: `There is no PostgreSQL ${request.major} for ${dependencies.platform}-${dependencies.arch} here.`,
      remedy: 'Run npm install, or use --engine url with a server of your own.',
      cause,
    });
  }
}

async function parents(dependencies: ShadowDependencies): Promise<string[]> {
  const shm = await statfs('/dev/shm').catch(() => null);
  const room = shm === null ? 0 : shm.bavail * shm.bsize;
  return [...(room >= SHM_ROOM ? ['/dev/shm'] : []), dependencies.temporaryFolder, '/tmp'];
}

async function prepare(
  server: { host: string; port: number; user: string },
  request: ShadowRequest,
  baseline: ShadowBaseline,
): Promise<string> {
  const rows = await run({ ...server, database: 'postgres' }, [
    ...Object.entries(SERVER_SETTINGS)
      .filter(([name]) => name === 'autovacuum')
      .map(([name, value]) => `ALTER SYSTEM SET ${name} = ${value}`),
    'SELECT pg_reload_conf()',
    baseline.clusterSql(request.major),
    `CREATE DATABASE ${TEMPLATE} OWNER postgres`,
    'SHOW server_version',
  ]);
  await run({ ...server, database: TEMPLATE }, [baseline.databaseSql(request.major)]);
  return rows;
}

async function run(config: pg.ClientConfig, statements: readonly string[]): Promise<string> {
  const client = new pg.Client(config);
  await client.connect();
  try {
    let last: unknown;
    for (const statement of statements) {
      const result = await client.query<{ server_version?: string }>(statement);
      last = Array.isArray(result) ? null : result.rows[0]?.server_version;
    }
    return typeof last === 'string' ? last : '';
  } finally {
    await client.end();
  }
}
