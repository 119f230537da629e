import { describe, expect, test } from '@jest/globals';
import type { DeployedMigration } from '../../../src/core/deploy-ports.ts';
import type { Segment } from '../../../src/core/segments.ts';
import { MessageSizes } from '../../../src/database/message-sizes.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

const TRANSACTION: Segment = { kind: 'transaction', statements: [] };

/** What a segment of one statement is made of. */
async function segmentOf(sql: string): Promise<Segment> {
  const cut = await createSqlParser().cut(sql);
  if (!cut.ok) throw new Error(cut.problem.message);
  return { kind: 'transaction', statements: cut.statements };
}

function migration(changes: Partial<DeployedMigration> = {}, sql = 'select 1'): DeployedMigration {
  return {
    migration: { version: '1', name: 'one', file: '1_one.sql', sql, digest: '' },
    pieces: [],
    segments: [TRANSACTION],
    committed: 0,
    ...changes,
  };
}

const MANY = Array.from({ length: 100 }, () => migration());

/** The sizes of the messages for a list, where each takes as long as it says. */
function sizesOf(migrations: readonly DeployedMigration[], each: number): readonly number[] {
  const sizes = new MessageSizes();
  const found: number[] = [];
  for (let place = 0; place < migrations.length; ) {
    const count = sizes.next(migrations, place);
    sizes.took(count, count, count * each);
    found.push(count);
    place += count;
  }
  return found;
}

describe('how many migrations go in one message', () => {
  test.each<[string, readonly DeployedMigration[], number, readonly number[]]>([
    ['more and more while they are quick', MANY, 5, [1, 4, 16, 64, 15]],
    ['one by one while they are slow', MANY.slice(0, 4), 1000, [1, 1, 1, 1]],
    [
      'none with one of several segments',
      [
        migration(),
        migration(),
        migration({ segments: [TRANSACTION, TRANSACTION] }),
        migration(),
        migration(),
      ],
      5,
      [1, 1, 1, 2],
    ],
    [
      'none with one that began before',
      [migration(), migration({ committed: 1 }), migration(), migration()],
      5,
      [1, 1, 2],
    ],
    [
      'none with a statement that runs by itself',
      [migration(), migration({ segments: [{ kind: 'alone', statements: [] }] }), migration(), migration()],
      5,
      [1, 1, 2],
    ],
    [
      'no more than fit',
      [migration(), migration({}, 'x'.repeat(199_999)), migration({}, 'yy'), migration()],
      5,
      [1, 1, 2],
    ],
    ['one by itself that is larger than a message', [migration({}, 'x'.repeat(300_000))], 5, [1]],
    ['nothing for nothing', [], 5, []],
  ])('%s', (_what, migrations, each, expected) => {
    expect(sizesOf(migrations, each)).toEqual(expected);
  });

  test.each([
    'insert into t values (1)',
    'update t set x = 1 where created_at < now()',
    'delete from t',
    "do $$ begin execute 'delete from t'; end $$",
    'select fill()',
    'call fill()',
    'create table old as select * from t where created_at < now()',
    'execute fill',
  ])('none behind another one that touches rows, whose now() would be the same: %s', async (sql) => {
    const rows = migration({ segments: [await segmentOf(sql)] });
    expect(sizesOf([migration(), migration(), rows, migration(), migration()], 5)).toEqual([1, 1, 3]);
  });

  test('one by one behind a message that was not done as a whole', () => {
    const sizes = new MessageSizes();
    sizes.took(1, 1, 1);
    expect(sizes.next(MANY, 0)).toBe(4);
    sizes.took(4, 2, 4);
    expect(sizes.next(MANY, 0)).toBe(1);
  });
});
