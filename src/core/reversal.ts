import type { AuthoredRollback, Migration } from './migration.ts';
import { writtenRelations } from './observed-locks.ts';
import type { ObjectDifference, ObservedStatement } from './ports.ts';
import type { Reversal, ReversalProof, ReversalVerdict } from './report.ts';
import { conditionOf, lossReason } from './reversal-conditions.ts';
import { changedRows } from './row-changes.ts';
import { setsDatabase } from './setting-changes.ts';
import type { DataStatement } from './statements.ts';

/** What the way back of one stretch of migrations is made of. */
export interface ReversalStretch {
  readonly migrations: readonly Migration[];
  /** Null where the way back is computed. */
  readonly authored: AuthoredRollback | null;
  /** Tables (bare names) that the authored rollback writes rows to: what is lost there it may put back. */
  readonly refilled: readonly string[];
  /** What the authored rollback does to rows; empty where the way back is computed. */
  readonly rollbackWrites: readonly DataStatement[];
  /** What the stretch changed, before against after. */
  readonly differences: readonly ObjectDifference[];
  /** Tables and columns that the way back drops and makes anew although base and head both have them. */
  readonly remade: readonly ObjectDifference[];
  readonly observed: readonly ObservedStatement[];
  /** The tables that the whole head creates, `schema.table`. */
  readonly created: ReadonlySet<string>;
}

/** What one stretch costs to undo. */
export interface ReversalJudgement {
  readonly verdict: ReversalVerdict;
  readonly objects: readonly string[];
  readonly reasons: readonly string[];
  readonly dropsAgain: readonly string[];
}

const WORSE: readonly ReversalVerdict[] = ['reversible', 'lossy', 'irreversible'];

/**
 * Judges the way back of a stretch by what it does to rows, which no comparison of schemas shows.
 * irreversible: it fails on a table with rows, or changed rows that nobody wrote a way back for.
 * lossy: the schema comes back, the values of the named objects do not.
 * reversible: all comes back; reasons then name what it depends on.
 */
export function judgeStretch(stretch: ReversalStretch): ReversalJudgement {
  const { authored, differences, observed } = stretch;
  const found = new Findings();
  if (authored === null) {
    for (const one of observed) {
      const change = changedRows(one, stretch.created);
      if (change !== null) found.block(change.object, change.reason);
      if (setsDatabase(one)) found.block('database settings', settingReason(one));
    }
  } else judgeRollbackRows(authored, stretch, found);
  for (const difference of differences) judgeDifference(difference, stretch, found);
  for (const object of stretch.remade) {
    const name = displayName(object);
    found.lose(
      name,
      `Going back drops ${name} and makes it anew: its ${object.kind === 'table' ? 'rows' : 'values'} are lost.`,
    );
  }
  return {
    ...found.judgement(),
    dropsAgain: differences
      .filter((one) => one.verb === 'create' && holdsRows(one))
      .map((one) => displayName(one)),
  };
}

function settingReason({ migration, statement: { line } }: ObservedStatement): string {
  return `${migration.file}:${line} changes a setting of the database; only a rollback written by hand can undo that.`;
}

/** What an authored rollback does to rows, and what it leaves of those that the migrations changed. */
function judgeRollbackRows(
  { file }: AuthoredRollback,
  { rollbackWrites, observed, created }: ReversalStretch,
  found: Findings,
): void {
  const written = new Set(observed.flatMap(writtenRelations).map(bareName));
  const treated = new Set(rollbackWrites.flatMap(({ table }) => (table === null ? [] : [table])));
  // A block or a procedure may do anything; its author is believed.
  const isOpaque = rollbackWrites.some(
    ({ action, inside }) => action === 'call' || (action === 'do' && inside.length === 0),
  );
  for (const one of observed) {
    const table = one.statement.data?.table ?? null;
    const change = changedRows(one, created);
    if (change === null || table === null || isOpaque || treated.has(table)) continue;
    found.block(change.object, `${change.reason} ${file} writes nothing there.`);
  }
  const isCreated = (table: string): boolean => [...created].some((name) => bareName(name) === table);
  for (const { action, table, everyRow } of rollbackWrites) {
    if (table === null || isCreated(table)) continue;
    const removes = action === 'truncate' || action === 'delete';
    if (!removes || (!everyRow && written.has(table))) continue;
    found.lose(table, `${file} deletes ${everyRow ? 'all rows' : 'rows'} of ${table}.`);
  }
}

