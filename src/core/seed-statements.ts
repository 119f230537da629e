import type { CutResult, SqlParser } from './replay-ports.ts';
import { maskSql } from './sql-mask.ts';
import { caretExcerpt, placeOf, type Statement, type SyntaxProblem } from './statements.ts';

/** One statement of a seed file. */
export type SeedStatement = Pick<Statement, 'sql' | 'start' | 'line' | 'extension'>;

export type SeedCut =
  | { readonly ok: true; readonly statements: readonly SeedStatement[] }
  | { readonly ok: false; readonly problem: SeedProblem };

/** Why a seed file is not run. */
export interface SeedProblem extends Pick<SyntaxProblem, 'line' | 'column'> {
  readonly kind: 'syntax' | 'transaction';
  readonly message: string;
  readonly excerpt: string;
}

/** Up to here a file is parsed as a whole; PostgreSQL's parser needs about a second and 70 MB for each MB of rows. */
const PARSED_WHOLE = 1_000_000;

/**
 * Cuts a seed file into its statements, and refuses what would end the transaction that it is loaded in. A large file is cut at
 * its semicolons, and of it only those statements are parsed that do more than write rows.
 */
export async function cutSeed(sql: string, parser: Pick<SqlParser, 'cut'>): Promise<SeedCut> {
  if (sql.length <= PARSED_WHOLE) {
    const cut = await parser.cut(sql);
    return cut.ok ? judged(sql, cut.statements) : { ok: false, problem: syntaxProblem(sql, cut.problem) };
  }
  return await cutLarge(sql, parser);
}

/** Statements that begin with these write or read rows, or set what a COMMIT has no part in. */
const ROWS = /^(?:insert|update|delete|merge|select|with|values|table|truncate|set|reset)\b/iu;
/** Semicolons inside a routine's body or a rule do not end the statement; how many of them one may have. */
const MOST_INNER = 10_000;

async function cutLarge(sql: string, parser: Pick<SqlParser, 'cut'>): Promise<SeedCut> {
  const masked = maskSql(sql);
  const ends = endsOf(masked);
  const statements: SeedStatement[] = [];
  const lines = lineCounter(sql);
  for (let at = 0, from = 0; at < ends.length; at += 1) {
    const end = ends[at] ?? sql.length;
    const start = from + leadingBlank(masked.slice(from, end));
    if (start >= end) {
      from = end + 1;
      continue;
    }
    if (ROWS.test(masked.slice(start, start + 12))) {
      statements.push({ sql: sql.slice(start, end).trimEnd(), start, line: lines(start), extension: null });
      from = end + 1;
      continue;
    }
    const whole = await parseFrom(sql, start, ends.slice(at, at + MOST_INNER), parser);
    if (!whole.cut.ok)
      return { ok: false, problem: syntaxProblem(sql, shifted(sql, start, whole.cut.problem)) };
    const found = whole.cut.statements.map((one) => ({
      ...one,
      start: start + one.start,
      line: lines(start + one.start),
    }));
    const result = judged(sql, found);
    if (!result.ok) return result;
    statements.push(...result.statements);
    at += whole.inner;
    from = whole.end + 1;
  }
  return { ok: true, statements };
}

/** Offsets of the semicolons outside quotes and comments, and the end of the text. */
function endsOf(masked: string): readonly number[] {
  const ends: number[] = [];
  for (let at = masked.indexOf(';'); at !== -1; at = masked.indexOf(';', at + 1)) ends.push(at);
  ends.push(masked.length);
  return ends;
}

/** In the masked text comments are blank already. A statement never begins with a quote. */
function leadingBlank(text: string): number {
  const found = text.search(/\S/u);
  return found === -1 ? text.length : found;
}

/** The statement that begins here: up to the first semicolon at which PostgreSQL can read it. */
async function parseFrom(
  sql: string,
  start: number,
  ends: readonly number[],
  parser: Pick<SqlParser, 'cut'>,
): Promise<{ readonly cut: CutResult; readonly end: number; readonly inner: number }> {
  let first: CutResult | null = null;
  for (const [inner, end] of ends.entries()) {
    const cut = await parser.cut(sql.slice(start, end));
    if (cut.ok) return { cut, end, inner };
    first ??= cut;
    // Only what can hold semicolons is worth another try.
    if (!/^create\b/iu.test(sql.slice(start, start + 8))) break;
  }
  return { cut: first ?? { ok: true, statements: [] }, end: ends[0] ?? sql.length, inner: 0 };
}

function judged(sql: string, statements: readonly Statement[]): SeedCut {
  for (const statement of statements) {
    const reason = escapes(statement);
    if (reason === null) continue;
    const { line, column } = placeOf(sql, statement.start);
    const problem = {
      kind: 'transaction',
      message: reason,
      line,
      column,
      excerpt: caretExcerpt(sql, statement.start),
    } as const;
    return { ok: false, problem };
  }
  return { ok: true, statements };
}

function escapes({ transaction }: Statement): string | null {
  switch (transaction) {
    case 'begin':
      return 'a seed file is one transaction already, so it must not begin another one';
    case 'commit':
    case 'rollback':
      return 'it would end the transaction that the file is loaded in';
    case 'alone':
      return 'PostgreSQL runs it only outside a transaction, and a seed file is one';
    case 'inside':
    case 'ends-segment':
    case 'savepoint':
      return null;
  }
}

function syntaxProblem(sql: string, { message, offset, line, column }: SyntaxProblem): SeedProblem {
  return { kind: 'syntax', message, line, column, excerpt: caretExcerpt(sql, offset) };
}

function shifted(sql: string, start: number, problem: SyntaxProblem): SyntaxProblem {
  const offset = start + problem.offset;
  const { line, column } = placeOf(sql, offset);
  return { ...problem, offset, line, column };
}

/** The line of an offset, counted on from the one that was asked before. */
function lineCounter(sql: string): (offset: number) => number {
  let line = 1;
  let counted = 0;
  return (offset) => {
    for (let at = sql.indexOf('\n', counted); at !== -1 && at < offset; at = sql.indexOf('\n', at + 1)) {
      line += 1;
      counted = at + 1;
    }
    return line;
  };
}
