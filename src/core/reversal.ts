import { judgeTypeChange } from './column-types.ts';
import { writtenRelations } from './data-changes.ts';
import type { AuthoredRollback, Migration } from './migration.ts';
import type { ObjectDifference, ObservedStatement } from './ports.ts';
import type { Reversal, ReversalProof, ReversalVerdict } from './report.ts';

/** What the way back of one stretch of migrations is made of. */
export interface ReversalStretch {
  readonly migrations: readonly Migration[];
  /** Null where the way back is computed. */
  readonly authored: AuthoredRollback | null;
  /** What the stretch changed, before against after. */
  readonly differences: readonly ObjectDifference[];
  readonly observed: readonly ObservedStatement[];
}

/** What one stretch costs to undo. */
export interface ReversalJudgement {
  readonly verdict: ReversalVerdict;
  readonly objects: readonly string[];
  readonly reasons: readonly string[];
  readonly dropsAgain: readonly string[];
}

/** Words with which a block writes rows; "for insert" of a policy and "before update" of a trigger are none of them. */
const WRITES_ROWS =
  /\b(?:insert\s+into|delete\s+from|merge\s+into|truncate(?:\s+table)?\s+[\w".]+|update\s+(?:only\s+)?[\w".]+(?:\s+(?:as\s+)?[\w"]+)?\s+set)\b/iu;

const WORSE: readonly ReversalVerdict[] = ['reversible', 'lossy', 'irreversible'];

/**
 * Judges the way back of a stretch by what it does to rows, which no comparison of schemas shows.
 * irreversible: it fails on a table with rows, or changed rows that nobody wrote a way back for.
 * lossy: the schema comes back, the values of the named objects do not.
 * reversible: all comes back; reasons then name what it depends on.
 */
export function judgeStretch({ authored, differences, observed }: ReversalStretch): ReversalJudgement {
  const [blocked, lost, conditions, again] = [
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
    new Set<string>(),
  ];
  const reasons: string[] = [];
  if (authored === null) {
    for (const one of observed) {
      const why = changedRows(one);
      if (why === null) continue;
      blocked.add(why.object);
      reasons.push(why.reason);
    }
  }
  for (const difference of differences) {
    const name = displayName(difference);
    if (difference.unmodelled !== null && authored === null) {
      blocked.add(name);
      reasons.push(`No way back can be computed for the ${difference.unmodelled} ${name}; write it by hand.`);
    }
    if (difference.verb === 'create' && holdsRows(difference)) again.add(name);
    if (difference.destroysData) {
      lost.add(name);
      if (authored === null && failsOnRows(difference)) {
        blocked.add(name);
        reasons.push(
          `${name} was NOT NULL without a default: it cannot be put back on a table that has rows.`,
        );
      } else
        reasons.push(
          `${name} comes back empty: its ${difference.kind === 'table' ? 'rows' : 'values'} are gone.`,
        );
    }
    const condition = conditionOf(difference);
    if (condition?.lossy === true) {
      lost.add(name);
      reasons.push(condition.reason);
    } else if (condition !== null) conditions.add(condition.reason);
  }
  const verdict = blocked.size > 0 ? 'irreversible' : lost.size > 0 ? 'lossy' : 'reversible';
  return {
    verdict,
    objects: [...new Set([...blocked, ...lost])],
    reasons: [...reasons, ...conditions],
    dropsAgain: [...again],
  };
}

/** One verdict for the whole way back, proof included: what failed in the rehearsal is not called reversible. */
export function wholeReversal(
  judgements: readonly ReversalJudgement[],
  sql: string,
  source: Reversal['source'],
  proof: ReversalProof,
): Reversal {
  const failed = proof.downMatchesBase === false || proof.upMatchesHead === false;
  const verdicts = judgements.map(({ verdict }) => verdict);
  const worst = verdicts.reduce<ReversalVerdict>(
    (worse, verdict) => (WORSE.indexOf(verdict) > WORSE.indexOf(worse) ? verdict : worse),
    'reversible',
  );
  const reasons = judgements.flatMap((judgement) => judgement.reasons);
  return {
    verdict: failed ? 'irreversible' : worst,
    objects: [...new Set(judgements.flatMap(({ objects }) => objects))],
    reasons: failed ? ['The rehearsal on the shadow did not come back to the base.', ...reasons] : reasons,
    dropsAgain: [...new Set(judgements.flatMap(({ dropsAgain }) => dropsAgain))],
    sql,
    source,
    proof,
  };
}

/** Statements that changed rows which were there before (or may have), with the reason in words. */
function changedRows(one: ObservedStatement): { object: string; reason: string } | null {
  const { data, sql, line } = one.statement;
  if (data === null) return null;
  const place = `${one.migration.file}:${line}`;
  const written = writtenRelations(one);
  if (written.length > 0) {
    const object = data.table ?? written.join(', ');
    return {
      object,
      reason: `${data.action.toUpperCase()} in ${place} changes rows of ${written.join(', ')}; only a rollback written by hand can undo that.`,
    };
  }
  // On an empty shadow a loop over rows never runs, so the text of a block has the last word.
  if ((data.action === 'do' || data.action === 'call') && WRITES_ROWS.test(sql)) {
    return {
      object: place,
      reason: `The block in ${place} may change rows; only a rollback written by hand can undo that.`,
    };
  }
  return null;
}

function holdsRows({ kind, column }: ObjectDifference): boolean {
  return kind === 'table' || (kind === 'column' && column?.after?.generated !== true);
}

/** A column that comes back as NOT NULL without a default fails as soon as its table has one row. */
function failsOnRows({ kind, verb, column }: ObjectDifference): boolean {
  const before = column?.before ?? null;
  if (kind !== 'column' || verb !== 'drop' || before === null) return false;
  return before.notNull && !before.hasDefault && !before.generated;
}

/** What the way back depends on, or loses, where it drops nothing. */
function conditionOf(difference: ObjectDifference): { lossy: boolean; reason: string } | null {
  const name = displayName(difference);
  const { column, verb, kind } = difference;
  if (column?.before !== null && column?.before !== undefined && column.after !== null) {
    const { before, after } = column;
    const judged = judgeTypeChange(before.type, after.type);
    if (judged === 'widening') {
      return {
        lossy: false,
        reason: `Going back fails if a value of ${name} no longer fits ${before.type}.`,
      };
    }
    if (judged !== 'same') {
      return {
        lossy: true,
        reason: `Values of ${name} were converted from ${before.type} to ${after.type}; converting them back may give others.`,
      };
    }
    if (before.notNull && !after.notNull) {
      return { lossy: false, reason: `Going back fails if a row has been written with NULL in ${name}.` };
    }
  }
  if (verb === 'drop' && (kind === 'constraint' || kind === 'index')) {
    return {
      lossy: false,
      reason: `Going back fails if rows have been written that ${name} would not allow.`,
    };
  }
  if (kind === 'type' && difference.details.some((detail) => detail.includes("+ '"))) {
    return { lossy: false, reason: `Going back fails if a row uses a value that ${name} had not before.` };
  }
  return null;
}

/** `public.orders.note` for a part of a table, `public.orders` for the table. */
export function displayName({
  schema,
  table,
  name,
}: Pick<ObjectDifference, 'schema' | 'table' | 'name'>): string {
  return [schema, table, name].filter((part) => part !== null).join('.');
}
