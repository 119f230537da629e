import { describe, expect, test } from '@jest/globals';
import { segmentsOf } from '../../../src/core/segments.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

const parser = createSqlParser();

async function segments(sql: string) {
  const cut = await parser.cut(sql);
  if (!cut.ok) throw new Error(cut.problem.message);
  return segmentsOf(cut.statements);
}

const A = 'create table a ()';
const B = 'create table b ()';
const INDEX = 'create index concurrently i on t (x)';
const VALUE = "alter type mood add value 'x'";

describe('a file is grouped into segments', () => {
  test.each<[name: string, sql: readonly string[], segments: readonly string[]]>([
    ['nothing', [], []],
    ['one transaction', [A, B], [`transaction: ${A} | ${B}`]],
    [
      'what must run alone parts it',
      [A, INDEX, B],
      [`transaction: ${A}`, `alone: ${INDEX}`, `transaction: ${B}`],
    ],
    ['alone at both ends', [INDEX, A, INDEX], [`alone: ${INDEX}`, `transaction: ${A}`, `alone: ${INDEX}`]],
    ['a new enum value ends it', [A, VALUE, B], [`transaction: ${A} | ${VALUE}`, `transaction: ${B}`]],
    [
      "the file's own transaction is one",
      [A, 'begin', B, A, 'commit', B],
      [`transaction: ${A}`, `transaction: ${B} | ${A}`, `transaction: ${B}`],
    ],
    ['a new enum value stays in it', ['begin', VALUE, A, 'commit'], [`transaction: ${VALUE} | ${A}`]],
    [
      'a COMMIT without BEGIN ends it, as it does for the CLI',
      [A, 'commit', B],
      [`transaction: ${A}`, `transaction: ${B}`],
    ],
    [
      'savepoints stay inside',
      [A, 'savepoint s', B, 'rollback to s'],
      [`transaction: ${A} | savepoint s | ${B} | rollback to s`],
    ],
    ['an empty transaction is nothing', ['begin', 'commit'], []],
  ])('%s', async (_name, sql, expected) => {
    const result = await segments(sql.join(';\n'));
    expect(
      result.ok &&
        result.segments.map(
          ({ kind, statements }) => `${kind}: ${statements.map((one) => one.sql).join(' | ')}`,
        ),
    ).toEqual(expected);
  });
});

describe('a file that would leave its transaction unseen is refused', () => {
  test.each<[name: string, sql: readonly string[], at: string, reason: RegExp]>([
    [
      'a ROLLBACK without BEGIN',
      [A, 'rollback'],
      'rollback',
      /end the transaction that the migration runs in/u,
    ],
    [
      'a ROLLBACK of its own transaction',
      ['begin', A, 'rollback'],
      'rollback',
      /throws away everything since BEGIN/u,
    ],
    ['a BEGIN inside a transaction', ['begin', A, 'begin'], 'begin', /still open/u],
    ['a BEGIN without end', [A, 'begin', B], 'begin', /never ends/u],
    [
      'what runs alone inside a transaction',
      ['begin', INDEX, 'commit'],
      INDEX,
      /does not run it between BEGIN and COMMIT/u,
    ],
  ])('%s', async (_name, sql, at, reason) => {
    const result = await segments(sql.join(';\n'));
    expect(result.ok).toBe(false);
    if (result.ok) return;
    expect(result.statement.sql).toBe(at);
    expect(result.reason).toMatch(reason);
  });
});
