import { type HazardCase, ITEMS, ORDERS, testHazards } from '../support/hazard-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const LOSSES: readonly HazardCase[] = [
  {
    name: 'a dropped table',
    base: ORDERS,
    head: 'drop table app.orders;',
    hazards: ['data-loss app.orders'],
    says: 'All rows of orders are lost.',
  },
  {
    name: 'a dropped column',
    base: ORDERS,
    head: 'alter table app.orders drop column note;',
    hazards: ['data-loss app.orders.note'],
    says: 'All values of orders.note are lost.',
  },
  {
    name: 'what a CASCADE takes along',
    base: `${ORDERS} create type app.mood as enum ('good'); alter table app.orders add column mood app.mood; create view app.all_orders as select * from app.orders;`,
    head: 'drop type app.mood cascade;',
    hazards: ['breaks-clients app.all_orders', 'data-loss app.orders.mood'],
  },
  {
    name: 'a table dropped and made anew, although the schema looks untouched',
    base: ORDERS,
    head: `drop table app.orders;\n${ORDERS}`,
    hazards: ['data-loss app.orders'],
    says: 'All rows of orders are lost. It is dropped and created anew.',
  },
  {
    name: 'a column dropped and added again',
    base: ORDERS,
    head: 'alter table app.orders drop column note;\nalter table app.orders add column note text;',
    hazards: ['data-loss app.orders.note'],
  },
  {
    name: 'a dropped sequence loses its number',
    base: 'create sequence app.numbers;',
    head: 'drop sequence app.numbers;',
    hazards: ['data-loss app.numbers'],
  },
  {
    name: 'a removed attribute of a composite type',
    base: 'create type app.address as (street text, zip text);',
    head: 'alter type app.address drop attribute zip;',
    hazards: ['data-loss app.address'],
  },
  {
    name: 'TRUNCATE of two tables',
    base: ITEMS,
    head: 'truncate app.orders, app.items;',
    hazards: ['data-loss app.orders'],
    says: 'All rows of app.items, app.orders are removed.',
  },
  {
    name: 'DELETE of every row and of some',
    base: ITEMS,
    head: 'delete from app.orders;\ndelete from app.items where order_id > 3;',
    hazards: ['data-loss app.orders', 'data-loss app.items'],
    says: 'All rows of orders are deleted.',
  },
  {
    name: 'UPDATE of every row overwrites, of some it may be meant',
    base: ITEMS,
    head: "update app.orders set note = '';\nupdate app.items set order_id = 1 where order_id = 2;",
    hazards: ['data-loss app.orders'],
  },
  {
    name: 'UPDATE of every row that says so with a condition that always holds',
    base: ORDERS,
    head: "update app.orders set note = '' where true;",
    hazards: ['data-loss app.orders'],
    says: 'Values in every row of orders are overwritten.',
  },
  {
    name: 'DELETE inside CREATE TABLE AS and SELECT INTO',
    base: ITEMS,
    head: `create table app.former_items as with gone as (delete from app.items where order_id > 3 returning *) select * from gone;
with gone as (delete from app.orders returning *) select * into app.former_orders from gone;`,
    hazards: ['data-loss SELECT', 'data-loss SELECT'],
    says: 'Rows of items are deleted.',
  },
  {
    name: 'what a function deletes that CREATE TABLE AS calls',
    base: `${ORDERS} create function app.take() returns setof app.orders language sql as 'delete from app.orders returning *';`,
    head: 'create table app.former_orders as select * from app.take();',
    hazards: ['data-loss SELECT'],
  },
  {
    name: 'what a function deletes that has another name and schema by then',
    base: `${ORDERS} create schema app_tools; create function app.purge() returns void language sql as 'delete from app.orders';`,
    head: `update app.orders set note = 'x' where id = 1;
alter function app.purge() rename to clear;
alter function app.clear() set schema app_tools;
select app_tools.clear();`,
    hazards: ['breaks-clients app_tools.clear()', 'data-loss SELECT'],
  },
  {
    name: 'DELETE inside a block, even in a loop that never ran',
    base: ORDERS,
    head: 'do $$ declare one record; begin for one in select id from app.orders loop delete from app.orders where id = one.id; end loop; end $$;',
    hazards: ['data-loss DO'],
    says: 'Rows of orders are deleted.',
  },
  {
    name: 'values of new columns are filled and not overwritten, but others are',
    base: ORDERS,
    head: `alter table app.orders add column total integer;
update app.orders set total = amount;
update app.orders set total = amount, note = 'x';`,
    hazards: ['data-loss app.orders'],
    says: 'Values in every row of orders are overwritten.',
  },
  {
    name: 'nothing by a block that alters what an earlier statement wrote',
    base: ORDERS,
    head: `update app.orders set note = 'x' where id = 1;
do $$ begin if true then alter table app.orders add constraint c check (id > 0); end if; end $$;`,
    hazards: ['fails-on-rows app.orders.c', 'blocking-lock app.orders.c'],
  },
  {
    name: 'nothing by a trigger that only writes down what happens',
    base: `${ORDERS} create table app.log (what text);
create function app.note() returns trigger language plpgsql as $$ begin insert into app.log values ('x'); return new; end $$;
create trigger note after insert on app.orders for each statement execute function app.note();`,
    head: 'insert into app.orders (id) values (1);',
    hazards: [],
  },
  {
    name: 'a dropped view, index, function or generated column loses nothing',
    base: `${ORDERS} create view app.v as select id from app.orders; create index i on app.orders (note); alter table app.orders add column twice integer generated always as (amount * 2) stored;`,
    head: 'drop view app.v;\ndrop index app.i;\nalter table app.orders drop column twice;',
    hazards: ['breaks-clients app.v', 'breaks-clients app.orders.twice'],
  },
  {
    name: 'nothing is lost in what the review itself made',
    head: `${ORDERS}\ninsert into app.orders (id) values (1);\ndelete from app.orders;\ntruncate app.orders;\nalter table app.orders drop column note;\ndrop table app.orders;`,
    hazards: [],
  },
];

