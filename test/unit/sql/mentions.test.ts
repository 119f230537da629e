import { describe, expect, test } from '@jest/globals';
import type { ObjectMention } from '../../../src/core/statements.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

const parser = createSqlParser();

/** `rename column s.t.a → b [risks] rewrite @line`. */
function lineOf(mention: ObjectMention): string {
  const { verb, kind, schema, table, name, to, toSchema, risks, mayRewrite, minor, line } = mention;
  const types = mention.arguments === undefined ? '' : `(${mention.arguments.join(', ')})`;
  return [
    minor === true ? `${verb} (minor)` : verb,
    kind,
    `${[schema, table, name].filter((part) => part !== null).join('.')}${types}`,
    to === undefined ? '' : `→ ${toSchema === undefined ? to : `${toSchema}.${to}`}`,
    risks.length > 0 ? `[${risks.join(', ')}]` : '',
    mayRewrite ? 'rewrite' : '',
    line === undefined ? '' : `@${line}`,
  ]
    .filter((part) => part !== '')
    .join(' ');
}

const RELATIONS: readonly [sql: string, ...mentions: string[]][] = [
  ['create table s.t (a int)', 'create table s.t'],
  ['create temp table t (a int)'],
  ['create table t as select 1', 'create table t'],
  ['select * into s.t from x', 'create table s.t'],
  ['create view s.v as select 1', 'create view s.v'],
  ['create materialized view s.m as select 1', 'create materializedView s.m'],
  ['create sequence s.q', 'create sequence s.q'],
  ['create unique index i on s.t (a)', 'create index s.t.i [unique-index]'],
  ['create index on s.t (a)', 'create index s.t.'],
  ['create statistics s.x on a, b from t', 'create statistics s.x'],
  ['create foreign table s.f (a int) server x', 'create foreignTable s.f'],
  ['drop table s.t, u cascade', 'drop table s.t', 'drop table u'],
  ['drop policy p on s.t', 'drop policy s.t.p'],
  ['alter table s.t rename to u', 'rename table s.t → u'],
  ['alter table s.t rename column a to b', 'rename column s.t.a → b'],
  ['alter table s.t rename constraint c to d', 'rename constraint s.t.c → d'],
  ['alter table s.t set schema u', 'rename table s.t → u.t'],
  ['alter view v rename column a to b', 'rename column v.a → b'],
];

