import { describe, expect, test } from '@jest/globals';
import type { Finding } from '../../src/core/report.ts';
import { reviewOn } from '../support/review.ts';
import { type ReviewCase, reviewTogether } from '../support/review-cases.ts';
import { sharedShadow } from '../support/shadow.ts';

interface SecurityCase extends ReviewCase {
  /** Code, object and line of every finding of the security rules. */
  readonly findings: readonly string[];
}

const NOTES = 'create table app.notes (id integer primary key, owner uuid, shared boolean);';
const GUARDED = `${NOTES} alter table app.notes enable row level security; create policy own on app.notes for select to authenticated using (owner = auth.uid());`;
const ROLES =
  'create table app.user_roles (user_id uuid, role text); alter table app.user_roles enable row level security;';
const IS_ADMIN = `create function app.is_admin() returns boolean language sql stable security definer set search_path = '' as $$ select exists (select 1 from app.user_roles where user_id = auth.uid() and role = 'admin') $$;`;

const TABLES: readonly SecurityCase[] = [
  {
    name: 'a new table without row level security',
    head: `\n${NOTES}`,
    findings: ['rls-disabled app.notes :2'],
  },
  {
    name: 'row level security switched off',
    base: GUARDED,
    head: 'alter table app.notes disable row level security;',
    findings: ['rls-disabled app.notes :1'],
  },
  {
    name: 'not for a table that the API does not reach',
    head: 'create schema app_private;\ncreate table app_private.notes (id integer);\ncreate table app.closed (id integer);\nrevoke all on app.closed from anon, authenticated;',
    findings: [],
  },
  {
    name: 'a partition is reached past its parent',
    base: 'create table app.events (id integer) partition by range (id); alter table app.events enable row level security; create policy p on app.events for select to anon using (id > 0);',
    head: 'create table app.first partition of app.events for values from (0) to (10);',
    findings: ['rls-disabled app.first :1'],
  },
  {
    name: 'row level security without any policy, where the last one goes',
    base: GUARDED,
    head: 'select 1;\ndrop policy own on app.notes;',
    findings: ['rls-without-policy app.notes :2'],
  },
  {
    name: 'not where only the service role should read, and a policy or the privileges say so',
    head: `${NOTES}
alter table app.notes enable row level security;
create policy service on app.notes to service_role using (true);
create table app.secrets (id integer);
alter table app.secrets enable row level security;
revoke all on app.secrets from anon, authenticated;`,
    findings: [],
  },
  {
    name: 'what the base has already is not held against the review',
    base: `${NOTES} create view app.v as select id from app.notes;`,
    head: 'alter table app.notes add column text text;',
    findings: [],
  },
  {
    name: 'nor is it under another name',
    base: `${GUARDED} create table app.bare (id integer); create policy everybody on app.notes for delete to anon using (true);
create view app.v as select id from app.notes; create function app.f() returns integer language sql security definer as 'select 1';`,
    head: `alter table app.bare rename to naked;
alter table app.notes rename to memos;
alter policy everybody on app.memos rename to anybody;
alter view app.v rename to w;
alter function app.f() rename to g;`,
    findings: [],
  },
];

