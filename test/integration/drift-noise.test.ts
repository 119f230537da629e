import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { LiveComparison, LiveSchemaReader } from '../../src/core/drift-ports.ts';
import { inWords } from '../../src/core/landed.ts';
import type { ConnectionTarget, ShadowDatabase, Snapshot } from '../../src/core/ports.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { deployTo } from '../support/deploy.ts';
import { driftOf } from '../support/drift.ts';
import { sharedShadow } from '../support/shadow.ts';

let project: Project | null = null;

// Before the hook that stops the server.
afterAll(async () => {
  await project?.[Symbol.asyncDispose]();
});

const shared = sharedShadow();
const drift = createDriftPort();
const codec = createSnapshotCodec();
const NOWHERE: ConnectionTarget = {
  host: '127.0.0.1',
  port: 1,
  database: 'none',
  user: 'nobody',
  ssl: false,
};
const FILES = {
  '20240101000000_ground.sql': `
create extension pg_trgm with schema extensions version '1.3';
create extension pg_cron;
create table public.notes (id int primary key, owner uuid references auth.users (id), body text);
alter table public.notes enable row level security;
create policy own on public.notes for select to authenticated using (owner = auth.uid());
create policy mine on storage.objects for select to authenticated using (owner = auth.uid());
create function public.on_user() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger on_user after insert on auth.users for each row execute function public.on_user();
create index notes_body on public.notes using gin (body extensions.gin_trgm_ops);
select cron.schedule('nightly', '0 3 * * *', 'select 1');`,
};

/** What the platform does to a project by itself, as its administrator. None of it is drift. */
const PLATFORM: readonly (readonly [string, ...string[]])[] = [
  ['a column of auth', 'alter table auth.users add column invented text'],
  ['a dropped column of auth', 'alter table auth.sessions drop column if exists tag'],
  ['a table of auth', 'create table auth.invented (id int)'],
  ['a function of auth', 'create function auth.invented() returns int language sql as $$ select 1 $$'],
  [
    'the body of a function of auth',
    "create or replace function auth.role() returns text language sql stable as $$ select 'x'::text $$",
  ],
  ['an index of auth', 'create index invented_index on auth.users (email)'],
  ['a type of auth', "create type auth.invented_kind as enum ('a')"],
  [
    'a trigger of auth',
    'create function auth.stamp() returns trigger language plpgsql as $$ begin return new; end $$',
    'create trigger stamp before update on auth.users for each row execute function auth.stamp()',
  ],
  ['row level security of auth', 'alter table auth.users enable row level security'],
  ['a column setting of auth', 'alter table auth.users alter column email set storage external'],
  ['statistics of auth', 'create statistics auth.invented_statistics on email, phone from auth.users'],
  ['a column of storage', 'alter table storage.objects add column invented text'],
  ['a table of storage', 'create table storage.invented (id int)'],
  [
    'a trigger of storage',
    'create function storage.stamp() returns trigger language plpgsql as $$ begin return new; end $$',
    'create trigger stamp before update on storage.objects for each row execute function storage.stamp()',
  ],
  ['a grant on a table of storage', 'grant select on storage.buckets to anon'],
  [
    'a partition of realtime',
    "create table realtime.messages_2026_11_22 partition of realtime.messages for values from ('2026-11-22') to ('2026-11-23')",
  ],
  [
    'a function of realtime',
    'create function realtime.invented() returns int language sql as $$ select 1 $$',
  ],
  [
    'an operator of realtime',
    'create operator realtime.=== (leftarg = int, rightarg = int, function = int4eq)',
  ],
  ['a schema of the platform', 'create schema if not exists _analytics'],
  ['an upgrade of an extension', 'alter extension pg_trgm update'],
  ['the comment of an extension', "comment on extension pg_trgm is 'newer words'"],
  [
    'an extension of the platform',
    'create extension if not exists pg_stat_statements with schema extensions',
  ],
  ['a role of the platform', 'create role supabase_invented_admin nologin'],
  ['rights of a role of the platform', 'alter role supabase_auth_admin createrole'],
  [
    'what a new role of the platform may do',
    'create role supabase_invented_reader nologin',
    'grant usage on schema public to supabase_invented_reader',
    'grant select on public.notes to supabase_invented_reader',
  ],
  ['a role of the server that postgres joins', 'grant pg_checkpoint to postgres'],
  ['a setting of a role of the platform', "alter role authenticator set statement_timeout = '9s'"],
  [
    'default privileges of a role of the platform',
    'alter default privileges for role supabase_admin in schema public grant select on tables to anon',
  ],
  [
    'an event trigger of the platform',
    'create function extensions.invented() returns event_trigger language plpgsql as $$ begin end $$',
    'create event trigger invented on ddl_command_end execute function extensions.invented()',
  ],
  [
    'a publication of the platform',
    'drop publication if exists supabase_realtime_messages_publication',
    'create publication supabase_realtime_messages_publication for table realtime.messages',
  ],
  ['rows', "insert into public.notes (id, body) values (1, 'x')", 'analyze public.notes'],
  ['what Sluice keeps', 'create table supabase_migrations.invented (id int)'],
  ['a maintained table', 'vacuum full public.notes', 'reindex table public.notes'],
];