/** `public.orders` → `orders`. */
function bareName(name: string): string {
  return name.slice(name.lastIndexOf('.') + 1);
}

function judgeDifference(difference: ObjectDifference, stretch: ReversalStretch, found: Findings): void {
  const name = displayName(difference);
  const { authored, refilled } = stretch;
  if (difference.unmodelled !== null && authored === null) {
    found.block(
      name,
      `No way back can be computed for the ${difference.unmodelled} ${name}; write it by hand.`,
    );
  }
  if (difference.destroysData) {
    if (authored === null && failsOnRows(difference)) {
      found.block(
        name,
        `${name} was NOT NULL without a default: it cannot be put back on a table that has rows.`,
      );
    } else if (authored !== null && refilled.includes(difference.table ?? difference.name)) {
      found.note(`${name} gets back what ${authored.file} writes into it.`);
    } else found.lose(name, lossReason(difference, name));
  }
  const condition = conditionOf(difference, name);
  if (condition === null) return;
  if (condition.lossy) found.lose(name, condition.reason);
  else found.note(condition.reason);
}

/** Collects what was found, each object and reason once. */
class Findings {
  readonly #blocked = new Set<string>();
  readonly #lost = new Set<string>();
  readonly #reasons = new Set<string>();
  readonly #conditions = new Set<string>();

  block(object: string, reason: string): void {
    this.#blocked.add(object);
    this.#reasons.add(reason);
  }

  lose(object: string, reason: string): void {
    this.#lost.add(object);
    this.#reasons.add(reason);
  }

  note(reason: string): void {
    this.#conditions.add(reason);
  }

  judgement(): Omit<ReversalJudgement, 'dropsAgain'> {
    return {
      verdict: this.#blocked.size > 0 ? 'irreversible' : this.#lost.size > 0 ? 'lossy' : 'reversible',
      objects: [...new Set([...this.#blocked, ...this.#lost])],
      reasons: [...this.#reasons, ...this.#conditions],
    };
  }
}

/** One verdict for the whole way back, proof included: what failed in the rehearsal is not called reversible. */
export function wholeReversal(
  judgements: readonly ReversalJudgement[],
  sql: string,
  source: Reversal['source'],
  proof: ReversalProof,
): Reversal {
  const verdicts = judgements.map(({ verdict }) => verdict);
  const worst = verdicts.reduce<ReversalVerdict>(
    (worse, verdict) => (WORSE.indexOf(verdict) > WORSE.indexOf(worse) ? verdict : worse),
    'reversible',
  );
  const reasons = judgements.flatMap((judgement) => judgement.reasons);
  const failure = failureOf(proof);
  return {
    verdict: failure === null ? worst : 'irreversible',
    objects: [...new Set(judgements.flatMap(({ objects }) => objects))],
    reasons: [...new Set(failure === null ? reasons : [failure, ...reasons])],
    dropsAgain: [...new Set(judgements.flatMap(({ dropsAgain }) => dropsAgain))],
    sql,
    source,
    proof,
  };
}

function failureOf({ downMatchesBase, upMatchesHead }: ReversalProof): string | null {
  if (downMatchesBase === false) return 'The rehearsal on the shadow did not come back to the base.';
  return upMatchesHead === false ? 'After the way back the migrations did not lead to the head again.' : null;
}

/** Rows of tables and values of columns; what the server computes comes again by itself. */
function holdsRows({ kind, column }: ObjectDifference): boolean {
  return kind === 'table' || (kind === 'column' && column?.after?.generated === false);
}

/** A column that comes back as NOT NULL without a default fails as soon as its table has one row. */
function failsOnRows({ kind, verb, column }: ObjectDifference): boolean {
  const before = column?.before ?? null;
  if (kind !== 'column' || verb !== 'drop' || before === null) return false;
  return before.notNull && !before.hasDefault && !before.generated;
}

/** `public.orders.note` for a part of a table, `public.orders` for the table. */
export function displayName({
  schema,
  table,
  name,
}: Pick<ObjectDifference, 'schema' | 'table' | 'name'>): string {
  return [schema, table, name].filter((part) => part !== null).join('.');
}
