import { appendFileSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Report } from '../../src/core/report.ts';
import { freePort, LocalProjects } from '../support/local-projects.ts';
import { processVariable } from '../support/process-variable.ts';

/** The tests are one story of one project: a server is dear. */

const SHOP = 'my shöp';
const ORDERS = 'supabase/migrations/20240101000000_orders.sql';
const AUDIT = 'supabase/migrations/20240102000000_audit.sql';
const NOTES = 'supabase/migrations/20240102500000_notes.sql';

let projects: LocalProjects;
let port: number;

beforeAll(async () => {
  projects = new LocalProjects();
  port = await freePort();
  projects.make(SHOP, port, {
    [ORDERS]: 'create table public.orders (id bigint primary key);\ncreate role shop_reader;\n',
    [AUDIT]: `
      create function public.noted() returns event_trigger language plpgsql as $$ begin end $$;
      create event trigger noted on ddl_command_end execute function public.noted();
      create role shop_auditor;
    `,
    [NOTES]: 'create table public.notes (id bigint primary key);\n',
  });
});

afterAll(async () => await projects[Symbol.asyncDispose]());

function sluice(...argv: readonly string[]) {
  return projects.run(SHOP, argv);
}

async function query(sql: string): Promise<readonly unknown[]> {
  const client = new pg.Client({
    connectionString: `postgresql://postgres:postgres@127.0.0.1:${port}/postgres`,
  });
  await client.connect();
  try {
    return (await client.query<Record<string, unknown>>(sql)).rows.flatMap((row) => Object.values(row));
  } finally {
    await client.end();
  }
}

