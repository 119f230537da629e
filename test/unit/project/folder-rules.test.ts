import { describe, expect, test } from '@jest/globals';
import { parseMigrationFileName } from '../../../src/core/migration.ts';
import { migrationRules, suggestedName } from '../../../src/project/folder-rules.ts';

const NOW = new Date('2026-02-03T04:05:06Z');

test.each([
  ['add users.sql', '20260203040506_add_users.sql'],
  ['20250101000000.sql', '20250101000000_change.sql'],
  ['20250101000000-add.sql', '20250101000000_add.sql'],
  ['20250101000000 add users.sql', '20250101000000_add_users.sql'],
  ['20250101000000_add.SQL', '20250101000000_add.sql'],
  ['20250101000000_add.sql.txt', '20250101000000_add.sql'],
  ['20250101000000_add.sql ', '20250101000000_add.sql'],
  [' 20250101000000_add.sql', '20250101000000_add.sql'],
  ['20250101000000_add.sql.bak', '20250101000000_add.sql'],
  ['20250101000000_add', '20250101000000_add.sql'],
  ['V1__add.sql', '20260203040506_v1_add.sql'],
  ['V2025__add.sql', '2025_add.sql'],
  ['.sql', '20260203040506_change.sql'],
  ['naïve 日本.sql', '20260203040506_naïve_日本.sql'],
  ["$(rm -rf ~)'.sql", '20260203040506_rm_rf.sql'],
])('%j becomes %s, which the Supabase CLI takes', (name, expected) => {
  expect(suggestedName(name, NOW)).toBe(expected);
  expect(parseMigrationFileName(expected)).not.toBeNull();
});

describe('the first file of the folder that the Supabase CLI passes over', () => {
  const { skipsFirst } = migrationRules(NOW, 'error');
  test.each([
    ['20200101000000_init.sql', true],
    ['20211208235959_init.sql', true],
    ['20211209000000_init.sql', false],
    ['20200101000000_initial.sql', false],
    ['2020_init.sql', false],
    ['20200101000000_create.sql', false],
  ])('%s: %s', (name, skipped) => {
    expect(skipsFirst(name)).toBe(skipped);
  });
});