const REWRITES: readonly HazardCase[] = [
  {
    name: 'integer to bigint',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type bigint;',
    hazards: ['rewrite app.orders.amount', 'blocking-lock app.orders.amount'],
    says: 'PostgreSQL writes all rows of orders anew while nobody can read or write it.',
  },
  {
    name: 'a longer varchar and text need none',
    base: ORDERS,
    head: 'alter table app.orders alter column code type varchar(20);\nalter table app.orders alter column code type text;',
    hazards: [],
  },
  {
    name: 'timestamptz to timestamp outside of UTC',
    base: ORDERS,
    head: "set timezone = 'Europe/Berlin';\nalter table app.orders alter column at type timestamp;",
    hazards: ['rewrite app.orders.at', 'blocking-lock app.orders.at'],
  },
  {
    name: 'in UTC both are stored alike',
    base: ORDERS,
    head: 'alter table app.orders alter column at type timestamp;',
    hazards: [],
  },
  {
    name: 'a new column with a volatile default',
    base: ORDERS,
    head: 'alter table app.orders add column token uuid default gen_random_uuid();',
    hazards: ['rewrite app.orders.token', 'blocking-lock app.orders.token'],
  },
  {
    name: 'a new column with a constant default needs none',
    base: ORDERS,
    head: "alter table app.orders add column state text default 'new' not null;",
    hazards: [],
  },
  {
    name: 'a stored generated column',
    base: ORDERS,
    head: 'alter table app.orders add column twice integer generated always as (amount * 2) stored;',
    hazards: ['rewrite app.orders.twice', 'blocking-lock app.orders.twice'],
  },
  {
    name: 'UNLOGGED',
    base: ORDERS,
    head: 'alter table app.orders set unlogged;',
    hazards: ['rewrite app.orders', 'blocking-lock app.orders'],
  },
  {
    name: 'of two changes in one statement the one that is the cause',
    base: ORDERS,
    head: "alter table app.orders add column state text default 'new', alter column amount type bigint;",
    hazards: ['rewrite app.orders.amount', 'blocking-lock app.orders.amount'],
  },
  {
    name: 'all changes of a column, each at its own statement',
    base: ORDERS,
    head: 'alter table app.orders alter column amount type bigint;\nalter table app.orders alter column amount set not null;\nalter table app.orders alter column amount set default 1;',
    hazards: [
      'rewrite app.orders.amount',
      'blocking-lock app.orders.amount',
      'fails-on-rows app.orders.amount',
    ],
  },
  {
    name: 'a renamed table and column are followed',
    base: ORDERS,
    head: 'alter table app.orders rename column amount to total;\nalter table app.orders rename to sales;\nalter table app.sales alter column total type bigint;',
    hazards: [
      'breaks-clients app.sales.total',
      'breaks-clients app.sales',
      'rewrite app.sales.total',
      'blocking-lock app.sales.total',
    ],
  },
  {
    name: 'a table that the review makes has no rows to write',
    head: `${ORDERS}\nalter table app.orders alter column amount type bigint, set unlogged;`,
    hazards: [],
  },
];

