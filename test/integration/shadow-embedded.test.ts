import { describe, expect, test } from '@jest/globals';
import { createShadowPort } from '../../src/shadow/index.ts';
import { standIns } from '../../src/shadow/stand-ins/index.ts';
import { processVariable } from '../support/process-variable.ts';
import { replayText } from '../support/replay-text.ts';
import { sharedShadow } from '../support/shadow.ts';
import { processMachine, shadowRequest } from '../support/shadow-requests.ts';

const shared = sharedShadow();

/** What a migration of a Supabase project leans on: the platform's schemas, what supautils permits, and stand-ins. */
const PLATFORM_MIGRATION = `
create table public.docs (id uuid primary key default gen_random_uuid(), owner uuid references auth.users (id), embedding extensions.vector(3));
alter table public.docs enable row level security;
create policy own on public.docs using (auth.uid() = owner);
create index near on public.docs using hnsw (embedding extensions.vector_cosine_ops) with (m = 8, ef_construction = 32);
create policy read_files on storage.objects for select to authenticated using (bucket_id = 'docs');
create function public.on_user() returns trigger language plpgsql security definer as $$ begin return new; end $$;
create trigger on_user after insert on auth.users for each row execute function public.on_user();
alter publication supabase_realtime add table public.docs;
create function public.on_ddl() returns event_trigger language plpgsql as $$ begin end $$;
create event trigger on_ddl on ddl_command_end execute function public.on_ddl();
select cron.schedule('nightly', '0 3 * * *', 'select 1');
select pgmq.create('mails');
select vault.create_secret('s', 'n');`;

describe('the embedded shadow', () => {
  test('says what it is', () => {
    expect(shared.shadow.engine).toEqual({
      name: 'embedded',
      major: 17,
      version: expect.stringMatching(/^17\.\d+$/u),
    });
  });

  test('says what its stand-ins leave out', () => {
    expect(shared.shadow.standIns.get('pg_graphql')).toEqual(expect.stringMatching(/\w/u));
  });

  test.each([15, 18] as const)(
    'is there for PostgreSQL %i too, with the platform and every stand-in',
    async (major) => {
      await using shadow = await createShadowPort(processMachine()).open(shadowRequest({ major }));
      const database = await shadow.createDatabase();
      const client = await shared.connect(database.migrator);
      const { rows } = await client.query("SELECT current_setting('server_version') AS version");
      expect(shadow.engine.version).toMatch(new RegExp(`^${major}\\.\\d+$`, 'u'));
      expect(rows).toEqual([{ version: shadow.engine.version }]);
      for (const { name } of [...standIns].sort(({ name: a }, { name: b }) => (a < b ? -1 : 1)))
        await client.query(
          `CREATE EXTENSION IF NOT EXISTS "${name}"${name === 'vector' ? ' WITH SCHEMA extensions' : ''} CASCADE`,
        );
      await replayText(database, PLATFORM_MIGRATION);
      const index = await client.query("SELECT pg_get_indexdef('public.near'::regclass) AS definition");
      expect(index.rows[0]?.definition).toMatch(/USING hnsw .* WITH \(m='8', ef_construction='32'\)$/u);
      await client.end();
    },
    180_000,
  );

  test('is talked to without TLS, whatever PGSSLMODE asks of other servers', async () => {
    using _mode = processVariable('PGSSLMODE', 'require');
    const database = await shared.shadow.createDatabase();
    await expect(replayText(database, 'create table public.notes (id int)')).resolves.toBeUndefined();
  });

  test('is not settled by what PGOPTIONS asks of other servers', async () => {
    using _options = processVariable('PGOPTIONS', '-c default_transaction_read_only=on');
    await using shadow = await createShadowPort(processMachine()).open(shadowRequest());
    const database = await shadow.createDatabase();
    await expect(replayText(database, 'create table public.notes (id int)')).resolves.toBeUndefined();
  });

  test('is what auto takes', async () => {
    await using shadow = await createShadowPort(processMachine()).open(shadowRequest({ engine: 'auto' }));
    expect(shadow.engine.name).toBe('embedded');
  });

  test('makes databases for several askers at once', async () => {
    const made = await Promise.all([1, 2, 3, 4].map(() => shared.shadow.createDatabase()));
    expect(new Set(made.map(({ migrator }) => migrator.database)).size).toBe(4);
  });

  test('gives an error of ours when it is asked after it was closed', async () => {
    const shadow = await createShadowPort(processMachine()).open(shadowRequest());
    await shadow.createDatabase();
    await shadow[Symbol.asyncDispose]();
    await expect(shadow.createDatabase()).rejects.toMatchObject({ code: 'database-failed' });
  });

  test('keeps new tables from the roles of the API where the project says so', async () => {
    await using shadow = await createShadowPort(processMachine()).open(
      shadowRequest({ autoExposeNewTables: false }),
    );
    for (const { migrator } of [await shadow.createDatabase(), await shadow.createDatabase()]) {
      const client = await shared.connect(migrator);
      await client.query('create table public.orders ()');
      const { rows } = await client.query(
        "select role, has_table_privilege(role, 'public.orders', 'select') as reads from unnest(array['anon', 'service_role', 'postgres']) role",
      );
      expect(rows).toEqual([
        { role: 'anon', reads: false },
        { role: 'service_role', reads: false },
        { role: 'postgres', reads: true },
      ]);
      await client.end();
    }
  });

  test('may be closed twice', async () => {
    const shadow = await createShadowPort(processMachine()).open(shadowRequest());
    await shadow[Symbol.asyncDispose]();
    await shadow[Symbol.asyncDispose]();
  });
});

