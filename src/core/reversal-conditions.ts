import { judgeTypeChange } from './column-types.ts';
import type { ColumnFacts, ObjectDifference } from './ports.ts';

/** What the way back depends on; lossy where it brings other values back. */
export interface ReversalCondition {
  readonly lossy: boolean;
  readonly reason: string;
}

/** Why what was dropped does not come back as it was. */
export function lossReason({ kind, verb }: ObjectDifference, name: string): string {
  if (kind === 'sequence') return `${name} counts from its start again: the number it had reached is gone.`;
  if (kind === 'type') return `Values of the removed attributes of ${name} are gone.`;
  const what = kind === 'table' ? 'rows' : 'values';
  return verb === 'alter'
    ? `${name} was dropped and made anew: its former ${what} are gone.`
    : `${name} comes back empty: its ${what} are gone.`;
}

/** What the way back depends on, or loses, where the migration dropped nothing that holds rows. */
export function conditionOf(difference: ObjectDifference, name: string): ReversalCondition | null {
  const { column, verb, kind, details } = difference;
  if (column !== null && column.before !== null && column.after !== null) {
    return columnCondition(column.before, column.after, name);
  }
  if (kind === 'constraint') {
    const differs = verb === 'drop' || details.some((detail) => detail.startsWith('definition'));
    return differs ? depends(`rows have been written that ${name} would not allow`) : null;
  }
  if (kind === 'index' && verb !== 'create' && details.some((detail) => /\bunique\b/iu.test(detail))) {
    return depends(`rows have been written that ${name} would not allow`);
  }
  if (kind === 'domain' && details.some((detail) => /^NOT NULL removed|^− constraint/u.test(detail))) {
    return depends(`values have been written that ${name} would not allow`);
  }
  if (kind === 'type' && details.some((detail) => detail.includes("+ '"))) {
    return depends(`a row uses a value that ${name} had not before`);
  }
  return null;
}

function columnCondition(before: ColumnFacts, after: ColumnFacts, name: string): ReversalCondition | null {
  const judged = judgeTypeChange(before.type, after.type);
  if (judged === 'widening') return depends(`a value of ${name} no longer fits ${before.type}`);
  if (judged === 'time-zone') {
    return {
      lossy: false,
      reason: `Values of ${name} are converted by the time zone of the session, which must be the same on the way back.`,
    };
  }
  if (judged !== 'same') {
    return {
      lossy: true,
      reason: `Values of ${name} were converted from ${before.type} to ${after.type}; converting them back may give others, or fail.`,
    };
  }
  if (before.identity && !after.identity) {
    return {
      lossy: true,
      reason: `The identity of ${name} counts from its start again: the number it had reached is gone.`,
    };
  }
  if (before.notNull && !after.notNull) return depends(`a row has been written with NULL in ${name}`);
  return null;
}

function depends(on: string): ReversalCondition {
  return { lossy: false, reason: `Going back fails if ${on}.` };
}