const POLICIES: readonly SecurityCase[] = [
  {
    name: 'rows that anybody may write who is a member of the role of the policy',
    base: `create role editors; grant editors to authenticated; ${GUARDED}`,
    head: 'create policy editing on app.notes for delete to editors using (true);',
    findings: ['policy-open-for-writes app.notes :1'],
  },
  {
    name: 'rows that anybody may write, where a restrictive policy is simply true as well',
    base: `${GUARDED} create policy narrow on app.notes as restrictive for delete using (true);`,
    head: 'create policy removing on app.notes for delete using (true);',
    findings: ['policy-open-for-writes app.notes :1'],
  },
  {
    name: 'rows that further roles may write',
    base: `${GUARDED} create policy removing on app.notes for delete to authenticated using (true);`,
    head: 'alter policy removing on app.notes to public;',
    findings: ['policy-open-for-writes app.notes :1'],
  },
  {
    name: 'a policy that reads its own table',
    base: ROLES,
    head: "create policy admins on app.user_roles for select to authenticated using (exists (select 1 from app.user_roles r where r.user_id = auth.uid() and r.role = 'admin'));",
    findings: ['policy-recursion app.user_roles :1'],
  },
  {
    name: 'two tables whose policies read each other',
    base: `${GUARDED} create table app.shares (note_id integer, reader uuid); alter table app.shares enable row level security;`,
    head: `create policy of_note on app.shares for select to authenticated using (exists (select 1 from app.notes n where n.id = note_id));
create policy readers on app.notes for select to authenticated using (exists (select 1 from app.shares s where s.note_id = id));`,
    findings: ['policy-recursion app.notes :2', 'policy-recursion app.shares :1'],
  },
  {
    name: 'through a view that reads with the rights of who asks',
    base: ROLES,
    head: `create view app.admins with (security_invoker = 'ON') as select user_id from app.user_roles where role = 'admin';
create policy admins on app.user_roles for select to authenticated using (auth.uid() in (select user_id from app.admins));`,
    findings: ['policy-recursion app.user_roles :2'],
  },
  {
    name: 'not through a function with the rights of its owner',
    base: ROLES,
    head: `${IS_ADMIN}\ncreate policy admins on app.user_roles for all to authenticated using (app.is_admin());`,
    findings: [],
  },
  {
    name: 'not where no role is asked by both policies',
    base: `${GUARDED} create table app.shares (note_id integer); alter table app.shares enable row level security;`,
    head: `create policy of_note on app.shares for select to anon using (exists (select 1 from app.notes n where n.id = note_id));
create policy readers on app.notes for select to authenticated using (exists (select 1 from app.shares s where s.note_id = id));
create policy service on app.notes for select to service_role using (exists (select 1 from app.notes n where n.shared));`,
    findings: [],
  },
  {
    name: 'rows that anybody may write',
    base: GUARDED,
    head: `create policy adding on app.notes for insert to anon with check (true);
create policy changing on app.notes for update to authenticated using (true);
create policy removing on app.notes for delete using (true);
create policy everything on app.notes using (true);
create policy forging on app.notes to authenticated using (owner = auth.uid()) with check (true);`,
    findings: [
      'policy-open-for-writes app.notes :1',
      'policy-open-for-writes app.notes :2',
      'policy-open-for-writes app.notes :3',
      'policy-open-for-writes app.notes :4',
      'policy-open-for-writes app.notes :5',
    ],
  },
  {
    name: 'reading is meant to be open, and so is writing for the service role',
    base: GUARDED,
    head: `create policy reading on app.notes for select using (true);
create policy service on app.notes to service_role using (true);`,
    findings: [],
  },
  {
    name: 'not where a restrictive policy or missing privileges narrow it again',
    base: `${GUARDED} create table app.log (id integer); alter table app.log enable row level security; revoke insert on app.log from anon, authenticated;`,
    head: `create policy owners on app.notes as restrictive for insert to authenticated with check (owner = auth.uid());
create policy adding on app.notes for insert to authenticated with check (true);
create policy logging on app.log for insert to authenticated with check (true);
create policy reading on app.log for select to authenticated using (true);`,
    findings: [],
  },
  {
    name: 'files that anybody may upload',
    head: 'create policy upload on storage.objects for insert to anon with check (true);',
    findings: ['policy-open-for-writes storage.objects :1'],
  },
];

