import type { Attribution } from './attribution.ts';
import { judgeTypeChange } from './column-types.ts';
import { blocks, LOCK_MODES, type LockMode, strongerLock } from './locks.ts';
import type { ObjectDifference, ObservedStatement } from './ports.ts';
import type { Hazard } from './report.ts';

/** What a difference may do to a live database, from the difference itself and from the statement that brought it. */
export function hazardsOf(difference: ObjectDifference, attribution: Attribution | null): Hazard[] {
  const hazards = [...dataLoss(difference), ...typeHazards(difference, attribution)];
  if (attribution === null) return hazards;
  const { observed, mention } = attribution;
  const onRows =
    mention === null || !worksOnExisting(observed, difference, mention.kind) ? [] : mention.hazards;
  hazards.push(...onRows);
  if (isRewrittenBy(difference, observed)) {
    hazards.push({
      kind: 'rewrite',
      detail: `PostgreSQL writes all rows of ${relationName(difference)} anew while nobody can read or write it.`,
    });
  }
  hazards.push(...longLock(difference, observed, onRows), ...nonTransactional(difference, observed));
  return hazards;
}

function dataLoss(difference: ObjectDifference): Hazard[] {
  if (!difference.destroysData) return [];
  const again = difference.verb === 'alter' ? ' It is dropped and created anew.' : '';
  const what =
    difference.kind === 'column'
      ? `All values of ${difference.table ?? ''}.${difference.name} are lost.`
      : `All rows of ${difference.name} are lost.`;
  return [{ kind: 'data-loss', detail: `${what}${again}` }];
}

function typeHazards({ column, name, table }: ObjectDifference, attribution: Attribution | null): Hazard[] {
  if (column === null || column.before === null || column.after === null) return [];
  if (attribution !== null && !tookLockOn(attribution.observed, table ?? '')) return [];
  const { before, after } = column;
  const judged = judgeTypeChange(before.type, after.type);
  if (judged === 'narrowing') {
    return [
      {
        kind: 'fails-on-rows',
        detail: `A value of ${name} that does not fit ${after.type} stops the migration.`,
      },
    ];
  }
  if (judged === 'converting') {
    return [
      {
        kind: 'fails-on-rows',
        detail: `Every value of ${name} is converted from ${before.type} to ${after.type}; one that cannot be stops the migration.`,
      },
    ];
  }
  return [];
}

/** A table that this review creates has no rows in any environment, so nothing can fail on them. */
function worksOnExisting(
  observed: ObservedStatement,
  difference: ObjectDifference,
  mentionKind: string,
): boolean {
  return mentionKind === 'domain' || tookLockOn(observed, difference.table ?? difference.name);
}

function tookLockOn(observed: ObservedStatement, relation: string): boolean {
  return observed.locks.some((lock) => lock.relation === relation);
}

function isRewrittenBy(difference: ObjectDifference, observed: ObservedStatement): boolean {
  const relation = difference.table ?? difference.name;
  if (!observed.rewritten.some((rewritten) => rewritten.relation === relation)) return false;
  if (observed.statement.data !== null) return false;
  if (difference.kind === 'table')
    return difference.details.some((detail) => /persistence|access method/u.test(detail));
  if (difference.kind !== 'column') return false;
  return difference.verb === 'create' || difference.column?.before?.type !== difference.column?.after?.type;
}

function longLock(
  difference: ObjectDifference,
  observed: ObservedStatement,
  onRows: readonly Hazard[],
): Hazard[] {
  if (observed.statement.concurrent) return [];
  const mode = strongestLock(observed);
  if (mode === null || blocks(mode) === 'nothing') return [];
  const relation = relationName(difference);
  const scans = onRows.some(
    ({ kind, detail }) => kind === 'fails-on-rows' && !/without a default/u.test(detail),
  );
  if (difference.kind === 'index' && difference.verb === 'create') {
    const blocked = blocks(mode);
    return [
      {
        kind: 'blocking-lock',
        detail: `Building the index blocks ${blocked} on ${relation} until it is done. CREATE INDEX CONCURRENTLY does not.`,
      },
    ];
  }
  if (isRewrittenBy(difference, observed) || scans) {
    return [
      {
        kind: 'blocking-lock',
        detail: `${sentence(blocks(mode))} on ${relation} wait while its rows are read.`,
      },
    ];
  }
  return [];
}

function nonTransactional(difference: ObjectDifference, { statement }: ObservedStatement): Hazard[] {
  if (statement.transaction === 'alone') {
    return [
      {
        kind: 'non-transactional',
        detail: `Runs outside a transaction: if it is interrupted, ${difference.name} may be left half done.`,
      },
    ];
  }
  return statement.transaction === 'ends-segment'
    ? [
        {
          kind: 'non-transactional',
          detail: `Committed at once, before the rest of its migration: a new enum value cannot be rolled back.`,
        },
      ]
    : [];
}

/** The strongest lock on a relation that was there before; null where there was none. */
export function strongestLock({ locks }: ObservedStatement): LockMode | null {
  return locks
    .map(({ mode }) => mode)
    .reduce<LockMode | null>((strongest, mode) => strongerLock(strongest, mode), null);
}

/** Relations locked strongly enough that other schema changes, writes or reads have to wait. */
export function lockedRelations({ locks }: ObservedStatement): string[] {
  const strong = locks.filter(
    ({ mode }) => LOCK_MODES.indexOf(mode) >= LOCK_MODES.indexOf('ShareUpdateExclusive'),
  );
  return [...new Set(strong.map(({ schema, relation }) => `${schema}.${relation}`))];
}

function relationName({ table, name }: ObjectDifference): string {
  return table ?? name;
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