describe('sluice dev', () => {
  test('knows of nothing before the first start', async () => {
    expect(await sluice('dev', 'status')).toMatchObject({
      exit: 0,
      out: '',
      err: expect.stringContaining('no local database yet'),
    });
    expect(await sluice('dev', 'url')).toMatchObject({
      exit: 1,
      err: expect.stringContaining('[dev-not-running]'),
    });
    expect(await sluice('dev', 'stop')).toMatchObject({ exit: 0 });
  });

  test('starts once where two ask at the same time, applies everything, and prints the URL alone', async () => {
    const runs = await Promise.all([sluice('dev', 'start'), sluice('dev')]);
    for (const { exit, out } of runs) {
      expect(exit).toBe(0);
      expect(out).toBe(`postgresql://postgres:postgres@127.0.0.1:${port}/postgres\n`);
    }
    expect(runs.map(({ err }) => err).join('\n')).toContain('waiting for it');
    expect(await query('select version from supabase_migrations.schema_migrations order by 1')).toEqual([
      '20240101000000',
      '20240102000000',
      '20240102500000',
    ]);
  });

  test.each([
    ['PGSSLMODE', 'require'],
    ['PGOPTIONS', '-c search_path=nowhere -c default_transaction_read_only=on'],
  ])('asks of its own server nothing that %s asks of others', async (name, value) => {
    using _variable = processVariable(name, value);
    const { exit, out } = await projects.run(SHOP, ['dev', 'status'], { [name]: value });
    expect({ exit, out }).toEqual({ exit: 0, out: expect.stringContaining(`:${port}/`) });
  });

  test('gives the role of migrations what the platform gives it, and no more', async () => {
    expect(
      await query("select evtowner::regrole::text from pg_event_trigger where evtname = 'noted'"),
    ).toEqual(['postgres']);
    expect(await query('select rolsuper from pg_roles where rolname = current_user')).toEqual([false]);
    // PostgreSQL makes whoever makes a role a member of it, but no superuser.
    const members = `select string_agg(r.rolname || ' ' || m.admin_option || m.inherit_option || m.set_option, ', ' order by r.rolname)
      from pg_auth_members m join pg_roles r on r.oid = m.roleid where r.rolname like 'shop%' and m.member::regrole::text = 'postgres'`;
    expect(await query(members)).toEqual(['shop_auditor truefalsefalse, shop_reader truefalsefalse']);
    const superuser = new pg.Client({
      connectionString: `postgresql://supabase_admin:postgres@127.0.0.1:${port}/postgres`,
    });
    await expect(superuser.connect()).rejects.toThrow('password authentication failed');
  });

  test('keeps rows between starts, and tells a script as JSON', async () => {
    await query('insert into public.orders values (1)');
    const { out } = await sluice('dev', 'start', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({
      command: 'dev',
      verdict: 'safe',
      dev: { did: 'running', applied: [], migrations: 3 },
    });
    expect(await query('select id from public.orders')).toEqual(['1']);
  });

  test('survives a lock file that names another program', async () => {
    expect((await sluice('dev', 'stop')).err).toContain('local database stopped');
    const [folder = ''] = readdirSync(projects.data);
    writeFileSync(join(projects.data, folder, 'data/postmaster.pid'), `${process.pid}\n`);
    expect((await sluice('dev', 'status')).err).toContain('does not run');
    expect((await sluice('dev', 'url')).exit).toBe(1);
    expect((await sluice('dev')).err).toContain('local database started');
    expect(await query('select id from public.orders')).toEqual(['1']);
  });

  test('waits for the disk again where a command was killed that did not', async () => {
    await sluice('dev', 'stop');
    const [folder = ''] = readdirSync(projects.data);
    appendFileSync(join(projects.data, folder, 'data/postgresql.auto.conf'), "fsync = 'off'\n");
    await sluice('dev');
    expect(await query('show fsync')).toEqual(['on']);
  });

  test('writes the URL where it is asked to, and warns where git would take the file', async () => {
    projects.write(SHOP, '.env.local', 'A=1\nDATABASE_URL=old\nB=2\n');
    const { err } = await sluice('dev', 'start', '--write-env');
    const file = projects.path(SHOP, '.env.local');
    expect(readFileSync(file, 'utf8')).toBe(
      `A=1\nDATABASE_URL=postgresql://postgres:postgres@127.0.0.1:${port}/postgres\nB=2\n`,
    );
    expect(statSync(file).mode & 0o777).toBe(0o600);
    // Outside of a repository git cannot say.
    expect(err).not.toContain('env-not-ignored');
  });

  test('does not apply a file without a statement, and says what was edited with the way out', async () => {
    projects.write(SHOP, 'supabase/migrations/20240103000000_later.sql', '-- later\n');
    expect((await sluice('dev')).err).toContain('holds no statement yet');
    projects.remove(SHOP, 'supabase/migrations/20240103000000_later.sql');
    projects.write(
      SHOP,
      ORDERS,
      'create table public.orders (id bigint primary key, note text);\ncreate role shop_reader;\n',
    );
    const { exit, err } = await sluice('dev');
    expect(exit).toBe(1);
    expect(err).toContain('history-edited');
    expect(err).toContain('sluice dev reset');
  });

  test('makes it anew: the rows are gone, and roles of migrations are no hindrance', async () => {
    const { exit, err, out } = await sluice('dev', 'reset');
    expect(`${exit} ${err}`).toContain('0 ');
    expect(err).toContain('rows that were written by hand are gone');
    expect(out).toContain(`:${port}/`);
    expect(await query('select count(*)::int from public.orders')).toEqual([0]);
    expect(
      await query(
        "select column_name from information_schema.columns where table_name = 'orders' and column_name = 'note'",
      ),
    ).toEqual(['note']);
  });

  test('shows what PostgreSQL refuses with the place, and takes it up when it is repaired', async () => {
    const file = 'supabase/migrations/20240104000000_broken.sql';
    projects.write(SHOP, file, 'create table public.items (\n  id bigin\n);\n');
    const { exit, err } = await sluice('dev');
    expect(exit).toBe(1);
    expect(err).toContain(`${file}:2:6`);
    expect(err).toContain('^');
    projects.write(SHOP, file, 'create table public.items (\n  id bigint\n);\n');
    expect((await sluice('dev')).exit).toBe(0);
    expect(await query("select to_regclass('public.items')::text")).toEqual(['items']);
  });
});

describe('sluice diff', () => {
  test('writes what was made by hand as a migration, which the database then has', async () => {
    await query('create table public.by_hand (id bigint primary key)');
    const bare = await sluice('diff');
    expect(bare.out).toMatch(/^create table "public"\."by_hand"/iu);
    expect(bare.out).not.toContain('shop_');
    expect(bare.exit).toBe(0);
    const { exit, out, err } = await sluice('diff', '--write-migration', 'by_hand', '--mark-applied');
    expect({ exit, err }).toMatchObject({ exit: 0, err: expect.stringContaining('recorded as applied') });
    expect(readFileSync(projects.path(SHOP, out.trim()), 'utf8')).toMatch(
      /create table "public"\."by_hand"/iu,
    );
    expect((await sluice('dev')).err).toContain('nothing new');
    expect((await sluice('dev', 'status')).out).toContain(`:${port}/`);
  });

  test('needs a name to mark, and a database to look at', async () => {
    expect(await sluice('diff', '--mark-applied')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('--write-migration'),
    });
    projects.make('nothing', port);
    expect(await projects.run('nothing', ['diff'])).toMatchObject({
      exit: 1,
      err: expect.stringContaining('[dev-not-running]'),
    });
  });
});

