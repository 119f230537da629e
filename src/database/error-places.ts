import pg from 'pg';
import type { Segment } from '../core/segments.ts';
import type { Statement } from '../core/statements.ts';

/**
 * Where in a statement PostgreSQL saw an error, in UTF-16 code units from its beginning: at the position that it gives,
 * inside a DO block at the inner statement or line that it names, else at the beginning.
 */
export function offsetInStatement(error: pg.DatabaseError, { sql }: Pick<Statement, 'sql'>): number {
  const position = Number(error.position);
  if (Number.isInteger(position) && position >= 1) return utf16Offset(sql, position);
  const { internalQuery = '', internalPosition, where = '' } = error;
  const inner = internalQuery === '' ? -1 : sql.indexOf(internalQuery);
  if (inner !== -1) return inner + utf16Offset(internalQuery, Math.max(1, Number(internalPosition) || 1));
  const line = /\binline_code_block line (\d+)/u.exec(where)?.[1];
  return line === undefined ? 0 : offsetOfBodyLine(sql, Number(line));
}

/** PostgreSQL counts characters from 1; JavaScript counts UTF-16 code units. */
function utf16Offset(text: string, position: number): number {
  return [...text].slice(0, position - 1).join('').length;
}

/** The first character on a line of a block's body; PL/pgSQL counts lines from the opening quote on. */
function offsetOfBodyLine(sql: string, line: number): number {
  const body = /\$[\p{L}_\d]*\$|'/u.exec(sql);
  if (body === null) return 0;
  let at = body.index;
  for (let count = 1; count < line; count += 1) {
    const end = sql.indexOf('\n', at);
    if (end === -1) return 0;
    at = end + 1;
  }
  return at + (/^[ \t]*/u.exec(sql.slice(at))?.[0].length ?? 0);
}

/**
 * The statement that a failing COMMIT is about: a deferred constraint speaks up only then, and names its table. The last
 * one that wrote or made that table, else the last of all.
 */
export function deferredStatement(thrown: unknown, { statements }: Segment): Statement | undefined {
  const table = thrown instanceof pg.DatabaseError ? thrown.table : undefined;
  const wrote = (statement: Statement): boolean =>
    statement.data?.table === table || statement.data?.inside.some((inner) => inner.table === table) === true;
  return (table === undefined ? undefined : statements.findLast(wrote)) ?? statements.at(-1);
}
