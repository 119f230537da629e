import { describe, expect, test } from '@jest/globals';
import { reviewOn } from '../support/review.ts';
import { lineOf, type ReviewCase, reviewTogether } from '../support/review-cases.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

interface StatementCase extends ReviewCase {
  readonly changes: readonly string[];
  /** Details of the last change. */
  readonly details?: readonly string[];
}

const ORDERS = 'create table app.orders (id integer, note text);';
const MIGRATE = `create function app.migrate() returns void language plpgsql as $$
begin
  alter table app.orders add column amount integer;
  create index by_amount on app.orders (amount);
end $$;`;

const ROWS: readonly StatementCase[] = [
  {
    name: 'every statement that changes rows, in its place',
    base: ORDERS,
    head: `insert into app.orders values (1, 'a');
update app.orders set note = 'b' where id = 1;

delete from app.orders where id = 2;
merge into app.orders using (values (3)) v (id) on v.id = orders.id when not matched then insert values (3, 'c');
truncate app.orders;`,
    changes: [
      'INSERT app.orders :1',
      'UPDATE app.orders :2',
      'DELETE app.orders :4',
      'MERGE app.orders :5',
      'TRUNCATE app.orders :6',
    ],
  },
  {
    name: 'that it is every row',
    base: ORDERS,
    head: "update app.orders set note = 'x';",
    changes: ['UPDATE app.orders :1'],
    details: ['every row'],
  },
  {
    name: 'that nobody has those rows yet',
    head: `${ORDERS}\ninsert into app.orders values (1, 'a');`,
    changes: ['create table app.orders :1', 'INSERT app.orders :2'],
    details: ['only in a table that this change creates'],
  },
  {
    name: 'tables that a CASCADE empties, too',
    base: 'create table app.parents (id integer primary key); create table app.children (id integer references app.parents);',
    head: 'truncate app.parents cascade;',
    changes: ['TRUNCATE app.parents :1'],
    details: ['empties app.children, app.parents'],
  },
  {
    name: 'names without a schema, by the search path of the file',
    base: ORDERS,
    head: 'set search_path = app;\nupdate orders set note = null where id = 1;\nalter table orders add column amount integer;',
    changes: ['UPDATE app.orders :2', 'create column app.orders.amount :3'],
  },
];

const BLOCKS: readonly StatementCase[] = [
  {
    name: 'what a block does to rows',
    base: ORDERS,
    head: "do $$ begin update app.orders set note = 'x' where id = 1; delete from app.orders where id = 2; end $$;",
    changes: ['DO :1'],
    details: ['updates app.orders', 'deletes from app.orders'],
  },
  {
    name: 'what it makes, at the line inside',
    head: `do $$
begin
  create type app.mood as enum ('good');
exception
  when duplicate_object then null;
end $$;`,
    changes: ['DO :1', 'create type app.mood :3'],
  },
  {
    name: 'what text does that it puts together itself, by the account of the catalog',
    base: ORDERS,
    head: `
do $$
begin
  execute format('alter table app.%I add column amount integer', 'orders');
  execute format('create policy %I on app.orders using (true)', 'all');
  execute format('drop table if exists app.%I', 'nothing');
end $$;`,
    changes: ['DO :2', 'create column app.orders.amount :2', 'create policy app.orders.all :2'],
    details: ['ALL to PUBLIC', 'USING true'],
  },
  {
    name: 'which of two blocks it was',
    base: ORDERS,
    head: `do $$ begin execute 'create index ' || 'one on app.orders (id)'; end $$;
do $$ begin execute 'create index ' || 'two on app.orders (note)'; end $$;`,
    changes: ['DO :1', 'create index app.orders.one :1', 'DO :2', 'create index app.orders.two :2'],
  },
  {
    name: 'what a function does that is called',
    base: `${ORDERS} ${MIGRATE}`,
    head: 'select 1;\nselect app.migrate();',
    changes: ['create column app.orders.amount :2', 'create index app.orders.by_amount :2'],
  },
  {
    name: 'rows that a function writes that is called',
    base: `${ORDERS} create function app.fill() returns void language sql as $$ insert into app.orders values (1, 'x') $$;
create procedure app.clear() language sql as $$ delete from app.orders $$;`,
    head: 'select app.fill();\ncall app.clear();',
    changes: ['SELECT :1', 'CALL :2'],
    details: ['deletes from app.orders'],
  },
  {
    name: 'rows that a function writes that the same migration makes and calls',
    base: ORDERS,
    head: `create function app.fill() returns void language plpgsql as $$ begin insert into app.orders values (1, 'x'); end $$;
select app.fill();`,
    changes: ['create function app.fill() :1', 'SELECT :2'],
    details: ['inserts into app.orders'],
  },
  {
    name: 'rows that a function in SQL writes, whose locks are taken when it is made',
    base: ORDERS,
    head: `create function app.fill() returns void language sql as $$ delete from app.orders; $$;
select 1, app.fill();`,
    changes: ['create function app.fill() :1', 'SELECT :2'],
    details: ['deletes from app.orders'],
  },
  {
    name: 'what functions write that a function or a block calls, in the state in which it finds them',
    base: `${ORDERS} create function app.inner() returns void language sql as 'delete from app.orders';`,
    head: `create or replace function app.inner() returns void language plpgsql as $$ begin if false then perform app.outer_one(1); end if; update app.orders set note = 'x'; end $$;
create function app.outer_one(a integer) returns boolean language plpgsql as $$ declare b text; begin b := app.inner(); return true; end $$;
set search_path = app;
do $$ begin perform outer_one(2); end $$;`,
    changes: ['alter function app.inner() :1', 'create function app.outer_one(integer) :2', 'DO :4'],
    details: ['updates app.orders'],
  },
  {
    name: 'a function that puts its text together',
    base: ORDERS,
    head: `create function app.purge(which text) returns void language plpgsql as $$ begin
  execute format('delete from app.%I where id = 1', which); end $$;
insert into app.orders values (1, 'x');
select app.purge('orders');`,
    changes: ['create function app.purge(text) :1', 'INSERT app.orders :3', 'SELECT :4'],
    details: ['runs text that it puts together itself'],
  },
  {
    name: 'a function that writes only rows that nobody has yet',
    head: `${ORDERS}
create function app.fill() returns void language sql as $$ insert into app.orders values (1, 'x') $$;
select app.fill();`,
    changes: ['create table app.orders :1', 'create function app.fill() :2', 'SELECT :3'],
    details: ['inserts into app.orders'],
  },
  {
    name: 'rows that a WITH moves',
    base: `${ORDERS} create table app.old (id integer, note text);`,
    head: 'with gone as (delete from app.orders where id = 1 returning *)\ninsert into app.old select * from gone;',
    changes: ['INSERT app.old :1'],
    details: ['deletes from app.orders'],
  },
  {
    name: 'a query alone is nothing',
    base: ORDERS,
    head: "select * from app.orders;\nselect set_config('app.x', 'y', true);",
    changes: [],
  },
];

