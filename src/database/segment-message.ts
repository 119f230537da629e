import type { DeployedMigration, DeployLimits } from '../core/deploy-ports.ts';
import { segmentDigest } from '../core/segment-digest.ts';
import type { Segment } from '../core/segments.ts';
import { isRunHeldSql } from './advisory-lock.ts';
import { HISTORY, SEGMENTS } from './journal-tables.ts';
import { literal, textArray } from './literals.ts';
import { rememberStatement } from './quarantine-present.ts';
import { restoreStatements } from './quarantine-restore.ts';
import { WROTE, writersStatement } from './quarantine-writers.ts';
import { forgetStatement, type GuardedSegment, guardStatements, type RowStore } from './rollback-guards.ts';
import { emptyPlaces } from './row-files.ts';

/** One segment of one migration on its way into a live database. */
export interface SegmentOrder {
  readonly run: string;
  readonly migration: DeployedMigration;
  readonly segment: Segment;
  /** Counted from 0. */
  readonly number: number;
}

/**
 * A fresh session for a file, as the Supabase CLI makes it with RESET ALL, and without a role that a file before took on. The
 * limits are the session's, so that a file may set others for itself.
 */
export function freshSession({
  lockTimeout,
  statementTimeout,
}: Pick<DeployLimits, 'lockTimeout' | 'statementTimeout'>): readonly string[] {
  return [
    'reset session authorization',
    'reset role',
    'reset all',
    // A server that never hears of a machine's end would keep the session, and with it the lock, for hours.
    'set tcp_keepalives_idle = 30',
    'set tcp_keepalives_interval = 10',
    'set tcp_keepalives_count = 3',
    `set lock_timeout = ${lockTimeout}`,
    ...(statementTimeout === null ? [] : [`set statement_timeout = ${statementTimeout}`]),
  ];
}

/**
 * The transaction is marked as deferrable, which means nothing to a transaction that writes, is no query before a file's own
 * SET TRANSACTION, and is not undone by RESET ALL: at the end it tells whether this is still the transaction that we began.
 */
export const BEGIN = 'begin deferrable';

/**
 * The same where guards look at rows: under a stricter level, which a role or a database may have as its default, they would not see
 * what was committed while they waited for the lock.
 */
export const BEGIN_GUARDED = 'begin isolation level read committed deferrable';

export const STILL_OURS = `pg_catalog.current_setting('transaction_deferrable') operator(pg_catalog.=) 'on'`;

/**
 * Whoever a file has made of us: the journal is written in the role that the session began with, which a login may have as its setting, and
 * under no search path but the catalog's.
 */
export const OURSELVES = [
  "select pg_catalog.set_config('role', null, true)",
  'set local search_path = pg_catalog',
];

/**
 * What a file has set for its session, kept for whoever takes the file up behind this segment in another session. It is read
 * before we become ourselves again.
 */
const KEEP_SESSION = `select pg_catalog.set_config('sluice.session', (
  select pg_catalog.jsonb_object_agg(name, setting)::pg_catalog.text from (
    select name, setting from pg_catalog.pg_settings where source operator(pg_catalog.=) 'session' and name operator(pg_catalog.!~~) 'sluice.%' and name operator(pg_catalog.!~~) 'transaction%'
    union all select 'role', pg_catalog.current_setting('role')
  ) as kept), true)`;

/**
 * What is deferred runs while search path and role are still the file's; at the COMMIT it would run as ourselves, and a trigger's
 * function would not find its tables. Rows that come back are not all there yet.
 */
const SETTLE = 'set constraints all immediate';

/** Whether deferred constraints and triggers speak up in front of the journal's row, and not at the COMMIT. */
export function settlesFirst({ rollback }: DeployedMigration): boolean {
  return rollback?.kind !== 'restore';
}

/**
 * PostgreSQL reads the whole next message, and begins its transaction, by what the session is set to before anything of it runs: by
 * the file's encoding, strings and read-only transactions, if it has left any.
 */
const LEAVE_NOTHING = 'reset all';

/**
 * Statements that end a segment: its row in the journal and, behind the last one, the history's. A row whose run cannot be
 * named because the lock of the deployment is gone, or whose version cannot because the transaction is another one, violates NOT NULL, which
 * takes the whole segment back.
 */
export function closingStatements(
  order: SegmentOrder,
  inTransaction: boolean,
  fromFiles: boolean = false,
): readonly string[] {
  const { migration, number } = order;
  const isLast = number === migration.segments.length - 1;
  const writers = wrote(migration);
  return [
    ...(isLast ? [] : [KEEP_SESSION]),
    ...OURSELVES,
    ...forgotten(order),
    ...writers,
    ...(isLast ? restored(migration, fromFiles) : []),
    segmentRow(order, 'committed', {
      session: isLast ? 'null' : SESSION,
      details: writers.length > 0 ? WROTE : isLast ? keptHistory(migration) : "'{}'",
      inTransaction,
    }),
    ...(isLast ? [historyStatement(migration), LEAVE_NOTHING] : []),
  ];
}

/** Statements in front of a segment's own: what must not be lost is looked at, and what may be is saved. */
export function guardsOf(order: SegmentOrder, store: RowStore): readonly string[] {
  const { rollback } = order.migration;
  if (rollback === undefined) return [];
  const isFirst = rollback.kind === 'restore' && rollback.isFirst && order.number === 0;
  return [
    ...(isFirst && rollback.step !== null ? [rememberStatement(rollback.chain, rollback.step)] : []),
    ...guardStatements(rollback.guards, guarded(order, rollback.chain, store)),
  ];
}

