import type { SluiceError } from './errors.ts';
import type { Migration } from './migration.ts';
import type { CutMigration } from './ports.ts';
import type { Finding } from './report.ts';
import { caretExcerpt, type SyntaxProblem } from './statements.ts';

/** Errors that are about a migration and not about the run: a reader of the review must see them in its place. */
const ABOUT_MIGRATIONS = [
  'sql-failed',
  'seed-failed',
  'sql-syntax',
  'statement-limit',
  'transaction-escape',
  'extension-unavailable',
];

/** Turns an error about a migration into a finding; null for an error of the run itself. */
export function findingOfError(error: SluiceError): Finding | null {
  return ABOUT_MIGRATIONS.includes(error.code) && error.location !== undefined ? asFinding(error) : null;
}

/** An error told as a finding, wherever it lies. */
export function asFinding(error: SluiceError): Finding {
  const { file = null, line = null, column } = error.location ?? {};
  const cause = error.likelyCause === undefined ? '' : ` ${error.likelyCause}`;
  return {
    code: error.code,
    level: 'error',
    file,
    line,
    message: `${withoutPlace(error.message, file, line)}${cause}`,
    remedy: error.remedy,
    ...(column === undefined ? {} : { column }),
    ...(error.excerpt === undefined ? {} : { excerpt: error.excerpt }),
    ...(error.sqlState === undefined ? {} : { sqlState: error.sqlState }),
  };
}

/** A finding carries its place in fields of its own. */
function withoutPlace(message: string, file: string | null, line: number | null): string {
  const place = `${file}:${line}: `;
  return message.startsWith(place) ? message.slice(place.length) : message;
}

export function syntaxFinding(migration: Migration, problem: SyntaxProblem): Finding {
  return {
    code: 'sql-syntax',
    level: 'error',
    file: migration.file,
    line: problem.line,
    column: problem.column,
    message: `PostgreSQL cannot read this: ${problem.message} (SQLSTATE 42601)`,
    remedy: 'Correct the statement. No migration has been run.',
    excerpt: caretExcerpt(migration.sql, problem.offset),
    sqlState: '42601',
  };
}

/** Findings of the files themselves behind which no parser can read on. */
const UNREADABLE = ['migration-psql-command', 'migration-copy-stdin', 'migration-conflict'];

/** Syntax errors that say nothing new: what only psql understands was told by its name already. */
export function withoutRetold(syntax: readonly Finding[], told: readonly Finding[]): Finding[] {
  return syntax.filter(
    ({ code, file }) =>
      code !== 'sql-syntax' || !told.some((other) => other.file === file && UNREADABLE.includes(other.code)),
  );
}

/** Extensions that migrations create, for naming the stand-ins that took part. */
export function extensionsUsed(migrations: readonly CutMigration[]): ReadonlySet<string> {
  return new Set(
    migrations.flatMap(({ statements }) =>
      statements.flatMap(({ extension }) => (extension === null ? [] : [extension])),
    ),
  );
}

/** Whether anything forbids to go on. */
export function hasErrors(findings: readonly Finding[]): boolean {
  return findings.some(({ level }) => level === 'error');
}
