import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { LossGuard } from '../../src/core/rollback-work.ts';
import { applyAll } from '../support/live.ts';
import { applySteps, guardOf, stepDown, stepUp } from '../support/rollback-steps.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();
const FILE = '20240102000000_next.sql';
const VERSION = '20240102000000';

async function rowsOf({ asAdministrator }: FreshDatabase, sql: string): Promise<unknown> {
  const { rows } = await asAdministrator.query<{ rows: unknown }>(
    `select coalesce(jsonb_agg(to_jsonb(r) order by to_jsonb(r)::text), '[]') as rows from (${sql}) r`,
  );
  return rows[0]?.rows;
}

interface Case {
  readonly name: string;
  readonly before?: string;
  readonly up: string;
  /** Written behind the deployment. */
  readonly rows: string;
  readonly down: string;
  readonly guards: readonly LossGuard[];
  /** Written while the migration is out. */
  readonly meanwhile?: string;
  /** What must be the same before the step down and after the step up. */
  readonly shows: string;
  /** What it shows then, where it is not the same. */
  readonly afterwards?: unknown;
  /** How many saved rows or values stay saved, because something was written in their place. */
  readonly stays?: number;
}

const CASES: readonly Case[] = [
  {
    name: 'rows of a table of every kind of type, the project’s own among them',
    up: `create type public.mood as enum ('calm', 'wild'); create domain public.small as int check (value < 100); create type public.pair as (a int, b text);
      create table public.things (id bigint primary key, m public.mood, ms public.mood[], d public.small, p public.pair, j jsonb, b bytea, t timestamptz, n numeric, f float8, r int4range, x text, c char(5), twice bigint generated always as (id * 2) stored)`,
    rows: `insert into public.things (id, m, ms, d, p, j, b, t, n, f, r, x, c) values (1, 'wild', '{calm,wild}', 5, row(1, 'a "quoted", comma'), '{"k": [1, null]}', '\\x00ff', '2024-02-29 12:00:00.123456+02', 1.50, 0.1, '[1,5)', E'tab\\there', 'ab'), (2, null, null, null, null, null, null, null, 'NaN', '-Infinity', 'empty', '', null)`,
    down: 'drop table public.things; drop type public.mood; drop domain public.small; drop type public.pair',
    guards: [guardOf('table', 'public.things')],
    shows: 'select * from public.things',
  },
  {
    name: 'rows that a block which catches errors has put in give way, in a step of several transactions',
    up: `create table public.things (id int primary key, v text); do $$ begin insert into public.things values (1, 'fresh'); exception when others then null; end $$;
      create index concurrently things_v on public.things (v); do $$ begin insert into public.things values (2, 'fresh'); exception when others then null; end $$`,
    rows: "update public.things set v = 'edited'",
    down: 'drop table public.things',
    guards: [guardOf('table', 'public.things')],
    shows: 'select * from public.things',
  },
  {
    name: 'tables that refer to each other and to themselves, in any order of their names',
    up: `create table public.b_parents (id int primary key, boss int references public.b_parents); create table public.a_children (id int primary key, parent int not null references public.b_parents); create table public.c_notes (child int references public.a_children)`,
    rows: 'insert into public.b_parents values (1, null), (2, 1); insert into public.a_children values (10, 2); insert into public.c_notes values (10), (10), (null)',
    down: 'drop table public.c_notes; drop table public.a_children; drop table public.b_parents',
    guards: ['public.a_children', 'public.c_notes', 'public.b_parents'].map((one) => guardOf('table', one)),
    shows:
      "select 'p', id, boss from public.b_parents union all select 'c', id, parent from public.a_children union all select 'n', child, null from public.c_notes",
  },
  {
    name: 'a table with an identity and a serial: numbers go on where they were',
    up: 'create table public.counted (id int generated always as identity primary key, serial serial, note text)',
    rows: "insert into public.counted (note) values ('a'), ('b'), ('c'); delete from public.counted where note = 'b'",
    down: 'drop table public.counted',
    guards: [guardOf('table', 'public.counted')],
    shows:
      "select id, serial, note, (select last_value from pg_sequences where sequencename = 'counted_id_seq') as last from public.counted",
  },
  {
    name: 'rows that the migration itself puts in give way to those that were there',
    up: "create table public.seeds (id int primary key, note text); insert into public.seeds values (1, 'shipped'), (2, 'shipped')",
    rows: "update public.seeds set note = 'changed' where id = 1; delete from public.seeds where id = 2; insert into public.seeds values (3, 'new')",
    down: 'drop table public.seeds',
    guards: [guardOf('table', 'public.seeds')],
    shows: 'select * from public.seeds',
  },
  {
    name: 'a partitioned table with its partitions',
    up: "create table public.parts (id int, at date) partition by range (at); create table public.parts_old partition of public.parts for values from (minvalue) to ('2024-01-01'); create table public.parts_rest partition of public.parts default",
    rows: "insert into public.parts values (1, '2023-05-05'), (2, '2024-05-05'), (3, null)",
    down: 'drop table public.parts',
    guards: [guardOf('table', 'public.parts')],
    shows: 'select tableoid::regclass, * from public.parts',
  },
  {
    name: 'a partitioned table, but not the rows of older tables that became a part of it',
    before:
      "create table public.elder (id int, at date not null); create table public.eldest (id int, at date not null) partition by range (at); create table public.eldest_1 partition of public.eldest for values from ('2000-01-01') to ('2010-01-01'); insert into public.elder values (1, '2023-05-05'); insert into public.eldest values (2, '2005-05-05')",
    up: "create table public.parts (id int, at date not null) partition by range (at); create table public.parts_new partition of public.parts for values from ('2024-01-01') to ('2030-01-01'); alter table public.parts attach partition public.elder for values from ('2020-01-01') to ('2024-01-01'); alter table public.parts attach partition public.eldest for values from ('2000-01-01') to ('2020-01-01'); create table public.eldest_2 partition of public.eldest for values from ('2010-01-01') to ('2020-01-01')",
    rows: "insert into public.parts values (3, '2023-06-06'), (4, '2006-06-06'), (5, '2012-02-02'), (6, '2025-05-05')",
    down: 'alter table public.parts detach partition public.elder; alter table public.parts detach partition public.eldest; drop table public.eldest_2; drop table public.parts',
    guards: [
      guardOf('table', 'public.parts', {
        kept: [
          { schema: 'public', table: 'elder' },
          { schema: 'public', table: 'eldest' },
        ],
      }),
      guardOf('table', 'public.eldest_2'),
    ],
    meanwhile:
      "insert into public.elder values (7, '2023-07-07'); delete from public.elder where id = 1; insert into public.eldest values (8, '2008-08-08')",
    shows: 'select tableoid::regclass as part, id from public.parts',
    afterwards: [
      { id: 2, part: 'eldest_1' },
      { id: 3, part: 'elder' },
      { id: 4, part: 'eldest_1' },
      { id: 5, part: 'eldest_2' },
      { id: 6, part: 'parts_new' },
      { id: 7, part: 'elder' },
      { id: 8, part: 'eldest_1' },
    ],
  },
  {
    name: 'a column that a materialized view reads',
    before: 'create table public.seen (id int primary key); insert into public.seen values (1)',
    up: 'alter table public.seen add column note text; create materialized view public.sight as select id, note from public.seen; create materialized view public.sights as select count(note) as notes from public.sight',
    rows: "update public.seen set note = 'kept'; refresh materialized view public.sight; refresh materialized view public.sights",
    down: 'drop materialized view public.sights; drop materialized view public.sight; alter table public.seen drop column note',
    guards: [guardOf('column', 'public.seen.note', { unsteady: ['note'] })],
    shows: 'select id, note, notes from public.sight, public.sights',
  },
  {
    name: 'a column of a table with a key, rows changed and written since included',
    before: 'create table public.orders (id uuid primary key default gen_random_uuid(), total int)',
    up: 'alter table public.orders add column note text, add column at timestamptz',
    rows: "insert into public.orders (id, total, note) values ('00000000-0000-0000-0000-000000000001', 1, 'one'), ('00000000-0000-0000-0000-000000000002', 2, null), ('00000000-0000-0000-0000-000000000003', 3, 'three')",
    down: 'alter table public.orders drop column note, drop column at',
    guards: [guardOf('column', 'public.orders.note', { unsteady: ['note', 'at'] })],
    meanwhile:
      "update public.orders set total = 20 where total = 2; delete from public.orders where total = 3; insert into public.orders values ('00000000-0000-0000-0000-000000000004', 4)",
    shows: 'select total, note from public.orders',
    afterwards: [
      { note: 'one', total: 1 },
      { note: null, total: 20 },
      { note: null, total: 4 },
    ],
    stays: 1,
  },
  {
    name: 'a column of a table without a key and with equal rows',
    before: 'create table public.bag (word text, n int)',
    up: "create type public.hue as enum ('red', 'blue'); alter table public.bag add column hue public.hue",
    rows: "insert into public.bag values ('a', 1, 'red'), ('a', 1, 'blue'), ('a', 1, null), ('b', 2, 'red'), (null, null, 'blue')",
    down: 'alter table public.bag drop column hue; drop type public.hue',
    guards: [guardOf('column', 'public.bag.hue')],
    shows: 'select * from public.bag',
  },
  {
    name: 'several columns of rows without a key that are equal in all others: what belonged together stays together',
    before: 'create table public.heap (word text, size numeric(6, 2), code varchar(3))',
    up: 'alter table public.heap add column note text, add column number int, alter column size type numeric(8, 4), alter column code type text',
    rows: "insert into public.heap select 'a', n % 7 + 0.0001 * (n % 2) * n, left('abcdef', n % 6), case when n % 3 > 0 then 'note ' || n end, nullif(n, 5) from generate_series(1, 60) n",
    down: 'alter table public.heap drop column note, drop column number, alter column size type numeric(6, 2), alter column code type varchar(3) using left(code, 3)',
    guards: [
      guardOf('column', 'public.heap.note', { unsteady: ['note', 'number', 'size', 'code'] }),
      guardOf('column', 'public.heap.number', { unsteady: ['note', 'number', 'size', 'code'] }),
      guardOf('values', 'public.heap.size', {
        type: 'numeric(6,2)',
        unsteady: ['note', 'number', 'size', 'code'],
      }),
      guardOf('values', 'public.heap.code', {
        type: 'character varying(3)',
        unsteady: ['note', 'number', 'size', 'code'],
      }),
    ],
    shows: 'select * from public.heap',
  },
  {
    name: 'a key that the step takes away is no key to find rows by',
    before: 'create table public.keyless (word text not null)',
    up: 'alter table public.keyless add column id int generated by default as identity primary key, add column note text',
    rows: "insert into public.keyless (word, note) values ('a', 'x'), ('b', 'y')",
    down: 'alter table public.keyless drop column id, drop column note',
    guards: [guardOf('column', 'public.keyless.note', { unsteady: ['id', 'note'] })],
    shows: 'select word, note from public.keyless',
  },
  {
    name: 'numbers of an identity that only the server writes',
    before: 'create table public.numbered (id int primary key)',
    up: 'alter table public.numbered add column number int generated always as identity',
    rows: 'insert into public.numbered values (1), (2), (3); delete from public.numbered where id = 2',
    down: 'alter table public.numbered drop column number',
    guards: [guardOf('column', 'public.numbered.number')],
    shows:
      "select n.*, (select attidentity from pg_attribute where attrelid = 'public.numbered'::regclass and attname = 'number') as identity, (select last_value from public.numbered_number_seq) as last from public.numbered n",
  },
  {
    name: 'values that a narrower type would change',
    before: 'create table public.prices (id int primary key, price numeric(10, 2), code varchar(3))',
    up: 'alter table public.prices alter column price type numeric(10, 4), alter column code type text',
    rows: "insert into public.prices values (1, 1.2345, 'abcdef'), (2, 2.5, 'ab'), (3, null, null)",
    down: 'alter table public.prices alter column price type numeric(10, 2), alter column code type varchar(3) using left(code, 3)',
    guards: [
      guardOf('values', 'public.prices.price', { type: 'numeric(10,2)', unsteady: ['price', 'code'] }),
      guardOf('values', 'public.prices.code', { type: 'varchar(3)', unsteady: ['price', 'code'] }),
    ],
    shows: 'select * from public.prices',
  },
  {
    name: 'composite values that lack some attributes, or all',
    before: 'create type public.pair as (a int, b text); create table public.pairs (id int primary key)',
    up: 'alter table public.pairs add column pair public.pair',
    rows: 'insert into public.pairs values (1, row(1, null)), (2, row(null, null)), (3, null)',
    down: 'alter table public.pairs drop column pair',
    guards: [guardOf('column', 'public.pairs.pair')],
    shows: 'select id, pair::text from public.pairs',
  },
  {
    name: 'values of types that nothing casts back to, or without equality',
    before: 'create table public.documents (id int primary key, amount int, parts jsonb[])',
    up: 'alter table public.documents alter column amount type jsonb using to_jsonb(amount), alter column parts type json[] using parts::json[]',
    rows: `insert into public.documents values (1, '5.7', array['{"a":1}']::json[]), (2, '6', null)`,
    down: 'alter table public.documents alter column amount type int using amount::int, alter column parts type jsonb[] using parts::jsonb[]',
    guards: [
      guardOf('values', 'public.documents.amount', { type: 'integer', unsteady: ['amount', 'parts'] }),
      guardOf('values', 'public.documents.parts', { type: 'jsonb[]', unsteady: ['amount', 'parts'] }),
    ],
    shows: 'select id, amount, parts::text from public.documents',
  },
  {
    name: 'names that need quotes, and triggers that would write',
    before: 'create table public.log (line text)',
    up: `create schema "Odd ""Schema"; create table "Odd ""Schema"."Table. One" ("a b" int, "select" text);
      create function public.note() returns trigger language plpgsql as $$ begin insert into public.log values (tg_op); return new; end $$;
      create trigger noted after insert on "Odd ""Schema"."Table. One" for each row execute function public.note(); alter table "Odd ""Schema"."Table. One" enable always trigger noted`,
    rows: `insert into "Odd ""Schema"."Table. One" values (1, 'x')`,
    down: 'drop table "Odd ""Schema"."Table. One"; drop function public.note(); drop schema "Odd ""Schema"',
    guards: [
      guardOf('table', 'a', { schema: 'Odd "Schema', table: 'Table. One', object: 'Odd "Schema.Table. One' }),
    ],
    shows: `select t.*, (select count(*) from public.log) as lines, (select tgenabled from pg_trigger where tgname = 'noted') as enabled from "Odd ""Schema"."Table. One" t`,
  },
  {
    name: 'triggers of partitions, their own and those of a parent that stays',
    before: `create table public.log (line text);
      create function public.note() returns trigger language plpgsql as $$ begin insert into public.log values (tg_op); new.v := new.v || '!'; return new; end $$;
      create table public.days (id int, v text) partition by list (id); create trigger noted before insert on public.days for each row execute function public.note()`,
    up: 'create table public.days_1 partition of public.days for values in (1); create table public.weeks (id int, v text) partition by list (id); create table public.weeks_1 partition of public.weeks for values in (1); create trigger own before insert on public.weeks_1 for each row execute function public.note(); alter table public.weeks_1 enable always trigger own',
    rows: "insert into public.days values (1, 'a'); insert into public.weeks values (1, 'b')",
    down: 'drop table public.weeks; drop table public.days_1',
    guards: [guardOf('table', 'public.weeks'), guardOf('table', 'public.days_1')],
    shows:
      'select d.v, w.v as w, (select count(*) from public.log) as lines, (select string_agg(tgenabled::text, null order by tgname, tgrelid) from pg_trigger where not tgisinternal) as enabled from public.days d, public.weeks w',
  },
  {
    name: 'rules that would write something else',
    before:
      'create table public.log (line text); create table public.ruled (id int primary key); create rule silent as on update to public.ruled do instead nothing',
    up: "alter table public.ruled add column note text; create table public.told (id int); create rule told as on insert to public.told do also insert into public.log values ('told')",
    rows: "insert into public.ruled values (1, 'a'); insert into public.told values (1)",
    down: 'alter table public.ruled drop column note; drop table public.told',
    guards: [guardOf('column', 'public.ruled.note'), guardOf('table', 'public.told')],
    shows:
      "select r.*, t.id as told, (select count(*) from public.log) as lines, (select count(*) from pg_rewrite where ev_enabled = 'O' and rulename in ('silent', 'told')) as enabled from public.ruled r, public.told t",
  },
  {
    name: 'rows of a table that has a rule for UPDATE',
    up: 'create table public.fixed (id int primary key); create rule silent as on update to public.fixed do instead nothing',
    rows: 'insert into public.fixed values (1)',
    down: 'drop table public.fixed',
    guards: [guardOf('table', 'public.fixed')],
    shows: 'select * from public.fixed',
  },
  {
    name: 'texts that formats and settings trip over',
    up: `create table public."Größe, ""x""" ("a,b" text, "c""d" text[], e interval, f float4, g bytea, h xml, i money, j bit varying, k text, l date, m timestamptz)`,
    rows: String.raw`set datestyle = 'SQL, DMY'; set intervalstyle = sql_standard; set timezone = 'Asia/Kathmandu';
      insert into public."Größe, ""x""" values (E'\\.', array['a,b', null, '"', E'\\', ''], '-1 day 02:03', 0.1, '\x00', '<a>&amp;</a>', 12.5, B'101', '', date '2024-03-02', '2024-03-02 10:00+00'),
      (E'\r\n', '{}', '1 mon -1 day', 'NaN', '', null, null, B'', null, 'infinity', '-infinity'), (E'line\none\ttab\\N', null, null, -0.0, null, null, null, null, E'\\N', null, null), ('🦀 ﷽', null, null, null, null, null, null, null, '"', null, null), (null, null, null, null, null, null, null, null, null, null, null)`,
    down: `drop table public."Größe, ""x"""`,
    guards: [guardOf('table', 'public.x', { table: 'Größe, "x"' })],
    shows: `select t.*, f::text as "f as text" from public."Größe, ""x""" t`,
  },
  {
    name: 'arrays with places without a value, whatever the migration has set for its session',
    up: "set array_nulls = off; create type public.mood as enum ('ok', 'NULL'); create table public.lists (id int primary key, texts text[], moods public.mood[])",
    rows: `insert into public.lists values (1, array['a', null, 'NULL'], array['ok', null, 'NULL']::public.mood[])`,
    down: 'drop table public.lists; drop type public.mood',
    guards: [guardOf('table', 'public.lists')],
    shows: 'select id, texts, moods::text from public.lists',
  },
  {
    name: 'one column, and none at all',
    up: 'create table public.single (a text); create table public.bare ()',
    rows: String.raw`insert into public.single values (null), (''), (E'\\.'), ('"'); insert into public.bare default values; insert into public.bare default values`,
    down: 'drop table public.single; drop table public.bare',
    guards: [guardOf('table', 'public.single'), guardOf('table', 'public.bare')],
    shows: 'select a, (select count(*) from public.bare) as bare from public.single',
  },
  {
    name: 'a column of rows without a key, told by moments, whatever the zone is by then',
    before: 'create table public.moments (at timestamptz, f float8)',
    up: `alter table public.moments add column note text; set timezone = 'America/New_York'; set extra_float_digits = -5`,
    rows: "insert into public.moments values ('2024-07-01 00:00+00', 0.1, 'a'), ('2024-12-01 00:00+00', 1e300, 'b')",
    down: 'alter table public.moments drop column note',
    guards: [guardOf('column', 'public.moments.note')],
    shows: 'select * from public.moments',
  },
  {
    name: 'children that inherit, each with its own rows',
    up: 'create table public.elders (id int, note text); create table public.heirs (extra int) inherits (public.elders)',
    rows: "insert into public.elders values (1, 'e'); insert into public.heirs values (2, 'h', 3), (2, 'h', 3)",
    down: 'drop table public.heirs; drop table public.elders',
    guards: [guardOf('table', 'public.heirs'), guardOf('table', 'public.elders')],
    shows: 'select tableoid::regclass, * from public.elders',
  },
  {
    name: 'values that rows of others refer to, in any order',
    before: 'create table public.zones (id int primary key)',
    up: 'alter table public.zones add column code uuid not null default gen_random_uuid() unique; create table public.areas (zone uuid references public.zones (code)); alter table public.zones add column near uuid references public.zones (code)',
    rows: 'insert into public.zones values (1), (2); update public.zones z set near = o.code from public.zones o where o.id = 3 - z.id; insert into public.areas select code from public.zones',
    down: 'drop table public.areas; alter table public.zones drop column near, drop column code',
    guards: [
      guardOf('table', 'public.areas'),
      guardOf('column', 'public.zones.near', { unsteady: ['near', 'code'] }),
      guardOf('column', 'public.zones.code', { unsteady: ['near', 'code'] }),
    ],
    shows:
      "select z.*, (select count(*) from public.areas a where a.zone = z.code) as areas, (select count(*) from pg_constraint where contype = 'f') as keys from public.zones z",
  },
  {
    name: 'rows that cascade from what the migration itself put in',
    before: 'create table public.kept (id int primary key)',
    up: 'create table public.owners (id int primary key); insert into public.owners values (1); alter table public.kept add column owner int references public.owners on delete cascade; update public.kept set owner = 1',
    rows: 'insert into public.owners values (2); insert into public.kept values (10, 1), (11, 2), (12, null)',
    down: 'alter table public.kept drop column owner; drop table public.owners',
    guards: [guardOf('column', 'public.kept.owner'), guardOf('table', 'public.owners')],
    shows: 'select k.*, (select count(*) from public.owners) as owners from public.kept k',
  },
  {
    name: 'rows of a table that was only emptied, and those written to it since',
    before: 'create table public.plans (id int primary key, note text)',
    up: "insert into public.plans values (1, 'shipped'), (2, 'shipped'), (5, 'shipped')",
    rows: "update public.plans set note = 'changed' where id = 1; delete from public.plans where id = 5; insert into public.plans values (3, 'own'), (4, 'same')",
    down: 'delete from public.plans',
    guards: [guardOf('table', 'public.plans')],
    meanwhile: "insert into public.plans values (3, 'since'), (4, 'same'), (6, 'since')",
    shows: 'select * from public.plans',
    afterwards: [
      { id: 1, note: 'changed' },
      { id: 2, note: 'shipped' },
      { id: 3, note: 'since' },
      { id: 4, note: 'same' },
      { id: 6, note: 'since' },
    ],
    stays: 1,
  },
  {
    name: 'rows without a key of a table that was only emptied, equal ones written since included',
    before: 'create table public.words (word text)',
    up: "alter table public.words add column n int default 7; insert into public.words values ('shipped', 1)",
    rows: "insert into public.words values ('a', 1), ('a', 1), (null, null)",
    down: 'truncate public.words; alter table public.words drop column n',
    guards: [guardOf('table', 'public.words')],
    meanwhile: "insert into public.words values ('a'), ('shipped')",
    shows: 'select * from public.words',
    afterwards: [
      { word: 'a', n: 1 },
      { word: 'a', n: 1 },
      { word: 'shipped', n: 1 },
      { word: 'a', n: 7 },
      { word: 'shipped', n: 7 },
      { word: null, n: null },
    ],
  },
  {
    name: 'rows that a migration moves on its way back are nobody else’s',
    before: 'create table public.moved (id int primary key)',
    up: 'update public.moved set id = id + 100',
    rows: 'insert into public.moved values (1)',
    down: 'delete from public.moved',
    guards: [guardOf('table', 'public.moved')],
    meanwhile: 'insert into public.moved values (1), (2)',
    shows: 'select * from public.moved',
    afterwards: [{ id: 101 }, { id: 102 }, { id: 1 }],
  },
  {
    name: 'what one part of a step has taken, whatever is there when the next part begins',
    before: 'create table public.busy (id int primary key, note text); create table public.calm (id int)',
    up: 'insert into public.busy values (1)',
    rows: "insert into public.busy values (2, 'a'); insert into public.calm values (1)",
    down: "begin; delete from public.busy; insert into public.busy values (2, 'between'), (8, 'between'); commit; begin; delete from public.busy; delete from public.calm; commit",
    guards: [guardOf('table', 'public.busy'), guardOf('table', 'public.calm')],
    meanwhile: "insert into public.busy values (9, 'since')",
    shows: 'select id, note, (select count(*) from public.calm) as calm from public.busy',
    afterwards: [
      { id: 1, note: null, calm: 1 },
      { id: 2, note: 'between', calm: 1 },
      { id: 8, note: 'between', calm: 1 },
      { id: 9, note: 'since', calm: 1 },
    ],
    stays: 1,
  },
  {
    name: 'values of a type that was only narrowed, but for those that somebody has changed since',
    before: 'create table public.sizes (id int primary key, size numeric(6, 2))',
    up: 'alter table public.sizes alter column size type numeric(8, 4)',
    rows: 'insert into public.sizes values (1, 1.2345), (2, 2.3456), (3, 3.5)',
    down: 'alter table public.sizes alter column size type numeric(6, 2)',
    guards: [guardOf('values', 'public.sizes.size', { type: 'numeric(6,2)' })],
    meanwhile: 'update public.sizes set size = 9 where id in (2, 3)',
    shows: 'select id, size::text from public.sizes',
    afterwards: [
      { id: 1, size: '1.2345' },
      { id: 2, size: '9.0000' },
      { id: 3, size: '9.0000' },
    ],
    stays: 1,
  },
  {
    name: 'a column of a partitioned table, but not the values of older tables that became a part of it',
    before:
      'create table public.areas (id int, r int) partition by list (id); create table public.areas_1 partition of public.areas for values in (1); create table public.old (id int, r int, note text)',
    up: 'alter table public.areas add column note text; alter table public.areas attach partition public.old for values in (2)',
    rows: "insert into public.areas values (1, 0, 'a'), (2, 0, 'b')",
    down: 'alter table public.areas detach partition public.old; alter table public.areas drop column note',
    guards: [guardOf('column', 'public.areas.note', { kept: [{ schema: 'public', table: 'old' }] })],
    meanwhile: "update public.old set note = 'since'",
    shows: 'select id, note, tableoid::regclass as part from public.areas',
    afterwards: [
      { id: 1, note: 'a', part: 'areas_1' },
      { id: 2, note: 'since', part: 'old' },
    ],
  },
  {
    name: 'more rows than the driver has room for at a time',
    up: 'create table public.many (id int, text text)',
    rows: 'insert into public.many select n, repeat(md5(n::text), 10) from generate_series(1, 6000) n',
    down: 'drop table public.many',
    guards: [guardOf('table', 'public.many')],
    shows:
      'select count(*), count(distinct id) as ids, md5(string_agg(text, null order by id)) as texts from public.many',
  },
  {
    name: 'rows behind row level security that is forced on its owner',
    up: 'create table public.hidden (id int); alter table public.hidden enable row level security; alter table public.hidden force row level security; create policy nobody on public.hidden using (false) with check (true)',
    rows: 'insert into public.hidden values (1), (2)',
    down: 'drop table public.hidden',
    guards: [guardOf('table', 'public.hidden')],
    shows: 'select * from public.hidden',
  },
];

