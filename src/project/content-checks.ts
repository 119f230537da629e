import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';
import { maskSql } from '../core/sql-mask.ts';
import { caretExcerpt, placeOf } from '../core/statements.ts';

/** A file full of psql commands is told about once or twice, not a thousand times. */
const MAX_COMMANDS_REPORTED = 20;

/**
 * What the text of a migration shows before any parser sees it: nothing in it, leftovers of a merge, and what only
 * psql understands (https://www.postgresql.org/docs/current/app-psql.html#APP-PSQL-META-COMMANDS).
 * The findings name no file; whoever knows it adds it.
 */
export function checkSqlText(sql: string): readonly Finding[] {
  const conflict = findConflict(sql);
  // With both sides of a conflict in it, quotes and comments no longer pair up; nothing else can be told.
  if (conflict !== null) return [conflict];
  const mayHoldCommands = sql.includes('\\');
  // Spelt out, as ignoring case by flag takes several times as long over thousands of files.
  const mayHoldCopy = /[sS][tT][dD][iI][nN]/.test(sql);
  const mayBeEmpty = /^\s*(?:$|;|--|\/\*)/u.test(sql);
  if (!mayHoldCommands && !mayHoldCopy && !mayBeEmpty) return [];
  const masked = maskSql(sql);
  const copy = mayHoldCopy ? findCopy(masked) : null;
  const findings = mayHoldCommands ? findCommands(sql, masked.slice(0, copy ?? undefined)) : [];
  if (copy !== null) findings.push(copyFinding(sql, copy));
  if (/^[\s;]*$/u.test(masked)) findings.push(emptyFinding(sql));
  return findings;
}

function findConflict(sql: string): Finding | null {
  const found = /^(?:<{7}|>{7}|\|{7})(?: .*)?\r?$/mu.exec(sql);
  if (found === null) return null;
  return finding('migration-conflict', {
    file: null,
    ...place(sql, found.index),
    message: 'The file holds the conflict markers of a merge.',
    remedy:
      'Decide between the two sides, delete the lines <<<<<<<, ======= and >>>>>>>, and commit the file again.',
  });
}

function findCommands(sql: string, masked: string): Finding[] {
  const findings: Finding[] = [];
  const command = /\\([a-z]+|[!?.;])/giu;
  let lastLine = 0;
  for (let match = command.exec(masked); match !== null; match = command.exec(masked)) {
    if (findings.length === MAX_COMMANDS_REPORTED) break;
    const { line } = placeOf(sql, match.index);
    if (line === lastLine) continue;
    lastLine = line;
    const name = (match[1] ?? '').toLowerCase();
    findings.push(
      finding('migration-psql-command', {
        file: null,
        ...place(sql, match.index),
        message: `\\${name} is a command of psql; PostgreSQL and the Supabase CLI do not know it.`,
        remedy: commandRemedy(name),
      }),
    );
  }
  return findings;
}

function commandRemedy(name: string): string {
  switch (name) {
    case 'restrict':
    case 'unrestrict':
      return 'Delete the lines \\restrict and \\unrestrict; newer versions of pg_dump write them for psql alone.';
    case 'i':
    case 'ir':
    case 'include':
    case 'include_relative':
      return 'Put the content of that file in place of the line.';
    case 'c':
    case 'connect':
      return 'Delete the line: a migration always runs in the database it is applied to.';
    case 'copy':
      return 'Write the rows as INSERT INTO … VALUES …, or load them as a seed.';
    case 'set':
    case 'gset':
      return 'Delete the line and write the value where the variable is used.';
    case 'gexec':
      return "Build and run the statements in a block: DO $$ BEGIN EXECUTE format('…'); END $$;";
    default:
      return 'Delete it, or write in SQL what it is to do.';
  }
}

/** Where a `COPY … FROM stdin` begins; the rows behind it are no SQL, so nothing after it can be judged. */
function findCopy(masked: string): number | null {
  const found = /(?:^|;)\s*(copy\b[^;]{0,4000}?\bfrom\s+stdin\b)/imu.exec(masked);
  const statement = found?.[1];
  return found === null || statement === undefined ? null : found.index + found[0].length - statement.length;
}

function copyFinding(sql: string, offset: number): Finding {
  return finding('migration-copy-stdin', {
    file: null,
    ...place(sql, offset),
    message: 'COPY … FROM stdin takes its rows from the text that follows, which only psql can do.',
    remedy: 'Write the rows as INSERT INTO … VALUES … (pg_dump --inserts does), or load them as a seed.',
  });
}

function emptyFinding(sql: string): Finding {
  return finding('migration-empty', {
    file: null,
    line: 1,
    message: sql.trim() === '' ? 'The file is empty.' : 'The file holds nothing but comments.',
    remedy: 'Write the migration, or delete the file while nothing has applied it yet.',
  });
}

function place(sql: string, offset: number): { line: number; column: number; excerpt: string } {
  const { line, column } = placeOf(sql, offset);
  return { line, column, excerpt: caretExcerpt(sql, offset) };
}
