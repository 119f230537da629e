import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type { Segment } from '../core/segments.ts';
import type { Statement } from '../core/statements.ts';
import { type Blocker, describeBlocker } from './blockers.ts';
import { lockLost } from './control-session.ts';
import { deferredStatement } from './error-places.ts';
import { isServerError, statementError } from './errors.ts';
import { NOT_RESTORED, WOULD_LOSE } from './rollback-guards.ts';

/** lock_not_available, deadlock_detected: nothing is wrong with the statement, somebody else was there first. */
export function isLockState(sqlState: string | undefined): boolean {
  return sqlState === '55P03' || sqlState === '40P01';
}

export function metLock(error: Error): boolean {
  return isServerError(error) && isLockState(error.code);
}

export interface RefusedMessage {
  readonly error: Error;
  /** Statements of the message that were done. */
  readonly completed: number;
  /** What stood in the message before the segment's first statement: how many statements, and how many characters. */
  readonly before: { readonly statements: number; readonly characters: number };
  /** How many statements of ours stand between the segment's last one and the COMMIT. */
  readonly behind: number;
  /** Whether the statements behind bring back saved rows too; else what is deferred is settled in front of them (segment-message.ts). */
  readonly restores: boolean;
}

/** The error of a message as an error of the statement in it that failed. */
export function segmentError(migration: Migration, segment: Segment, refused: RefusedMessage): SluiceError {
  const { error, completed, before, behind, restores } = refused;
  const guard = guardError(error, migration);
  if (guard !== null) return guard;
  const first = segment.statements[0];
  if (!isServerError(error) || first === undefined) throw error;
  const position = Number(error.position) - before.characters;
  const done = completed - before.statements;
  const own = done - segment.statements.length - (restores ? 0 : 1);
  if (own >= 0 && own < behind)
    return restores ? notRestored(error, migration) : journalError(error, migration);
  // A message is parsed as a whole before any of it runs; then only the position tells.
  const unparsed = error.code === '42601' && completed === 0 && before.statements > 0;
  const statement = unparsed
    ? statementAt(migration, segment, position)
    : done < 0
      ? first
      : (segment.statements[done] ?? deferredStatement(error, segment));
  const failed = statement ?? first;
  // PostgreSQL counts characters in the whole message; the statement begins somewhere in it.
  const offset = [...migration.sql.slice(first.start, failed.start)].length;
  if (error.position !== undefined) {
    const within = position - offset;
    error.position = within > 0 ? String(within) : '';
  }
  return statementError(error, migration, failed, 'live');
}

function statementAt(migration: Migration, { statements }: Segment, position: number): Statement | undefined {
  const first = statements[0];
  if (first === undefined || !Number.isInteger(position)) return first;
  const text = migration.sql.slice(first.start);
  const offset = first.start + [...text].slice(0, position - 1).join('').length;
  return statements.findLast(({ start }) => start <= offset);
}

/** What the journal's own guards say: see segment-message.ts. */
function guardError(error: Error, { version, file }: Migration): SluiceError | null {
  if (isServerError(error) && error.code === '23505' && error.table === 'schema_migrations') {
    return new SluiceError('history-moved', {
      message: `${file}: version ${version} was recorded as applied by somebody else while Sluice ran it; what Sluice did of it was rolled back.`,
      likelyCause: 'The Supabase CLI takes no lock, so it can push at the same time.',
      remedy:
        'Run again: it goes on from what the history says now. Let one tool alone deploy to this database.',
      cause: error,
    });
  }
  if (isServerError(error) && error.code === WOULD_LOSE) {
    return new SluiceError('rollback-would-lose', {
      message: `${error.message} The step was rolled back, and nothing of it is left.`,
      likelyCause: 'Rows were written after the plan was made.',
      remedy:
        'Make the plan again. To let it go, name the object with --allow-data-loss; its rows are saved first.',
      sqlState: WOULD_LOSE,
      cause: error,
    });
  }
  if (isServerError(error) && error.code === NOT_RESTORED) {
    return new SluiceError('rows-not-restored', {
      message: `${error.message} The transaction was rolled back, and the saved rows are where they were.`,
      remedy:
        'Look at the table named in sluice_quarantine.saved, and copy its rows by hand; or remove what stands in their way, and run again.',
      sqlState: NOT_RESTORED,
      cause: error,
    });
  }
  if (!isServerError(error) || error.code !== '23502' || error.table !== 'sluice_segments') return null;
  if (error.column === 'run') return lockLost(error);
  if (error.column === 'details') return movedHistory(error);
  return new SluiceError('transaction-escape', {
    message: `${file}: the migration ended the transaction that it ran in; what came behind that was rolled back.`,
    likelyCause: 'A COMMIT or ROLLBACK is hidden in something that it calls.',
    remedy:
      'Remove it, look at what is left of the migration in the database, and write the rest as a new migration.',
    cause: error,
  });
}

