/**
 * How a statement gets along with transactions.
 * inside: any transaction will do. alone: PostgreSQL refuses it inside a transaction block.
 * ends-segment: what follows may only use its effect after a commit (ALTER TYPE … ADD VALUE).
 * begin, commit, rollback: the file's own transaction control. savepoint: harmless inside a transaction.
 */
export type TransactionRole =
  | 'inside'
  | 'alone'
  | 'ends-segment'
  | 'begin'
  | 'commit'
  | 'rollback'
  | 'savepoint';

/** A statement that changes rows rather than the schema. */
export interface DataStatement {
  readonly action: 'insert' | 'update' | 'delete' | 'merge' | 'truncate' | 'copy' | 'do' | 'call' | 'select';
  /** The table it writes, where the text says so; null for DO, CALL and SELECT of functions. */
  readonly schema: string | null;
  readonly table: string | null;
  /** UPDATE: the columns that it sets, as far as the text names them. */
  readonly columns: readonly string[];
  /** UPDATE: all of them are columns that the same change adds. */
  readonly fillsNewColumns?: boolean;
  /** UPDATE or DELETE without WHERE, or with one that always holds. */
  readonly everyRow: boolean;
  /** ONLY: not the tables that inherit from it. */
  readonly only?: boolean;
  /** TRUNCATE: its further tables. */
  readonly also?: readonly Pick<DataStatement, 'schema' | 'table' | 'only'>[];
  /** TRUNCATE … CASCADE: tables that refer to these are emptied too. */
  readonly cascades?: boolean;
  /** DO: the statements of the block that change rows, as far as its text tells; CALL and SELECT: those of the routines they call. */
  readonly inside: readonly DataStatement[];
  /** What triggers of its tables do to rows, on whichever event, as far as the text of their functions tells. */
  readonly triggered?: readonly DataStatement[];
  /** The block or routine runs text that it puts together itself (EXECUTE), so what it does cannot be read. */
  readonly dynamic: boolean;
}

/**
 * Why a statement may fail on rows that are already in the table. The words for people are in row-risks.ts, because the
 * name that PostgreSQL gives to an unnamed constraint is known only after it ran.
 */
export type RowRisk =
  | 'not-null-column'
  | 'unique-column'
  | 'checked-column'
  // Read, and met by what every row gets.
  | 'met-check'
  | 'referencing-column'
  | 'set-not-null'
  | 'check'
  | 'foreign-key'
  | 'not-null'
  | 'unique'
  | 'primary-key'
  | 'exclusion'
  | 'validate'
  | 'partition-bounds'
  | 'unique-index'
  | 'domain-rule';

/** A name in the text of a statement, as far as the parse tree tells; schema null where the text leaves it to the search path. */
export interface ObjectMention {
  readonly verb: 'create' | 'alter' | 'drop' | 'rename';
  /** Kind as in Change.kind. */
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  /** Empty where PostgreSQL chooses the name; `*` for all objects of the kind in the schema (GRANT … ON ALL TABLES). */
  readonly name: string;
  /** For a rename: the new name (`name` is the old one). */
  readonly to?: string;
  /** For SET SCHEMA: the new schema (`schema` is the old one). */
  readonly toSchema?: string;
  /** Routines: the types of the arguments, where the text names them; overloads have the same name. */
  readonly arguments?: readonly string[];
  readonly risks: readonly RowRisk[];
  /** Of the kind that can make PostgreSQL write the whole table anew: a changed type, a computed default. */
  readonly mayRewrite: boolean;
  /** Only privileges, a comment or the owner are touched, not what the object is. */
  readonly minor?: true;
  /** For a statement inside a DO block: its own line in the file. */
  readonly line?: number;
}

/** A routine that a text calls; schema null where it leaves that to the search path. */
export interface RoutineCall {
  readonly schema: string | null;
  readonly name: string;
}

/** What the text of a routine, or of a DO block, says that it does to rows. */
export interface RoutineBody {
  readonly data: readonly DataStatement[];
  readonly calls: readonly RoutineCall[];
  readonly dynamic: boolean;
}

/** One SQL statement as PostgreSQL's own parser cuts it. */
export interface Statement {
  /** The text without the closing semicolon and without leading white space or comments. */
  readonly sql: string;
  /** Offset of the text in the file, in UTF-16 code units. */
  readonly start: number;
  readonly end: number;
  /** Line of the first token, counted from 1. */
  readonly line: number;
  /** The name of the parse tree's root node, `AlterTableStmt`. */
  readonly node: string;
  readonly transaction: TransactionRole;
  readonly data: DataStatement | null;
  readonly mentions: readonly ObjectMention[];
  /** SELECT, CREATE TABLE AS, CALL and DO: the routines that the text calls, PostgreSQL's own ones included; CREATE TRIGGER: its function; foreign data wrappers: handler and validator. */
  readonly calls: readonly RoutineCall[];
  /** CREATE INDEX CONCURRENTLY and the like: the build does not block writes. */
  readonly concurrent: boolean;
  /** The extension that CREATE EXTENSION names, else null. */
  readonly extension: string | null;
  /** The access method that CREATE INDEX names (`btree` if none), else null. */
  readonly indexMethod: string | null;
}

export interface SyntaxProblem {
  /** PostgreSQL's message, `syntax error at or near "TABEL"`. */
  readonly message: string;
  /** Offset in UTF-16 code units, line and column counted from 1. */
  readonly offset: number;
  readonly line: number;
  readonly column: number;
}

/**
 * The line of SQL at an offset with a caret beneath, as people know it from psql. Long lines are cut around the
 * place so that the caret stays visible; control characters are shown as spaces so that nothing moves the caret.
 * `firstLine` is the number of the first line of the text, where it is a part of a file.
 */
export function caretExcerpt(sql: string, offset: number, firstLine = 1): string {
  const { line, lineStart } = placeOf(sql, offset);
  const lineEnd = sql.indexOf('\n', lineStart);
  const text = sql
    .slice(lineStart, lineEnd === -1 ? undefined : lineEnd)
    .replace(/\r$/u, '')
    // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is being replaced
    .replace(/[\u0000-\u001f\u007f]/gu, ' ');
  const column = Math.min(offset - lineStart, text.length);
  const before = Math.max(0, column - 60);
  const shown = text.slice(before, before + 110);
  const prefix = `LINE ${line + firstLine - 1}: `;
  const opening = before > 0 ? '…' : '';
  return `${prefix}${opening}${shown}\n${' '.repeat(prefix.length + opening.length + column - before)}^`;
}

/** Line and column (from 1) of an offset in UTF-16 code units, and where that line starts. */
export function placeOf(sql: string, offset: number): { line: number; column: number; lineStart: number } {
  let line = 1;
  let lineStart = 0;
  for (let at = sql.indexOf('\n'); at !== -1 && at < offset; at = sql.indexOf('\n', at + 1)) {
    line += 1;
    lineStart = at + 1;
  }
  return { line, column: offset - lineStart + 1, lineStart };
}
