import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { LiveComparison, LiveSchemaReader } from '../../src/core/drift-ports.ts';
import { inWords } from '../../src/core/landed.ts';
import type { ShadowDatabase, Snapshot } from '../../src/core/ports.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

const drift = createDriftPort();
const codec = createSnapshotCodec();

const GROUND = `
create extension pg_cron;
create type public.mood as enum ('calm', 'glad');
create table public.owners (id int primary key, name text not null, email text);
create table public.boats (id int primary key, owner int references public.owners (id), name text default 'x', length int, mood public.mood);
create index boats_name on public.boats (name);
alter table public.boats enable row level security;
create policy own on public.boats for select to authenticated using (owner = 1);
create view public.names with (security_invoker = true) as select name from public.boats;
create function public.twice(n int) returns int language sql immutable as 'select n * 2';
create function public.stamp() returns trigger language plpgsql as $$ begin return new; end $$;
create trigger stamp before update on public.boats for each row execute function public.stamp();
create role boatswain;
grant boatswain to postgres;
grant create on schema public to boatswain;
create table public.cargo (id int);
revoke all on public.cargo from service_role;
create publication harbour for table public.boats;
create sequence public.tickets;
create type public.pair as (a int, b text);
create table public.log (at date not null, line text, kept boolean default true) partition by range (at);
create table public.log_a partition of public.log for values from ('2025-01-01') to ('2026-01-01');
alter table public.log_a alter line set default 'a';
create trigger stamp before update on public.log for each row execute function public.stamp();
create statistics public.lengths on name, length from public.boats;
create cast (public.cargo as text) with inout;
create operator public.=== (leftarg = int, rightarg = int, function = int4eq);
create text search dictionary public.words (template = pg_catalog.simple);
create text search configuration public.texts (copy = pg_catalog.simple);
create foreign table public.far (a int options (column_name 'b')) server distant;
create table public.docks (name text, depth int);
create view public.crew as select name, depth from public.docks;
grant select (name) on public.crew to anon;
comment on column public.crew.name is 'who';
revoke all on public.owners from anon;
grant update (name) on public.owners to anon;
select cron.schedule('nightly', '0 3 * * *', 'select 1');`;

