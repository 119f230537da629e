import { hasSqlDetails, loadModule, type Node, parseSync, type RawStmt } from 'libpg-query';
import { messageOf } from '../core/errors.ts';
import type { CutResult, SqlParser } from '../core/ports.ts';
import { placeOf, type Statement } from '../core/statements.ts';
import { bodyLocation } from './block.ts';
import { describeStatement } from './describe.ts';
import { offsetOfCharacter, utf16Offsets } from './offsets.ts';
import { routineBody } from './routine-body.ts';

/**
 * PostgreSQL's own parser (version 18's grammar, which reads what 15 and 17 write), compiled to WebAssembly.
 * The module is loaded once, on the first call.
 */
export function createSqlParser(): SqlParser {
  let loading: Promise<void> | null = null;
  return {
    async cut(sql) {
      loading ??= loadModule();
      await loading;
      return cutLoaded(sql);
    },
    async routineBody(sql) {
      loading ??= loadModule();
      await loading;
      return routineBody(sql);
    },
  };
}

function cutLoaded(sql: string): CutResult {
  if (sql.trim() === '') return { ok: true, statements: [] };
  try {
    const stmts = parseSync(sql).stmts ?? [];
    return { ok: true, statements: locate(sql, stmts) };
  } catch (thrown) {
    return { ok: false, problem: problemOf(sql, thrown) };
  }
}

function locate(sql: string, stmts: readonly RawStmt[]): Statement[] {
  const offsets = utf16Offsets(sql);
  const statements: Statement[] = [];
  let line = 1;
  let counted = 0;
  for (const { stmt, stmt_location: location = 0, stmt_len: length = 0 } of stmts) {
    if (stmt === undefined) continue;
    const from = offsets(location);
    // A length of 0 means "to the end of the text".
    const end = length === 0 ? sql.length : offsets(location + length);
    const start = skipBlank(sql, from, end);
    for (; counted < start; counted += 1) if (sql.charCodeAt(counted) === 10) line += 1;
    const text = sql.slice(start, end).trimEnd();
    const bodyLine = line + linesBefore(sql, start, bodyOffset(stmt, offsets) ?? start);
    statements.push({ sql: text, start, end, line, ...describeStatement(stmt, text, bodyLine) });
  }
  return statements;
}

/** Where the body of a DO block begins. */
function bodyOffset(stmt: Node, offsets: (byteOffset: number) => number): number | null {
  const location = 'DoStmt' in stmt ? bodyLocation(stmt.DoStmt) : null;
  return location === null ? null : offsets(location);
}

function linesBefore(sql: string, from: number, to: number): number {
  return sql.slice(from, to).split('\n').length - 1;
}

/** The first offset at or after `from` that is neither white space nor inside a comment. */
export function skipBlank(sql: string, from: number, end: number): number {
  let at = from;
  while (at < end) {
    if (/[ \t\n\r\f\v]/u.test(sql.charAt(at))) at += 1;
    else if (sql.startsWith('--', at)) {
      const newline = sql.indexOf('\n', at);
      at = newline === -1 ? end : newline + 1;
    } else if (sql.startsWith('/*', at)) at = afterBlockComment(sql, at, end);
    else break;
  }
  return Math.min(at, end);
}

/** Block comments nest in PostgreSQL (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-COMMENTS). */
function afterBlockComment(sql: string, from: number, end: number): number {
  let depth = 0;
  let at = from;
  while (at < end) {
    if (sql.startsWith('/*', at)) {
      depth += 1;
      at += 2;
    } else if (sql.startsWith('*/', at)) {
      depth -= 1;
      at += 2;
      if (depth === 0) return at;
    } else at += 1;
  }
  return end;
}

function problemOf(
  sql: string,
  thrown: unknown,
): {
  message: string;
  offset: number;
  line: number;
  column: number;
} {
  const characters = hasSqlDetails(thrown) ? (thrown.sqlDetails?.cursorPosition ?? 0) : 0;
  const offset = Math.max(0, Math.min(offsetOfCharacter(sql, characters), sql.length));
  // "at end of input" points behind the text; the caret belongs under the last thing that was written.
  const shown = offset >= sql.trimEnd().length ? Math.max(0, sql.trimEnd().length - 1) : offset;
  const { line, column } = placeOf(sql, shown);
  return { message: messageOf(thrown), offset: shown, line, column };
}
