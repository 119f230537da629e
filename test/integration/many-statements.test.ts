import { expect, test } from '@jest/globals';
import type { ShadowDatabase } from '../../src/core/ports.ts';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { sharedPlainShadow } from '../support/shadow.ts';
import { SILENT } from '../support/shadow-requests.ts';

const shared = sharedPlainShadow();

async function observed(database: ShadowDatabase, version: string, sql: string) {
  const cut = await createSqlParser().cut(sql);
  if (!cut.ok) throw new Error(cut.problem.message);
  const migration = {
    version,
    name: 'many',
    file: `supabase/migrations/${version}_many.sql`,
    sql,
    digest: '',
  };
  return await createReplayPort().replay(database, [{ migration, statements: cut.statements }], {
    observe: version === '2',
    signal: new AbortController().signal,
    progress: SILENT,
  });
}

/** The locks of the statements below that others wait for, after some more that lock nothing old. */
async function locksAfter(idle: number): Promise<string[][]> {
  const database = await shared.freshDatabase();
  await observed(
    database,
    '1',
    'create table public.a (id int primary key); create table public.b (id int primary key);',
  );
  const comments = Array.from({ length: idle }, (_, index) => `comment on table public.new is '${index}';`);
  const sql = ['create table public.new ();', ...comments, ...STATEMENTS].join('\n');
  const seen = await observed(database, '2', sql);
  expect(seen.slice(0, -STATEMENTS.length).flatMap(({ locks }) => locks)).toEqual([]);
  return seen.slice(-STATEMENTS.length).map(({ locks }) =>
    locks
      .filter(({ mode }) => mode !== 'AccessShare' && mode !== 'RowShare')
      .map(({ relation, mode, carried }) => `${relation} ${mode}${carried === true ? ' carried' : ''}`)
      .sort(),
  );
}

const STATEMENTS = [
  'create table public.c1 (id int references public.a);',
  'create table public.c2 (id int references a, other int);',
  'alter table only public.c2 add foreign key (other) references "b" (id);',
  'create policy p on public.c2 using (exists (select from public.c1));',
  'create index on public.b (id);',
  'do $$ begin update public.b set id = 1; end $$;',
  'alter table public.c1 rename to c3;',
  'alter table public.b add column note text;',
  'drop table public.a cascade;',
];

test('locks are seen after many statements of a transaction as they are after few', async () => {
  const few = await locksAfter(0);
  const many = await locksAfter(320);
  expect(few.slice(0, 6)).toEqual([
    ['a ShareRowExclusive'],
    [],
    ['b ShareRowExclusive'],
    [],
    ['b Share', 'b ShareRowExclusive carried'],
    ['b RowExclusive'],
  ]);
  expect(few.at(-1)).toContain('a AccessExclusive');
  expect(many).toEqual(few);
});