/** What somebody does by hand, as whom, and how it is told. */
const BY_HAND: readonly (readonly [string, string, readonly string[]])[] = [
  ['a table', 'create table public.extra (id int)', ['create table public.extra: 1 column']],
  ['a dropped table', 'drop table public.owners cascade', ['drop table public.owners: 3 columns']],
  ['a column', 'alter table public.boats add sails int', ['create column public.boats.sails: integer']],
  ['a dropped column', 'alter table public.owners drop email', ['drop column public.owners.email: text']],
  [
    'a type',
    'alter table public.boats alter length type bigint',
    ['alter column public.boats.length: type integer → bigint'],
  ],
  [
    'a default',
    "alter table public.boats alter name set default 'y'",
    ["alter column public.boats.name: default 'x'::text → 'y'::text"],
  ],
  [
    'a default that is a new enum value',
    "alter type public.mood add value 'wild'; commit; alter table public.boats alter mood set default 'wild'",
    ["alter column public.boats.mood: default 'wild'::public.mood", "alter type public.mood: + 'wild'"],
  ],
  [
    'NOT NULL',
    'alter table public.owners alter name drop not null',
    ['alter column public.owners.name: NOT NULL removed'],
  ],
  ['an index', 'drop index public.boats_name', ['drop index public.boats.boats_name: btree (name)']],
  [
    'a constraint',
    'alter table public.boats add constraint long check (length > 0)',
    ['create constraint public.boats.long: CHECK ((length > 0))'],
  ],
  ['a grant', 'grant select on public.owners to anon', ['alter table public.owners: anon: +SELECT']],
  [
    'a grant that may be passed on',
    'grant select, insert on public.owners to anon; grant select on public.owners to anon with grant option',
    ['alter table public.owners: anon: +INSERT +SELECT (may grant SELECT)'],
  ],
  [
    'a grant on a column in place of one on its table',
    'revoke select on public.boats from anon; grant select (name) on public.boats to anon',
    ['alter table public.boats: anon: +SELECT on column name, anon: −SELECT'],
  ],
  [
    'a column grant',
    'grant select (name) on public.owners to anon',
    ['alter table public.owners: anon: +SELECT on column name'],
  ],
  [
    'row level security',
    'alter table public.boats disable row level security',
    ['alter table public.boats: row level security disabled'],
  ],
  [
    'a policy',
    'create policy open on public.boats for all to anon using (true)',
    ['create policy public.boats.open: ALL to anon, USING true'],
  ],
  [
    'the condition of a policy',
    'alter policy own on public.boats using (true)',
    ['alter policy public.boats.own: USING (owner = 1) → true'],
  ],
  [
    'security_invoker',
    'alter view public.names set (security_invoker = false)',
    ['alter view public.names: options + security_invoker=false, − security_invoker=true'],
  ],
  [
    'default privileges',
    'alter default privileges in schema public revoke select on tables from anon',
    ['alter defaultPrivilege tables of postgres in public: anon: −SELECT'],
  ],
  ['a comment', "comment on table public.boats is 'afloat'", ['alter table public.boats: comment']],
  [
    'a publication',
    'alter publication harbour add table public.owners',
    ['alter publication harbour: + public.owners'],
  ],
  [
    'a table for realtime',
    'alter publication supabase_realtime add table public.boats',
    ['alter publication supabase_realtime: + public.boats'],
  ],
  [
    'a job',
    "select cron.schedule('hourly', '0 * * * *', 'select 2')",
    ['create pg_cron job hourly: 0 * * * *, select 2'],
  ],
  [
    'another time of a job',
    "select cron.schedule('nightly', '0 4 * * *', 'select 1')",
    ['alter pg_cron job nightly: schedule 0 3 * * * → 0 4 * * *'],
  ],
  ['a removed job', "select cron.unschedule('nightly')", ['drop pg_cron job nightly: 0 3 * * *, select 1']],
  [
    'a function',
    "create or replace function public.twice(n int) returns int language sql immutable as 'select n + n'",
    ['alter function public.twice(integer): body'],
  ],
  [
    'SECURITY DEFINER',
    'alter function public.twice(int) security definer',
    ['alter function public.twice(integer): + SECURITY DEFINER'],
  ],
  [
    'a trigger',
    'drop trigger stamp on public.boats',
    [
      'drop trigger public.boats.stamp: BEFORE UPDATE ON public.boats FOR EACH ROW EXECUTE FUNCTION public.stamp()',
    ],
  ],
  [
    'a disabled trigger',
    'alter table public.boats disable trigger stamp',
    ['alter trigger public.boats.stamp: enabled → disabled'],
  ],
  ['a view', 'drop view public.names', ['drop view public.names: security_invoker=true']],
  ['a schema', 'create schema other', ['create schema other']],
  ['an extension', 'create extension hstore with schema extensions', ['create extension hstore']],
  [
    'a policy on a table of storage',
    'create policy sneaky on storage.objects for select to anon using (true)',
    ['create policy storage.objects.sneaky: SELECT to anon, USING true'],
  ],
  [
    'a trigger on a table of auth',
    'create trigger stamp before update on auth.users for each row execute function public.stamp()',
    [
      'create trigger auth.users.stamp: BEFORE UPDATE ON auth.users FOR EACH ROW EXECUTE FUNCTION public.stamp()',
    ],
  ],
  [
    'a member of a role of the platform',
    'grant service_role to boatswain',
    ['create membership boatswain in service_role'],
  ],
  [
    'a new role that clients of the API may hand on',
    'create role purser; grant purser to authenticated with admin option',
    ['create membership authenticated in purser', 'create role purser'],
  ],
  [
    'a role that clients of the API join',
    'grant boatswain to authenticated',
    ['create membership authenticated in boatswain'],
  ],
  [
    'a job without a name',
    "select cron.schedule('0 5 * * *', 'select 3')",
    ['create pg_cron job 0 5 * * * select 3: as postgres'],
  ],
  [
    'a sequence that goes with a column of a table that nobody touched',
    'alter sequence public.tickets owned by public.owners.id',
    ['alter sequence public.tickets: owned by — → public.owners.id'],
  ],
  [
    'an owner who is let into the schema for it',
    'create schema hold; create table hold.crates (id int); grant usage, create on schema hold to boatswain; alter table hold.crates owner to boatswain',
    ['create schema hold', 'create table hold.crates: 1 column'],
  ],
  [
    'an owner that is the platform',
    'grant create on schema public to service_role; alter table public.cargo owner to service_role',
    ['alter table public.cargo: owner → service_role'],
  ],
  [
    'another owner',
    'alter table public.cargo owner to boatswain',
    [
      'alter table public.cargo: boatswain: +DELETE +INSERT +MAINTAIN +REFERENCES +SELECT +TRIGGER +TRUNCATE +UPDATE, postgres: −DELETE −INSERT −MAINTAIN −REFERENCES −SELECT −TRIGGER −TRUNCATE −UPDATE, owner → boatswain',
    ],
  ],
  [
    'what pg-delta does not model',
    'alter table public.boats alter name set statistics 500',
    ['alter column public.boats.name: set statistics 500'],
  ],
  [
    'settings that it does not model',
    "alter table public.boats set (toast.autovacuum_enabled = false); alter table public.boats cluster on boats_name; alter table public.boats alter name set (n_distinct = 5); alter view public.names alter name set default 'n'",
    [
      'alter column public.boats.name: set n_distinct 5',
      "alter column public.names.name: set default 'n'::text",
      'alter table public.boats: set toast.autovacuum_enabled false, set cluster on boats_name',
    ],
  ],
  [
    'a grant on a column of a view',
    'revoke select on public.names from anon; grant select (name) on public.names to anon; grant update (name) on public.names to boatswain with grant option',
    [
      'alter column public.names.name: set grant to anon select, set grant to boatswain update (may grant it)',
      'alter view public.names: anon: −SELECT',
    ],
  ],
  [
    'a grant on a column of a view that becomes another one',
    'revoke select (name) on public.crew from anon; grant update (name) on public.crew to anon',
    ['alter column public.crew.name: grant to anon select → update'],
  ],
  [
    'grants on a view whose columns have grants of their own',
    'revoke insert on public.crew from anon; grant select (name) on public.crew to anon',
    ['alter view public.crew: anon: −INSERT'],
  ],
  [
    'a comment on a column of a view',
    "comment on column public.names.name is 'painted'; comment on column public.crew.name is null",
    [
      "alter column public.crew.name: reset comment 'who'",
      "alter column public.names.name: set comment 'painted'",
    ],
  ],
  [
    'a type of a column that a view with grants and comments on its columns reads',
    'drop view public.crew; alter table public.docks alter depth type bigint; create view public.crew as select name, depth from public.docks; grant select (name) on public.crew to anon',
    [
      "alter column public.crew.name: reset comment 'who'",
      'alter column public.docks.depth: type integer → bigint',
    ],
  ],
  ['a view with grants on its columns', 'drop view public.crew', ['drop view public.crew']],
  [
    'an option of a column of a foreign table',
    "alter foreign table public.far alter column a options (set column_name 'c')",
    ["alter column public.far.a: set option column_name 'c', reset option column_name 'b'"],
  ],
  [
    'columns of a partition',
    "grant select (line) on public.log_a to anon; comment on column public.log_a.line is 'kept'; alter table public.log_a alter line set default 'b'; alter table public.log_a alter line set not null; alter table public.log_a alter kept drop default",
    [
      "alter column public.log_a.line: set comment 'kept', set grant to anon select, set not null, default 'a'::text → 'b'::text",
      'alter column public.log_a.kept: set default none',
    ],
  ],
  [
    'a default of a partition that was like that of its parent',
    'alter table public.log_a alter line drop default',
    ["alter column public.log_a.line: reset default 'a'::text"],
  ],
  [
    'a partition that is none any more',
    'alter table public.log detach partition public.log_a',
    [
      "alter table public.log_a: parent public.log → —, bounds FOR VALUES FROM ('2025-01-01') TO ('2026-01-01') → —",
    ],
  ],
  [
    'a trigger that a partition does not run',
    'alter table public.log_a disable trigger stamp',
    ['alter trigger public.log_a.stamp: set state disabled'],
  ],
  [
    'a comment on an attribute of a type',
    "comment on column public.pair.a is 'first'",
    ["alter type public.pair: set comment on a 'first'"],
  ],
  [
    'what is said of extended statistics',
    "alter statistics public.lengths set statistics 50; comment on statistics public.lengths is 'both'",
    ["alter statistics public.lengths: set target 50, set comment 'both'"],
  ],
  [
    'what is said of a cast, an operator and text search',
    "comment on cast (public.cargo as text) is 'c'; comment on operator public.=== (int, int) is 'o'; comment on text search dictionary public.words is 'd'; comment on text search configuration public.texts is 't'",
    [
      "alter cast public.cargo as text: set comment 'c'",
      "alter operator public.=== (integer, integer): set comment 'o'",
      "alter text search configuration public.texts: set comment 't'",
      "alter text search dictionary public.words: set comment 'd'",
    ],
  ],
  [
    'a column with settings of its own',
    'alter table public.boats drop mood; alter table public.boats drop name cascade',
    [
      "drop column public.boats.name: text, default 'x'::text",
      'drop statistics public.lengths: CREATE STATISTICS public.lengths ON length, name FROM public.boats',
    ],
  ],
];