function forgotten(order: SegmentOrder): readonly string[] {
  const { rollback } = order.migration;
  if (rollback === undefined || !rollback.guards.some(({ allowed }) => allowed)) return [];
  const segment = guarded(order, rollback.chain, 'quarantine');
  return segment.isLast ? [] : [forgetStatement(segment)];
}

/** What an undo saves stays in the quarantine, because nothing brings it back. */
function guarded({ migration, number }: SegmentOrder, chain: string, store: RowStore): GuardedSegment {
  const isRemoval = migration.rollback?.kind === 'remove';
  return {
    chain,
    step: migration.migration.version,
    segment: number,
    // The migration of an undo that loses something may be one that comes behind this one.
    isLast: isRemoval && number === migration.segments.length - 1,
    store: isRemoval ? store : 'quarantine',
  };
}

/** Where an undo needs several transactions for a step. */
function wrote({ rollback, segments }: DeployedMigration): readonly string[] {
  if (rollback?.kind !== 'restore' || rollback.step === null) return [];
  const { chain, step, isFirst, isLast } = rollback;
  return isFirst && isLast && segments.length === 1 ? [] : [writersStatement(chain, step)];
}

function restored({ rollback, segments }: DeployedMigration, fromFiles: boolean): readonly string[] {
  if (rollback?.kind !== 'restore' || rollback.step === null || !rollback.isLast) return [];
  const { chain, step, isFirst } = rollback;
  return [
    ...restoreStatements({ chain, step, isOneTransaction: isFirst && segments.length === 1 }),
    ...(fromFiles ? [emptyPlaces(chain, step)] : []),
  ];
}

/** What a rollback takes out of the history is kept; where a row is missing there is none to keep, which takes the segment back. */
function keptHistory({ rollback }: DeployedMigration): string {
  if (rollback?.kind !== 'remove') return "'{}'";
  const { versions } = rollback;
  return `(select case when pg_catalog.count(*) operator(pg_catalog.=) ${versions.length} then pg_catalog.jsonb_build_object('chain', ${literal(rollback.chain)}, 'history', pg_catalog.jsonb_agg(pg_catalog.to_jsonb(m) order by m.version)) end
    from ${HISTORY} m where m.version operator(pg_catalog.=) any(${textArray(versions)}))`;
}

function historyStatement(migration: DeployedMigration): string {
  const { rollback } = migration;
  switch (rollback?.kind) {
    case undefined:
      return historyRow(migration);
    case 'remove':
      return `delete from ${HISTORY} where version operator(pg_catalog.=) any(${textArray(rollback.versions)})`;
    case 'restore':
      // The row as it was, with columns that only other tools know.
      return `insert into ${HISTORY} select (pg_catalog.jsonb_populate_record(null::${HISTORY}, h.kept)).* from (
        select h.kept from ${SEGMENTS} s, pg_catalog.jsonb_array_elements(s.details operator(pg_catalog.->) 'history') as h(kept)
        where s.details operator(pg_catalog.->>) 'chain' operator(pg_catalog.=) ${literal(rollback.chain)} and h.kept operator(pg_catalog.->>) 'version' operator(pg_catalog.=) ${literal(migration.migration.version)} order by s.id desc limit 1
      ) as h`;
  }
}

/** The statements of a segment as they stand in their file, as one text, and what they have deferred. */
export function bodyOf({ migration: deployed, segment }: SegmentOrder): readonly string[] {
  const [first, last] = [segment.statements[0], segment.statements.at(-1)];
  if (first === undefined || last === undefined) return [];
  // The text may end in a comment to the end of its line.
  const text = `${deployed.migration.sql.slice(first.start, last.end)}\n`;
  return settlesFirst(deployed) ? [text, SETTLE] : [text];
}

const SESSION = "pg_catalog.current_setting('sluice.session')::pg_catalog.jsonb";

/**
 * The row before a statement that runs outside any transaction. What it keeps is looked up under the file's own search path, so
 * before we become ourselves.
 */
export function beginningStatements(order: SegmentOrder, beforehand: string): readonly string[] {
  return [
    `select pg_catalog.set_config('sluice.beforehand', (${beforehand})::pg_catalog.text, true)`,
    ...OURSELVES,
    segmentRow(order, 'began', {
      session: 'null',
      details: "pg_catalog.current_setting('sluice.beforehand')::pg_catalog.jsonb",
      inTransaction: true,
    }),
  ];
}

function segmentRow(
  { run, migration, segment, number }: SegmentOrder,
  state: 'began' | 'committed',
  { session, details, inTransaction }: { session: string; details: string; inTransaction: boolean },
): string {
  const version = literal(migration.migration.version);
  const guarded = {
    run: `(select ${literal(run)}::pg_catalog.uuid where ${isRunHeldSql(run)})`,
    version: inTransaction ? `(select ${version}::pg_catalog.text where ${STILL_OURS})` : version,
  };
  return `insert into ${SEGMENTS} (run, version, segment, segments, state, digest, file_digest, session, details) values (${guarded.run}, ${guarded.version}, ${number}, ${migration.segments.length}, '${state}', '${segmentDigest(segment)}', ${literal(migration.migration.digest)}, ${session}, ${details})`;
}

/** As the Supabase CLI writes it; other columns that a project may have are left alone. */
export function historyRow({ migration, pieces }: Pick<DeployedMigration, 'migration' | 'pieces'>): string {
  const { version, name } = migration;
  return `insert into ${HISTORY} (version, name, statements) values (${literal(version)}, ${literal(name)}, ${textArray(pieces)})`;
}
