import { describe, expect, test } from '@jest/globals';
import { type HazardCase, ITEMS, ORDERS, testHazards } from '../support/hazard-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const FAILURES: readonly HazardCase[] = [
  {
    name: 'a new column that is computed from others and unique',
    base: ORDERS,
    head: 'alter table app.orders add column folded text generated always as (lower(note)) stored unique;',
    hazards: [
      'fails-on-rows app.orders.folded',
      'rewrite app.orders.folded',
      'blocking-lock app.orders.folded',
    ],
  },
  {
    name: 'a new column with a check that its default meets, which PostgreSQL tests on every row all the same',
    base: ORDERS,
    head: "alter table app.orders add column step text default 'new' check (step in ('new', 'done'));",
    hazards: ['blocking-lock app.orders.step'],
    says: 'Reads and writes on orders wait while the rows of orders are read.',
  },
  {
    name: 'a new NOT NULL column without a default',
    base: ORDERS,
    head: 'alter table app.orders add column owner text not null;',
    hazards: ['fails-on-rows app.orders.owner', 'blocking-lock app.orders.owner'],
    says: 'Column owner is NOT NULL without a default: adding it fails if orders has any row.',
  },
  {
    name: 'SET NOT NULL',
    base: ORDERS,
    head: 'alter table app.orders alter column note set not null;',
    hazards: ['fails-on-rows app.orders.note', 'blocking-lock app.orders.note'],
  },
  {
    name: 'SET NOT NULL where a validated check proves it',
    base: `${ORDERS} alter table app.orders add constraint has_note check (note is not null);`,
    head: 'alter table app.orders alter column note set not null;',
    hazards: [],
  },
  {
    name: 'a unique constraint, a primary key and an exclusion',
    base: ITEMS,
    head: `alter table app.orders add constraint one_note unique (note);
alter table app.items add primary key (order_id);
alter table app.items add constraint apart exclude using gist (during with &&);`,
    hazards: [
      'fails-on-rows app.orders.one_note',
      'blocking-lock app.orders.one_note',
      'fails-on-rows app.items.items_pkey',
      'blocking-lock app.items.items_pkey',
      'fails-on-rows app.items.apart',
      'blocking-lock app.items.apart',
    ],
  },
  {
    name: 'a unique constraint over an index that is there needs to look at nothing',
    base: `${ORDERS} create unique index one_note on app.orders (note);`,
    head: 'alter table app.orders add constraint one_note unique using index one_note;',
    hazards: [],
  },
  {
    name: 'a check and a foreign key',
    base: ITEMS,
    head: `alter table app.orders add constraint positive check (amount > 0);
alter table app.items add constraint to_order foreign key (order_id) references app.orders;`,
    hazards: [
      'fails-on-rows app.orders.positive',
      'blocking-lock app.orders.positive',
      'fails-on-rows app.items.to_order',
      'blocking-lock app.items.to_order',
    ],
  },
  {
    name: 'NOT VALID looks at no row',
    base: ITEMS,
    head: `alter table app.orders add constraint positive check (amount > 0) not valid;
alter table app.items add constraint to_order foreign key (order_id) references app.orders not valid;`,
    hazards: [],
  },
  {
    name: 'VALIDATE looks at all rows and lets others work',
    base: `${ORDERS} alter table app.orders add constraint positive check (amount > 0) not valid;`,
    head: 'alter table app.orders validate constraint positive;',
    hazards: ['fails-on-rows app.orders.positive'],
  },
  {
    name: 'a unique index',
    base: ORDERS,
    head: 'create unique index one_note on app.orders (note);',
    hazards: ['fails-on-rows app.orders.one_note', 'blocking-lock app.orders.one_note'],
  },
  {
    name: 'a narrower type and another one',
    base: ORDERS,
    head: 'alter table app.orders alter column code type varchar(5);\nalter table app.orders alter column note type integer using note::integer;',
    hazards: [
      'fails-on-rows app.orders.code',
      'rewrite app.orders.code',
      'blocking-lock app.orders.code',
      'fails-on-rows app.orders.note',
      'rewrite app.orders.note',
      'blocking-lock app.orders.note',
    ],
  },
  {
    name: 'a rule of a domain',
    base: 'create domain app.email as text; create table app.people (mail app.email);',
    head: "alter domain app.email add constraint has_at check (value ~ '@');",
    hazards: ['fails-on-rows app.email'],
  },
  {
    name: 'a table that becomes a partition',
    base: `create table app.events (id integer not null) partition by range (id); create table app.first (id integer not null);`,
    head: 'alter table app.events attach partition app.first for values from (0) to (10);',
    hazards: ['fails-on-rows app.first', 'blocking-lock app.first'],
  },
  {
    name: 'the same inside a block, at the line where it stands',
    base: ORDERS,
    head: `do $$
begin
  if true then
    alter table app.orders add column owner text not null;
  end if;
end $$;`,
    hazards: ['fails-on-rows app.orders.owner', 'blocking-lock app.orders.owner'],
  },
  {
    name: 'several changes of one column',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type bigint;\nalter table app.orders alter column amount set not null;',
    hazards: [
      'rewrite app.orders.amount',
      'blocking-lock app.orders.amount',
      'fails-on-rows app.orders.amount',
    ],
  },
  {
    name: 'nothing fails on the rows of a table that the review makes',
    head: `${ITEMS}
alter table app.orders add column owner text not null, alter column note set not null, add unique (code), add check (amount > 0);
alter table app.items add foreign key (order_id) references app.orders;
create unique index on app.items (order_id);`,
    hazards: [],
  },
  {
    name: 'an enum that loses a value, at the statement that changes its columns',
    base: `create type app.mood as enum ('good', 'bad', 'ugly'); create table app.days (one app.mood, two app.mood);`,
    head: `create type app.mood_new as enum ('good');
alter table app.days alter column one type app.mood_new using one::text::app.mood_new, alter column two type app.mood_new using two::text::app.mood_new;
drop type app.mood;
alter type app.mood_new rename to mood;`,
    hazards: ['fails-on-rows app.mood', 'rewrite app.days', 'blocking-lock app.days'],
    says: "mood loses 'bad', 'ugly': a row that still holds such a value stops the migration, unless the statement turns it into another one.",
  },
  {
    name: 'an enum that loses a value and that no column has',
    base: `create type app.mood as enum ('good', 'bad');`,
    head: `drop type app.mood; create type app.mood as enum ('good');`,
    hazards: [],
  },
  {
    name: 'two columns that one statement changes',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type bigint, alter column note type integer using 1;',
    hazards: [
      'rewrite app.orders.amount',
      'blocking-lock app.orders.amount',
      'fails-on-rows app.orders.note',
      'rewrite app.orders.note',
      'blocking-lock app.orders.note',
    ],
  },
  {
    name: 'an index built without a transaction, and a new value of an enum',
    base: `${ORDERS} create type app.mood as enum ('good');`,
    head: "create index concurrently by_note on app.orders (note);\nalter type app.mood add value 'bad';",
    hazards: ['non-transactional app.orders.by_note', 'non-transactional app.mood'],
  },
];

