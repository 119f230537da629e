import { type ChangeCase, testChanges } from '../support/change-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const ORDERS =
  'create table app.orders (id bigint generated always as identity primary key, amount integer, note text);';
const INDEXED = `${ORDERS} create index orders_note on app.orders (note);`;
const CHECKED = `${ORDERS} alter table app.orders add constraint positive check (amount > 0) not valid;`;
const KEYED = 'create table app.orders (id integer primary key); create table app.items (order_id integer);';

const TABLES: readonly ChangeCase[] = [
  {
    name: 'a table, told once with all that it brings',
    head: `create table app.orders (
  id serial primary key,
  amount integer default 3 not null check (amount > 0),
  note text unique
);
comment on column app.orders.note is 'free text';`,
    changes: ['create table app.orders :1'],
    details: ['3 columns'],
  },
  {
    name: 'a table from a query',
    base: ORDERS,
    head: 'create table app.copy as select * from app.orders;\nselect * into app.other from app.orders;',
    changes: ['create table app.copy :1', 'create table app.other :2'],
  },
  {
    name: 'a temporary table is no change',
    head: 'create temporary table scratch (a integer);\ndrop table scratch;',
    changes: [],
  },
  {
    name: 'a dropped table, told once with all that goes with it',
    base: INDEXED,
    head: 'drop table app.orders;',
    changes: ['drop table app.orders :1'],
  },
  {
    name: 'a renamed table',
    base: INDEXED,
    head: '\nalter table app.orders rename to purchases;',
    changes: ['rename table app.purchases from orders :2'],
  },
  {
    name: 'a table that moves to another schema',
    base: `${ORDERS} create schema app_elsewhere;`,
    head: 'alter table app.orders set schema app_elsewhere;',
    changes: ['rename table app_elsewhere.orders from app.orders :1'],
  },
  {
    name: 'options, replica identity and persistence of a table',
    base: ORDERS,
    head: `alter table app.orders set (fillfactor = 70);
alter table app.orders replica identity full;
alter table app.orders set unlogged;`,
    changes: ['alter table app.orders :3'],
    details: ['logged → unlogged', 'options + fillfactor=70', 'replica identity default → full'],
  },
  {
    name: 'comments',
    base: ORDERS,
    head: `comment on table app.orders is 'what people bought';
comment on column app.orders.note is 'free text';
comment on constraint orders_pkey on app.orders is 'the key';`,
    changes: [
      'alter table app.orders :1',
      'alter column app.orders.note :2',
      'alter constraint app.orders.orders_pkey :3',
    ],
    details: ['comment'],
  },
];

