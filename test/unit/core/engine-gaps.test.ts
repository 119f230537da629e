import { describe, expect, test } from '@jest/globals';
import { engineGap } from '../../../src/core/engine-gaps.ts';
import type { Finding } from '../../../src/core/report.ts';

function failed(code: Finding['code'], sqlState: string, message: string): Finding {
  return { code, level: 'error', file: 'a.sql', line: 1, message, remedy: '', sqlState };
}

describe('what the embedded engine lacks and the platform may have', () => {
  test.each<[name: string, gap: boolean, code: Finding['code'], sqlState: string, message: string]>([
    ['an extension', true, 'extension-unavailable', '0A000', 'no "postgis_raster"'],
    ['a function of the platform', true, 'sql-failed', '42883', 'function auth.mfa() does not exist'],
    ['a table of the platform', true, 'sql-failed', '42P01', 'relation "storage.lists" does not exist'],
    [
      'a schema of the platform in quotes',
      true,
      'sql-failed',
      '42P01',
      'relation "vault"."x" does not exist',
    ],
    [
      'an event trigger in a block',
      true,
      'sql-failed',
      '42501',
      'permission denied to create event trigger "x"',
    ],
    [
      'a publication of all tables in a block',
      true,
      'sql-failed',
      '42501',
      'must be superuser to create FOR ALL TABLES publication',
    ],
    ['a table of the project', false, 'sql-failed', '42P01', 'relation "public.orders" does not exist'],
    ['a right that nobody has', false, 'sql-failed', '42501', 'permission denied to create role'],
    ['a wrong value', false, 'sql-failed', '22P02', 'invalid input for auth.uid()'],
    ['a syntax error', false, 'sql-syntax', '42601', 'syntax error at auth.x'],
  ])('%s: %s', (_name, isGap, code, sqlState, message) => {
    const finding = failed(code, sqlState, message);
    expect(engineGap([finding])).toBe(isGap ? finding : null);
  });
});