describe('seeds of a local database', () => {
  const seed = 'supabase/seed.sql';
  const orders = 'select id::int from public.orders order by 1';

  test('come behind the migrations, each once', async () => {
    projects.write(SHOP, seed, 'insert into public.orders values (11), (12);\n');
    await query('delete from public.orders');
    const first = await sluice('dev');
    expect(first).toMatchObject({ exit: 0, err: expect.stringContaining('1 seed file loaded') });
    expect(first.err).toContain(seed);
    const { out } = await sluice('dev', 'start', '--format', 'json');
    const again: Report = JSON.parse(out);
    expect(again).toMatchObject({ verdict: 'safe', findings: [] });
    expect(again.seed).toBeUndefined();
    expect(await query(orders)).toEqual([11, 12]);
  });

  test('are told where they were edited since, and not loaded again', async () => {
    projects.write(SHOP, seed, 'insert into public.orders values (13);\n');
    const { exit, err } = await sluice('dev');
    expect(exit).toBe(0);
    expect(err).toContain('seed-changed');
    expect(err).toContain('sluice dev reset');
    expect(await query(orders)).toEqual([11, 12]);
  });

  test('come anew with the database', async () => {
    const { exit, err } = await sluice('dev', 'reset');
    expect(exit).toBe(0);
    expect(err).toContain('1 seed file loaded');
    expect(await query(orders)).toEqual([13]);
  });

  test('that fail are told with the place, and the database runs with its migrations', async () => {
    projects.write(
      SHOP,
      seed,
      'insert into public.orders values (14);\ninsert into public.orders (nowhere) values (1);\n',
    );
    const { exit, err, out } = await sluice('dev', 'reset');
    expect(exit).toBe(1);
    expect(err).toContain(`${seed}:2:28`);
    expect(err).toContain('^');
    expect(err.replace(/\s+/gu, ' ')).toContain('runs with the migrations applied');
    expect(out).toContain(`:${port}/`);
    expect(await query(orders)).toEqual([]);
  });

  test('whose settings cannot be used are told before anything is done', async () => {
    const later = 'supabase/migrations/20240105000000_later.sql';
    const config = readFileSync(projects.path(SHOP, 'supabase/config.toml'), 'utf8');
    projects.write(SHOP, 'supabase/config.toml', `${config}[db.seed]\nsql_paths = 7\n`);
    projects.write(SHOP, later, 'create table public.later (id int);\n');
    expect(await sluice('dev')).toMatchObject({ exit: 2, err: expect.stringContaining('db.seed.sql_paths') });
    expect(await query("select to_regclass('public.later')")).toEqual([null]);
    projects.remove(SHOP, later);
    projects.write(SHOP, 'supabase/config.toml', config);
  });

  test('that config.toml turns off are left alone in silence', async () => {
    const config = readFileSync(projects.path(SHOP, 'supabase/config.toml'), 'utf8');
    projects.write(SHOP, 'supabase/config.toml', `${config}[db.seed]\nenabled = false\n`);
    const { out } = await sluice('dev', 'start', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ verdict: 'safe', findings: [] });
    projects.write(SHOP, 'supabase/config.toml', config);
    projects.remove(SHOP, seed);
  });
});

describe('a port', () => {
  test('that is taken is told with who has it and what to do', async () => {
    const taken = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => taken.once('listening', resolve));
    const address = taken.address();
    const number = typeof address === 'object' && address !== null ? address.port : 0;
    projects.make('other', port);
    const { exit, err } = await projects.run('other', ['dev', 'start', '--port', String(number)]);
    taken.close();
    expect(exit).toBe(3);
    expect(err).toContain(`Port ${number} of this machine is taken`);
    if (process.platform === 'linux') expect(err).toContain(`(process ${process.pid})`);
    expect(err).toContain(`--port ${number + 1}`);
  });
});

describe('a folder', () => {
  test.each([
    ['that cannot be made', '/proc/nowhere'],
    ['that is no absolute path', 'data'],
  ])('%s is refused with the variable to set', async (_case, folder) => {
    const { exit, err } = await projects.run(SHOP, ['dev'], { SLUICE_DEV_DIR: folder });
    expect(exit).toBe(3);
    expect(err).toContain('[dev-folder-unusable]');
    expect(err).toContain('Set SLUICE_DEV_DIR');
  });
});

describe('a command line', () => {
  test.each([
    ['an unknown task', ['dev', 'begin'], 'write start, stop, reset, url or status'],
    ['a port that is none', ['dev', '--port', '99999'], 'a number from 1 to 65535'],
    ['a port to stop', ['dev', 'stop', '--port', '5000'], 'says nothing to dev stop'],
    ['a watch of a reset', ['dev', 'reset', '--watch'], 'sluice dev --watch'],
  ])('refuses %s', async (_case, argv, says) => {
    expect(await sluice(...argv)).toMatchObject({ exit: 2, err: expect.stringContaining(says) });
  });
});