let project: Project | null = null;

// Before the hook that stops the server.
afterAll(async () => {
  await project?.[Symbol.asyncDispose]();
});

const shared = sharedPlainShadow();

/** One database for all cases: each change is put back before the next. */
class Project implements AsyncDisposable {
  readonly client: pg.Client;
  /** What the server says of the schema as it was recorded. */
  readonly ground: string | null;
  readonly #recorded: Snapshot;
  readonly #reader: LiveSchemaReader;

  private constructor(
    client: pg.Client,
    ground: string | null,
    recorded: Snapshot,
    reader: LiveSchemaReader,
  ) {
    this.client = client;
    this.ground = ground;
    this.#recorded = recorded;
    this.#reader = reader;
  }

  static async made({ migrator, administrator }: ShadowDatabase): Promise<Project> {
    const client = new pg.Client({ ...administrator });
    await client.connect();
    // As the platform lets postgres do it, with the publication that it has.
    await client.query(
      'create foreign data wrapper wires; create server distant foreign data wrapper wires; grant usage on foreign data wrapper wires to postgres; alter server distant owner to postgres; grant trigger on auth.users to postgres; alter table storage.objects owner to postgres; create publication supabase_realtime; alter publication supabase_realtime owner to postgres',
    );
    await client.query('set session authorization postgres');
    await client.query(GROUND);
    const reader = await drift.open(migrator);
    const ground = await reader.digest(null);
    const recorded = await codec.deserialize(await codec.serialize((await reader.read()).snapshot));
    if (recorded === null) throw new Error('the recorded schema cannot be read');
    return new Project(client, ground, recorded, reader);
  }

