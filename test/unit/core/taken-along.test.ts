import { describe, expect, test } from '@jest/globals';
import type { RowRule } from '../../../src/core/rollback-ports.ts';
import { takenAlong } from '../../../src/core/taken-along.ts';

function key(table: string, other: string, onDelete: 'cascade' | 'set' | 'refuse'): RowRule {
  return {
    kind: 'foreign-key',
    schema: 'public',
    table,
    name: `${table}_fkey`,
    columns: [],
    expression: null,
    keys: [`${other}_id`],
    predicate: null,
    nullsDistinct: true,
    references: { schema: 'public', table: other, columns: [], keys: ['id'], onDelete },
  };
}

const RULES = [
  key('b', 'a', 'cascade'),
  key('c', 'b', 'cascade'),
  key('d', 'b', 'set'),
  key('e', 'a', 'refuse'),
  key('a', 'c', 'cascade'),
];

function taken(truncates: boolean, cascades = false) {
  const { tables, columns } = takenAlong(
    [{ schema: 'public', name: 'a', truncates, cascades, only: false }],
    RULES,
  );
  return [tables.map(({ name }) => name), columns.map(({ table, name }) => `${table}.${name}`)];
}

describe('what goes with the rows of a table that is emptied', () => {
  test.each([
    [
      'DELETE: what cascades, round in a circle, and columns that are set',
      false,
      false,
      [['b', 'c'], ['d.b_id']],
    ],
    ['TRUNCATE: nothing', true, false, [[], []]],
    ['TRUNCATE … CASCADE: whatever refers to it', true, true, [['b', 'e', 'c', 'd'], []]],
  ])('%s', (_name, truncates, cascades, expected) => {
    expect(taken(truncates, cascades)).toEqual(expected);
  });
});
