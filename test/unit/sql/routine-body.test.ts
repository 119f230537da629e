import { expect, test } from '@jest/globals';
import { createSqlParser } from '../../../src/sql/parser.ts';

const parser = createSqlParser();

test.each<[name: string, sql: string, body: string]>([
  [
    'SQL',
    'create function f() returns void language sql as $$ update s.t set a = g(1); select h() $$',
    'update s.t; calls g, h',
  ],
  [
    'SQL in the words of the standard',
    'create procedure p() begin atomic delete from t; call s.q(); end',
    'delete t; calls s.q',
  ],
  [
    'PL/pgSQL',
    'create function f() returns trigger language plpgsql as $$ declare a text := "G x"(); begin if h(1) then insert into t values (1); end if; return new; end $$',
    'insert t; calls G x, h',
  ],
  [
    'PL/pgSQL with EXECUTE',
    "create function f() returns void language plpgsql as $$ begin execute 'truncate ' || x(); end $$",
    '; calls x; dynamic',
  ],
  [
    'PL/pgSQL that returns or walks through what it changes',
    `create function f() returns setof int language plpgsql as $$ declare a int; begin
      return query with x as (update s.t set b = 1 returning c) delete from u using x returning c;
      for a in insert into v values (1) returning c loop end loop; end $$`,
    'update s.t, delete u, insert v',
  ],
  [
    'SQL with changes in a WITH',
    "create function f() returns void language sql as 'with x as (delete from t returning *) select * from x'",
    'delete t',
  ],
  ['another language', "create function f() returns void language c as 'a', 'b'", '; dynamic'],
  ['SQL that cannot be read', "create function f() returns void language sql as 'selct'", '; dynamic'],
  ['no routine', 'select 1', '; dynamic'],
])('what a routine in %s says that it does to rows', async (_name, sql, expected) => {
  const { data, calls, dynamic } = await parser.routineBody(sql);
  const names = calls.map(({ schema, name }) => (schema === null ? name : `${schema}.${name}`));
  expect(
    [
      data
        .map(({ action, schema, table }) => `${action} ${schema === null ? '' : `${schema}.`}${table}`)
        .join(', '),
      names.length === 0 ? null : `calls ${[...new Set(names)].sort().join(', ')}`,
      dynamic ? 'dynamic' : null,
    ]
      .filter((part) => part !== null)
      .join('; '),
  ).toBe(expected);
});

test.each<[sql: string, calls: readonly string[]]>([
  ['select a.b(c(1)), 2 where d()', ['a.b', 'c', 'd']],
  ['call a.p(b())', ['a.p', 'b']],
  ['do $$ declare c int; begin perform a.b(); c := d(1); end $$', ['a.b', 'd']],
  ['insert into t select f()', []],
  ['do $$ begin revoke execute on function a.f(int) from anon; drop function g(text); end $$', []],
  ["do $$ begin perform cron.schedule('j', '* * * * *', 'select a.f()'); end $$", ['cron.schedule']],
  ['do $$ begin create policy p on t using (a.f()); create table u (a int default g()); end $$', []],
  ["do $$ begin execute 'select a.f()'; end $$", ['a.f']],
  ["do $$ begin execute format('select a.f(%L)', g()); end $$", ['a.f', 'format', 'g']],
  ["do $$ declare c int[]; begin c[1] := a.f('x = 1'); c := b() = 2; end $$", ['a.f', 'b']],
  ['do $$ begin for c in 1..a.f() loop raise notice $x$%$x$, b(1); end loop; end $$', ['a.f', 'b']],
])('%s', async (sql, calls) => {
  const cut = await parser.cut(sql);
  const found = cut.ok ? (cut.statements[0]?.calls ?? []) : [];
  expect(found.map(({ schema, name }) => (schema === null ? name : `${schema}.${name}`)).sort()).toEqual(
    calls,
  );
});