const CLIENTS: readonly HazardCase[] = [
  {
    name: 'a renamed table',
    base: ORDERS,
    head: 'alter table app.orders rename to sales;',
    hazards: ['breaks-clients app.sales'],
    says: 'Code that is running and still says app.orders fails until it has been deployed anew.',
  },
  {
    name: 'not if a view has the old name',
    base: ORDERS,
    head: 'alter table app.orders rename to sales;\ncreate view app.orders as select * from app.sales;',
    hazards: [],
  },
  {
    name: 'a renamed column, also of a renamed table',
    base: ORDERS,
    head: 'alter table app.orders rename column note to memo;\nalter table app.orders rename to sales;',
    hazards: ['breaks-clients app.sales.memo', 'breaks-clients app.sales'],
    says: 'Code that is running and still says app.orders.note fails until it has been deployed anew.',
  },
  {
    name: 'not if a new column has the old name',
    base: ORDERS,
    head: 'alter table app.orders rename column note to memo;\nalter table app.orders add column note varchar;',
    hazards: [],
  },
  {
    name: 'a renamed view, function and enum value',
    base: `${ORDERS} create view app.v as select id from app.orders; create type app.mood as enum ('good');
create function app.twice(a integer) returns integer language sql set search_path = '' as 'select 2 * a';`,
    head: "alter view app.v rename to w;\nalter function app.twice rename to two;\nalter type app.mood rename value 'good' to 'fine';",
    hazards: ['breaks-clients app.w', 'breaks-clients app.two(integer)', 'breaks-clients app.mood.fine'],
  },
  {
    name: 'a table in another schema',
    base: ORDERS,
    head: 'alter table app.orders set schema extensions;',
    hazards: ['breaks-clients extensions.orders'],
  },
  {
    name: 'a dropped function, but none of a trigger',
    base: `create function app.one() returns integer language sql set search_path = '' as 'select 1';
create function app.touch() returns trigger language plpgsql as 'begin return new; end';`,
    head: 'drop function app.one();\ndrop function app.touch();',
    hazards: ['breaks-clients app.one()'],
  },
  {
    name: 'a function that takes other arguments',
    base: `create function app.one(a integer) returns integer language sql set search_path = '' as 'select 1';`,
    head: `drop function app.one(integer);
create function app.one(a integer, b integer default 1) returns integer language sql set search_path = '' as 'select 1';`,
    hazards: ['breaks-clients app.one(integer)'],
    says: 'app.one(integer) takes other arguments from then on: code that is running and calls it with the old ones fails, unless the new ones have defaults.',
  },
  {
    name: 'not names that no client says',
    base: `${ORDERS} create index by_note on app.orders (note); create type app.mood as enum ('good'); alter table app.orders add constraint c check (id > 0);`,
    head: 'alter index app.by_note rename to notes;\nalter type app.mood rename to feeling;\nalter table app.orders rename constraint c to d;',
    hazards: [],
  },
];

testHazards(shared, {
  'what running clients notice': CLIENTS,
  'what is lost': LOSSES,
  'what is written anew': REWRITES,
});
