import type { DriftPort } from '../core/drift-ports.ts';
import { differencesBetween } from './differences.ts';
import { openLiveReader } from './live-reader.ts';
import { planStatements } from './plan.ts';
import { comparable } from './platform-changes.ts';
import { catalogOf } from './snapshot.ts';

/** Live schemas across days and databases, on pg-delta and the catalog. */
export function createDriftPort(): DriftPort {
  return {
    open: openLiveReader,
    compare(expected, { snapshot, unseen }) {
      const sides = comparable(catalogOf(expected), catalogOf(snapshot), unseen);
      return {
        differences: differencesBetween(sides.expected, sides.live),
        hidden: sides.hidden,
        back: () => planStatements(sides.live, sides.expected),
        forward: () => planStatements(sides.expected, sides.live),
      };
    },
  };
}
