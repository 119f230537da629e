import { describe, expect, test } from '@jest/globals';
import { LOCK_MODES } from '../../../src/core/locks.ts';
import {
  advice,
  countChanges,
  duration,
  engineInWords,
  kindInWords,
  lockInWords,
  lockModeInSql,
  plural,
  signOf,
  verbOf,
  verdictParts,
} from '../../../src/render/wording.ts';
import { change, finding, report } from '../../support/report-samples.ts';

const loss = { kind: 'data-loss' as const, detail: 'gone' };
const rewrite = { kind: 'rewrite' as const, detail: 'slow' };
const quote = (name: string): string => `«${name}»`;

describe('the sign', () => {
  test.each([
    { name: 'blocked is red', sample: report({ verdict: 'blocked' }), sign: '🔴' },
    { name: 'attention is yellow', sample: report({ verdict: 'attention' }), sign: '🟡' },
    {
      name: 'attention with data loss is red',
      sample: report({
        verdict: 'attention',
        changes: [change({ verb: 'drop', kind: 'table', name: 't', hazards: [loss] })],
      }),
      sign: '🔴',
    },
    { name: 'safe is green', sample: report({ verdict: 'safe' }), sign: '🟢' },
    { name: 'nothing is white', sample: report({ verdict: 'nothing' }), sign: '⚪' },
  ])('$name', ({ sample, sign }) => {
    expect(signOf(sample)).toBe(sign);
  });
});

test('two rewrites of one table count as one, as the time goes into the table', () => {
  const sample = report({
    changes: [
      change({ verb: 'alter', kind: 'column', table: 't', name: 'a', hazards: [rewrite] }),
      change({ verb: 'alter', kind: 'column', table: 't', name: 'b', hazards: [rewrite] }),
      change({ verb: 'alter', kind: 'table', name: 'u', hazards: [rewrite] }),
    ],
  });
  expect(countChanges(sample, 'rewrite')).toBe(2);
});

test('counts come with the right number', () => {
  const one = report({ verdict: 'attention', findings: [finding({ level: 'warning', message: 'm' })] });
  expect(verdictParts(one)).toEqual(['0 migrations', '1 warning']);
  expect(plural(1_234, 'change')).toBe('1,234 changes');
});

describe('the first line says why a report asks for attention', () => {
  const outside = { kind: 'non-transactional' as const, detail: 'half done' };
  const breaks = { kind: 'breaks-clients' as const, detail: 'fails' };
  const of = (...kinds: (typeof outside | typeof breaks)[][]): readonly string[] =>
    verdictParts(
      report({
        verdict: 'attention',
        changes: kinds.map((hazards) => change({ verb: 'alter', kind: 'table', name: 't', hazards })),
      }),
    ).slice(1);

  test('names that change under running clients', () => {
    expect(of([breaks])).toEqual(['1 breaks running clients']);
    expect(of([breaks], [breaks, outside])).toEqual(['2 break running clients']);
  });

  test('what runs outside a transaction, where nothing worse is there', () => {
    expect(of([outside])).toEqual(['1 outside a transaction']);
  });
});

test.each([
  ['DO', 'run'],
  ['CALL', 'run'],
  ['SELECT', 'run'],
  ['UPDATE', 'rows changed'],
])('what %s did is %s: of a block its details say the rest', (name, verb) => {
  expect(verbOf(change({ verb: 'data', kind: 'statement', name }))).toBe(verb);
});

describe('the advice', () => {
  test.each([
    { name: 'nothing', sample: report({ verdict: 'nothing' }), says: /brings no migration/u },
    { name: 'no change', sample: report({ verdict: 'safe' }), says: /leave the schema as it is/u },
    {
      name: 'one error',
      sample: report({ verdict: 'blocked', findings: [finding({ level: 'error', message: 'm' })] }),
      says: /^Do not merge yet: the error below must be repaired first\.$/u,
    },
    {
      name: 'the names of what is lost, at most three',
      sample: report({
        verdict: 'attention',
        changes: ['a', 'b', 'c', 'd'].map((name) =>
          change({ verb: 'drop', kind: 'column', table: 't', name, hazards: [loss] }),
        ),
      }),
      says: /for good: «public\.t\.a», «public\.t\.b», «public\.t\.c» and 1 more\./u,
    },
    {
      name: 'the table of a statement that deletes rows',
      sample: report({
        verdict: 'attention',
        changes: [change({ verb: 'data', kind: 'statement', table: 't', name: 'DELETE', hazards: [loss] })],
      }),
      says: /for good: «public\.t»\./u,
    },
    {
      name: 'that there is no way back',
      sample: report({
        verdict: 'attention',
        reversal: {
          verdict: 'irreversible',
          objects: [],
          reasons: [],
          dropsAgain: [],
          sql: '',
          source: 'none',
          proof: { downMatchesBase: null, upMatchesHead: null, differences: [] },
        },
      }),
      says: /There is no way back that could be shown to work\.$/u,
    },
  ])('tells $name', ({ sample, says }) => {
    expect(advice(sample, quote)).toMatch(says);
  });
});

describe('locks', () => {
  test.each([
    { mode: 'AccessExclusive' as const, words: 'blocks reads and writes', sql: 'ACCESS EXCLUSIVE' },
    { mode: 'ShareRowExclusive' as const, words: 'blocks writes', sql: 'SHARE ROW EXCLUSIVE' },
    { mode: 'Share' as const, words: 'blocks writes', sql: 'SHARE' },
    { mode: 'ShareUpdateExclusive' as const, words: 'no blocking', sql: 'SHARE UPDATE EXCLUSIVE' },
  ])('$sql $words', ({ mode, words, sql }) => {
    expect(lockInWords(mode)).toBe(words);
    expect(lockModeInSql(mode)).toBe(sql);
  });

  test('all have words', () => {
    for (const mode of LOCK_MODES)
      expect(lockInWords(mode)).toMatch(/^(?:blocks (?:reads and )?writes|no blocking)$/u);
  });
});

test.each([
  { kind: 'column', one: 'column', many: 'columns' },
  { kind: 'index', one: 'index', many: 'indexes' },
  { kind: 'policy', one: 'policy', many: 'policies' },
  { kind: 'materialized_view', one: 'materialized view', many: 'materialized views' },
])('$one and $many', ({ kind, one, many }) => {
  expect(kindInWords(kind)).toBe(one);
  expect(kindInWords(kind, 2)).toBe(many);
});

test.each([
  { milliseconds: 0.4, words: '0 ms' },
  { milliseconds: 420, words: '420 ms' },
  { milliseconds: 999.6, words: '1.0 s' },
  { milliseconds: 3_140, words: '3.1 s' },
  { milliseconds: 59_990, words: '1 min 0 s' },
  { milliseconds: 125_000, words: '2 min 5 s' },
])('$milliseconds ms are $words', ({ milliseconds, words }) => {
  expect(duration(milliseconds)).toBe(words);
});

test.each([
  { said: 'embedded PostgreSQL 17.10', earlier: {} },
  {
    said: 'embedded PostgreSQL 17.10, as it told of the same migrations before (--no-cache asks it anew)',
    earlier: { earlier: true },
  },
] as const)('an engine: $said', ({ said, earlier }) => {
  expect(engineInWords({ name: 'embedded', major: 17, version: '17.10', standIns: [], ...earlier })).toBe(
    said,
  );
});
