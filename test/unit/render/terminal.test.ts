import { describe, expect, test } from '@jest/globals';
import stringWidth from 'string-width';
import type { Report } from '../../../src/core/report.ts';
import { renderTerminal } from '../../../src/render/terminal.ts';
import { visibleName } from '../../../src/render/visible.ts';
import { HOSTILE_NAMES, hostileReport, randomNames } from '../../support/hostile-names.ts';
import {
  blockedReport,
  change,
  emptyReport,
  hugeReport,
  report,
  safeReport,
  typicalReport,
} from '../../support/report-samples.ts';

// biome-ignore lint/complexity/useRegexLiterals: a literal with a control character is refused
const COLOUR = new RegExp('\\u001b\\[(?:1|2|22|31|32|33|36|39)m', 'gu');

function plain(sample: Report, width = 80): string {
  return renderTerminal(sample, { width, colours: false });
}

describe('a terminal at every width', () => {
  const samples = [
    { name: 'typical', sample: typicalReport() },
    { name: 'blocked', sample: blockedReport() },
    { name: 'empty', sample: emptyReport() },
    { name: 'safe', sample: safeReport() },
    { name: 'huge', sample: hugeReport() },
    { name: 'wide names', sample: hostileReport('漢字テーブルの名前はとても長いので切られます😀') },
  ];
  const cases = samples.flatMap((entry) => [60, 80, 120].map((width) => ({ ...entry, width })));

  test.each(cases)('$name fits in $width columns', ({ sample, width }) => {
    const lines = renderTerminal(sample, { width, colours: true }).split('\n');
    expect(Math.max(...lines.map((line) => stringWidth(line)))).toBeLessThanOrEqual(width);
  });

  test.each([
    { asked: 10, used: 60 },
    { asked: 1_000, used: 160 },
  ])('$asked columns are treated as $used', ({ asked, used }) => {
    expect(plain(typicalReport(), asked)).toBe(plain(typicalReport(), used));
  });
});

describe('what it says', () => {
  const lines = plain(typicalReport(), 120).split('\n');

  test('begins with the verdict and what to do about it', () => {
    expect(lines.slice(0, 2)).toEqual([
      '✗ 2 migrations · 1 destructive · 1 table rewrite · 1 blocking lock · 1 may fail on rows · 2 warnings · rollback: lossy',
      '  Deploying this deletes data for good: public.orders.internal_note. Approve only if that is meant.',
    ]);
  });

  test.each([
    { name: 'blocked', sample: blockedReport(), sign: '✗' },
    { name: 'attention', sample: hugeReport(), sign: '!' },
    { name: 'safe', sample: safeReport(), sign: '✓' },
    { name: 'nothing', sample: emptyReport(), sign: '–' },
  ])('marks $name with $sign', ({ sample, sign }) => {
    expect(plain(sample)[0]).toBe(sign);
  });

  test('gives a finding with file, line, column, SQLSTATE, caret and fix', () => {
    expect(plain(blockedReport())).toContain(
      [
        'error sql-failed (SQLSTATE 42703)',
        '  supabase/migrations/20250602090000_orders_in_cents.sql:8:34',
        '  column "custmer_id" of relation "orders" does not exist',
        '    LINE 8: CREATE INDEX ON public.orders (custmer_id);',
        '                                           ^',
        '  fix: Did you mean customer_id? PostgreSQL sees the columns as the migrations',
        '       before this one left them.',
      ].join('\n'),
    );
  });

  test('aligns the columns of the changes', () => {
    const table = lines.filter((line) => /(?:created|dropped|altered|renamed) {2}.*block/u.test(line));
    const starts = table.map((line) => line.search(/blocks|no blocking/u));
    expect(table.length).toBeGreaterThan(4);
    expect(new Set(starts).size).toBe(1);
  });

  test('aligns wide characters by the columns they take', () => {
    const wide = report({
      changes: ['漢字', 'ab', 'é', '😀'].map((name) => change({ verb: 'create', kind: 'view', name })),
    });
    const columns = plain(wide)
      .split('\n')
      .filter((line) => line.endsWith('created'))
      .map((line) => stringWidth(line));
    expect(columns.length).toBe(4);
    expect(new Set(columns).size).toBe(1);
  });

  test('ends with engine and time', () => {
    expect(lines.slice(-4)).toEqual([
      'Engine    embedded PostgreSQL 17.10',
      'Stand-in  pg_net: no request leaves the database; responses stay empty',
      'Time      1.7 s (engine 212 ms, baseline 148 ms, replay 391 ms, snapshot 260 ms, difference 188 ms, reversal 540 ms)',
      '',
    ]);
  });
});

describe('colours', () => {
  test('are left out when not wanted', () => {
    expect(plain(typicalReport())).not.toMatch(COLOUR);
  });

  test('change nothing but the colour', () => {
    const coloured = renderTerminal(typicalReport(), { width: 80, colours: true });
    expect(coloured).toMatch(COLOUR);
    expect(coloured.replaceAll(COLOUR, '')).toBe(plain(typicalReport()));
  });
});

describe('no name reaches the terminal as more than text', () => {
  const names = [...HOSTILE_NAMES, ...randomNames(3, 30)];

  test.each(names.map((name) => ({ title: visibleName(name, 40), name })))('$title', ({ name }) => {
    const text = renderTerminal(hostileReport(name), { width: 80, colours: true }).replaceAll(COLOUR, '');
    expect(text).not.toMatch(/(?!\n)[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/u);
  });
});