/** Databases in which a case went up; each is tried with the quarantine and with files. */
const wentUp = new Map(
  CASES.map(({ name, before, up, rows }) => [
    name,
    shared.prepared(async ({ migrator }) => {
      const base = before === undefined ? {} : { '20240101000000_base.sql': before };
      await applyAll(migrator, { ...base, [FILE]: up });
      const client = await shared.connect(migrator);
      await client.query(rows);
      await client.end();
    }),
  ]),
);

let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-rows-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true });
});

async function rowsInQuarantine({ asAdministrator }: FreshDatabase): Promise<number> {
  const { rows } = await asAdministrator.query<{ count: number }>(
    `select coalesce(sum((xpath('/row/c/text()', query_to_xml(format('select count(*) as c from sluice_quarantine.%I', place), false, true, '')))[1]::text::int), 0)::int as count
     from sluice_quarantine.saved where place is not null`,
  );
  return rows[0]?.count ?? 0;
}

/** Saved rows that were not put back, and how many of them their queries show. */
async function staying({ asAdministrator }: FreshDatabase): Promise<number> {
  const { rows } = await asAdministrator.query<{ kind: string; stays: number; clashing: string | null }>(
    "select kind, (rows - restored_rows)::int as stays, clashing from sluice_quarantine.saved where kind <> 'sequence'",
  );
  for (const { kind, stays, clashing } of rows) {
    const shown = clashing === null ? 0 : (await asAdministrator.query(clashing)).rows.length;
    expect(shown).toBe(kind === 'table' ? stays : 0);
  }
  return rows.reduce((sum, { stays }) => sum + stays, 0);
}

