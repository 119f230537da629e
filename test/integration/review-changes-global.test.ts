import { type ChangeCase, testChanges } from '../support/change-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const ORDERS = 'create table app.orders (id integer primary key, amount integer, note text);';
const FUNCTION = `create function app.twice(x integer) returns integer language sql set search_path = '' as $$ select x * 2 $$;`;
const GREET = 'create function app.greet() returns event_trigger language plpgsql as $$ begin end $$;';
const FAR = `create extension if not exists postgres_fdw with schema extensions;`;

const PRIVILEGES: readonly ChangeCase[] = [
  {
    name: 'privileges on a table',
    base: ORDERS,
    head: 'grant select, insert on app.orders to anon;\nrevoke select on app.orders from anon;',
    changes: ['alter table app.orders :2'],
    details: ['anon: +INSERT'],
  },
  {
    name: 'privileges on columns',
    base: ORDERS,
    head: 'grant select (amount), update (note) on app.orders to authenticated;',
    changes: ['alter table app.orders :1'],
    details: ['authenticated: +SELECT on column amount', 'authenticated: +UPDATE on column note'],
  },
  {
    name: 'privileges on all tables and functions of a schema',
    base: `${ORDERS} ${FUNCTION}`,
    head: 'grant select on all tables in schema app to anon;\nrevoke execute on all functions in schema app from public;',
    changes: ['alter table app.orders :1', 'alter function app.twice(integer) :2'],
  },
  {
    name: 'privileges on a schema',
    head: 'grant usage on schema app to anon, authenticated;',
    changes: ['alter schema app :1'],
    details: ['anon: +USAGE', 'authenticated: +USAGE'],
  },
  {
    name: 'privileges on a table of the platform',
    head: 'grant select on auth.users to service_role with grant option;',
    changes: ['alter table auth.users :1'],
  },
  {
    name: 'default privileges, one row for each kind of object',
    head: `alter default privileges in schema app grant select on tables to anon, authenticated;
alter default privileges in schema app grant execute on functions to anon;`,
    changes: [
      'alter defaultPrivilege functions of postgres in app :2',
      'alter defaultPrivilege tables of postgres in app :2',
    ],
    details: ['anon: +EXECUTE'],
  },
  {
    name: 'another owner',
    base: `${ORDERS} create role boss_of_orders; grant boss_of_orders to postgres; grant create on schema app to boss_of_orders;`,
    head: 'alter table app.orders owner to boss_of_orders;',
    changes: ['alter table app.orders :1'],
  },
];

const ROLES: readonly ChangeCase[] = [
  {
    name: 'a role and what it is a member of',
    head: 'create role reporter_1 nologin;\ngrant anon to reporter_1;',
    changes: ['create role reporter_1 :1', 'create membership reporter_1 in anon :2'],
  },
  {
    name: 'settings of a role',
    base: 'create role reporter_2 nologin;',
    head: "alter role reporter_2 set statement_timeout = '5s';\nalter role reporter_2 login;",
    changes: ['alter role reporter_2 :2'],
  },
  {
    name: 'settings that are lists',
    base: 'create role reporter_5 nologin; create role reporter_6 nologin; alter role reporter_6 set search_path to one, "T wo", \'\';',
    head: 'alter role reporter_5 set search_path to a, b;\nalter role reporter_6 reset search_path;',
    changes: ['alter role reporter_5 :1', 'alter role reporter_6 :2'],
    details: ['config + search_path=a, b'],
  },
  {
    name: 'a renamed role and a dropped one',
    base: 'create role reporter_3 nologin; create role reporter_4 nologin;',
    head: 'alter role reporter_3 rename to writer_3;\ndrop role reporter_4;',
    changes: ['rename role writer_3 from reporter_3 :1', 'drop role reporter_4 :2'],
  },
];

