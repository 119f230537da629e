import { describe, expect, test } from '@jest/globals';
import type { ReversalVerdict } from '../../src/core/report.ts';
import { type ReviewCase, reviewTogether } from '../support/review-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

interface VerdictCase extends ReviewCase {
  readonly verdict: ReversalVerdict;
  /** What is lost or cannot come back. */
  readonly objects?: readonly string[];
  readonly reasons?: readonly string[];
}

const ORDERS =
  "create table app.orders (id integer not null, amount integer, note text, state text not null default 'new');";
const MOOD = `create type app.mood as enum ('good', 'bad'); create table app.days (mood app.mood);`;

const REVERSIBLE: readonly VerdictCase[] = [
  {
    name: 'what is made is dropped again',
    base: ORDERS,
    head: 'create table app.items (id integer primary key);\nalter table app.orders add column paid boolean not null default false;\ncreate view app.v with (security_invoker = true) as select id from app.orders;',
    verdict: 'reversible',
  },
  {
    name: 'new columns that are filled, in a block too: nothing of before is overwritten',
    base: ORDERS,
    head: `alter table app.orders add column total integer, add column memo text;
update app.orders set total = amount, memo = note;
do $$ begin update app.orders set memo = 'none' where memo is null; end $$;
alter table app.orders alter column total set not null;`,
    verdict: 'reversible',
    reasons: [],
  },
  {
    name: 'a wider type, as long as nobody uses the room',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type bigint;',
    verdict: 'reversible',
    reasons: ['Going back fails if a value of app.orders.amount no longer fits integer.'],
  },
  {
    name: 'a number written down as text',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type text;',
    verdict: 'reversible',
    reasons: ['Going back fails if a value of app.orders.amount no longer fits integer.'],
  },
  {
    name: 'NULL allowed, as long as nobody writes it',
    base: ORDERS,
    head: 'alter table app.orders alter column state drop not null;',
    verdict: 'reversible',
    reasons: ['Going back fails if a row has been written with NULL in app.orders.state.'],
  },
  {
    name: 'a rule that goes, as long as nobody breaks it',
    base: `${ORDERS} alter table app.orders add constraint positive check (amount > 0); create unique index one on app.orders (note);`,
    head: 'alter table app.orders drop constraint positive;\ndrop index app.one;',
    verdict: 'reversible',
    reasons: [
      'Going back fails if rows have been written that app.orders.positive would not allow.',
      'Going back fails if rows have been written that app.orders.one would not allow.',
    ],
  },
  {
    name: 'an index that only made things faster',
    base: `${ORDERS} create index by_note on app.orders (note);`,
    head: 'drop index app.by_note;',
    verdict: 'reversible',
  },
  {
    name: 'a new value of an enum that a table uses',
    base: MOOD,
    head: "alter type app.mood add value 'so-so' before 'bad';",
    verdict: 'reversible',
    reasons: ['Going back fails if a row uses a value that app.mood had not before.'],
  },
  {
    name: 'a block that only names routines which write: their rights and a job',
    base: `${ORDERS} create extension pg_cron; create function app.pay() returns void language plpgsql as $$ begin update app.orders set state = 'paid'; end $$;`,
    head: `do $$ begin
  revoke execute on function app.pay() from anon;
  perform cron.schedule('pay', '* * * * *', 'select app.pay()');
end $$;`,
    verdict: 'reversible',
    reasons: [],
  },
  {
    name: 'rows in a table that the review makes',
    head: `${ORDERS}\ninsert into app.orders (id) values (1);\nupdate app.orders set amount = 3;\ndo $$ begin delete from app.orders; end $$;`,
    verdict: 'reversible',
  },
  {
    name: 'IF NOT EXISTS that finds it there',
    base: ORDERS,
    head: 'create table if not exists app.orders (id integer);\nalter table app.orders add column if not exists note text;\ncreate extension if not exists pgcrypto;',
    verdict: 'reversible',
  },
  {
    name: 'an extension that comes and one that goes',
    base: 'create extension if not exists unaccent with schema extensions;',
    head: 'create extension citext with schema app;\ndrop extension unaccent;',
    verdict: 'reversible',
  },
  {
    name: 'a text search configuration, in a schema of its own, that an index and a column are made with',
    base: ORDERS,
    head: `create schema search;
create text search dictionary search.plain (template = simple);
create text search configuration search.notes (copy = pg_catalog.simple);
alter text search configuration search.notes alter mapping for word with search.plain;
create index on app.orders using gin (to_tsvector('search.notes', coalesce(note, '')));
alter table app.orders add column words tsvector generated always as (to_tsvector('search.notes'::regconfig, coalesce(note, ''))) stored;`,
    verdict: 'reversible',
  },
  {
    name: 'a text search configuration that goes with the index that is made with it',
    base: `${ORDERS} create text search configuration app.notes (copy = pg_catalog.simple); create index by_words on app.orders using gin (to_tsvector('app.notes', coalesce(note, '')));`,
    head: 'drop text search configuration app.notes cascade;',
    verdict: 'reversible',
  },
  {
    name: 'another mapping of a text search configuration that an index is made with',
    base: `${ORDERS} create text search configuration app.notes (copy = pg_catalog.simple); create index on app.orders using gin (to_tsvector('app.notes', coalesce(note, '')));`,
    head: `alter text search configuration app.notes alter mapping for word with english_stem;
alter text search configuration app.notes drop mapping for email;`,
    verdict: 'reversible',
  },
  {
    name: 'routines whose bodies named what was gone already',
    base: `create table app.gone (a integer);
create function app.in_sql() returns bigint language sql as 'select count(a) from app.gone';
create function app.in_plpgsql() returns void language plpgsql as 'declare b app.gone; begin null; end';
drop table app.gone;`,
    head: `drop function app.in_plpgsql();
create or replace function app.in_sql() returns bigint language sql as 'select 1::bigint';`,
    verdict: 'reversible',
  },
  {
    name: 'a role and its rights',
    base: `${ORDERS} create role former_clerk;`,
    head: 'create role clerk;\ngrant usage on schema app to clerk;\ngrant select on app.orders to clerk;\ndrop role former_clerk;',
    verdict: 'reversible',
  },
  {
    name: 'a publication',
    base: ORDERS,
    head: 'create publication all_orders for table app.orders;\nalter publication supabase_realtime add table app.orders;',
    verdict: 'reversible',
  },
  {
    name: 'a partition that leaves and comes back with its rows',
    base: `create table app.events (id integer not null) partition by range (id);
create table app.first partition of app.events for values from (0) to (10); insert into app.events values (3);`,
    head: 'alter table app.events detach partition app.first;',
    verdict: 'reversible',
  },
  {
    name: 'policies, functions and privileges',
    base: `${ORDERS} alter table app.orders enable row level security; create policy p on app.orders using (amount > 0);
create function app.f() returns integer language sql set search_path = '' as 'select 1';`,
    head: `drop policy p on app.orders;
create or replace function app.f() returns integer language sql security definer set search_path = '' as 'select 2';
revoke execute on function app.f() from public;
grant select (id) on app.orders to anon;`,
    verdict: 'reversible',
  },
];

