import type { PlacedChange } from './placed-change.ts';
import type { ObservedStatement } from './ports.ts';
import type { Change, Hazard } from './report.ts';

/**
 * Adds to an enum that loses values what happens to rows that hold one. PostgreSQL drops no value: the columns are changed
 * to another enum, and that statement stops at the first such row.
 */
export function withEnumHazards(
  changes: readonly PlacedChange[],
  observed: readonly ObservedStatement[],
): PlacedChange[] {
  return changes.map((placed) => {
    const { change } = placed;
    const values = removedValues(change);
    const retype = values === null ? undefined : retypeOf(change, observed);
    if (values === null || retype === undefined) return placed;
    const hazard: Hazard = {
      kind: 'fails-on-rows',
      detail: `${change.name} loses ${values}: a row that still holds such a value stops the migration, unless the statement turns it into another one.`,
      remedy: 'Give such rows another value in a migration before this one.',
    };
    return {
      change: { ...change, hazards: [...change.hazards, hazard] },
      hazards: [...placed.hazards, { ...hazard, file: retype.migration.file, line: retype.statement.line }],
    };
  });
}

/** `'ugly', 'odd'`, from a detail `+ 'fine', − 'ugly', − 'odd'`. */
function removedValues({ kind, verb, details }: Change): string | null {
  if (kind !== 'type' || verb !== 'alter') return null;
  const removed = details.flatMap((detail) =>
    [...detail.matchAll(/− ('[^']*')/gu)].map(([, value = '']) => value),
  );
  return removed.length === 0 ? null : removed.join(', ');
}

/** The statement that changed a column which was there before: the last one of the type's own migration that names the type, else the last. */
function retypeOf(
  { migration, name }: Change,
  observed: readonly ObservedStatement[],
): ObservedStatement | undefined {
  const retypes = observed.filter(
    (one) =>
      one.migration.version === migration &&
      one.rewritten.length > 0 &&
      one.statement.mentions.some(
        ({ verb, kind, mayRewrite }) => verb === 'alter' && kind === 'column' && mayRewrite,
      ),
  );
  return retypes.findLast(({ statement }) => statement.sql.includes(name)) ?? retypes.at(-1);
}