describe.each(['the quarantine', 'files'])('what a step takes away comes back from %s', (place) => {
  test.each(CASES.map((one) => [one.name, one] as const))('%s', async (_name, one) => {
    const live = await wentUp.get(one.name)?.();
    if (live === undefined) throw new Error('every case has a database');
    const before = await rowsOf(live, one.shows);
    const chain = randomUUID();
    if (place === 'the quarantine') await isLeftAlone(live, one, chain);
    const savedRows = place === 'files' ? join(folder, 'made', chain) : null;
    await applySteps(live.migrator, [await stepDown(VERSION, one.down, one.guards, chain)], chain, savedRows);
    if (savedRows !== null) {
      expect(statSync(savedRows).mode & 0o777).toBe(0o700);
      const modes = readdirSync(savedRows).map((file) => statSync(join(savedRows, file)).mode & 0o777);
      expect(modes.length).toBeGreaterThanOrEqual(one.guards.length);
      expect(new Set(modes)).toEqual(new Set([0o600]));
      expect(await rowsInQuarantine(live)).toBe(0);
    }
    expect(await versionsOf(live)).not.toContainEqual({ version: VERSION });
    if (one.meanwhile !== undefined) await live.asMigrator.query(one.meanwhile);
    await applySteps(live.migrator, [await stepUp(FILE, one.up, chain)], randomUUID(), savedRows);
    expect(await rowsOf(live, one.shows)).toEqual(one.afterwards ?? before);
    expect(
      await rowsOf(live, 'select object from sluice_quarantine.saved where restored_at is null'),
    ).toEqual([]);
    expect(await staying(live)).toBe(one.stays ?? 0);
    const leftOver = "select relname from pg_class where relname like 'present\\_%'";
    expect(await rowsOf(live, leftOver)).toEqual([]);
    if (savedRows !== null && one.stays === undefined) expect(await rowsInQuarantine(live)).toBe(0);
  });
});

