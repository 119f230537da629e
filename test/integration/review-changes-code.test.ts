import { type ChangeCase, testChanges } from '../support/change-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();

const ORDERS = 'create table app.orders (id integer primary key, amount integer, note text);';
const VIEW = `${ORDERS} create view app.amounts with (security_invoker = true) as select id, amount from app.orders;`;
const STORED = `${ORDERS} create materialized view app.totals as select sum(amount) from app.orders;`;
const FUNCTION = `create function app.twice(x integer) returns integer language sql set search_path = '' as $$ select x * 2 $$;`;
const PROCEDURE = 'create procedure app.tidy() language plpgsql as $$ begin end $$;';
const AGGREGATE = 'create aggregate app.total(integer) (sfunc = int4pl, stype = integer);';
const TOUCH = `create function app.touch() returns trigger language plpgsql as $$ begin return new; end $$;`;
const TRIGGER = `${ORDERS} ${TOUCH} create trigger touched before insert on app.orders for each row execute function app.touch();`;
const POLICY = `${ORDERS} alter table app.orders enable row level security;
create policy readers on app.orders for select to authenticated using (true);`;

const VIEWS: readonly ChangeCase[] = [
  {
    name: 'a view',
    base: ORDERS,
    head: 'create view app.amounts with (security_invoker = true) as select id, amount from app.orders;',
    changes: ['create view app.amounts :1'],
    details: ['security_invoker=true'],
  },
  {
    name: 'a view with other columns',
    base: VIEW,
    head: 'create or replace view app.amounts with (security_invoker = true) as select id, amount, note from app.orders;\ngrant select on app.amounts to anon;',
    changes: ['alter view app.amounts :1'],
    details: ['definition', 'anon: +SELECT'],
  },
  {
    name: 'a view dropped and made anew',
    base: VIEW,
    head: 'drop view app.amounts;\ncreate view app.amounts with (security_invoker = true) as select id from app.orders;',
    changes: ['alter view app.amounts :2'],
  },
  {
    name: 'an option of a view',
    base: VIEW,
    head: 'alter view app.amounts reset (security_invoker);',
    changes: ['alter view app.amounts :1'],
    details: ['options − security_invoker=true'],
  },
  {
    name: 'a renamed view and a renamed column of it',
    base: VIEW,
    head: 'alter view app.amounts rename to sums;\nalter view app.sums rename column amount to total;',
    changes: ['rename view app.sums from amounts :1', 'rename column app.sums.total from amount :2'],
  },
  {
    name: 'a materialized view, filled again without being told',
    base: ORDERS,
    head: 'create materialized view app.totals as select sum(amount) from app.orders;\nrefresh materialized view app.totals;',
    changes: ['create materializedView app.totals :1'],
  },
  {
    name: 'a renamed materialized view',
    base: STORED,
    head: 'alter materialized view app.totals rename to sums;',
    changes: ['rename materializedView app.sums from totals :1'],
  },
  {
    name: 'a dropped materialized view',
    base: STORED,
    head: 'drop materialized view app.totals;',
    changes: ['drop materializedView app.totals :1'],
  },
];

const ROUTINES: readonly ChangeCase[] = [
  {
    name: 'a function',
    head: FUNCTION,
    changes: ['create function app.twice(integer) :1'],
    details: ['returns integer', 'sql'],
  },
  {
    name: 'another body',
    base: FUNCTION,
    head: FUNCTION.replace('create', 'create or replace').replace('x * 2', 'x + x'),
    changes: ['alter function app.twice(integer) :1'],
    details: ['body'],
  },
  {
    name: 'volatility, rights and search path of a function',
    base: FUNCTION,
    head: `alter function app.twice(integer) immutable;
alter function app.twice(integer) security definer;
alter function app.twice(integer) reset search_path;`,
    changes: ['alter function app.twice(integer) :3'],
    details: ["+ IMMUTABLE, + SECURITY DEFINER, − SET search_path TO ''"],
  },
  {
    name: 'an overload is another function',
    base: FUNCTION,
    head: FUNCTION.replaceAll('integer', 'bigint'),
    changes: ['create function app.twice(bigint) :1'],
  },
  {
    name: 'dropped and made anew with another result',
    base: FUNCTION,
    head: `drop function app.twice(integer);\n${FUNCTION.replace('returns integer', 'returns bigint')}`,
    changes: ['alter function app.twice(integer) :2'],
    details: ['return type integer → bigint'],
  },
  {
    name: 'dropped and made anew with other arguments',
    base: FUNCTION,
    head: `drop function app.twice;\n${FUNCTION.replace('x integer', 'x integer, y integer default 0')}`,
    changes: ['drop function app.twice(integer) :1', 'create function app.twice(integer, integer) :2'],
  },
  {
    name: 'a renamed function and the right to call it',
    base: FUNCTION,
    head: 'alter function app.twice(integer) rename to double;\nrevoke execute on function app.double from public;',
    changes: [
      'rename function app.double(integer) from twice(integer) :1',
      'alter function app.double(integer) :2',
    ],
  },
  {
    name: 'a procedure',
    head: PROCEDURE,
    changes: ['create procedure app.tidy() :1'],
  },
  {
    name: 'a renamed procedure',
    base: PROCEDURE,
    head: 'alter procedure app.tidy rename to sweep;',
    changes: ['rename procedure app.sweep() from tidy() :1'],
  },
  {
    name: 'a dropped procedure',
    base: PROCEDURE,
    head: 'drop procedure app.tidy;',
    changes: ['drop procedure app.tidy() :1'],
  },
  {
    name: 'an aggregate',
    head: AGGREGATE,
    changes: ['create aggregate app.total(integer) :1'],
  },
  {
    name: 'a renamed aggregate',
    base: AGGREGATE,
    head: 'alter aggregate app.total(integer) rename to add_up;',
    changes: ['rename aggregate app.add_up(integer) from total(integer) :1'],
  },
];

