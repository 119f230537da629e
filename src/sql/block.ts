import { type DoStmt, type Node, parsePlPgSQLSync, parseSync } from 'libpg-query';
import type { DataStatement, ObjectMention, RoutineCall } from '../core/statements.ts';
import { callsInPiece } from './calls.ts';
import { changesOfRows } from './data.ts';
import { mentionsOf } from './mentions.ts';

/** What the text of a DO block says that it does. */
export interface BlockContent {
  readonly mentions: readonly ObjectMention[];
  readonly data: readonly DataStatement[];
  readonly calls: readonly RoutineCall[];
  /** It runs text that it puts together itself. */
  readonly dynamic: boolean;
}

interface InnerStatement {
  readonly sql: string;
  /** Line within the body, counted from 1. */
  readonly line: number;
}

const UNREADABLE: BlockContent = { mentions: [], data: [], calls: [], dynamic: true };

/** Reads the SQL inside a DO block in PL/pgSQL. `bodyLine` is the line of the file on which the body begins. */
export function blockContent(sql: string, node: DoStmt, bodyLine: number): BlockContent {
  const language = argument(node, 'language') ?? 'plpgsql';
  return language === 'plpgsql' ? plpgsqlContent(sql, bodyLine) : UNREADABLE;
}

/**
 * Reads the SQL inside a DO block or a routine in PL/pgSQL with PostgreSQL's own parser for it. What the parser cannot
 * read counts as unknown, not as nothing.
 */
export function plpgsqlContent(sql: string, bodyLine: number): BlockContent {
  let found: ReturnType<typeof collect>;
  try {
    found = collect(parsePlPgSQLSync(sql));
  } catch {
    return UNREADABLE;
  }
  const { statements: inner, expressions, dynamic } = found;
  const mentions: ObjectMention[] = [];
  const data: DataStatement[] = [];
  for (const { sql: text, line } of inner) {
    for (const parsed of nodesOf(text)) {
      mentions.push(...mentionsOf(parsed).map((one) => ({ ...one, line: bodyLine + line - 1 })));
      data.push(...changesOfRows(parsed));
    }
  }
  // What EXECUTE gets as a plain string stands among the statements, and is only a string among the expressions.
  const pieces = new Set([...expressions, ...inner.map(({ sql: text }) => text)]);
  return { mentions, data, calls: [...pieces].flatMap((piece) => callsInPiece(piece, dynamic)), dynamic };
}

/** Byte offset of the body in the text that was parsed, for counting lines. */
export function bodyLocation({ args = [] }: DoStmt): number | null {
  for (const arg of args) {
    if ('DefElem' in arg && arg.DefElem.defname === 'as') return arg.DefElem.location ?? null;
  }
  return null;
}

function argument({ args = [] }: DoStmt, name: string): string | null {
  for (const arg of args) {
    if (!('DefElem' in arg) || arg.DefElem.defname !== name) continue;
    const value = arg.DefElem.arg;
    return value !== undefined && 'String' in value ? (value.String.sval ?? '') : null;
  }
  return null;
}

function nodesOf(sql: string): Node[] {
  try {
    return (parseSync(sql).stmts ?? []).flatMap(({ stmt }) => (stmt === undefined ? [] : [stmt]));
  } catch {
    // Assignments and the like are no statements of their own.
    return [];
  }
}

/** Statements of PL/pgSQL that run SQL, with the field that holds it; RETURN QUERY and FOR … IN run what changes rows, too. */
const STATEMENTS: Readonly<Record<string, string>> = {
  PLpgSQL_stmt_execsql: 'sqlstmt',
  PLpgSQL_stmt_perform: 'expr',
  PLpgSQL_stmt_return_query: 'query',
  PLpgSQL_stmt_fors: 'query',
};

/** Walks the tree of PL/pgSQL for SQL that it runs: static statements, and EXECUTE of a plain string. */
function collect(tree: unknown): {
  statements: InnerStatement[];
  /** Every text that it evaluates, the statements included. */
  expressions: string[];
  dynamic: boolean;
} {
  const statements: InnerStatement[] = [];
  const expressions: string[] = [];
  let dynamic = false;
  const open: unknown[] = [tree];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    if (Array.isArray(next)) {
      open.push(...next.toReversed());
      continue;
    }
    if (!isRecord(next)) continue;
    for (const [name, value] of Object.entries(next).toReversed()) {
      if (name === 'query' && typeof value === 'string') expressions.push(value);
      const field = STATEMENTS[name];
      if (field !== undefined) {
        const sql = queryOf(value, field);
        if (sql !== null) statements.push({ sql, line: lineOf(value) });
        // RETURN QUERY EXECUTE
        if (isRecord(value) && value['dynquery'] !== undefined) dynamic = true;
      } else if (name === 'PLpgSQL_stmt_dynexecute' || name === 'PLpgSQL_stmt_dynfors') {
        const sql = literalText(queryOf(value, 'query') ?? '');
        if (sql === null) dynamic = true;
        else statements.push({ sql, line: lineOf(value) });
      }
      if (name === 'PLpgSQL_stmt_call') dynamic = true;
      open.push(value);
    }
  }
  return { statements, expressions, dynamic };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

function lineOf(statement: unknown): number {
  const line = isRecord(statement) ? statement['lineno'] : null;
  return typeof line === 'number' ? line : 1;
}

function queryOf(statement: unknown, field: string): string | null {
  const holder = isRecord(statement) ? statement[field] : null;
  const expression = isRecord(holder) ? holder['PLpgSQL_expr'] : null;
  const query = isRecord(expression) ? expression['query'] : null;
  return typeof query === 'string' ? query : null;
}

/** The text of an expression that is nothing but a string literal. */
function literalText(expression: string): string | null {
  const [node] = nodesOf(`select ${expression}`);
  if (node === undefined || !('SelectStmt' in node)) return null;
  const [target] = node.SelectStmt.targetList ?? [];
  if (target === undefined || !('ResTarget' in target)) return null;
  const value = target.ResTarget.val;
  return value !== undefined && 'A_Const' in value ? (value.A_Const.sval?.sval ?? null) : null;
}
