import { describe, expect, test } from '@jest/globals';
import { changedParts, type PlanFacts, planDigest } from '../../../src/core/plan-digest.ts';
import { migrationOf } from '../../support/live.ts';

const FACTS: PlanFacts = {
  target: '7/postgres',
  head: 'abc',
  pending: [{ migration: migrationOf('1_a.sql', 'select 1'), committed: 0 }],
  schema: 'f00',
  adopt: null,
};

describe('the digest of a plan', () => {
  test('is the same for the same facts, and safe in a shell and a URL', () => {
    expect(planDigest({ ...FACTS })).toBe(planDigest(FACTS));
    expect(planDigest(FACTS)).toMatch(/^1(?:-[0-9a-f]{8}){4}-[0-9a-f]{64}$/u);
  });

  test.each<[string, Partial<PlanFacts>, string[]]>([
    ['another database', { target: '8/postgres' }, ['target']],
    ['another checkout', { head: 'abd' }, ['head']],
    [
      'another file',
      { pending: [{ migration: migrationOf('1_a.sql', 'select 2'), committed: 0 }] },
      ['pending'],
    ],
    [
      'a committed part',
      { pending: [{ migration: migrationOf('1_a.sql', 'select 1'), committed: 1 }] },
      ['pending'],
    ],
    ['another schema', { schema: 'f01' }, ['schema']],
    ['a schema that was not read', { schema: null }, ['schema']],
    ['an adoption', { adopt: '1' }, ['pending']],
    ['two things', { head: 'x', schema: 'y' }, ['head', 'schema']],
  ])('tells what changed: %s', (_name, change, parts) => {
    const [then, now] = [planDigest(FACTS), planDigest({ ...FACTS, ...change })];
    expect(now).not.toBe(then);
    expect(changedParts(then, now)).toEqual(parts);
  });

  test.each(['', 'abc', '2-1-2-3-4-5', 'x'.repeat(64)])('is not %j', (text) => {
    expect(changedParts(text, planDigest(FACTS))).toBeNull();
  });
});
