import { expect, test } from '@jest/globals';
import { likelyRenames } from '../../../src/core/drift.ts';
import type { ObjectDifference } from '../../../src/core/ports.ts';

const COLUMN = {
  type: 'text',
  notNull: false,
  hasDefault: false,
  generated: false,
  identity: false,
} as const;

function column(verb: 'create' | 'drop', name: string): ObjectDifference {
  return {
    ...{ verb, kind: 'column', schema: 'public', table: 'order', name, from: null, details: [] },
    ...{ destroysData: verb === 'drop', unmodelled: null },
    column: { before: verb === 'drop' ? COLUMN : null, after: verb === 'create' ? COLUMN : null },
  };
}

test('the statement that undoes a likely rename puts reserved words in quotes', () => {
  const [found] = likelyRenames([column('drop', 'user'), column('create', 'owner')]);
  expect(found?.remedy).toContain('alter table public."order" rename column owner to "user";');
});
