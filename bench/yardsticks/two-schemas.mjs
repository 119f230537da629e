import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { run } from '../measure/command.mjs';
import { SERVER_ACCOUNT } from './engine.mjs';
import { serverFolder, startServer } from './server.mjs';

const SUPERUSER = 'supabase_admin';

/**
 * A server that holds the base and the head of a project as two databases, made from the cluster that reviews start
 * from, so that pg_dump reads what a review reads.
 */
export async function startWithTwoSchemas(engine, parent, project) {
  const folder = await serverFolder(parent, 'two-schemas');
  const data = join(folder, 'data');
  await run('/bin/cp', ['-R', engine.cluster, data], { ...SERVER_ACCOUNT, cwd: folder });
  await chmod(data, 0o700);
  const server = await startServer(engine, data, folder);
  const target = { host: folder, port: 5432, user: SUPERUSER };
  try {
    for (const name of ['base', 'head']) {
      await withClient({ ...target, database: 'postgres' }, (client) =>
        client.query(`create database ${name} owner postgres template template1`),
      );
    }
    await replay({ ...target, database: 'base' }, project.base);
    await replay({ ...target, database: 'head' }, [...project.base, ...project.head]);
  } catch (error) {
    await server.stop();
    throw error;
  }
  return { folder, stop: () => server.stop() };
}

/** Dumps one of the two schemas, as pg_dump does it by default; milliseconds. */
export async function dumpSchema(pgDump, folder, database) {
  const args = ['--schema-only', '--host', folder, '--username', SUPERUSER, database];
  const { milliseconds, stdout } = await run(pgDump.program, args, {
    env: { PATH: process.env.PATH, LC_ALL: 'C' },
  });
  if (!stdout.includes('CREATE TABLE public.organizations')) throw new Error('pg_dump left the tables out.');
  return milliseconds;
}

async function replay(target, migrations) {
  await withClient(target, async (client) => {
    await client.query('set session authorization postgres');
    for (const { name, sql } of migrations) {
      await client.query(sql).catch((error) => {
        throw new Error(`${name}: ${error.message}`, { cause: error });
      });
    }
  });
}

async function withClient(target, work) {
  const client = new pg.Client(target);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