const LOSSY: readonly VerdictCase[] = [
  {
    name: 'a dropped table',
    base: ORDERS,
    head: 'drop table app.orders;',
    verdict: 'lossy',
    objects: ['app.orders'],
    reasons: ['app.orders comes back empty: its rows are gone.'],
  },
  {
    name: 'a dropped column that may be NULL, and one with a default',
    base: ORDERS,
    head: 'alter table app.orders drop column note, drop column state;',
    verdict: 'lossy',
    objects: ['app.orders.note', 'app.orders.state'],
  },
  {
    name: 'a column dropped and made anew',
    base: ORDERS,
    head: 'alter table app.orders drop column note;\nalter table app.orders add column note text;',
    verdict: 'lossy',
    objects: ['app.orders.note'],
    reasons: ['app.orders.note was dropped and made anew: its former values are gone.'],
  },
  {
    name: 'values that become others',
    base: 'create table app.orders (paid text);',
    head: "alter table app.orders alter column paid type boolean using (paid = 'yes');",
    verdict: 'lossy',
    objects: ['app.orders.paid'],
    reasons: [
      'Values of app.orders.paid were converted from text to boolean; converting them back may give others, or fail.',
    ],
  },
  {
    name: 'the number of a sequence and of an identity',
    base: 'create sequence app.numbers; create table app.orders (id integer generated always as identity);',
    head: 'drop sequence app.numbers;\nalter table app.orders alter column id drop identity;',
    verdict: 'lossy',
    objects: ['app.orders.id', 'app.numbers'],
  },
  {
    name: 'a child that leaves its parent is made anew on the way back',
    base: 'create table app.parent (id integer); create table app.child (extra integer) inherits (app.parent);',
    head: 'alter table app.child no inherit app.parent;',
    verdict: 'lossy',
    objects: ['app.child'],
    reasons: ['Going back drops app.child and makes it anew: its rows are lost.'],
  },
];

