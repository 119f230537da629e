import { join } from 'node:path';
import pg from 'pg';
import { run } from '../measure/command.mjs';
import { initialise, SUPERUSER, serverFolder, startServer } from './server.mjs';

/**
 * As little of the platform as the generated projects touch. A review reads the whole platform besides, so pg_dump has
 * less to do and is the stricter yardstick.
 */
export const PLATFORM_SQL = `
create role postgres createdb createrole login;
create role anon;
create role authenticated;
create role service_role bypassrls;
alter database template1 owner to postgres;
`;
export const PLATFORM_IN_EACH_SQL = `
create schema auth;
create table auth.users (id uuid primary key);
create function auth.uid() returns uuid language sql stable as $$
  select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid
$$;
grant usage on schema auth to public;
grant select, references on auth.users to postgres;
grant all on schema public to postgres;
`;

/** A server that holds the base and the head of a project as two databases. */
export async function startWithTwoSchemas(engine, parent, project) {
  const folder = await serverFolder(parent, 'two-schemas');
  await initialise(engine, folder);
  const server = await startServer(engine, join(folder, 'data'), folder);
  const target = { host: folder, port: 5432, user: SUPERUSER };
  try {
    await withClient({ ...target, database: 'postgres' }, (client) => client.query(PLATFORM_SQL));
    await withClient({ ...target, database: 'template1' }, (client) => client.query(PLATFORM_IN_EACH_SQL));
    for (const name of ['base', 'head']) {
      await withClient({ ...target, database: 'postgres' }, (client) =>
        client.query(`create database ${name} owner postgres`),
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

/** Does some work on a connection of its own. */
export async function withClient(target, work) {
  const client = new pg.Client(target);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
