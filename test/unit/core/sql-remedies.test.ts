import { expect, test } from '@jest/globals';
import { adviceFor } from '../../../src/core/sql-remedies.ts';

test('an error without a known trap promises no more than its transaction: earlier ones of the file may be committed', () => {
  expect(adviceFor('22012', 'division by zero')).toEqual({
    likelyCause: null,
    remedy: 'Correct the statement; its transaction has been rolled back.',
  });
});
