import { expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { reviewOn } from '../support/review.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

/** `error storage.objects :3`, of the findings with one code. */
function told({ findings }: Report, code: string): string[] {
  return findings
    .filter((finding) => finding.code === code)
    .map(({ level, object, line }) => `${level} ${object} :${line}`);
}

const OWN = `create policy p on storage.objects using (true);
create table auth.notes (id integer);
alter table auth.users add column age integer;
create function public.on_user() returns trigger language plpgsql as $$ begin return new; end $$;`;

const FREE = `create table public.profiles (id uuid primary key references auth.users on delete cascade);
create trigger on_user after insert on auth.users for each row execute function public.on_user();
drop trigger on_user on auth.users;
alter policy p on storage.objects to authenticated;
drop policy p on storage.objects;
create policy messages on realtime.messages for select using (true);
do $$ begin execute 'create policy ' || quote_ident('q') || ' on storage.objects using (true)'; end $$;
insert into storage.buckets (id, name) values ('a', 'a');
update storage.objects set name = name;
grant usage on schema auth to authenticated;
grant select on auth.users to service_role;
create view public.people as select id from auth.users;
alter table auth.notes add column note text;
drop table auth.notes;
do $$ begin
  alter table storage.objects enable row level security;
exception when insufficient_privilege then null;
end $$;`;

test('what the platform allows, and what the base already has, is no finding', async () => {
  const report = await reviewOn(shared.shadow, { base: OWN, head: FREE });
  expect(report.findings.filter(({ level }) => level === 'error')).toEqual([]);
  expect(told(report, 'platform-owned')).toEqual([]);
});

/** One statement a line; the ones that a project of today refuses, with the object that it is about. */
const REFUSED: readonly (readonly [sql: string, told: string])[] = [
  ['alter table storage.objects enable row level security;', 'error storage.objects'],
  ['create index by_mail on auth.users (email);', 'error auth.users'],
  ['alter table auth.users add column nick text;', 'error auth.users'],
  ['alter table auth.users disable trigger user;', 'error auth.users'],
  ["comment on table auth.users is 'people';", 'error auth.users'],
  ["comment on policy p on storage.objects is 'files';", 'error storage.objects'],
  ['alter policy p on storage.objects rename to q;', 'error storage.objects'],
  ['create policy p on auth.mfa_factors using (true);', 'error auth.mfa_factors'],
  ["create function auth.is_admin() returns boolean language sql as 'select true';", 'error auth.is_admin'],
  ['alter function auth.uid() stable;', 'error auth.uid'],
  ['alter table auth.mfa_factors rename to factors;', 'error auth.mfa_factors'],
  ["select set_config('storage.allow_delete_query', 'false', true);", ''],
  ['delete from auth.schema_migrations;', 'error auth.schema_migrations'],
  [
    'do $$ begin if true then alter table storage.buckets add column kind text; end if; end $$;',
    'warning storage.buckets',
  ],
  [
    "do $$ begin execute 'alter table storage.' || 'buckets add column colour text'; end $$;",
    'warning storage.buckets',
  ],
  ['set search_path = storage;', ''],
  ['alter table buckets add column size bigint;', 'error storage.buckets'],
];

test('what the shadow lets pass and a project of today refuses is an error, in a block a warning', async () => {
  const report = await reviewOn(shared.shadow, { base: OWN, head: REFUSED.map(([sql]) => sql).join('\n') });
  expect(report.findings.filter(({ sqlState }) => sqlState !== undefined)).toEqual([]);
  expect(told(report, 'platform-owned')).toEqual(
    REFUSED.flatMap(([_sql, expected], index) => (expected === '' ? [] : [`${expected} :${index + 1}`])),
  );
  expect(report.verdict).toBe('blocked');
});

test('it is told even where the migration fails on the shadow for another reason', async () => {
  const report = await reviewOn(shared.shadow, {
    head: 'alter table storage.objects enable row level security; select 1/0;',
  });
  expect(report.findings.map(({ code, remedy }) => [code, remedy])).toEqual([
    ['sql-failed', expect.any(String)],
    [
      'platform-owned',
      'Remove the statement: the platform has enabled row level security on its tables already.',
    ],
  ]);
});

test('it is told once where the shadow refuses it, too', async () => {
  const report = await reviewOn(shared.shadow, { head: "comment on schema auth is 'x';" });
  expect(report.findings.map(({ code, sqlState }) => [code, sqlState])).toEqual([['sql-failed', '42501']]);
});

test.each([
  ['drop schema supabase_migrations cascade', 'drop schema supabase_migrations cascade;'],
  ['definitions', 'alter table supabase_migrations.schema_migrations add column note text;'],
  ['rows', "insert into supabase_migrations.schema_migrations (version) values ('1');"],
  [
    'rows behind a WITH',
    'with gone as (delete from supabase_migrations.seed_files returning 1) select * from gone;',
  ],
  ['rows of several tables', 'truncate public.a, supabase_migrations.schema_migrations;'],
  [
    'rows inside a block',
    'do $$ begin\nif true then update supabase_migrations.schema_migrations set name = 1; end if; end $$;',
  ],
])('changing the history is an error before any database runs: %s', async (_name, sql) => {
  const report = await reviewOn(shared.shadow, { head: `select 1;\n${sql}` });
  expect(told(report, 'touches-history')).toEqual(['error supabase_migrations :2']);
  expect(report.engine).toBeNull();
});

test('reading the history, and rights to read it, are free', async () => {
  const report = await reviewOn(shared.shadow, {
    head: `create schema if not exists supabase_migrations;
grant usage on schema supabase_migrations to service_role;
grant select on supabase_migrations.schema_migrations to service_role;
do $$ begin perform 1 from supabase_migrations.schema_migrations; end $$;`,
  });
  expect(told(report, 'touches-history')).toEqual([]);
  expect(report.engine).not.toBeNull();
});