const VIEWS_AND_FUNCTIONS: readonly SecurityCase[] = [
  {
    name: 'a view that reads guarded rows with the rights of its owner',
    base: GUARDED,
    head: 'create view app.all_notes as select id from app.notes;',
    findings: ['view-bypasses-rls app.all_notes :1'],
  },
  {
    name: 'through another view',
    base: `${GUARDED} create schema app_inner; create view app_inner.inner_notes as select id from app.notes;`,
    head: 'create view app.outer_notes as select id from app_inner.inner_notes;',
    findings: ['view-bypasses-rls app.outer_notes :1'],
  },
  {
    name: 'through a view with the rights of who asks, who may read the one with the rights of its owner',
    base: `${GUARDED} create schema app_owned; create view app_owned.notes as select id from app.notes; grant select on app_owned.notes to anon; create view app_owned.closed as select id from app.notes;`,
    head: `create view app.outer_notes with (security_invoker = true) as select id from app_owned.notes;
create view app.outer_closed with (security_invoker = true) as select id from app_owned.closed;`,
    findings: ['view-bypasses-rls app.outer_notes :1'],
  },
  {
    name: 'not with security_invoker, without readers, or over tables that nobody guards',
    base: `${GUARDED} create table app.open (id integer);`,
    head: `create view app.a with (security_invoker = 'Yes') as select id from app.notes;
create view app.b as select id from app.notes;
revoke all on app.b from anon, authenticated;
create view app.c as select id from app.open;`,
    findings: [],
  },
  {
    name: 'a materialized view of guarded rows, unless the API cannot read it',
    base: GUARDED,
    head: `create materialized view app.count_of_notes as select count(*) from app.notes;
create materialized view app.closed as select count(*) from app.notes;
revoke all on app.closed from anon, authenticated;`,
    findings: ['materialized-view-exposed app.count_of_notes :1'],
  },
  {
    name: 'a function with the rights of its owner and the search path of its caller',
    head: "create function app.f() returns integer language sql security definer as 'select 1';\ncreate function app.g() returns integer language sql security definer set search_path = '' as 'select 1';\ncreate function app.h() returns integer language sql as 'select 1';",
    findings: ['definer-without-search-path app.f() :1'],
  },
  {
    name: 'a function whose name and arguments are long, in full',
    head: `create function app.a_function_with_a_name_of_some_length(one timestamp with time zone, two timestamp with time zone)
returns integer language sql security definer as 'select 1';`,
    findings: [
      'definer-without-search-path app.a_function_with_a_name_of_some_length(timestamp with time zone, timestamp with time zone) :1',
    ],
  },
  {
    name: 'a function that becomes one',
    base: "create function app.f(x integer) returns integer language sql as 'select x';",
    head: 'alter function app.f(integer) security definer;',
    findings: ['definer-without-search-path app.f(integer) :1'],
  },
];

const CODES = [
  'rls-disabled',
  'rls-without-policy',
  'policy-recursion',
  'policy-open-for-writes',
  'view-bypasses-rls',
  'materialized-view-exposed',
  'definer-without-search-path',
];

const shared = sharedShadow();

function lineOf({ code, object, line }: Finding): string {
  return `${code} ${object} :${line}`;
}

const GROUPS = { tables: TABLES, policies: POLICIES, 'views and functions': VIEWS_AND_FUNCTIONS };
const reviewed = reviewTogether(shared, Object.values(GROUPS).flat(), { served: true });

describe.each(Object.entries(GROUPS))('%s', (_group, cases) => {
  test.each(cases)('$name', (one) => {
    const found = reviewed.of(one).findings.filter(({ code }) => CODES.includes(code));
    expect(found.map(lineOf).toSorted()).toEqual(one.findings.toSorted());
  });
});

test('every finding has a place', () => {
  expect(reviewed.report.findings.filter(({ line }) => line === null)).toEqual([]);
});

test('a schema that the configuration exposes counts like the public one', async () => {
  const sql =
    'create schema api;\ncreate table api.notes (id integer);\ngrant usage on schema api to anon;\ngrant select on api.notes to anon;';
  const exposed = await reviewOn(shared.shadow, { head: sql, exposedSchemas: ['api'] });
  const hidden = await reviewOn(shared.shadow, { head: sql, exposedSchemas: ['public'] });
  expect(exposed.findings.map(lineOf)).toEqual(['rls-disabled api.notes :2']);
  expect(hidden.findings).toEqual([]);
});

test('a policy that is said to recurse really does, and one that is not does not', async () => {
  const { asMigrator } = await shared.freshDatabase();
  const ask = async (policy: string): Promise<string | null> => {
    await asMigrator.query(
      `begin; create schema app; grant usage on schema app to authenticated; ${ROLES} ${IS_ADMIN} grant select on app.user_roles to authenticated; ${policy}; set local role authenticated`,
    );
    const outcome = await asMigrator.query('select * from app.user_roles').then(
      () => null,
      (error: Error) => error.message,
    );
    await asMigrator.query('rollback');
    return outcome;
  };
  expect(
    await ask(
      'create policy p on app.user_roles using (exists (select 1 from app.user_roles r where r.user_id = auth.uid()))',
    ),
  ).toMatch(/infinite recursion/u);
  expect(await ask('create policy p on app.user_roles using (app.is_admin())')).toBe(null);
});