const shared = sharedPlainShadow();
const reviewed = reviewTogether(shared, [...ROWS, ...BLOCKS]);

describe.each([
  ['rows', ROWS],
  ['blocks and functions', BLOCKS],
])('%s', (_group, cases) => {
  test.each(cases)('$name', (one) => {
    const { changes } = reviewed.of(one);
    expect(changes.map(lineOf)).toEqual(one.changes);
    if (one.details !== undefined) expect(changes.at(-1)?.details).toEqual(one.details);
  });
});

test('each change is told with the migration that brought it, over several files', async () => {
  const { changes, migrations } = await reviewOn(shared.shadow, {
    base: 'create table public.orders (id integer, note text);',
    head: {
      '20240201000000_rename.sql': 'alter table public.orders rename to purchases;',
      '20240202000000_more.sql': '-- more\nalter table public.purchases add column amount integer;',
      '20240203000000_rename_again.sql': 'alter table public.purchases rename to sales;',
      '20240204000000_type.sql':
        'alter table public.sales alter column amount type bigint;\nalter table public.sales drop column note;',
    },
  });
  expect(changes.map((change) => `${change.migration} ${lineOf(change)}`)).toEqual([
    '20240202000000 create column public.sales.amount :2',
    '20240203000000 rename table public.sales from orders :1',
    '20240204000000 drop column public.sales.note :2',
  ]);
  expect(migrations.map(({ reversal }) => reversal)).toEqual([
    'reversible',
    'reversible',
    'reversible',
    'lossy',
  ]);
});

test('names that need quotes are followed like others', async () => {
  const { changes, reversal } = await reviewOn(shared.shadow, {
    base: `create table public."Or.der ""s" ("Id (1)" integer, "a b" text);`,
    head: `alter table public."Or.der ""s" rename column "a b" to "c,d";
alter table public."Or.der ""s" rename to "Sa""les";
alter table public."Sa""les" alter column "Id (1)" type bigint;
create function public."F (x)"("Weird Type" integer) returns integer language sql set search_path = '' as 'select 1';`,
  });
  expect(changes.map(lineOf)).toEqual([
    'rename column public.Sa"les.c,d from a b :1',
    'rename table public.Sa"les from Or.der "s :2',
    'alter column public.Sa"les.Id (1) :3',
    'create function public.F (x)(integer) :4',
  ]);
  expect(reversal).toMatchObject({
    verdict: 'reversible',
    proof: { downMatchesBase: true, upMatchesHead: true },
  });
});

test('settings of the database are told, and set for the database of the shadow alone', async () => {
  const { changes, reversal } = await reviewOn(shared.shadow, {
    base: 'create role lister nologin;',
    head: `alter database postgres set timezone = 'Europe/Berlin';
alter role lister in database postgres set work_mem to
  '8MB';
alter database "postgres" reset timezone;`,
  });
  expect(changes.filter(({ verb }) => verb === 'alter').map((one) => [lineOf(one), one.details])).toEqual([
    ['alter database postgres :1', ["set timezone = 'Europe/Berlin'"]],
    ['alter role lister :2', ["set work_mem to '8MB' in this database"]],
    ['alter database postgres :4', ['reset timezone']],
  ]);
  expect(reversal?.verdict).toBe('irreversible');
  const { asAdministrator } = await shared.freshDatabase();
  const { rows } = await asAdministrator.query(
    "select 1 from pg_db_role_setting s join pg_database d on d.oid = s.setdatabase where datname = 'postgres' and setconfig::text ~* 'timezone|work_mem'",
  );
  expect(rows).toEqual([]);
});
