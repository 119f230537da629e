import type { SchemaPort } from '../core/ports.ts';
import { diagramOf } from './diagram.ts';
import { differencesBetween } from './differences.ts';
import { KnownSchemas } from './known-schemas.ts';
import { openLineage } from './lineage-reader.ts';
import { planStatements } from './plan.ts';
import { openProjectReader } from './project-reader.ts';
import { isOfPlatform } from './project-reading.ts';
import { openReader } from './read.ts';
import { recreatedObjects } from './recreated.ts';
import { renamedObjects } from './renames.ts';
import { catalogOf } from './snapshot.ts';

/** Snapshots, comparisons and plans on pg-delta and the catalog. */
export function createSchemaPort(): SchemaPort {
  const known = new KnownSchemas();
  return {
    open: (target) => openReader(target, known),
    openBeside: openLineage,
    openProject: openProjectReader,
    isOfPlatform,
    renames: (before, after) => renamedObjects(catalogOf(before).identities, catalogOf(after).identities),
    compare: (before, after) => differencesBetween(catalogOf(before), catalogOf(after)),
    recreated: (before, after) => recreatedObjects(catalogOf(before).identities, catalogOf(after).identities),
    planSql: (from, to) => planStatements(catalogOf(from), catalogOf(to)),
    diagram: (before, after, changes) => diagramOf(catalogOf(before).view, catalogOf(after).view, changes),
  };
}