const IRREVERSIBLE: readonly VerdictCase[] = [
  {
    name: 'a dropped column that was NOT NULL without a default',
    base: ORDERS,
    head: 'alter table app.orders drop column id;',
    verdict: 'irreversible',
    objects: ['app.orders.id'],
    reasons: [
      'app.orders.id was NOT NULL without a default: it cannot be put back on a table that has rows.',
    ],
  },
  {
    name: 'rows inserted',
    base: ORDERS,
    head: "\ninsert into app.orders (id, note) values (1, 'hello');",
    verdict: 'irreversible',
    objects: ['app.orders'],
    reasons: [
      'INSERT in supabase/migrations/FILE:2 changes rows of app.orders; only a rollback written by hand can undo that.',
    ],
  },
  {
    name: 'rows updated, deleted and removed all',
    base: `${ORDERS} create table app.a (x integer); create table app.b (x integer);`,
    head: "update app.orders set note = 'x' where id = 1;\ndelete from app.a;\ntruncate app.b;",
    verdict: 'irreversible',
    objects: ['app.orders', 'app.a', 'app.b'],
  },
  {
    name: 'rows changed in a block that had no row to loop over',
    base: ORDERS,
    head: 'do $$ declare one record; begin for one in select id from app.orders loop update app.orders set amount = 1 where id = one.id; end loop; end $$;',
    verdict: 'irreversible',
    reasons: [
      'The block in supabase/migrations/FILE:1 may change rows of app.orders; only a rollback written by hand can undo that.',
    ],
  },
  {
    name: 'rows changed by a function',
    base: `${ORDERS} create function app.fix() returns void language sql as 'update app.orders set amount = 1';`,
    head: 'select app.fix();',
    verdict: 'irreversible',
    objects: ['app.orders'],
  },
];

const CASES = [...REVERSIBLE, ...LOSSY, ...IRREVERSIBLE];
const shared = sharedShadow();
const reviewed = reviewTogether(shared, CASES);

describe.each([
  ['reversible', REVERSIBLE],
  ['lossy', LOSSY],
  ['irreversible', IRREVERSIBLE],
])('%s', (_verdict, cases) => {
  test.each(cases)('$name', (one) => {
    const { verdict, objects, reasons } = reviewed.of(one);
    const shown = reasons.map((reason) => reason.replace(/migrations\/\d+_head\.sql/u, 'migrations/FILE'));
    expect({ verdict, objects }).toEqual({ verdict: one.verdict, objects: one.objects ?? expect.anything() });
    if (one.verdict === 'reversible') expect(objects).toEqual([]);
    if (one.reasons !== undefined || one.verdict === 'reversible') expect(shown).toEqual(one.reasons ?? []);
  });
});

describe('the whole way back', () => {
  test('has the worst verdict of all, and the schema of the base again at its end', () => {
    expect(reviewed.report.reversal).toMatchObject({
      verdict: 'irreversible',
      source: 'computed',
      proof: { downMatchesBase: true, upMatchesHead: true, differences: [] },
    });
  });

  test('names what it drops again', () => {
    const [first] = REVERSIBLE;
    const again = reviewed.report.reversal?.dropsAgain.filter((name) => name.startsWith('app_0.'));
    expect(first?.head).toContain('app.items');
    expect(again?.toSorted()).toEqual(['app_0.items', 'app_0.orders.paid']);
  });
});