const COLUMNS: readonly ChangeCase[] = [
  {
    name: 'a new column, with its default',
    base: ORDERS,
    head: '\nalter table app.orders\n  add column paid boolean default false not null;',
    changes: ['create column app.orders.paid :2'],
    details: ['boolean NOT NULL', 'default false'],
  },
  {
    name: 'a new serial column, without its sequence',
    base: ORDERS,
    head: 'alter table app.orders add column position serial;',
    changes: ['create column app.orders.position :1'],
  },
  {
    name: 'a dropped column',
    base: ORDERS,
    head: 'alter table app.orders drop column note;',
    changes: ['drop column app.orders.note :1'],
    details: ['text'],
  },
  {
    name: 'a renamed column',
    base: ORDERS,
    head: 'alter table app.orders rename column note to remark;',
    changes: ['rename column app.orders.remark from note :1'],
  },
  {
    name: 'another type',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type bigint;',
    changes: ['alter column app.orders.amount :1'],
    details: ['type integer → bigint'],
  },
  {
    name: 'several things about one column, told in one row at the last statement',
    base: ORDERS,
    head: `alter table app.orders alter column amount type bigint;
alter table app.orders alter column amount set default 7;
alter table app.orders alter column amount set not null;`,
    changes: ['alter column app.orders.amount :3'],
    details: ['NOT NULL added', 'type integer → bigint', 'default 7'],
  },
  {
    name: 'another default',
    base: `${ORDERS} alter table app.orders alter column amount set default 7;`,
    head: 'alter table app.orders alter column amount set default 8;',
    changes: ['alter column app.orders.amount :1'],
    details: ['default 7 → 8'],
  },
  {
    name: 'no default any more',
    base: `${ORDERS} alter table app.orders alter column amount set default 7;`,
    head: 'alter table app.orders alter column amount drop default;',
    changes: ['alter column app.orders.amount :1'],
    details: ['default 7 removed'],
  },
  {
    name: 'NOT NULL no longer',
    base: 'create table app.orders (amount integer not null);',
    head: 'alter table app.orders alter column amount drop not null;',
    changes: ['alter column app.orders.amount :1'],
    details: ['NOT NULL removed'],
  },
  {
    name: 'an identity comes',
    base: 'create table app.orders (amount integer not null);',
    head: 'alter table app.orders alter column amount add generated by default as identity;',
    changes: ['alter column app.orders.amount :1'],
    details: ['— → GENERATED BY DEFAULT AS IDENTITY'],
  },
  {
    name: 'an identity changes',
    base: ORDERS,
    head: 'alter table app.orders alter column id set generated by default;',
    changes: ['alter column app.orders.id :1'],
    details: ['GENERATED ALWAYS AS IDENTITY → GENERATED BY DEFAULT AS IDENTITY'],
  },
  {
    name: 'an identity goes',
    base: ORDERS,
    head: 'alter table app.orders alter column id drop identity;',
    changes: ['alter column app.orders.id :1'],
    details: ['identity removed'],
  },
  {
    name: 'a generated column',
    base: ORDERS,
    head: 'alter table app.orders add column twice integer generated always as (amount * 2) stored;',
    changes: ['create column app.orders.twice :1'],
    details: ['integer', 'generated as (amount * 2)'],
  },
  {
    name: 'another expression of a generated column',
    base: 'create table app.orders (amount integer, twice integer generated always as (amount * 2) stored);',
    head: 'alter table app.orders alter column twice set expression as (amount * 3);',
    changes: ['alter column app.orders.twice :1'],
    details: ['generated as (amount * 2) → (amount * 3)'],
  },
  {
    name: 'storage and statistics of columns',
    base: ORDERS,
    head: `alter table app.orders alter column note set storage external;
alter table app.orders alter column amount set statistics 500;`,
    changes: ['alter column app.orders.note :1', 'alter column app.orders.amount :2'],
    details: ['set storage external'],
  },
];