/** One database for all of them: each change stays, and still nothing of all that is drift. */
class Project implements AsyncDisposable {
  readonly administrator: pg.Client;
  readonly #recorded: Snapshot;
  readonly #reader: LiveSchemaReader;
  readonly target: ConnectionTarget;

  private constructor(
    target: ConnectionTarget,
    administrator: pg.Client,
    recorded: Snapshot,
    reader: LiveSchemaReader,
  ) {
    this.target = target;
    this.administrator = administrator;
    this.#recorded = recorded;
    this.#reader = reader;
  }

  static async deployed(database: ShadowDatabase): Promise<Project> {
    await deployTo(database.migrator, shared.shadow, FILES, { verify: false });
    const administrator = new pg.Client({ ...database.administrator });
    await administrator.connect();
    const reader = await drift.open(database.migrator);
    await reader.digest(null);
    const kept = await codec.deserialize(await codec.serialize((await reader.read()).snapshot));
    if (kept === null) throw new Error('the recorded schema cannot be read');
    return new Project(database.migrator, administrator, kept, reader);
  }

  /** By reading only what has another digest. */
  async lookAtTouched(): Promise<LiveComparison | null> {
    await this.#reader.digest(null);
    return (await this.#reader.compareTouched(this.#recorded))?.comparison ?? null;
  }

  async look(): Promise<LiveComparison> {
    return drift.compare(this.#recorded, await this.#reader.read());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.administrator.end();
    await this.#reader[Symbol.asyncDispose]();
  }
}

beforeAll(async () => {
  project = await Project.deployed(await shared.shadow.createDatabase());
});

describe('no drift', () => {
  test.each(PLATFORM)('is %s', async (_name, ...statements) => {
    for (const statement of statements) await project?.administrator.query(statement);
    expect((await project?.lookAtTouched())?.differences.map(inWords)).toEqual([]);
  });

  // What is told names the change that it comes from: reading everything once shows as much as reading it after each of them.
  test('is all of it together, read as a whole', async () => {
    expect((await project?.look())?.differences.map(inWords)).toEqual([]);
  });

  test('is all of it together, told by the command', async () => {
    const report = await driftOf(project?.target ?? NOWHERE, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('none');
    expect(report.findings).toEqual([]);
    const held = await driftOf(project?.target ?? NOWHERE, shared.shadow, FILES, { against: 'repo' });
    expect(held.changes).toEqual([]);
    expect(held.findings).toEqual([]);
  });
});

describe('drift', () => {
  test("is what is the project's own, even in the schemas of the platform; putting it back touches nothing else", async () => {
    await project?.administrator.query(
      'create policy sneaky on storage.objects for select to anon using (true)',
    );
    for (const found of [await project?.look(), await project?.lookAtTouched()]) {
      expect(found?.differences.map(inWords)).toEqual([
        'create policy storage.objects.sneaky: SELECT to anon, USING true',
      ]);
      expect(await found?.back()).toEqual(['DROP POLICY "sneaky" ON "storage"."objects"']);
      expect(await found?.forward()).toHaveLength(1);
    }
  });
});
