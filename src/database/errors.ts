import pg from 'pg';
import { type Location, messageOf, SluiceError } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import { adviceFor } from '../core/sql-remedies.ts';
import { caretExcerpt, placeOf, type Statement } from '../core/statements.ts';
import { offsetInStatement } from './error-places.ts';

/** Whether PostgreSQL itself answered with an error (and not the network or the driver). */
export function isServerError(thrown: unknown): thrown is pg.DatabaseError {
  return thrown instanceof pg.DatabaseError;
}

/** Where a statement failed: what is missing on a shadow another engine may have, a live database is the only one. */
export type StatementServer = 'shadow' | 'live';
/** The file that a statement is from. */
export type SqlText = Pick<Migration, 'file' | 'sql'>;
/** What of a statement its error is told with. */
export type FailedStatement = Pick<Statement, 'sql' | 'start' | 'line' | 'extension'>;

/**
 * Turns whatever a statement of a migration met into an error that names the migration, the statement, the line, the
 * SQLSTATE and, where PostgreSQL gives a position, the place with a caret. The one place where driver errors are read.
 */
export function statementError(
  thrown: unknown,
  migration: SqlText,
  statement: FailedStatement,
  server: StatementServer,
): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  if (!isServerError(thrown)) {
    return new SluiceError('connection-failed', {
      message: `The connection broke while ${migration.file} line ${statement.line} ran: ${messageOf(thrown)}`,
      remedy: 'Run again. If it happens at the same statement each time, the server probably crashes on it.',
      cause: thrown,
    });
  }
  const sqlState = thrown.code ?? 'XX000';
  const offset = statement.start + offsetInStatement(thrown, statement);
  const { line, column } = placeOf(migration.sql, offset);
  const location: Location = { file: migration.file, line, column };
  const advice = adviceFor(sqlState, thrown.message, migration.sql.slice(0, statement.start));
  const extension = missingExtension(thrown, statement);
  if (extension !== null)
    return new SluiceError('extension-unavailable', {
      ...missingExtensionOn(server, extension, location),
      location,
      excerpt: caretExcerpt(migration.sql, offset),
      sqlState,
      cause: thrown,
    });
  return new SluiceError('sql-failed', {
    message: `${migration.file}:${line}: ${cutEnd(thrown.message, LONGEST_PART)} (SQLSTATE ${sqlState})${detailOf(thrown)}`,
    ...(advice.likelyCause === null ? {} : { likelyCause: advice.likelyCause }),
    remedy: advice.remedy,
    location,
    excerpt: caretExcerpt(migration.sql, offset),
    sqlState,
    cause: thrown,
  });
}

function detailOf({ detail, hint, where }: pg.DatabaseError): string {
  const context = where === undefined ? undefined : `In: ${withoutMiddle(where)}`;
  return [detail, hint, context]
    .filter((part) => part !== undefined && part !== '')
    .map((part) => `\n${cutEnd(part ?? '', LONGEST_PART)}`)
    .join('');
}

/** More of a message, a detail or a hint says nothing more to a reader. */
const LONGEST_PART = 2_000;
/** What failed stands first in a context, what the migration said last; between them calls of calls. */
const FIRST_LINES = 6;
const LAST_LINES = 2;

function withoutMiddle(context: string): string {
  const lines = context.split('\n');
  const hidden = lines.length - FIRST_LINES - LAST_LINES;
  if (hidden < 2) return context;
  return [...lines.slice(0, FIRST_LINES), `… ${hidden} more lines …`, ...lines.slice(-LAST_LINES)].join('\n');
}

function cutEnd(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

function missingExtension(error: pg.DatabaseError, statement: FailedStatement): string | null {
  // 0A000 "extension … is not available", 58P01 on servers before 16.
  const unavailable = error.code === '0A000' || error.code === '58P01';
  return unavailable &&
    /extension .* is not available|could not open extension control file/u.test(error.message)
    ? (statement.extension ?? '')
    : null;
}

function missingExtensionOn(
  server: StatementServer,
  extension: string,
  { file, line }: Location,
): { readonly message: string; readonly remedy: string } {
  return server === 'shadow'
    ? {
        message: `${file}:${line}: the engine has neither the extension "${extension}" nor a stand-in for it.`,
        remedy:
          'Use an engine that has it: --engine supabase where Docker runs, or --engine url with the address of a PostgreSQL server.',
      }
    : {
        message: `${file}:${line}: the server of this database does not have the extension "${extension}".`,
        remedy:
          'Take one that it has (select name from pg_available_extensions), or have it installed on the server first.',
      };
}

/** What to do about refusals that have nothing to do with rights, by SQLSTATE. */
const REMEDIES: Readonly<Record<string, string>> = {
  '25006':
    'The database or the role begins its transactions as read-only (default_transaction_read_only). Supabase sets that where the disk is full: make room or take a larger disk (Database, Settings, Disk), and run again.',
  '25P03':
    'The role or the database has an idle_in_transaction_session_timeout: give it more time (alter role … set idle_in_transaction_session_timeout).',
  '25P04':
    'The role or the database has a transaction_timeout: give it more time (alter role … set transaction_timeout, or SET transaction_timeout in the file).',
  '57014':
    'The role or the database has a statement_timeout: give it more time (alter role … set statement_timeout).',
};

/** An error outside any migration: connecting, reading, cleaning up. */
export function connectionError(thrown: unknown, doing: string): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  return isServerError(thrown)
    ? new SluiceError('database-failed', {
        message: `PostgreSQL refused while ${doing}: ${thrown.message} (SQLSTATE ${thrown.code ?? 'unknown'})`,
        remedy: REMEDIES[thrown.code ?? ''] ?? 'Check the rights of the role and the state of the server.',
        ...(thrown.code === undefined ? {} : { sqlState: thrown.code }),
        cause: thrown,
      })
    : new SluiceError('connection-failed', {
        message: `The database could not be reached while ${doing}: ${messageOf(thrown)}`,
        remedy: 'Check host, port and network, and run again.',
        cause: thrown,
      });
}
