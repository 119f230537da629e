import { lockedRelations, strongestLock } from './observed-locks.ts';
import type { PlacedChange } from './placed-change.ts';
import type { ObservedStatement } from './ports.ts';
import type { Hazard } from './report.ts';

/**
 * Adds the tables that were written anew and that no change tells of. Where the same statement brought a change, it gets
 * the hazards (the partitions behind a partitioned table); else they are a change of their own: a type changed there and
 * back, an enum made anew under its name, VACUUM FULL, CLUSTER.
 */
export function withUntoldRewrites(
  observed: readonly ObservedStatement[],
  told: readonly PlacedChange[],
): PlacedChange[] {
  const changes = [...told];
  for (const one of observed) {
    const { data, node, line } = one.statement;
    if (one.rewritten.length === 0 || data !== null || node === 'RefreshMatViewStmt') continue;
    const place = { file: one.migration.file, line };
    const isHere = (at: { readonly file: string | null; readonly line: number | null }): boolean =>
      at.file === place.file && at.line === place.line;
    if (changes.some(({ hazards }) => hazards.some((hazard) => hazard.kind === 'rewrite' && isHere(hazard))))
      continue;
    const names = one.rewritten.map(({ relation }) => relation);
    const hazards = rewriteOf(names.join(', '));
    const placed = hazards.map((hazard) => ({ ...hazard, ...place }));
    const index = changes.findIndex(
      ({ change }) => isHere(change) && ['column', 'table'].includes(change.kind),
    );
    const known = changes[index];
    if (known === undefined) {
      const tables = one.rewritten.map((relation) => changeOf(one, relation, hazards));
      changes.push(...tables.map((change) => ({ change, hazards: placed })));
    } else {
      changes[index] = {
        change: { ...known.change, hazards: [...known.change.hazards, ...hazards] },
        hazards: [...known.hazards, ...placed],
      };
    }
  }
  return changes;
}

function changeOf(
  one: ObservedStatement,
  { schema, relation }: ObservedStatement['rewritten'][number],
  hazards: readonly Hazard[],
): PlacedChange['change'] {
  return {
    verb: 'alter',
    kind: 'table',
    schema,
    table: null,
    name: relation,
    from: null,
    details: ['written anew'],
    hazards,
    lock: strongestLock(one),
    lockedRelations: lockedRelations(one),
    migration: one.migration.version,
    file: one.migration.file,
    line: one.statement.line,
  };
}

function rewriteOf(relations: string): Hazard[] {
  return [
    {
      kind: 'rewrite',
      detail: `PostgreSQL writes all rows of ${relations} anew while nobody can read or write it.`,
    },
    { kind: 'blocking-lock', detail: `Reads and writes on ${relations} wait until all rows are written.` },
  ];
}
