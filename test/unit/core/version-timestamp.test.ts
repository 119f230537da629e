import { describe, expect, test } from '@jest/globals';
import { freshVersions } from '../../../src/core/version-timestamp.ts';

const NOW = new Date('2026-02-03T04:05:06.789Z');

describe('fresh versions', () => {
  test.each([
    ['from now on', 2, null, ['20260203040506', '20260203040507']],
    ['none', 0, '20250101000000', []],
    ['now, where the newest is older', 1, '20250101000000', ['20260203040506']],
    ['after the newest, where that lies ahead', 2, '20271231235959', ['20280101000000', '20280101000001']],
    ['after the newest of this very second', 1, '20260203040506', ['20260203040507']],
    ['over the end of a leap February', 1, '20280228235959', ['20280229000000']],
    ['the next numbers of as many digits, where numbers are counted', 2, '0089', ['0090', '0091']],
    ['now, where the newest is a day', 1, '20250101', ['20260203040506']],
  ])('%s', (_, count, newest, expected) => {
    expect(freshVersions(count, NOW, newest)).toEqual(expected);
  });

  test.each([
    ['a newest that no time can follow', '99991231235959'],
    ['a newest that is no time and sorts behind', '99999999999999'],
    ['a newest of one digit that sorts behind', '9'],
    ['the last number of as many digits that sorts behind', '9999'],
  ])('cannot be told after %s', (_, newest) => {
    expect(freshVersions(1, NOW, newest)).toBeNull();
  });
});
