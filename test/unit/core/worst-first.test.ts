import { expect, test } from '@jest/globals';
import { finding } from '../../../src/core/finding-codes.ts';
import type { Finding } from '../../../src/core/report.ts';
import { worstFirst } from '../../../src/core/worst-first.ts';

const one = (level: Finding['level'], code: string, line: number): Finding => ({
  ...finding('drift', { file: null, line, message: '', remedy: '' }),
  level,
  code,
});

test('what deletes rows stands in front of other findings, advice on functions behind them, and the rest keeps its order', () => {
  const sorted = worstFirst([
    one('note', 'rls-without-policy', 1),
    one('warning', 'definer-without-search-path', 2),
    one('warning', 'rls-disabled', 3),
    one('warning', 'blocking-lock', 4),
    one('warning', 'data-loss', 5),
    one('warning', 'blocking-lock', 6),
    one('error', 'platform-owned', 7),
    one('warning', 'data-loss', 8),
  ]);
  expect(sorted.map(({ line }) => line)).toEqual([5, 8, 1, 3, 4, 6, 7, 2]);
});