const reviewed = testHazards(shared, { 'what fails on rows': FAILURES });

describe('the findings', () => {
  const findingsOf = (name: string) => {
    const one = FAILURES.find((candidate) => candidate.name === name);
    if (one === undefined) throw new Error(`there is no case "${name}"`);
    return reviewed.of(one).findings.map(({ code, line, remedy }) => ({ code, line, remedy }));
  };

  test('stand at the statement that brings the hazard, once for a lock and what it is held for', () => {
    const found = findingsOf('several changes of one column');
    expect(found.map(({ code, line }) => [code, line])).toEqual([
      ['rewrite', 1],
      ['fails-on-rows', 2],
    ]);
  });

  test('say once what several columns of a table share', () => {
    const found = findingsOf('two columns that one statement changes');
    expect(found.map(({ code }) => code)).toEqual(['rewrite', 'fails-on-rows']);
  });

  test('of an enum stand at the statement that changes its columns', () => {
    const found = findingsOf('an enum that loses a value, at the statement that changes its columns');
    expect(found.map(({ code, line }) => [code, line])).toEqual([
      ['fails-on-rows', 2],
      ['rewrite', 2],
    ]);
  });

  test('stand inside a block at the line of its statement', () => {
    const [found] = findingsOf('the same inside a block, at the line where it stands');
    expect(found?.line).toBe(4);
  });

  test('name in their advice the statements to write instead', () => {
    const [check] = findingsOf('a check and a foreign key');
    expect(check?.remedy).toBe(
      'Add it with NOT VALID, and in the next migration: alter table app.orders validate constraint positive; this reads the rows while others go on working.',
    );
    const index = findingsOf('a unique index').find(({ code }) => code === 'fails-on-rows');
    expect(index?.remedy).toMatch(/duplicates in app\.orders/u);
  });
});
