import { cp, readFile, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { run } from '../measure/command.mjs';
import { SERVER_ACCOUNT } from './engine.mjs';
import { SUPERUSER, serverFolder, startServer } from './server.mjs';
import { withClient } from './two-schemas.mjs';

/** What Sluice adds to the settings of its throwaway servers begins with this line. */
const OWN_SETTINGS = "listen_addresses = ''";

/**
 * A server on loopback with the settings of initdb, as the Supabase CLI needs it, that makes a fresh database for every deployment. It
 * begins with what Sluice has prepared for its shadows, so that it is to deployments what a project on the platform is: the same
 * roles, schemas and default privileges.
 */
export async function startLiveServer(engine, parent) {
  const folder = await serverFolder(parent, 'live');
  await preparedData(engine, folder);
  const port = await freePort();
  const server = await startServer(engine, join(folder, 'data'), folder, port);
  const target = { host: '127.0.0.1', port, user: SUPERUSER, database: 'postgres' };
  const settings = await withClient(target, async (client) => {
    const { rows } = await client.query(
      "select unnest(setconfig) as setting from pg_db_role_setting where setrole = 0 and setdatabase = (select oid from pg_database where datname = 'postgres')",
    );
    return rows.map(({ setting }) => setting.split(/=(.*)/su));
  });
  let count = 0;
  const databaseOf = async (template) => {
    count += 1;
    const name = `live_${count}`;
    await withClient(target, async (client) => {
      await client.query(`create database ${name} owner postgres template ${template}`);
      for (const [setting, value] of settings) {
        await client.query(`alter database ${name} set ${setting} to ${value}`);
      }
    });
    return `postgresql://postgres@127.0.0.1:${port}/${name}?sslmode=disable`;
  };
  return {
    stop: () => server.stop(),
    /** The URL of a new database, by the role that migrations run as. */
    freshDatabase: () => databaseOf('postgres'),
    /** The same of a copy of one to which nobody is connected. */
    copyOf: (url) => databaseOf(new URL(url).pathname.slice(1)),
    async drop(url) {
      const name = new URL(url).pathname.slice(1);
      await withClient(target, (client) => client.query(`drop database ${name} with (force)`));
    },
  };
}

/** The data folder that is in the cache beside the programs, packed or not, without the settings that it has there. */
async function preparedData({ programs }, folder) {
  const cluster = join(dirname(dirname(programs)), 'cluster');
  const data = join(folder, 'data');
  const account = { ...SERVER_ACCOUNT, cwd: folder };
  await run('mkdir', ['-m', '700', data], account);
  // As the account of the server, so that the files are its own.
  await run('tar', ['-xf', cluster, '-C', data], account).catch(() => cp(cluster, data, { recursive: true }));
  const file = join(data, 'postgresql.conf');
  const [plain] = (await readFile(file, 'utf8')).split(OWN_SETTINGS);
  await writeFile(file, plain);
  // Sluice's own servers ask the superuser for a password.
  await writeFile(join(data, 'pg_hba.conf'), 'host all all 127.0.0.1/32 trust\nlocal all all trust\n');
}

async function freePort() {
  const probe = createServer();
  await new Promise((resolve) => {
    probe.listen(0, '127.0.0.1', resolve);
  });
  const { port } = probe.address();
  await new Promise((resolve) => {
    probe.close(resolve);
  });
  return port;
}