test('instants that the time zone of the database makes one of come back as they were', async () => {
  const live = await shared.freshDatabase();
  const up = 'alter table public.nights alter column at type timestamptz';
  await applyAll(live.migrator, {
    '20240101000000_base.sql': 'create table public.nights (id int primary key, at timestamp)',
    [FILE]: up,
  });
  await live.asMigrator.query(
    "insert into public.nights values (1, '2024-10-27 00:30+00'), (2, '2024-10-27 01:30+00')",
  );
  await live.asAdministrator.query(
    `do $$ begin execute format('alter database %I set timezone = %L', current_database(), 'Europe/Berlin'); end $$`,
  );
  const shows = "select id, at at time zone 'UTC' as at from public.nights";
  const before = await rowsOf(live, shows);
  const guards = [
    guardOf('values', 'public.nights.at', { type: 'timestamp without time zone', unsteady: ['at'] }),
  ];
  const chain = randomUUID();
  const down = 'alter table public.nights alter column at type timestamp';
  await applySteps(live.migrator, [await stepDown(VERSION, down, guards, chain)], chain);
  await applySteps(live.migrator, [await stepUp(FILE, up, chain)]);
  expect(await rowsOf(live, shows)).toEqual(before);
});

function versionsOf(live: FreshDatabase): Promise<unknown> {
  return rowsOf(live, 'select version from supabase_migrations.schema_migrations');
}

