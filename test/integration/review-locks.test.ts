import { describe, expect, test } from '@jest/globals';
import type { LockMode } from '../../src/core/locks.ts';
import { ITEMS, ORDERS } from '../support/hazard-cases.ts';
import { type ReviewCase, reviewTogether } from '../support/review-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

interface LockCase extends ReviewCase {
  /** Of the first change. */
  readonly lock: LockMode | null;
  readonly on: readonly string[];
}

const LOCKS: readonly LockCase[] = [
  {
    name: 'a plain index build lets only readers go on',
    base: ORDERS,
    head: 'create index by_note on app.orders (note);',
    lock: 'Share',
    on: ['app.orders'],
  },
  {
    name: 'a concurrent one lets everybody go on',
    base: ORDERS,
    head: 'create index concurrently by_note on app.orders (note);',
    lock: 'ShareUpdateExclusive',
    on: ['app.orders'],
  },
  {
    name: 'so does dropping one concurrently, which names no table',
    base: `${ORDERS} create index by_note on app.orders (note);`,
    head: 'drop index concurrently app.by_note;',
    lock: 'ShareUpdateExclusive',
    on: ['app.orders'],
  },
  {
    name: 'a foreign key locks both tables',
    base: ITEMS,
    head: 'alter table app.items add foreign key (order_id) references app.orders;',
    lock: 'ShareRowExclusive',
    on: ['app.items', 'app.orders'],
  },
  {
    name: 'a foreign key to an existing table from a new one',
    base: ORDERS,
    head: 'create table app.lines (order_id integer references app.orders);',
    lock: 'ShareRowExclusive',
    on: ['app.orders'],
  },
  {
    name: 'a trigger',
    base: `${ORDERS} create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;`,
    head: 'create trigger touched before insert on app.orders for each row execute function app.touch();',
    lock: 'ShareRowExclusive',
    on: ['app.orders'],
  },
  {
    name: 'VALIDATE',
    base: `${ORDERS} alter table app.orders add constraint positive check (amount > 0) not valid;`,
    head: 'alter table app.orders validate constraint positive;',
    lock: 'ShareUpdateExclusive',
    on: ['app.orders'],
  },
  {
    name: 'a new column',
    base: ORDERS,
    head: 'alter table app.orders add column state text;',
    lock: 'AccessExclusive',
    on: ['app.orders'],
  },
  {
    name: 'rows written',
    base: ORDERS,
    head: 'insert into app.orders (id) values (1);',
    lock: 'RowExclusive',
    on: [],
  },
  {
    name: 'an index built after a change of the table, in one transaction',
    base: ORDERS,
    head: 'create index by_note on app.orders (note);\nalter table app.orders add column state text;',
    lock: 'Share',
    on: ['app.orders'],
  },
  { name: 'a table that the review makes', head: ORDERS, lock: null, on: [] },
  {
    name: 'a function',
    head: "create function app.f() returns integer language sql as 'select 1';",
    lock: null,
    on: [],
  },
];

const shared = sharedShadow();
const reviewed = reviewTogether(shared, LOCKS);

describe('the lock that is really taken', () => {
  test.each(LOCKS)('$name', (one) => {
    const [change] = reviewed.of(one).changes;
    expect(change?.lock).toBe(one.lock);
    expect([...(change?.lockedRelations ?? [])].sort()).toEqual(one.on);
  });
});
