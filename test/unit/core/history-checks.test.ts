import { describe, expect, test } from '@jest/globals';
import { checkHistory } from '../../../src/core/history-checks.ts';
import type { HistoryChecks, ListedMigration } from '../../../src/core/listed-migration.ts';
import { quotePath } from '../../../src/core/quote-path.ts';

const NOW = new Date('2026-02-03T04:05:06Z');

function migration(stem: string, fields: Partial<ListedMigration> = {}): ListedMigration {
  const [version = '', ...name] = stem.split('_');
  const sql = fields.sql === undefined ? `select '${version}';` : fields.sql;
  return {
    version,
    name: name.join('_'),
    file: `supabase/migrations/${stem}.sql`,
    sql,
    digest: `${sql}`,
    broken: false,
    ...fields,
  };
}

type Lists = Partial<Record<'head' | 'ancestor' | 'tip', readonly (string | ListedMigration)[]>>;

function checksOf(lists: Lists): HistoryChecks {
  const list = (items: readonly (string | ListedMigration)[] = []): readonly ListedMigration[] =>
    items.map((item) => (typeof item === 'string' ? migration(item) : item));
  return {
    head: list(lists.head),
    ancestor: list(lists.ancestor),
    tip: list(lists.tip ?? lists.ancestor),
    baseName: 'main',
    ancestorCommit: '0123456789abcdef',
    rollbacks: [],
    now: NOW,
  };
}

function check(lists: Lists): readonly string[] {
  return checkHistory(checksOf(lists)).map(
    ({ level, code, file }) => `${level} ${code} ${file?.slice('supabase/migrations/'.length, -4)}`,
  );
}

const A = '20250101000000_a';
const B = '20250201000000_b';
const C = '20250301000000_c';

describe('lists that are fine', () => {
  test.each([
    ['nothing', {}],
    ['the first migrations', { head: [A, B] }],
    ['nothing new', { head: [A], ancestor: [A] }],
    ['one more', { head: [A, B], ancestor: [A] }],
    ['behind the base branch', { head: [A], ancestor: [A], tip: [A, B] }],
    ['behind, with something newer than all', { head: [A, C], ancestor: [A], tip: [A, B] }],
    ['the same migration in both branches', { head: [A, B], ancestor: [A], tip: [A, B] }],
    ['versions all of the same odd length', { head: ['1_a', '2_b', '3_c'] }],
    [
      'line endings',
      {
        head: [migration(A, { sql: 'a\r\nb', digest: '1' })],
        ancestor: [migration(A, { sql: 'a\nb', digest: '2' })],
      },
    ],
    ['beginnings of versions that the base has already', { head: ['2025_z', A, B], ancestor: ['2025_z', A] }],
    ['an odd length that the base has already', { head: ['1_a', A, B], ancestor: ['1_a'] }],
  ])('%s', (_, lists) => {
    expect(check(lists)).toEqual([]);
  });
});

test('every file that has to be renamed gets a version of its own', () => {
  const remedies = checkHistory(
    checksOf({ head: [A, '20250101000000_b', '20250101000000_c', '20250102000000_d', '20250102000000_e'] }),
  ).map(({ remedy }) => /(\d+)_\w\.sql$/u.exec(remedy)?.[1]);
  expect(remedies).toHaveLength(3);
  expect(new Set(remedies).size).toBe(3);
});

