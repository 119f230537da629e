import type { SchemaPort } from '../core/ports.ts';
import { diagramOf } from './diagram.ts';
import { objectDifferences } from './differences.ts';
import { renamedObjects } from './identity.ts';
import { planStatements } from './plan.ts';
import { readSnapshot } from './read.ts';
import { recreatedObjects } from './recreated.ts';
import { readSecurityFacts } from './security.ts';
import { catalogOf } from './snapshot.ts';
import { unmodelledDifferences } from './unmodelled.ts';

/** Snapshots, comparisons and plans on pg-delta and the catalog. */
export function createSchemaPort(): SchemaPort {
  return {
    read: readSnapshot,
    renames: (before, after) => renamedObjects(catalogOf(before).identities, catalogOf(after).identities),
    compare(before, after) {
      const [was, is] = [catalogOf(before), catalogOf(after)];
      return [
        ...objectDifferences(was.view, is.view),
        ...unmodelledDifferences(was.unmodelled, is.unmodelled),
      ];
    },
    recreated: (before, after) => recreatedObjects(catalogOf(before).identities, catalogOf(after).identities),
    planSql: (from, to) => planStatements(catalogOf(from), catalogOf(to)),
    security: readSecurityFacts,
    diagram: (before, after, changes) => diagramOf(catalogOf(before).view, catalogOf(after).view, changes),
  };
}
