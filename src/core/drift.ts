import { finding } from './finding-codes.ts';
import { inWords, listOf } from './landed.ts';
import type { ObjectDifference } from './ports.ts';
import type { Change, Finding } from './report.ts';
import { displayName } from './reversal.ts';
import { sqlName, sqlQualifiedName } from './sql-names.ts';

/** What is wrong, in the same words wherever drift is found. `differences`: what the finding lists; none where the report has them as its changes. */
export function driftFinding(
  differences: readonly string[],
  level: 'error' | 'warning',
  against: 'record' | 'repo',
): Finding {
  const [is, what] =
    against === 'record'
      ? ['what the last deployment left', 'Changed since']
      : ['what the applied migrations lead to', 'Different'];
  return finding('drift', {
    file: null,
    line: null,
    level,
    message: `The live schema is not ${is}.${differences.length === 0 ? '' : ` ${what}:\n${listOf(differences)}`}`,
    remedy:
      'Look at it with sluice drift: it writes the SQL that puts the database back, or (--write-migration) a migration that takes the change into the repository.',
  });
}

/** A line for each object, `alter column public.orders.note: type integer → bigint`. */
export function driftLines(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.map(inWords);
}

/** Drift as the changes of a report; nobody knows which statement brought them. */
export function driftChanges(differences: readonly ObjectDifference[]): readonly Change[] {
  return differences.map(({ verb, kind, schema, table, name, from, details }) => ({
    ...{ verb, kind, schema, table, name, from, details },
    hazards: [],
    lock: null,
    lockedRelations: [],
    migration: null,
    file: null,
    line: null,
  }));
}

/** What undoing drift does to rows: those of what was made by hand go, and what was dropped comes back without its own. */
export function lossesOfUndoing(differences: readonly ObjectDifference[]): readonly string[] {
  return differences.flatMap((difference) => {
    const { verb, kind, column } = difference;
    const name = displayName(difference);
    if (verb === 'create' && (kind === 'table' || kind === 'sequence')) {
      return [kind === 'table' ? `the rows of ${name}` : `the number of ${name}`];
    }
    if (verb === 'create' && kind === 'column' && column?.after?.generated === false) {
      return [`the values of ${name}`];
    }
    if (verb === 'drop' && difference.destroysData) {
      return [`${name} comes back empty`];
    }
    if (verb === 'alter' && column?.before !== null && column?.after !== null && column !== null) {
      return column.before.type === column.after.type
        ? []
        : [`values of ${name} that do not fit ${column.before.type}`];
    }
    return [];
  });
}

/**
 * Columns that look renamed rather than dropped and made: of one table, of one type, one gone and one new. Nobody can be sure,
 * because a recorded schema does not say who is who; but SQL that drops and adds would lose the values.
 */
export function likelyRenames(differences: readonly ObjectDifference[]): readonly Finding[] {
  const columns = differences.filter(({ kind }) => kind === 'column');
  return columns
    .filter(({ verb }) => verb === 'drop')
    .flatMap((gone) => {
      const isLike = (verb: 'create' | 'drop') => (other: ObjectDifference) =>
        other.verb === verb &&
        other.schema === gone.schema &&
        other.table === gone.table &&
        typeOf(other) === typeOf(gone);
      const [made, ...more] = columns.filter(isLike('create'));
      if (made === undefined || more.length > 0 || columns.filter(isLike('drop')).length > 1) return [];
      const table = sqlQualifiedName(gone.schema, gone.table ?? '');
      return [
        finding('drift-rename', {
          file: null,
          line: null,
          object: displayName(gone),
          message: `${displayName(gone)} is gone and ${displayName(made)} of the same type is new: somebody may have renamed it. The SQL below drops one and adds the other, which loses the values.`,
          remedy: `If it was a rename, undo it with: alter table ${table} rename column ${sqlName(made.name)} to ${sqlName(gone.name)};`,
        }),
      ];
    });
}

function typeOf({ column }: ObjectDifference): string | undefined {
  return (column?.after ?? column?.before)?.type;
}