describe('lists that are not', () => {
  test.each([
    [
      'a version twice',
      { head: [A, '20250101000000_b'] },
      ['error migration-duplicate-version 20250101000000_b'],
    ],
    [
      'a version three times',
      { head: [A, '20250101000000_b', '20250101000000_c'] },
      ['b', 'c'].map((name) => `error migration-duplicate-version 20250101000000_${name}`),
    ],
    [
      'the new one of two is the one to rename, wherever it sorts',
      { head: [A, '20250101000000_b'], ancestor: ['20250101000000_b'] },
      ['error migration-duplicate-version 20250101000000_a'],
    ],
    [
      'versions twice that all lie in the base: one warning for all',
      {
        head: [A, '20250101000000_b', '20250102000000_c', '20250102000000_d', '20250103000000_e'],
        ancestor: [A, '20250101000000_b', '20250102000000_c', '20250102000000_d'],
      },
      ['warning migration-duplicate-version 20250101000000_a'],
    ],
    [
      'older than the base',
      { head: [A, B], ancestor: [B] },
      ['error migration-out-of-order 20250101000000_a'],
    ],
    [
      'older than what the base branch has got since',
      { head: [A, B], ancestor: [A], tip: [A, C] },
      ['error migration-out-of-order 20250201000000_b'],
    ],
    [
      'a version that the base branch gave away',
      { head: [A, '20250201000000_mine'], ancestor: [A], tip: [A, migration(B, { sql: 'other' })] },
      ['error migration-version-taken 20250201000000_mine'],
    ],
    [
      'edited',
      { head: [migration(A, { sql: 'new' })], ancestor: [A] },
      ['error migration-edited 20250101000000_a'],
    ],
    [
      'edited by a line break in the middle',
      { head: [migration(A, { sql: 'a\n\nb' })], ancestor: [migration(A, { sql: 'a\nb' })] },
      ['error migration-edited 20250101000000_a'],
    ],
    [
      'made unreadable',
      { head: [migration(A, { sql: null, broken: true })], ancestor: [A] },
      ['error migration-edited 20250101000000_a'],
    ],
    ['deleted', { head: [B], ancestor: [A, B] }, ['error migration-deleted 20250101000000_a']],
    [
      'renamed',
      { head: ['20250101000000_z'], ancestor: [migration(A)] },
      ['note migration-renamed 20250101000000_z'],
    ],
    [
      'renamed and edited',
      { head: [migration('20250101000000_z', { sql: 'new' })], ancestor: [A] },
      ['note migration-renamed 20250101000000_z', 'error migration-edited 20250101000000_z'],
    ],
    [
      'given another version: it is gone, and the new one is new',
      { head: [B], ancestor: [A] },
      ['error migration-deleted 20250101000000_a'],
    ],
    [
      'repaired',
      { head: [migration(A, { sql: 'new' })], ancestor: [migration(A, { broken: true })] },
      ['note migration-repaired 20250101000000_a'],
    ],
    [
      'deleted, but it never could run',
      { head: [B], ancestor: [migration(A, { broken: true }), B] },
      ['note migration-deleted 20250101000000_a'],
    ],
    [
      'a short version that text sorts last',
      { head: [A, B, '3_c'], ancestor: [A] },
      ['warning migration-version-width 3_c'],
    ],
  ])('%s', (_, lists, expected) => {
    expect(check(lists)).toEqual(expected);
  });
});

describe('remedies', () => {
  function remediesFor(checks: Partial<HistoryChecks>): readonly string[] {
    const all: HistoryChecks = {
      head: [],
      ancestor: [],
      tip: [],
      baseName: 'main',
      ancestorCommit: null,
      rollbacks: [],
      now: NOW,
      ...checks,
    };
    return checkHistory(all).map(({ remedy }) => remedy);
  }

  test('several that are late keep their order, with their rollbacks', () => {
    const remedies = remediesFor({
      head: [migration(A), migration(B), migration(C)],
      ancestor: [migration(C)],
      tip: [migration(C)],
      rollbacks: [{ version: '20250201000000', file: "supabase/rollbacks/20250201000000_it's b.sql" }],
    });
    expect(remedies).toEqual([
      'Rename it: git mv supabase/migrations/20250101000000_a.sql supabase/migrations/20260203040506_a.sql',
      "Rename it: git mv supabase/migrations/20250201000000_b.sql supabase/migrations/20260203040507_b.sql && git mv 'supabase/rollbacks/20250201000000_it'\\''s b.sql' 'supabase/rollbacks/20260203040507_it'\\''s b.sql'",
    ]);
  });

  test('a base whose newest version no time can follow', () => {
    const newest = migration('99999999999999_end');
    expect(remediesFor({ head: [migration(A), newest], ancestor: [newest], tip: [newest] })).toEqual([
      'Rename it to a version that sorts after 99999999999999.',
    ]);
  });

  test('the commit that still has the old text is named, where there is one', () => {
    const lists = { head: [migration(A, { sql: 'new' })], ancestor: [migration(A)], tip: [migration(A)] };
    const command = 'git checkout 0123456789ab -- supabase/migrations/20250101000000_a.sql';
    expect(remediesFor({ ...lists, ancestorCommit: '0123456789abcdef' })[0]).toContain(command);
    expect(remediesFor({ ...lists, ancestorCommit: null })[0]).not.toContain('git checkout');
  });
});

test.each([
  ['supabase/migrations/1_a.sql', 'supabase/migrations/1_a.sql'],
  ['a b', "'a b'"],
  ["it's", "'it'\\''s'"],
  ['-rf', "'-rf'"],
  ['$(x)', "'$(x)'"],
  ['日本', "'日本'"],
  ['', "''"],
])('the path %j in a shell is %s', (path, quoted) => {
  expect(quotePath(path)).toBe(quoted);
});
