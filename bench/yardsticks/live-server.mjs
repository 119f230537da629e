import { createServer } from 'node:net';
import { join } from 'node:path';
import { initialise, SUPERUSER, serverFolder, startServer } from './server.mjs';
import { PLATFORM_IN_EACH_SQL, PLATFORM_SQL, withClient } from './two-schemas.mjs';

/** A server on loopback, as the Supabase CLI needs it, that makes a fresh database for every deployment. */
export async function startLiveServer(engine, parent) {
  const folder = await serverFolder(parent, 'live');
  await initialise(engine, folder);
  const port = await freePort();
  const server = await startServer(engine, join(folder, 'data'), folder, port);
  const target = { host: '127.0.0.1', port, user: SUPERUSER };
  try {
    await withClient({ ...target, database: 'postgres' }, (client) => client.query(PLATFORM_SQL));
    await withClient({ ...target, database: 'template1' }, (client) => client.query(PLATFORM_IN_EACH_SQL));
  } catch (error) {
    await server.stop();
    throw error;
  }
  let count = 0;
  return {
    stop: () => server.stop(),
    /** The URL of a new database, by the role that migrations run as. */
    async freshDatabase() {
      count += 1;
      const name = `live_${count}`;
      await withClient({ ...target, database: 'postgres' }, (client) =>
        client.query(`create database ${name} owner postgres`),
      );
      return `postgresql://postgres@127.0.0.1:${port}/${name}?sslmode=disable`;
    },
    async drop(url) {
      const name = new URL(url).pathname.slice(1);
      await withClient({ ...target, database: 'postgres' }, (client) =>
        client.query(`drop database ${name} with (force)`),
      );
    },
  };
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