const CONSTRAINTS: readonly ChangeCase[] = [
  {
    name: 'a primary key without a name',
    base: 'create table app.orders (id integer not null);',
    head: '-- the key\nalter table app.orders add primary key (id);\nalter table app.orders enable row level security;',
    changes: ['create constraint app.orders.orders_pkey :2', 'alter table app.orders :3'],
    details: ['PRIMARY KEY (id)'],
  },
  {
    name: 'a dropped primary key',
    base: KEYED,
    head: 'alter table app.orders drop constraint orders_pkey;',
    changes: ['drop constraint app.orders.orders_pkey :1'],
  },
  {
    name: 'a unique constraint',
    base: ORDERS,
    head: 'alter table app.orders add constraint one_note unique (note);',
    changes: ['create constraint app.orders.one_note :1'],
    details: ['UNIQUE (note)'],
  },
  {
    name: 'a constraint over an index that was built before it',
    base: ORDERS,
    head: `create unique index one_note on app.orders (note);
alter table app.orders add constraint one_note unique using index one_note;`,
    changes: ['create constraint app.orders.one_note :2'],
  },
  {
    name: 'a renamed constraint, by its own name and by its index',
    base: `${ORDERS} alter table app.orders add constraint one unique (note), add constraint two unique (amount);`,
    head: 'alter table app.orders rename constraint one to first;\nalter index app.two rename to second;',
    changes: [
      'rename constraint app.orders.first from one :1',
      'rename constraint app.orders.second from two :2',
    ],
  },
  {
    name: 'a check, not validated',
    base: ORDERS,
    head: 'alter table app.orders add constraint positive check (amount > 0) not valid;',
    changes: ['create constraint app.orders.positive :1'],
    details: ['CHECK ((amount > 0)) NOT VALID'],
  },
  {
    name: 'a check that is validated',
    base: CHECKED,
    head: 'alter table app.orders validate constraint positive;',
    changes: ['alter constraint app.orders.positive :1'],
    details: ['validated'],
  },
  {
    name: 'a foreign key',
    base: KEYED,
    head: 'alter table app.items add foreign key (order_id) references app.orders (id);',
    changes: ['create constraint app.items.items_order_id_fkey :1'],
    details: ['FOREIGN KEY (order_id) REFERENCES app.orders(id)'],
  },
  {
    name: 'a foreign key that may wait until the end of the transaction',
    base: `${KEYED} alter table app.items add constraint to_order foreign key (order_id) references app.orders (id);`,
    head: 'alter table app.items alter constraint to_order deferrable initially deferred;',
    changes: ['alter constraint app.items.to_order :1'],
  },
  {
    name: 'an exclusion constraint',
    base: 'create table app.rooms (during tstzrange);',
    head: 'alter table app.rooms add constraint no_overlap exclude using gist (during with &&);',
    changes: ['create constraint app.rooms.no_overlap :1'],
    details: ['EXCLUDE USING gist (during WITH &&)'],
  },
  {
    name: 'the constraints of a new column',
    base: KEYED,
    head: "alter table app.items add column code text unique check (code <> '');",
    changes: [
      'create column app.items.code :1',
      'create constraint app.items.items_code_check :1',
      'create constraint app.items.items_code_key :1',
    ],
  },
];

const INDEXES: readonly ChangeCase[] = [
  {
    name: 'an index without a name',
    base: ORDERS,
    head: 'create index on app.orders (note);',
    changes: ['create index app.orders.orders_note_idx :1'],
    details: ['btree (note)'],
  },
  {
    name: 'a unique index over some rows',
    base: ORDERS,
    head: 'create unique index orders_note on app.orders (note) where amount > 0;',
    changes: ['create index app.orders.orders_note :1'],
    details: ['UNIQUE btree (note) WHERE (amount > 0)'],
  },
  {
    name: 'an index built and one dropped without a transaction',
    base: INDEXED,
    head: `create index concurrently orders_amount on app.orders (amount);
drop index concurrently app.orders_note;`,
    changes: ['create index app.orders.orders_amount :1', 'drop index app.orders.orders_note :2'],
  },
  {
    name: 'a renamed index',
    base: INDEXED,
    head: 'alter index app.orders_note rename to orders_remark;',
    changes: ['rename index app.orders.orders_remark from orders_note :1'],
  },
  {
    name: 'an index of the same name over other columns',
    base: INDEXED,
    head: 'drop index app.orders_note;\ncreate index orders_note on app.orders (amount, note);',
    changes: ['alter index app.orders.orders_note :2'],
  },
  {
    name: 'a sequence',
    head: 'create sequence app.numbers;',
    changes: ['create sequence app.numbers :1'],
  },
  {
    name: 'a sequence that counts otherwise',
    base: 'create sequence app.numbers;',
    head: 'alter sequence app.numbers increment by 5;',
    changes: ['alter sequence app.numbers :1'],
    details: ['increment 1 → 5'],
  },
  {
    name: 'a sequence renamed and one dropped',
    base: 'create sequence app.numbers; create sequence app.others;',
    head: 'alter sequence app.numbers rename to counts;\ndrop sequence app.others;',
    changes: ['rename sequence app.counts from numbers :1', 'drop sequence app.others :2'],
  },
];

testChanges(shared, {
  tables: TABLES,
  columns: COLUMNS,
  constraints: CONSTRAINTS,
  'indexes and sequences': INDEXES,
});