  async digest(): Promise<string | null> {
    return await this.#reader.digest(null);
  }

  /** By reading only what has another digest; null where everything has to be read. */
  async lookAtTouched(): Promise<LiveComparison | null> {
    await this.#reader.digest(null);
    return (await this.#reader.compareTouched(this.#recorded))?.comparison ?? null;
  }

  async look(): Promise<LiveComparison> {
    return drift.compare(this.#recorded, await this.#reader.read());
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end();
    await this.#reader[Symbol.asyncDispose]();
  }
}

beforeAll(async () => {
  project = await Project.made(await shared.shadow.createDatabase());
});

describe('drift by hand', () => {
  test.each(BY_HAND)('tells %s, and both ways out of it', async (_name, sql, told) => {
    if (project === null) throw new Error('there is no project');
    await project.client.query(sql);
    const found = await project.look();
    expect(found.differences.map(inWords)).toEqual(expect.arrayContaining([...told]));
    const digest = await project.digest();
    const forward = await found.forward();
    const back = await found.back();
    const touched = await project.lookAtTouched();
    // What holds on to objects that were not touched, or went to the platform, is only compared as a whole.
    expect(touched === null).toBe(/publication|extension|owner to service_role/u.test(sql));
    expect(touched?.differences ?? found.differences).toEqual(found.differences);
    expect((await touched?.forward()) ?? forward).toEqual(forward);
    expect((await touched?.back()) ?? back).toEqual(back);
    for (const statement of back) await project.client.query(statement);
    // The same digest is the same schema; what was made anew may have another and still be no difference to people.
    const isBack = (await project.digest()) === project.ground;
    expect(isBack ? [] : (await project.look()).differences.map(inWords)).toEqual([]);
    // The migration does the same again; then once more back, for the next case.
    for (const statement of forward) await project.client.query(statement);
    expect(await project.digest()).toBe(digest);
    for (const statement of back) await project.client.query(statement);
  });
});
