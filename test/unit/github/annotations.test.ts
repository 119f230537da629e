import { describe, expect, test } from '@jest/globals';
import type { Finding, Level } from '../../../src/core/report.ts';
import { chooseAnnotations } from '../../../src/github/annotations.ts';
import { finding } from '../../support/report-samples.ts';

function findings(level: Level, count: number, fields: Partial<Finding> = {}): Finding[] {
  return Array.from({ length: count }, (_, index) =>
    finding({ level, message: `${level} ${index}`, ...fields }),
  );
}

describe('annotations', () => {
  test('say what is wrong, how to repair it, and show the place', () => {
    const { shown } = chooseAnnotations([
      finding({
        level: 'error',
        code: 'sql-syntax',
        message: 'syntax error at or near "TABEL"',
        remedy: 'Write TABLE.',
        excerpt: 'LINE 2: create tabel\n               ^',
        file: 'supabase/migrations/1_a.sql',
        line: 2,
        column: 8,
      }),
    ]);
    expect(shown).toEqual([
      {
        level: 'error',
        title: 'sql-syntax',
        message: 'syntax error at or near "TABEL"\nWrite TABLE.\nLINE 2: create tabel\n               ^',
        file: 'supabase/migrations/1_a.sql',
        line: 2,
        column: 8,
      },
    ]);
  });

  test('are at most ten of each level together with the line of the verdict, and the rest is counted', () => {
    const all = [...findings('note', 20), ...findings('warning', 20), ...findings('error', 20)];
    const { shown, left } = chooseAnnotations(all);
    for (const level of ['error', 'warning', 'note']) {
      expect(shown.filter((annotation) => annotation.level === level)).toHaveLength(9);
    }
    expect(left).toBe(33);
  });

  test('come errors first', () => {
    const { shown } = chooseAnnotations([
      ...findings('note', 1),
      ...findings('warning', 1),
      ...findings('error', 1),
    ]);
    expect(shown.map(({ level }) => level)).toEqual(['error', 'warning', 'note']);
  });

  test('prefer findings that have a line', () => {
    const { shown } = chooseAnnotations([
      ...findings('error', 9, { file: null, line: null }),
      ...findings('error', 1),
    ]);
    expect(shown[0]?.line).toBe(1);
  });

  test('hold no control characters and end before they get unreadable', () => {
    const { shown } = chooseAnnotations(findings('error', 1, { message: `\u001b[2J${'x'.repeat(100_000)}` }));
    expect(shown[0]?.message).not.toContain('\u001b');
    expect(shown[0]?.message.length).toBeLessThan(5_000);
  });
});
