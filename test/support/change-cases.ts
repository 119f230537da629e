import { describe, expect, test } from '@jest/globals';
import { lineOf, type ReviewCase, reviewTogether } from './review-cases.ts';
import type { SharedShadow } from './shadow.ts';

export interface ChangeCase extends ReviewCase {
  /** Every change that the review tells, in order: verb, kind, object, line. */
  readonly changes: readonly string[];
  /** Details of the first change. */
  readonly details?: readonly string[];
}

/** Tests that each case of each group brings exactly its changes. */
export function testChanges(
  shared: SharedShadow,
  groups: Readonly<Record<string, readonly ChangeCase[]>>,
): void {
  const cases = Object.values(groups).flat();
  const reviewed = reviewTogether(shared, cases);

  describe.each(Object.entries(groups))('%s', (_group, grouped) => {
    test.each(grouped)('$name', (one) => {
      const { changes } = reviewed.of(one);
      expect(changes.map(lineOf)).toEqual(one.changes);
      if (one.details !== undefined) expect(changes[0]?.details).toEqual(one.details);
    });
  });

  test('nothing else is told, and everything is traced to a migration', () => {
    const { changes } = reviewed.report;
    expect(changes.filter(({ migration }) => migration === null).map(lineOf)).toEqual([]);
    expect(changes).toHaveLength(cases.flatMap((one) => one.changes).length);
  });

  test('the way back over all of it comes to the base, and up again to the head', () => {
    expect(reviewed.report.reversal?.proof).toEqual({
      downMatchesBase: true,
      upMatchesHead: true,
      differences: [],
    });
  });
}
