import { describe, expect, test } from '@jest/globals';
import type { ObjectRename } from '../../../src/core/ports.ts';
import { presentName, questionOf, rulesComingBack } from '../../../src/core/rollback-names.ts';
import type { RowRule } from '../../../src/core/rollback-ports.ts';

function rename(
  kind: string,
  table: string | null,
  from: string,
  to: string,
  newTable = table,
): ObjectRename {
  return {
    kind,
    before: { schema: 'public', table, name: from },
    after: { schema: 'public', table: newTable, name: to },
  };
}

function rule(changes: Partial<RowRule> = {}): RowRule {
  return {
    kind: 'not-null',
    schema: 'public',
    table: 'orders',
    name: 'note',
    columns: [
      { name: 'id', type: 'integer', default: null },
      { name: 'note', type: 'text', default: null },
    ],
    expression: null,
    keys: ['note'],
    predicate: null,
    nullsDistinct: true,
    references: null,
    ...changes,
  };
}

describe('names of today', () => {
  test('go through every step that is still to come', () => {
    const steps = [[rename('table', null, 'sales', 'purchases')], [rename('table', null, 'orders', 'sales')]];
    expect(presentName({ schema: 'public', table: null, name: 'orders' }, 'table', steps).name).toBe(
      'purchases',
    );
  });

  test('of columns follow their own renames and those of their table', () => {
    const steps = [
      [rename('table', null, 'orders', 'sales'), rename('column', 'orders', 'note', 'remark', 'sales')],
    ];
    const { live } = questionOf(rule(), steps);
    expect([live.name, live.columns.get('note'), live.columns.get('id')]).toEqual(['sales', 'remark', 'id']);
  });

  test('are none where another column has taken the name', () => {
    const steps = [[rename('column', 'orders', 'id', 'note')]];
    const { live } = questionOf(rule(), steps);
    expect(live.columns.get('note')).toBeNull();
    expect(live.columns.get('id')).toBe('note');
  });
});

describe('rules that come back', () => {
  const mood = (...keys: readonly string[]) =>
    rule({ kind: 'enum', table: 'mood', name: 'mood', keys, columns: [] });
  const pair = (...keys: readonly string[]) => rule({ kind: 'composite', table: 'pair', name: 'pair', keys });

  test.each<[string, RowRule[], RowRule[], number]>([
    ['one that is there all the time does not', [rule()], [rule()], 0],
    ['one that the migration dropped does', [rule()], [], 1],
    ['one that it brought does not', [], [rule()], 0],
    ['an enum that loses a value does', [mood('a')], [mood('a', 'b')], 1],
    ['an enum that gets one back does not', [mood('a', 'b')], [mood('a')], 0],
    ['a type that loses an attribute does', [pair('a')], [pair('a', 'b')], 1],
    ['a type that gets one back does not', [pair('a', 'b')], [pair('a')], 0],
  ])('%s', (_name, lower, upper, count) => {
    expect(rulesComingBack(lower, upper)).toHaveLength(count);
  });
});