function movedHistory(cause: pg.DatabaseError): SluiceError {
  return new SluiceError('history-moved', {
    message:
      'Somebody else removed a migration from the history while it was rolled back; what Sluice did of it was rolled back too.',
    likelyCause: 'The Supabase CLI takes no lock, so it can repair the history at the same time.',
    remedy: 'Make the plan again: it goes on from what the history says now.',
    cause,
  });
}

/** A lock that could not be had, after the last try. */
export function lockedError(
  migration: Migration,
  segment: Segment,
  refused: RefusedMessage,
  blockers: readonly Blocker[],
  tries: number,
): SluiceError {
  return neverUnlocked(segmentError(migration, segment, refused), blockers, tries, refused.error);
}

/** The same error, with who stood in the way and what to do about it. */
export function neverUnlocked(
  { code, message, location, excerpt, sqlState }: SluiceError,
  blockers: readonly Blocker[],
  tries: number,
  cause: unknown,
): SluiceError {
  const who = blockers.map(describeBlocker).join('; ');
  const pids = blockers.map(({ pid }) => pid);
  return new SluiceError(code, {
    message: `${message} It was tried ${tries} times, and nothing of it is left.${who === '' ? '' : ` The lock was held by ${who}`}`,
    likelyCause: 'Another session holds a lock that the statement needs.',
    remedy:
      pids.length === 0
        ? 'Run again when the database is less busy, or wait longer with --lock-timeout and --lock-retries.'
        : `Run again when that session is done, or end it: ${pids.map((pid) => `select pg_terminate_backend(${pid});`).join(' ')} Longer waits: --lock-timeout and --lock-retries.`,
    ...(location === undefined ? {} : { location }),
    ...(excerpt === undefined ? {} : { excerpt }),
    ...(sqlState === undefined ? {} : { sqlState }),
    cause,
  });
}

/** A foreign key of the rows may point at what is gone by now, or a rule may be new. */
function notRestored(error: pg.DatabaseError, { file }: Migration): SluiceError {
  const detail = error.detail === undefined ? '' : ` ${error.detail}`;
  return new SluiceError('rows-not-restored', {
    message: `${file}: saved rows could not be brought back: ${error.message} (SQLSTATE ${error.code ?? 'unknown'}).${detail} The transaction was rolled back, and the saved rows are where they were.`,
    likelyCause: 'What they refer to was removed since the rollback.',
    remedy:
      'Put back what they refer to, or remove what stands in their way, and run again with the same plan.',
    ...(error.code === undefined ? {} : { sqlState: error.code }),
    cause: error,
  });
}

function journalError(error: pg.DatabaseError, { file }: Migration): SluiceError {
  return new SluiceError('database-failed', {
    message: `${file}: the history or the journal could not be written, so the migration was rolled back: ${error.message} (SQLSTATE ${error.code ?? 'unknown'})`,
    remedy:
      'Deploy with the role that owns the schema supabase_migrations and its tables (postgres on Supabase).',
    ...(error.code === undefined ? {} : { sqlState: error.code }),
    cause: error,
  });
}