const TRIGGERS: readonly ChangeCase[] = [
  {
    name: 'a trigger',
    base: `${ORDERS} ${TOUCH}`,
    head: 'create trigger touched before insert on app.orders for each row execute function app.touch();',
    changes: ['create trigger app.orders.touched :1'],
    details: ['BEFORE INSERT ON app.orders FOR EACH ROW EXECUTE FUNCTION app.touch()'],
  },
  {
    name: 'a trigger switched off',
    base: TRIGGER,
    head: 'alter table app.orders disable trigger touched;',
    changes: ['alter trigger app.orders.touched :1'],
    details: ['enabled → disabled'],
  },
  {
    name: 'a trigger replaced',
    base: TRIGGER,
    head: 'create or replace trigger touched before insert or update on app.orders for each row execute function app.touch();',
    changes: ['alter trigger app.orders.touched :1'],
  },
  {
    name: 'a renamed trigger',
    base: TRIGGER,
    head: 'alter trigger touched on app.orders rename to stamped;',
    changes: ['rename trigger app.orders.stamped from touched :1'],
  },
  {
    name: 'a dropped trigger',
    base: TRIGGER,
    head: 'drop trigger touched on app.orders;',
    changes: ['drop trigger app.orders.touched :1'],
  },
  {
    name: 'a trigger on a table of the platform',
    base: TOUCH,
    head: 'create trigger on_new_user after insert on auth.users for each row execute function app.touch();',
    changes: ['create trigger auth.users.on_new_user :1'],
  },
  {
    name: 'a rule',
    base: ORDERS,
    head: 'create rule keep as on delete to app.orders do instead nothing;',
    changes: ['create rule app.orders.keep :1'],
  },
  {
    name: 'a renamed rule',
    base: `${ORDERS} create rule keep as on delete to app.orders do instead nothing;`,
    head: 'alter rule keep on app.orders rename to hold;',
    changes: ['rename rule app.orders.hold from keep :1'],
  },
];

const POLICIES: readonly ChangeCase[] = [
  {
    name: 'a policy',
    base: `${ORDERS} alter table app.orders enable row level security;`,
    head: 'create policy readers on app.orders for select to authenticated using (amount > 0);',
    changes: ['create policy app.orders.readers :1'],
    details: ['SELECT to authenticated', 'USING (amount > 0)'],
  },
  {
    name: 'condition and roles of a policy',
    base: POLICY,
    head: 'alter policy readers on app.orders to anon, authenticated using (amount > 0);',
    changes: ['alter policy app.orders.readers :1'],
    details: ['roles + anon', 'USING true → (amount > 0)'],
  },
  {
    name: 'a policy dropped and made anew for another command',
    base: POLICY,
    head: 'drop policy readers on app.orders;\ncreate policy readers on app.orders for update to authenticated using (amount > 0);',
    changes: ['alter policy app.orders.readers :2'],
    details: ['for SELECT → UPDATE', 'USING true → (amount > 0)'],
  },
  {
    name: 'a renamed policy',
    base: POLICY,
    head: 'alter policy readers on app.orders rename to lookers;',
    changes: ['rename policy app.orders.lookers from readers :1'],
  },
  {
    name: 'a dropped policy',
    base: POLICY,
    head: 'drop policy readers on app.orders;',
    changes: ['drop policy app.orders.readers :1'],
  },
  {
    name: 'row level security switched on',
    base: ORDERS,
    head: 'alter table app.orders enable row level security;',
    changes: ['alter table app.orders :1'],
    details: ['row level security enabled'],
  },
  {
    name: 'row level security switched off, and forced before',
    base: POLICY,
    head: 'alter table app.orders disable row level security, force row level security;',
    changes: ['alter table app.orders :1'],
    details: ['row level security forced for the owner', 'row level security disabled'],
  },
  {
    name: 'a policy on a table of the platform',
    head: `create policy "read app files" on storage.objects for select to anon using (bucket_id = 'app');`,
    changes: ['create policy storage.objects.read app files :1'],
  },
];

testChanges(shared, { views: VIEWS, routines: ROUTINES, 'triggers and rules': TRIGGERS, policies: POLICIES });
