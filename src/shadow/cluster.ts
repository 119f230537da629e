import { appendFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { OWN_SERVER } from '../core/own-server.ts';
import type { Major } from './baseline/major.ts';
import type { ShadowDependencies } from './dependencies.ts';
import type { GuardedFolder } from './guard.ts';
import { openServerFolder } from './private-folder.ts';
import type { ServerAccount } from './server-account.ts';
import { serverSettings } from './server-settings.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import { SOCKET_PORT, SqlSession, SUPERUSER } from './sql-session.ts';
import { ACCESS_RULES, newSuperuserPassword, superuserPasswordSql } from './superuser-password.ts';

/**
 * The database with the baseline, the only one of the cluster: template0 and template1 are dropped, which leaves a third
 * to copy at each start. It is called as on the platform because migrations say ALTER DATABASE postgres.
 */
export const TEMPLATE_DATABASE = 'postgres';

export interface ClusterRequest {
  readonly major: Major;
  /** Folder with bin, lib and share. */
  readonly engine: string;
  /** Where the finished data folder is packed to: a place in the folder of `target`. */
  readonly place: string;
  readonly target: GuardedFolder;
  readonly baseline: ShadowBaseline;
  readonly account: ServerAccount | null;
  readonly signal: AbortSignal;
}

export interface ClusterFacts {
  /** What the server says, `17.10`. */
  readonly version: string;
  readonly superuserPassword: string;
}

/** Makes a cluster with the baseline in it, stopped cleanly. */
export async function buildCluster(
  request: ClusterRequest,
  dependencies: ShadowDependencies,
): Promise<ClusterFacts> {
  const { major, engine, baseline, target, signal } = request;
  const { guard, folder, socketFolder } = await openServerFolder(dependencies, request.account);
  await using _guard = guard;
  using _abort = guard.endOn(signal);
  await guard.initialise(engine, initialOptions(major));
  await appendFile(join(folder, 'data/postgresql.conf'), serverSettings(major));
  await guard.start(engine);
  const facts = await installBaseline(socketFolder, major, baseline);
  await guard.stop();
  await writeFile(join(folder, 'data/pg_hba.conf'), ACCESS_RULES);
  await rm(join(folder, 'data/postmaster.opts'), { force: true });
  await target.guard.pack(join(folder, 'data'), request.place);
  return facts;
}

/** How initdb is called, but for locale and folder. */
export function initialOptions(major: Major): readonly string[] {
  const common = [
    `--username=${SUPERUSER}`,
    '--auth=trust',
    '--encoding=UTF8',
    '--wal-segsize=1',
    '--no-sync',
    '--no-instructions',
  ];
  return major >= 18 ? [...common, '--no-data-checksums'] : common;
}

async function installBaseline(host: string, major: Major, baseline: ShadowBaseline): Promise<ClusterFacts> {
  await using session = await SqlSession.open({
    host,
    port: SOCKET_PORT,
    user: SUPERUSER,
    database: TEMPLATE_DATABASE,
    ...OWN_SERVER,
  });
  await session.rows(baseline.clusterSql(major));
  await session.rows(`ALTER DATABASE ${TEMPLATE_DATABASE} OWNER TO postgres`);
  for (const name of ['template0', 'template1']) {
    await session.rows(`ALTER DATABASE ${name} IS_TEMPLATE false`);
    await session.rows(`DROP DATABASE ${name}`);
  }
  await session.rows(baseline.databaseSql(major));
  const superuserPassword = newSuperuserPassword();
  await session.rows(superuserPasswordSql(superuserPassword));
  // With statistics, and without dead rows and hint bits to write, in every copy.
  await session.rows('VACUUM (FREEZE, ANALYZE)');
  await session.rows('CHECKPOINT');
  return { version: await session.text('SHOW server_version'), superuserPassword };
}
