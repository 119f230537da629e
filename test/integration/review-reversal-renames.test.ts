import { describe, expect, test } from '@jest/globals';
import { reviewOn } from '../support/review.ts';
import { lineOf, type ReviewCase, reviewTogether } from '../support/review-cases.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

interface RenameCase extends ReviewCase {
  readonly changes: readonly string[];
}

const ORDERS = 'create table app.orders (id integer primary key, amount integer not null, note text);';

/** Renames with something more: each would look like a loss if names were all that is compared. */
const CASES: readonly RenameCase[] = [
  {
    name: 'a renamed column of another type',
    base: ORDERS,
    head: 'alter table app.orders rename column amount to total;\nalter table app.orders alter column total type bigint;',
    changes: ['rename column app.orders.total from amount :1', 'alter column app.orders.total :2'],
  },
  {
    name: 'a chain of renames, of a table and of its column',
    base: ORDERS,
    head: `alter table app.orders rename to purchases;
alter table app.purchases rename column note to remark;
alter table app.purchases rename to sales;
alter table app.sales rename column remark to memo;`,
    changes: ['rename table app.sales from orders :3', 'rename column app.sales.memo from note :4'],
  },
  {
    name: 'two tables that swap their names',
    base: 'create table app.old (x integer); create table app.new (y text not null);',
    head: 'alter table app.old rename to aside;\nalter table app.new rename to old;\nalter table app.aside rename to new;',
    changes: ['rename table app.old from new :2', 'rename table app.new from old :3'],
  },
  {
    name: 'two columns that swap their names',
    base: ORDERS,
    head: 'alter table app.orders rename column amount to aside;\nalter table app.orders rename column note to amount;\nalter table app.orders rename column aside to note;',
    changes: ['rename column app.orders.amount from note :2', 'rename column app.orders.note from amount :3'],
  },
  {
    name: 'a new table with the name of a renamed one',
    base: ORDERS,
    head: `alter table app.orders rename to orders_before;
create table app.orders (id bigint primary key, owner text not null);
create index by_owner on app.orders (owner);
alter table app.orders enable row level security;
create policy owners on app.orders using (owner = 'me');`,
    changes: [
      'rename table app.orders_before from orders :1',
      'create table app.orders :2',
      'create index app.orders.by_owner :3',
      'create policy app.orders.owners :5',
    ],
  },
  {
    name: 'a new column with the name of a renamed one',
    base: ORDERS,
    head: 'alter table app.orders rename column amount to cents;\nalter table app.orders add column amount numeric;',
    changes: ['rename column app.orders.cents from amount :1', 'create column app.orders.amount :2'],
  },
  {
    name: 'a renamed table that loses one column and gets another',
    base: ORDERS,
    head: 'alter table app.orders rename to sales;\nalter table app.sales add column paid boolean;\nalter table app.sales drop constraint orders_pkey;',
    changes: [
      'rename table app.sales from orders :1',
      'create column app.sales.paid :2',
      'drop constraint app.sales.orders_pkey :3',
    ],
  },
  {
    name: 'what hangs on a renamed table',
    base: `${ORDERS} create index by_note on app.orders (note); create view app.notes with (security_invoker = true) as select note from app.orders;
alter table app.orders enable row level security; create policy p on app.orders using (amount > 0);`,
    head: 'alter table app.orders rename to sales;\nalter policy p on app.sales using (amount > 1);\ndrop index app.by_note;',
    changes: [
      'rename table app.sales from orders :1',
      'alter policy app.sales.p :2',
      'drop index app.sales.by_note :3',
    ],
  },
  {
    name: 'a renamed schema whose name a new one takes',
    base: 'create schema app_shop; create table app_shop.orders (id integer not null);',
    head: 'alter schema app_shop rename to app_shop_before;\ncreate schema app_shop;\ncreate table app_shop.orders (id bigint);',
    changes: [
      'rename schema app_shop_before from app_shop :1',
      'create schema app_shop :2',
      'create table app_shop.orders :3',
    ],
  },
  {
    name: 'a renamed function whose name another one takes',
    base: "create function app.f() returns integer language sql set search_path = '' as 'select 1';",
    head: "alter function app.f() rename to f_before;\ncreate function app.f() returns text language sql set search_path = '' as $$ select 'x' $$;",
    changes: ['rename function app.f_before() from f() :1', 'create function app.f() :2'],
  },
  {
    name: 'values of an enum that change places',
    base: "create type app.mood as enum ('good', 'bad');",
    head: "alter type app.mood rename value 'good' to 'aside';\nalter type app.mood rename value 'bad' to 'good';\nalter type app.mood rename value 'aside' to 'bad';",
    changes: ['rename enumValue app.mood.good from bad :2', 'rename enumValue app.mood.bad from good :3'],
  },
  {
    name: 'an aggregate of no arguments and one of ordered ones',
    base: `create aggregate app.rows(*) (sfunc = int8inc, stype = bigint, initcond = '0');
create function app.keep(text, text) returns text language sql as 'select $2';
create aggregate app.last(order by text) (sfunc = app.keep, stype = text);`,
    head: 'alter aggregate app.rows(*) rename to lines;\nalter aggregate app.last(order by text) rename to final;',
    changes: [
      'rename aggregate app.lines() from rows() :1',
      'rename aggregate app.final(text) from last(text) :2',
    ],
  },
];

const shared = sharedPlainShadow();
const reviewed = reviewTogether(shared, CASES);

describe('a rename loses nothing and is undone by a rename:', () => {
  test.each(CASES)('$name', (one) => {
    const { changes, verdict, objects } = reviewed.of(one);
    expect(changes.map(lineOf)).toEqual(one.changes);
    expect(changes.flatMap(({ hazards }) => hazards.filter(({ kind }) => kind === 'data-loss'))).toEqual([]);
    expect({ verdict, objects }).toEqual({ verdict: 'reversible', objects: [] });
  });
});

test('all of them together lead to the base and up again', () => {
  const { reversal } = reviewed.report;
  expect(reversal?.proof).toEqual({ downMatchesBase: true, upMatchesHead: true, differences: [] });
  expect(reversal?.dropsAgain.toSorted()).toEqual([
    'app_4.orders',
    'app_5.orders.amount',
    'app_6.sales.paid',
    'app_shop.orders',
  ]);
});

test('the new table is moved aside and the old one keeps its rows', async () => {
  const { reversal } = await reviewOn(shared.shadow, {
    base: 'create table public.orders (id integer primary key); insert into public.orders values (1), (2);',
    head: 'alter table public.orders rename to sales;\ncreate table public.orders (id text);',
  });
  expect(reversal?.sql).toBe(
    [
      'alter table "public"."orders" rename to "sluice_meanwhile_1";',
      'alter table "public"."sales" rename to "orders";',
      'DROP TABLE "public"."sluice_meanwhile_1";',
    ].join('\n'),
  );
});
