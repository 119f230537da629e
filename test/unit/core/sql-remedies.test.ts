import { describe, expect, test } from '@jest/globals';
import { adviceFor } from '../../../src/core/sql-remedies.ts';

test('an error without a known trap promises no more than its transaction: earlier ones of the file may be committed', () => {
  expect(adviceFor('22012', 'division by zero')).toEqual({
    likelyCause: null,
    remedy: 'Correct the statement; its transaction has been rolled back.',
  });
});

describe('a right that is missing', () => {
  const remedy = (before: string): string =>
    adviceFor('42501', 'permission denied for table t', before).remedy;

  test.each([
    ['set role anon;', 'anon'],
    ['set local role to "App User"; select 1;', 'App User'],
    ["set session authorization 'bob';", 'bob'],
    ['set role anon; reset role; set role service_role;', 'service_role'],
  ])('after %s is one of that role', (before, role) => {
    expect(remedy(before)).toBe(`Write reset role; before the statement, or grant ${role} what it needs.`);
  });

  test.each([
    '',
    'set role postgres;',
    'set role anon; reset role;',
    'set role anon; set role none;',
    'reset all;',
  ])('is one of postgres after %j', (before) => {
    expect(remedy(before)).toMatch(/^Use what the platform offers/u);
  });
});
