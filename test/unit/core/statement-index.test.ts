import { expect, test } from '@jest/globals';
import type { ObservedStatement } from '../../../src/core/ports.ts';
import { StatementIndex } from '../../../src/core/statement-index.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

const SQL = `create table s.orders (id int);
alter table s.orders add column note text;
alter table s.orders rename to sales;
alter table s.items add column note text;
grant select on all tables in schema s to anon;
alter table s.sales rename to deals;
create index on s.deals (note);
do $$ begin execute 'alter table s.' || 'late add column x int'; end $$;
comment on table s.deals is 'x';`;

test.each<[name: string, lines: readonly number[]]>([
  // Renames, names for all and names that PostgreSQL chooses may be about anything.
  ['nothing', [3, 5, 6, 7]],
  ['note', [2, 3, 4, 5, 6, 7]],
  ['orders', [1, 2, 3, 5, 6, 7, 9]],
  ['deals', [1, 2, 3, 5, 6, 7, 9]],
  ['late', [3, 5, 6, 7, 8]],
])('what may name %s', async (name, lines) => {
  const cut = await createSqlParser().cut(SQL);
  const observed = (cut.ok ? cut.statements : []).map(
    (statement): ObservedStatement => ({
      migration: { version: '1', name: 'a', file: 'a', sql: SQL, digest: '' },
      statement,
      locks: [],
      rewritten: [],
      verified: [],
      events: statement.line === 8 ? [{ verb: 'alter', names: ['s', 'late'] }] : [],
      searchPath: ['public'],
    }),
  );
  expect(new StatementIndex(observed).mayName(name).map(({ statement }) => statement.line)).toEqual(lines);
});
