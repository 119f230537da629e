import { describe, expect, test } from '@jest/globals';
import type { Change } from '../../src/core/report.ts';
import { type ReviewCase, type ReviewedCases, reviewTogether } from './review-cases.ts';
import type { SharedShadow } from './shadow.ts';

export interface HazardCase extends ReviewCase {
  /** Every hazard of every change, with its object: `rewrite app.orders.amount`. */
  readonly hazards: readonly string[];
  /** What the first hazard says. */
  readonly says?: string;
}

/** A table and another that may refer to it. */
export const ORDERS =
  'create table app.orders (id integer primary key, amount integer, code varchar(10), note text, at timestamptz);';
export const ITEMS = `${ORDERS} create table app.items (order_id integer, during tstzrange);`;

/** Tests that each case of each group brings exactly its hazards. */
export function testHazards(
  shared: SharedShadow,
  groups: Readonly<Record<string, readonly HazardCase[]>>,
): ReviewedCases {
  const reviewed = reviewTogether(shared, Object.values(groups).flat());
  describe.each(Object.entries(groups))('%s', (_group, cases) => {
    test.each(cases)('$name', (one) => {
      const hazards = reviewed
        .of(one)
        .changes.flatMap((change) =>
          change.hazards.map(({ kind, detail }) => ({ detail, on: `${kind} ${named(change)}` })),
        );
      expect(hazards.map(({ on }) => on)).toEqual(one.hazards);
      if (one.says !== undefined) expect(hazards[0]?.detail).toBe(one.says);
    });
  });
  return reviewed;
}

function named({ schema, table, name, verb }: Change): string {
  if (verb === 'data') return table === null ? name : `${schema}.${table}`;
  return [schema, table, name].filter((part) => part !== null).join('.');
}
