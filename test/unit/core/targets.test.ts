import { describe, expect, test } from '@jest/globals';
import { BATCH_LIMIT, batchesOf, type Target } from '../../../src/core/targets.ts';

function targets(count: number, wave: number): readonly Target[] {
  return Array.from({ length: count }, (_, index) => ({
    name: `t${wave}-${index}`,
    environment: 'production',
    secret: `T${wave}_${index}`,
    wave,
  }));
}

describe('targets become batches', () => {
  test.each<[string, readonly Target[], readonly number[]]>([
    ['none', [], []],
    ['one canary and the rest', [...targets(9, 1), ...targets(1, 0)], [1, 9]],
    ['a wave that just fits a matrix', targets(BATCH_LIMIT, 1), [256]],
    ['a wave that does not', targets(BATCH_LIMIT + 1, 1), [256, 1]],
    ['a thousand behind a canary', [...targets(1, 0), ...targets(999, 5)], [1, 256, 256, 256, 231]],
  ])('%s', (_case, given, sizes) => {
    expect(batchesOf(given).map(({ length }) => length)).toEqual(sizes);
  });

  test('in the order of their waves, and never of two waves in one', () => {
    const batches = batchesOf([...targets(3, 10), ...targets(3, 2), ...targets(3, 0)], 2);
    const waves = batches.map((batch) => [...new Set(batch.map(({ wave }) => wave))]);
    expect(waves).toEqual([[0], [0], [2], [2], [10], [10]]);
  });

  test('none of them lost, none of them twice', () => {
    const given = [...targets(700, 1), ...targets(300, 2)];
    expect(batchesOf(given).flat()).toEqual(given);
  });
});