const ALTER_TABLE: readonly [sql: string, ...mentions: string[]][] = [
  ['add column a int', 'create column t.a'],
  ['add column a int not null', 'create column t.a [not-null-column]'],
  ['add column a int not null default 1', 'create column t.a rewrite'],
  ['add column a int not null default null', 'create column t.a [not-null-column]'],
  [
    "add column a int default '1'::int primary key",
    'create column t.a [unique-column] rewrite',
    'create constraint t.',
  ],
  [
    'add column a uuid default gen_random_uuid() primary key',
    'create column t.a rewrite',
    'create constraint t.',
  ],
  ['add column a serial', 'create column t.a rewrite'],
  [
    'add column a int generated always as (b) stored unique',
    'create column t.a [unique-column] rewrite',
    'create constraint t.',
  ],
  ['add column a int default 1 unique', 'create column t.a [unique-column] rewrite', 'create constraint t.'],
  [
    'add column a int default 1 check (a > 0)',
    'create column t.a [met-check] rewrite',
    'create constraint t.',
  ],
  [
    'add column a int default 1 check (a > b)',
    'create column t.a [checked-column] rewrite',
    'create constraint t.',
  ],
  [
    'add column a int default 0 check (a between 0 and 5 and (a = 0 or f(a)) and a <> 7)',
    'create column t.a [met-check] rewrite',
    'create constraint t.',
  ],
  [
    "add column a text default 'new' check (a in ('new', 'done')) check (a = any (array['new'::text])) check (a is not null)",
    'create column t.a [met-check] rewrite',
    'create constraint t.',
    'create constraint t.',
    'create constraint t.',
  ],
  [
    "add column a text default 'old' check (a in ('new', 'done'))",
    'create column t.a [checked-column] rewrite',
    'create constraint t.',
  ],
  [
    "add column a text default 'b' check (a > 'a')",
    'create column t.a [checked-column] rewrite',
    'create constraint t.',
  ],
  [
    'add column a boolean default false check (not a) check (a = false)',
    'create column t.a [checked-column] rewrite',
    'create constraint t.',
    'create constraint t.',
  ],
  [
    'add column a int default 6 check (a between 0 and 5)',
    'create column t.a [checked-column] rewrite',
    'create constraint t.',
  ],
  [
    'add column a int default 1 references u',
    'create column t.a [referencing-column] rewrite',
    'create constraint t.',
  ],
  ['add column a int generated always as (1) stored', 'create column t.a rewrite'],
  ['drop column a', 'drop column t.a'],
  ['alter column a type bigint', 'alter column t.a rewrite'],
  ['alter column a set not null', 'alter column t.a [set-not-null]'],
  ['alter column a set default 1', 'alter column t.a'],
  ['add primary key (a)', 'create constraint t. [primary-key]'],
  ['add constraint c unique (a)', 'create constraint t.c [unique]'],
  ['add constraint c unique using index i', 'create constraint t.c'],
  ['add constraint c check (a > 0)', 'create constraint t.c [check]'],
  ['add constraint c check (a > 0) not valid', 'create constraint t.c'],
  ['add constraint c foreign key (a) references u', 'create constraint t.c [foreign-key]'],
  ['add constraint c foreign key (a) references u not valid', 'create constraint t.c'],
  ['add constraint c exclude using gist (a with &&)', 'create constraint t.c [exclusion]'],
  ['add constraint c not null a', 'create constraint t.c [not-null]'],
  ['validate constraint c', 'alter constraint t.c [validate]'],
  ['alter constraint c deferrable', 'alter constraint t.c'],
  ['alter constraint c enforced', 'alter constraint t.c [validate]'],
  ['alter constraint c not enforced', 'alter constraint t.c'],
  ['attach partition s.p for values from (0) to (1)', 'alter table s.p [partition-bounds]'],
  ['detach partition s.p', 'alter table s.p'],
  ['disable trigger x', 'alter trigger t.x'],
  ['enable row level security'],
];

const OTHERS: readonly [sql: string, ...mentions: string[]][] = [
  [
    'create function s.f(a int, b timestamptz, out c text) returns text language sql as $$$$',
    'create function s.f(integer, timestamp with time zone)',
  ],
  ['create or replace procedure p(x mood[]) language sql as $$$$', 'create procedure p(mood[])'],
  ['alter function s.f(int8) stable', 'alter function s.f(bigint)'],
  ['drop function f(varchar), g', 'drop function f(character varying)', 'drop function g'],
  ['alter function f() rename to g', 'rename function f() → g'],
  ["comment on function f(int) is 'x'", 'alter (minor) function f(integer)'],
  ["create type s.mood as enum ('a')", 'create type s.mood'],
  ["alter type s.mood add value 'b'", 'alter type s.mood'],
  ["alter type s.mood rename value 'a' to 'b'", 'rename enumValue s.mood.a → b'],
  ['alter type s.addr rename attribute a to b', 'rename typeAttribute s.addr.a → b'],
  ['alter domain s.d add constraint c check (value > 0)', 'alter domain s.d [domain-rule]'],
  ['alter domain s.d add constraint c check (value > 0) not valid', 'alter domain s.d'],
  ['alter domain s.d rename constraint a to b', 'rename constraint s.d.a → b'],
  ['create schema s create table t (a int)', 'create schema s', 'create table t'],
  ['alter schema s rename to u', 'rename schema s → u'],
  ['create extension pg_trgm', 'create extension pg_trgm'],
  ['alter publication p add table t', 'alter publication p'],
  ['create role r', 'create role r'],
  ['alter role r rename to q', 'rename role r → q'],
  ["alter role r set work_mem = '1GB'", 'alter role r'],
  ['grant a, b to c', 'create membership c in a', 'create membership c in b'],
  ['revoke a from c', 'drop membership c in a'],
  ['grant select on s.t to anon', 'alter (minor) table s.t'],
  ['grant select on all tables in schema s to anon', 'alter (minor) table s.*'],
  ['alter default privileges in schema s grant select on tables to anon', 'alter defaultPrivilege *'],
  ['create cast (a as b) without function', 'create cast *'],
  ['create operator s.=== (leftarg = int, rightarg = int, function = f)', 'create operator s.==='],
  ['create text search configuration s.c (copy = simple)', 'create text search configuration s.c'],
  ['create event trigger e on sql_drop execute function f()', 'create eventTrigger e'],
  ['create server x foreign data wrapper w', 'create server x'],
  ["select cron.schedule('nightly', '0 3 * * *', 'select 1')", 'create pg_cron job nightly'],
  ['create trigger x after insert on s.t execute function f()', 'create trigger s.t.x'],
  ['create policy p on s.t', 'create policy s.t.p'],
  ['alter policy p on s.t rename to q', 'rename policy s.t.p → q'],
  ['create rule r as on delete to s.t do nothing', 'create rule s.t.r'],
  ['select 1'],
  ['insert into s.t values (1)'],
];

