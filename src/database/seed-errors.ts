import type pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { CsvSeed, SeedFile } from '../core/seed-ports.ts';
import type { SeedStatement } from '../core/seed-statements.ts';
import { caretExcerpt } from '../core/statements.ts';
import { lockLost } from './control-session.ts';
import { isServerError, statementError } from './errors.ts';

/** Advice for what seeds meet and migrations do not, by SQLSTATE. */
const REMEDIES: Readonly<Record<string, { readonly likelyCause: string; readonly remedy: string }>> = {
  '23505': {
    likelyCause: 'A row with that key is in the table already.',
    remedy:
      'Write ON CONFLICT DO NOTHING or DO UPDATE, so that the file can be loaded again; or empty the table first.',
  },
  '23503': {
    likelyCause: 'The row that it refers to is not there (yet).',
    remedy:
      'Load that row before: files are loaded in the order of sql_paths, and those of one pattern by name.',
  },
  '42P01': {
    likelyCause:
      'The table is made by a migration that this database does not have, or has another name or schema.',
    remedy:
      'Deploy the migrations first (sluice deploy --with-seed does both), and write the schema in front of the name.',
  },
  '22P04': {
    likelyCause:
      'The row has more or fewer values than the header row, or a quote above it is opened and never closed.',
    remedy:
      'Correct the row. A quote inside quotes is written twice; a comma or line break in a value needs quotes.',
  },
  '57014': {
    likelyCause: 'It takes longer than the statement timeout of the role allows.',
    remedy: 'Give it more time with --statement-timeout, or load the rows from a CSV file beside it.',
  },
};

/** A statement of a seed that PostgreSQL refused, as an error that names file, line and place. */
export function seedStatementError(
  error: Error,
  file: { readonly file: string; readonly sql: string },
  statement: SeedStatement,
): SluiceError {
  const told = statementError(error, file, statement, 'live');
  if (!isServerError(error)) return told;
  const own = REMEDIES[error.code ?? ''];
  return new SluiceError('seed-failed', {
    message: told.message,
    remedy: own?.remedy ?? told.remedy,
    ...likely(own?.likelyCause ?? told.likelyCause),
    ...(told.location === undefined ? {} : { location: told.location }),
    ...(told.excerpt === undefined ? {} : { excerpt: told.excerpt }),
    ...(told.sqlState === undefined ? {} : { sqlState: told.sqlState }),
    cause: error,
  });
}

function likely(likelyCause: string | undefined): { likelyCause?: string } {
  return likelyCause === undefined ? {} : { likelyCause };
}

/** Rows that PostgreSQL refused; COPY says in its context which line and column it was at. */
export async function seedRowsError(error: pg.DatabaseError, seed: CsvSeed): Promise<SluiceError> {
  const { line, column, value } = placeOfRow(error.where ?? '');
  const text = line === null ? null : await seed.line(line).catch(() => null);
  const at = text === null || value === null ? 0 : Math.max(0, text.indexOf(value));
  const own = ROWS_REMEDIES[error.code ?? ''] ?? REMEDIES[error.code ?? ''] ?? ROW_REMEDY;
  const inColumn = column === null ? '' : `\nIn the column ${column}.`;
  const detail = error.detail === undefined || error.detail === '' ? '' : `\n${shortened(error.detail)}`;
  return new SluiceError('seed-failed', {
    message: `${seed.file}:${line ?? 1}: ${shortened(error.message)} (SQLSTATE ${error.code ?? 'XX000'})${inColumn}${detail}`,
    ...likely(own.likelyCause),
    remedy: own.remedy,
    location: { file: seed.file, line: line ?? 1, ...(text === null ? {} : { column: at + 1 }) },
    ...(text === null ? {} : { excerpt: caretExcerpt(text, at, line ?? 1) }),
    ...(error.code === undefined ? {} : { sqlState: error.code }),
    cause: error,
  });
}

/** PostgreSQL repeats a value whole, however long it is. */
function shortened(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)}…`;
}

const LONGEST = 500;

const ROW_REMEDY = {
  likelyCause: undefined,
  remedy:
    'Correct the line. An empty value is NULL, and "" is an empty text; the header row names the columns.',
};

/** The same for what is about more than one line. */
const ROWS_REMEDIES: typeof REMEDIES = {
  '21000': {
    likelyCause: 'Two rows of the file have the same key.',
    remedy: 'Leave one of them out.',
  },
  '42703': {
    likelyCause: 'The header row names a column that the table does not have, or in other letters.',
    remedy: 'Write the names into the first line as the table has them; capitals count.',
  },
  '42P10': {
    likelyCause: 'PostgreSQL computes the column by itself.',
    remedy: 'Take the column out of the file, its name and its values.',
  },
};

/** `COPY users, line 3, column role: "x"`. */
function placeOfRow(where: string): {
  readonly line: number | null;
  readonly column: string | null;
  readonly value: string | null;
} {
  const match =
    /^COPY .*?, line (\d+)(?:, column (.*?): (?:"(.*?)"|null input))?(?:\n|$)/su.exec(where) ??
    /^COPY .*?, line (\d+)/u.exec(where);
  return {
    line: match?.[1] === undefined ? null : Number(match[1]),
    column: match?.[2] ?? null,
    value: match?.[3] ?? null,
  };
}

/** What the rows of the journal, or the COMMIT itself, met. */
export function seedClosingError(error: pg.DatabaseError, { file }: SeedFile): SluiceError {
  if (error.code === '23502' && error.table === 'sluice_segments') {
    if (error.column === 'run') return lockLost(error);
    return new SluiceError('transaction-escape', {
      message: `${file} ended the transaction that it was loaded in; what came behind that was rolled back.`,
      likelyCause: 'A COMMIT or ROLLBACK is hidden in something that it calls.',
      remedy: 'Remove it, and look at what is left of the file in the database.',
      cause: error,
    });
  }
  if (
    error.schema === 'supabase_migrations' ||
    /supabase_migrations|sluice_segments|seed_files/u.test(error.message)
  ) {
    return new SluiceError('database-failed', {
      message: `${file}: what was loaded could not be recorded, so it was rolled back: ${error.message} (SQLSTATE ${error.code ?? 'unknown'})`,
      remedy:
        'Seed with the role that owns the schema supabase_migrations and its tables (postgres on Supabase).',
      ...(error.code === undefined ? {} : { sqlState: error.code }),
      cause: error,
    });
  }
  const own = REMEDIES[error.code ?? ''];
  return new SluiceError('seed-failed', {
    message: `${file}: ${error.message} (SQLSTATE ${error.code ?? 'XX000'})${error.detail === undefined ? '' : `\n${error.detail}`}`,
    likelyCause: own?.likelyCause ?? 'A deferred constraint is checked only at the end of the file.',
    remedy: own?.remedy ?? 'Correct the rows.',
    location: { file, line: 1 },
    ...(error.code === undefined ? {} : { sqlState: error.code }),
    cause: error,
  });
}

export function seedConnectionError(cause: unknown, { file }: SeedFile): SluiceError {
  return new SluiceError('connection-failed', {
    message: `The connection broke again and again while ${file} was loaded: ${messageOf(cause)}`,
    remedy: 'Run again. If it happens at the same file each time, the server probably crashes on it.',
    cause,
  });
}