describe('an engine that is not there', () => {
  test.each([
    {
      name: 'the one with Docker',
      request: { engine: 'supabase' as const },
      machine: { env: { PATH: '/nowhere' } },
      failure: { code: 'engine-unavailable', remedy: expect.stringContaining('--engine embedded') },
    },
    {
      name: 'one for a platform without a build',
      request: {},
      machine: { platform: 'win32', arch: 'x64' },
      failure: { code: 'engine-unavailable', remedy: expect.stringContaining('--engine url') },
    },
    {
      name: 'a server without its URL',
      request: { engine: 'url' as const },
      machine: {},
      failure: { code: 'settings-invalid', remedy: expect.stringContaining('--shadow-url') },
    },
  ])('$name is an error with a way out', async ({ request, machine, failure }) => {
    const opening = createShadowPort(processMachine(machine)).open(shadowRequest(request));
    await expect(opening).rejects.toMatchObject(failure);
  });
});

describe('a database of the embedded shadow', () => {
  test('is reached as postgres, who is no superuser', async () => {
    const { asMigrator } = await shared.freshDatabase();
    const { rows } = await asMigrator.query(
      "SELECT current_user AS who, current_setting('is_superuser') AS super",
    );
    expect(rows).toEqual([{ who: 'postgres', super: 'off' }]);
  });

  test('has its settings', async () => {
    const { asMigrator } = await shared.freshDatabase();
    const { rows } = await asMigrator.query(
      "SELECT current_setting('search_path') AS path, current_setting('server_encoding') AS encoding",
    );
    expect(rows).toEqual([{ path: '"\\$user", public, extensions', encoding: 'UTF8' }]);
  });

  test('shares nothing with the next one', async () => {
    const first = await shared.freshDatabase();
    const second = await shared.freshDatabase();
    await first.asMigrator.query('CREATE TABLE public.only_here ()');
    const { rows } = await second.asMigrator.query("SELECT to_regclass('public.only_here') AS found");
    expect(rows).toEqual([{ found: null }]);
  });

  test.each([
    { name: 'extensions of the engine that the platform trusts', sql: 'CREATE EXTENSION hstore' },
    { name: 'stand-ins for extensions that the engine lacks', sql: 'CREATE EXTENSION pg_cron' },
    {
      name: 'settings of the database of the platform',
      sql: "ALTER DATABASE postgres SET statement_timeout TO '8s'",
    },
    { name: 'publications, without a warning', sql: 'CREATE TABLE t (); CREATE PUBLICATION p FOR TABLE t' },
    {
      name: 'hundreds of tables in one transaction',
      sql: `DO $$ BEGIN FOR i IN 1..1500 LOOP
              EXECUTE format('CREATE TABLE t%s (id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY, x text)', i);
            END LOOP; END $$`,
    },
  ])('lets postgres make $name', async ({ sql }) => {
    const { asMigrator } = await shared.freshDatabase();
    const notices: (string | undefined)[] = [];
    asMigrator.on('notice', ({ message }) => notices.push(message));
    await asMigrator.query(sql);
    expect(notices).toEqual([]);
  });

  test('may be connected to when the shadow is closed', async () => {
    const shadow = await createShadowPort(processMachine()).open(shadowRequest());
    const { migrator } = await shadow.createDatabase();
    const client = await shared.connect(migrator);
    const broken = new Promise((resolve) => client.once('error', resolve));
    await shadow[Symbol.asyncDispose]();
    expect(await broken).toBeDefined();
  });
});