/** Unless its loss is allowed. */
async function isLeftAlone(live: FreshDatabase, one: Case, chain: string): Promise<void> {
  const before = await rowsOf(live, one.shows);
  const guards = one.guards.map((guard) => ({ ...guard, allowed: false }));
  await expect(
    applySteps(live.migrator, [await stepDown(VERSION, one.down, guards, chain)], randomUUID()),
  ).rejects.toMatchObject({ code: 'rollback-would-lose' });
  expect(await rowsOf(live, one.shows)).toEqual(before);
  expect(await rowsOf(live, "select 1 from pg_namespace where nspname = 'sluice_quarantine'")).toEqual([]);
  expect(await versionsOf(live)).toContainEqual({ version: VERSION });
}

test('rows in files stay there when a later step of the same run fails', async () => {
  const live = await shared.freshDatabase();
  await applyAll(live.migrator, {
    '20240101000000_boxes.sql': 'create table public.boxes (id int primary key)',
    '20240102000000_things.sql': 'create table public.things (id int primary key)',
  });
  await live.asMigrator.query('insert into public.things values (1), (2)');
  const chain = randomUUID();
  const savedRows = join(folder, 'kept', chain);
  const first = await stepDown(
    VERSION,
    'drop table public.things',
    [guardOf('table', 'public.things')],
    chain,
  );
  const second = await stepDown('20240101000000', 'drop table public.nowhere', [], chain);
  await expect(applySteps(live.migrator, [first, second], chain, savedRows)).rejects.toMatchObject({
    code: 'sql-failed',
  });
  const names = await rowsOf(live, 'select file from sluice_quarantine.saved where file is not null');
  expect(names).toEqual(readdirSync(savedRows).map((file) => ({ file })));
  await applySteps(
    live.migrator,
    [await stepUp('20240102000000_things.sql', 'create table public.things (id int primary key)', chain)],
    randomUUID(),
    savedRows,
  );
  expect(await rowsOf(live, 'select id from public.things')).toEqual([{ id: 1 }, { id: 2 }]);
});