describe('what a statement names', () => {
  test.each([
    ...RELATIONS,
    ...ALTER_TABLE.map(([command, ...mentions]): [string, ...string[]] => [
      `alter table t ${command}`,
      'alter table t',
      ...mentions,
    ]),
    ...OTHERS,
  ])('%s', async (sql, ...expected) => {
    const result = await parser.cut(sql);
    expect(result.ok ? result.statements.flatMap(({ mentions }) => mentions).map(lineOf) : result).toEqual(
      expected,
    );
  });

  test('persistence is a change of the whole table that writes it anew', async () => {
    const result = await parser.cut('alter table t set unlogged');
    expect(result.ok ? result.statements[0]?.mentions.map(lineOf) : result).toEqual([
      'alter table t rewrite',
    ]);
  });
});

describe('a DO block is read like a file', () => {
  const read = async (sql: string) => {
    const result = await parser.cut(sql);
    const statement = result.ok ? result.statements.at(-1) : undefined;
    return {
      mentions: statement?.mentions.map(lineOf),
      inside: statement?.data?.inside.map(({ action, table }) => `${action} ${table}`),
      dynamic: statement?.data?.dynamic,
    };
  };

  test('with the lines of its statements in the file', async () => {
    const sql = `-- first
do
$body$
declare one record;
begin
  if not exists (select 1 from pg_class) then
    alter table t add column a int not null;
  end if;
  for one in select id from t loop
    update t set b = 1 where id = one.id;
  end loop;
exception when duplicate_column then
  drop table if exists u;
end $body$;`;
    expect(await read(sql)).toEqual({
      mentions: ['alter table t @7', 'create column t.a [not-null-column] @7', 'drop table u @13'],
      inside: ['update t'],
      dynamic: false,
    });
  });

  test('EXECUTE of a plain string is as good as the statement', async () => {
    expect(await read("do $$ begin execute 'delete from t'; end $$")).toEqual({
      mentions: [],
      inside: ['delete t'],
      dynamic: false,
    });
  });

  test.each([
    ['text that is put together while it runs', "do $$ begin execute format('drop table %I', 'x'); end $$"],
    ['another language', "do language plpython3u $$ plpy.execute('drop table x') $$"],
    ['a body that cannot be read', 'do $$ begin if end $$'],
  ])('%s may do anything', async (_name, sql) => {
    expect(await read(sql)).toEqual({ mentions: [], inside: [], dynamic: true });
  });
});