const SCHEMAS: readonly ChangeCase[] = [
  {
    name: 'a schema with what is made inside',
    head: 'create schema app_new\n  create table orders (id integer);',
    changes: ['create schema app_new :1', 'create table app_new.orders :1'],
  },
  {
    name: 'a renamed schema takes everything along',
    base: `create schema app_old; create table app_old.orders (id integer primary key);`,
    head: 'alter schema app_old rename to app_renamed;',
    changes: ['rename schema app_renamed from app_old :1'],
  },
  {
    name: 'a dropped schema and everything in it',
    base: `create schema app_gone; create table app_gone.orders (id integer primary key); create view app_gone.numbers as select id from app_gone.orders;`,
    head: 'drop schema app_gone cascade;',
    changes: ['drop schema app_gone :1', 'drop table app_gone.orders :1', 'drop view app_gone.numbers :1'],
  },
  {
    name: 'an extension, told once with all that it brings',
    head: 'create extension pg_trgm with schema extensions;',
    changes: ['create extension pg_trgm :1'],
  },
  {
    name: 'a dropped extension',
    base: 'create extension hstore with schema extensions;',
    head: 'drop extension hstore;',
    changes: ['drop extension hstore :1'],
  },
  {
    name: 'a job of pg_cron',
    base: 'create extension if not exists pg_cron;',
    head: "\nselect cron.schedule('nightly', '0 3 * * *', 'select 1');",
    changes: ['create pg_cron job nightly :2', 'SELECT :2'],
    details: ['0 3 * * *', 'select 1'],
  },
];

const PUBLICATIONS: readonly ChangeCase[] = [
  {
    name: 'a table joins the publication of the platform',
    base: ORDERS,
    head: 'alter publication supabase_realtime add table app.orders;',
    changes: ['alter publication supabase_realtime :1'],
    details: ['+ app.orders'],
  },
  {
    name: 'a publication of some columns and rows',
    base: ORDERS,
    head: 'create publication some_orders for table app.orders (id, amount) where (id > 0);',
    changes: ['create publication some_orders :1'],
    details: ['app.orders'],
  },
  {
    name: 'a renamed publication',
    base: `${ORDERS} create publication old_orders for table app.orders;`,
    head: 'alter publication old_orders rename to new_orders;',
    changes: ['rename publication new_orders from old_orders :1'],
  },
  {
    name: 'an event trigger',
    base: GREET,
    head: 'create event trigger greet_1 on ddl_command_end execute function app.greet();',
    changes: ['create eventTrigger greet_1 :1'],
    details: ['on ddl_command_end', 'runs app.greet'],
  },
  {
    name: 'an event trigger switched off and renamed',
    base: `${GREET} create event trigger greet_2 on sql_drop execute function app.greet();`,
    head: 'alter event trigger greet_2 disable;\nalter event trigger greet_2 rename to greet_3;',
    changes: ['alter eventTrigger greet_3 :1', 'rename eventTrigger greet_3 from greet_2 :2'],
    details: ['enabled → disabled'],
  },
];

const FOREIGN: readonly ChangeCase[] = [
  {
    name: 'a foreign server, its user and a foreign table',
    base: FAR,
    head: `create server far_1 foreign data wrapper postgres_fdw options (host 'far.example', dbname 'd');
create user mapping for postgres server far_1 options (user 'u', password 'p');
create foreign table app.distant (a integer, b text) server far_1 options (table_name 'x');`,
    changes: [
      'create server far_1 :1',
      'create userMapping postgres on far_1 :2',
      'create foreignTable app.distant :3',
    ],
  },
  {
    name: 'options and columns of a foreign table',
    base: `${FAR} create server far_2 foreign data wrapper postgres_fdw options (host 'far.example');
create foreign table app.distant (a integer) server far_2 options (table_name 'x');`,
    head: `alter server far_2 options (set host 'near.example');
alter foreign table app.distant add column c integer;
alter foreign table app.distant options (set table_name 'y');`,
    changes: ['alter server far_2 :1', 'create column app.distant.c :2', 'alter foreignTable app.distant :3'],
    details: ['options + host=near.example, − host=far.example'],
  },
  {
    name: 'renamed foreign objects',
    base: `${FAR} create server far_3 foreign data wrapper postgres_fdw options (host 'far.example');
create foreign table app.distant (a integer) server far_3 options (table_name 'x');`,
    head: `alter foreign table app.distant rename to remote;
alter foreign table app.remote rename column a to b;
alter server far_3 rename to near_3;`,
    changes: [
      'rename foreignTable app.remote from distant :1',
      'rename column app.remote.b from a :2',
      'rename server near_3 from far_3 :3',
    ],
  },
  {
    name: 'a dropped server and what depends on it',
    base: `${FAR} create server far_4 foreign data wrapper postgres_fdw options (host 'far.example');
create foreign table app.distant (a integer) server far_4 options (table_name 'x');`,
    head: 'drop server far_4 cascade;',
    changes: ['drop foreignTable app.distant :1', 'drop server far_4 :1'],
  },
];

testChanges(shared, {
  privileges: PRIVILEGES,
  roles: ROLES,
  'schemas and extensions': SCHEMAS,
  'publications and event triggers': PUBLICATIONS,
  'foreign data': FOREIGN,
});