test('a file of rows that a part of a step had left in their table does not stay behind', async () => {
  const live = await shared.freshDatabase();
  await applyAll(live.migrator, {
    '20240102000000_things.sql':
      'create table public.things (id int primary key); create index things_id on public.things (id)',
  });
  await live.asMigrator.query('insert into public.things values (1), (2)');
  const chain = randomUUID();
  const savedRows = join(folder, 'forgotten', chain);
  const down = 'select 1; drop index concurrently public.things_id; drop table public.things';
  await applySteps(
    live.migrator,
    [await stepDown(VERSION, down, [guardOf('table', 'public.things')], chain)],
    chain,
    savedRows,
  );
  const names = await rowsOf(live, 'select file from sluice_quarantine.saved where file is not null');
  expect(names).toHaveLength(1);
  expect(readdirSync(savedRows).map((file) => ({ file }))).toEqual(names);
});

test('a file that is there already under the name of a new one stays, and so does the step', async () => {
  const live = await shared.freshDatabase();
  await applyAll(live.migrator, {
    '20240102000000_things.sql': 'create table public.things (id int primary key)',
  });
  await live.asMigrator.query('insert into public.things values (1), (2)');
  const chain = randomUUID();
  const savedRows = join(folder, 'taken', chain);
  const word = chain.slice(0, 8);
  const taken = `r${word}_20240102000000_1_public_things.${word}.1.csv`;
  mkdirSync(savedRows, { recursive: true });
  writeFileSync(join(savedRows, taken), 'rows of somebody else');
  const down = await stepDown(
    VERSION,
    'drop table public.things',
    [guardOf('table', 'public.things')],
    chain,
  );
  await expect(applySteps(live.migrator, [down], chain, savedRows)).rejects.toMatchObject({
    code: 'rows-not-saved',
  });
  expect(readFileSync(join(savedRows, taken), 'utf8')).toBe('rows of somebody else');
  expect(await rowsOf(live, 'select id from public.things')).toEqual([{ id: 1 }, { id: 2 }]);
});
