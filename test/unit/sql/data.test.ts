import { expect, test } from '@jest/globals';
import { createSqlParser } from '../../../src/sql/parser.ts';

const parser = createSqlParser();

test.each<[sql: string, data: readonly [action: string, table: string | null, everyRow: boolean] | null]>([
  ['insert into s.t values (1)', ['insert', 's.t', false]],
  ['with x as (select 1) insert into t select * from x', ['insert', 't', false]],
  ['update t set a = 1', ['update', 't', true]],
  ['update t set a = 1 where b = 2', ['update', 't', false]],
  ['update t set a = 1 where true', ['update', 't', true]],
  ['delete from t where true', ['delete', 't', true]],
  ['delete from t where 1 = 1', ['delete', 't', true]],
  ['delete from t where 1 = 2', ['delete', 't', false]],
  ['delete from t where false', ['delete', 't', false]],
  ['delete from s.t', ['delete', 's.t', true]],
  ['delete from s.t where a = 1', ['delete', 's.t', false]],
  ['merge into t using u on t.a = u.a when matched then delete', ['merge', 't', false]],
  ['truncate s.t, u', ['truncate', 's.t', true]],
  ["copy t from '/tmp/x'", ['copy', 't', false]],
  ["copy t to '/tmp/x'", null],
  ['do $$ begin end $$', ['do', null, false]],
  ['call p()', ['call', null, false]],
  ['select f()', ['select', null, false]],
  ['select * into t from u', ['select', null, false]],
  ['create table t as select 1', ['select', null, false]],
  ['create table t (a int)', null],
])('%s', async (sql, expected) => {
  const result = await parser.cut(sql);
  if (!result.ok) throw new Error(result.problem.message);
  const data = result.statements[0]?.data ?? null;
  const table = data?.table === null ? null : [data?.schema, data?.table].filter(Boolean).join('.');
  expect(data === null ? null : [data.action, table, data.everyRow]).toEqual(expected);
});
