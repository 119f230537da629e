import { describe, expect, test } from '@jest/globals';
import { judgePending } from '../../../src/core/pending.ts';
import { migrationOf } from '../../support/live.ts';

function judged(
  repository: readonly string[],
  history: readonly string[],
  edited: readonly string[] = [],
  allowOutOfOrder = false,
) {
  const { applied, pending, findings } = judgePending({
    repository: repository.map((version) => migrationOf(`${version}_x.sql`, version)),
    history: history.map((version) => ({ version, name: 'x', fileDigest: null })),
    edited: new Set(edited),
    allowOutOfOrder,
  });
  return {
    applied: applied.map(({ version }) => version),
    pending: pending.map(({ version }) => version),
    findings: findings.map(
      ({ code, level, message }) => `${level} ${code} ${/\d+/u.exec(message)?.[0] ?? ''}`,
    ),
  };
}

describe('a history and a checkout', () => {
  test.each<[string, Parameters<typeof judged>, ReturnType<typeof judged>]>([
    ['an empty database', [['1', '2'], []], { applied: [], pending: ['1', '2'], findings: [] }],
    ['nothing at all', [[], []], { applied: [], pending: [], findings: [] }],
    [
      'the same',
      [
        ['1', '2'],
        ['1', '2'],
      ],
      { applied: ['1', '2'], pending: [], findings: [] },
    ],
    ['one more', [['1', '2'], ['1']], { applied: ['1'], pending: ['2'], findings: [] }],
    [
      'one that the checkout lacks',
      [['2'], ['1', '2']],
      { applied: ['2'], pending: [], findings: ['error history-missing 1'] },
    ],
    [
      'an edited one',
      [['1', '2'], ['1'], ['1']],
      { applied: ['1'], pending: ['2'], findings: ['error history-edited 1'] },
    ],
    [
      'out of order',
      [['1', '2'], ['2']],
      { applied: ['2'], pending: ['1'], findings: ['error history-out-of-order 1'] },
    ],
    [
      'out of order, allowed',
      [['1', '2'], ['2'], [], true],
      { applied: ['2'], pending: ['1'], findings: ['note history-out-of-order 1'] },
    ],
    // Versions are texts: 10 comes before 9.
    [
      'versions of different lengths',
      [['10', '9'], ['9']],
      { applied: ['9'], pending: ['10'], findings: ['error history-out-of-order 10'] },
    ],
    [
      'everything at once',
      [['2', '3', '5'], ['1', '3', '4'], ['3']],
      {
        applied: ['3'],
        pending: ['2', '5'],
        findings: [
          'error history-missing 1',
          'error history-missing 4',
          'error history-edited 3',
          'error history-out-of-order 2',
        ],
      },
    ],
  ])('%s', (_name, input, expected) => {
    expect(judged(...input)).toEqual(expected);
  });
});
