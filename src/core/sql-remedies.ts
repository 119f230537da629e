/** What people usually have to do about a PostgreSQL error that a migration can meet. */
interface KnownTrap {
  readonly sqlState: string;
  readonly message?: RegExp;
  readonly likelyCause: string;
  readonly remedy: string;
}

/**
 * Known traps, first match wins. SQLSTATEs: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const KNOWN_TRAPS: readonly KnownTrap[] = [
  {
    sqlState: '25001',
    likelyCause: 'PostgreSQL runs this statement only outside a transaction.',
    remedy:
      'Put it directly into the file, not between BEGIN and COMMIT and not inside a DO block or function; Sluice then runs it alone.',
  },
  {
    sqlState: '55P04',
    likelyCause: 'A new enum value can be used only after the transaction that added it has been committed.',
    remedy:
      'Move the statements that use the new value behind the ALTER TYPE … ADD VALUE without BEGIN around both, or into the next migration.',
  },
  {
    sqlState: '42P01',
    likelyCause:
      'The table or view is created in a later migration, under another name or schema, or only by hand in one database.',
    remedy:
      'Qualify the name with its schema, or add a migration before this one that creates it (`supabase db pull` writes down what exists only in a database).',
  },
  {
    sqlState: '42P07',
    likelyCause: 'An earlier migration already creates it.',
    remedy:
      'Remove the second CREATE, or give the object another name. IF NOT EXISTS hides the difference between both definitions.',
  },
  {
    sqlState: '42710',
    likelyCause: 'An earlier migration already creates an object of that name.',
    remedy:
      'Drop or rename the earlier one first; for a policy or trigger: DROP … IF EXISTS right before the CREATE.',
  },
  {
    sqlState: '42723',
    likelyCause: 'A function with the same name and argument types exists.',
    remedy: 'Use CREATE OR REPLACE FUNCTION.',
  },
  {
    sqlState: '42P13',
    message: /cannot change (return type|name of input parameter)|remove parameter defaults/u,
    likelyCause:
      'CREATE OR REPLACE cannot change the result type, parameter names or defaults of a function that exists.',
    remedy: 'DROP FUNCTION with its argument types first, then CREATE it; grant EXECUTE again afterwards.',
  },
  {
    sqlState: '42P16',
    message: /view/u,
    likelyCause: 'CREATE OR REPLACE VIEW can only add columns at the end.',
    remedy: 'DROP VIEW and CREATE it anew (with its grants), or put new columns last.',
  },
  {
    sqlState: '2BP01',
    likelyCause: 'Other objects still use what is being dropped.',
    remedy: 'Drop or change them first; CASCADE drops all of them, so list them in the migration instead.',
  },
  {
    sqlState: '0A000',
    message: /used by a view or rule|type of a column used in a (policy|trigger|generated)/u,
    likelyCause: 'A view, rule, policy, trigger or generated column is built on that column.',
    remedy: 'Drop it in this migration, change the column, and create it again.',
  },
  {
    sqlState: '42501',
    message: /must be owner/u,
    likelyCause:
      'Migrations run as the role postgres, which is no superuser; the object belongs to the platform.',
    remedy:
      'Do not change objects of auth, storage or realtime themselves; add your own objects beside them.',
  },
  {
    sqlState: '42501',
    likelyCause: 'Migrations run as the role postgres, which is no superuser on Supabase.',
    remedy: 'Remove the statement or do it with the rights that postgres has.',
  },
  {
    sqlState: '42883',
    likelyCause:
      'The function or operator does not exist under the search path, or the argument types differ.',
    remedy:
      'Create its extension (CREATE EXTENSION … WITH SCHEMA extensions), qualify the name, or cast the arguments.',
  },
  {
    sqlState: '42704',
    message: /type .* does not exist/u,
    likelyCause: 'The type is created later, in another schema, or by an extension that is not created.',
    remedy: 'Create the type or its extension before it is used, or qualify it with its schema.',
  },
  {
    sqlState: '42704',
    message: /role .* does not exist/u,
    likelyCause: 'Roles belong to the whole server; this one was made by hand and in no migration.',
    remedy: 'Create the role in a migration before it is granted anything.',
  },
  {
    sqlState: '23502',
    likelyCause: 'A row without a value for a NOT NULL column.',
    remedy: 'Give the column a default or fill it before it becomes NOT NULL.',
  },
  {
    sqlState: '23503',
    likelyCause: 'A row refers to another one that does not exist in a fresh database.',
    remedy:
      'Insert the row that it refers to in a migration before, or move sample data to supabase/seed.sql.',
  },
  {
    sqlState: '42P17',
    message: /infinite recursion/u,
    likelyCause: 'A policy reads the table that it protects.',
    remedy:
      'Read the table in a SECURITY DEFINER function with a fixed search_path and call that from the policy.',
  },
  {
    sqlState: '53100',
    likelyCause: 'The disk of the database is full.',
    remedy: 'Make room or enlarge the disk (Supabase: Database, Settings, Disk), and run again.',
  },
  {
    sqlState: '57014',
    message: /statement timeout/u,
    likelyCause: 'The statement takes longer than the statement timeout of the role allows.',
    remedy:
      'Give it more time with --statement-timeout (or SET statement_timeout in the file), or do the work in smaller pieces.',
  },
];

export interface Advice {
  readonly likelyCause: string | null;
  readonly remedy: string;
}

/** What to tell about a SQL error in a migration. */
export function adviceFor(sqlState: string, message: string): Advice {
  const trap = KNOWN_TRAPS.find(
    (known) => known.sqlState === sqlState && (known.message === undefined || known.message.test(message)),
  );
  return (
    trap ?? {
      likelyCause: null,
      remedy: 'Correct the statement; its transaction has been rolled back.',
    }
  );
}
