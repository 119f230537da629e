/** What people usually have to do about a PostgreSQL error that a migration can meet. */
export interface KnownTrap {
  readonly sqlState: string;
  readonly message?: RegExp;
  readonly likelyCause: string;
  readonly remedy: string;
}

/** What the platform lets postgres do although PostgreSQL asks for a superuser, in PostgreSQL's words. */
export const SUPERUSERS_ALONE =
  /permission denied to create (?:event trigger|foreign-data wrapper)|must be superuser to create FOR (?:ALL )?TABLES/u;

/**
 * Known traps, first match wins. SQLSTATEs: https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
export const KNOWN_TRAPS: readonly KnownTrap[] = [
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
    message: /permission denied for (schema|table|sequence|function) /u,
    likelyCause: 'Migrations run as the role postgres, which has no right to it; it belongs to the platform.',
    remedy: 'Use what the platform offers for it, or put your own objects into a schema of your own.',
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
    message: SUPERUSERS_ALONE,
    likelyCause:
      'PostgreSQL lets a superuser alone do this. The platform makes an exception for postgres, and so does the embedded engine, but there for a statement of its own only, not inside a DO block or a function.',
    remedy:
      'Write it as a statement of its own, or let the full stack judge: --engine supabase, which --engine auto asks by itself where Docker runs.',
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
    sqlState: '42703',
    likelyCause:
      'The column is added in a later migration, was renamed or dropped in an earlier one, or is misspelt.',
    remedy: 'Correct the name, or move the migration that adds the column before this one.',
  },
  {
    sqlState: '42701',
    likelyCause: 'An earlier migration already adds a column of that name.',
    remedy: 'Remove the second ADD COLUMN. IF NOT EXISTS hides the difference between both definitions.',
  },
  {
    sqlState: '42P06',
    likelyCause: 'The schema exists: an earlier migration or the platform makes it.',
    remedy: 'Remove the CREATE SCHEMA, or write CREATE SCHEMA IF NOT EXISTS.',
  },
  {
    sqlState: '3F000',
    likelyCause: 'The schema is created in a later migration or only by hand in one database.',
    remedy: 'Create the schema in a migration before this one.',
  },
  {
    sqlState: '42804',
    message: /cannot be cast automatically/u,
    likelyCause: 'PostgreSQL does not know by itself how to turn the old values into the new type.',
    remedy: 'Say how: alter column … type … using …::…; drop a default that does not fit first.',
  },
  {
    sqlState: '42P10',
    message: /ON CONFLICT/u,
    likelyCause: 'ON CONFLICT names columns that no unique index or constraint covers.',
    remedy: 'Create a unique constraint on exactly those columns first, or name the one that exists.',
  },
  {
    sqlState: '428C9',
    likelyCause: 'The column is an identity or generated: it takes no value of yours.',
    remedy: 'Leave the column out, or write OVERRIDING SYSTEM VALUE for an identity.',
  },
  {
    sqlState: '42830',
    likelyCause: 'A foreign key must refer to columns that are unique.',
    remedy: 'Add a primary key or unique constraint on the referenced columns first.',
  },
  {
    sqlState: '23505',
    likelyCause: 'A row with that key exists, from an earlier migration or from this one.',
    remedy:
      'Write ON CONFLICT DO NOTHING or DO UPDATE, or choose another key. Sample data belongs to supabase/seed.sql.',
  },
  {
    sqlState: '23514',
    likelyCause: 'A row breaks a check constraint.',
    remedy: 'Repair the row in the migration before the constraint is added or the row is written.',
  },
  {
    sqlState: '55006',
    likelyCause:
      'Rows were written in the same transaction, and a trigger of the table still has to run for them.',
    remedy:
      'Put the change of the table into a migration of its own, or SET CONSTRAINTS ALL IMMEDIATE before it.',
  },
  {
    sqlState: '42P18',
    likelyCause: 'PostgreSQL cannot tell the type of a value.',
    remedy: 'Cast it: null::text.',
  },
  {
    sqlState: 'P0001',
    likelyCause: 'A function or block of the migrations raised it itself.',
    remedy:
      'Look where the message comes from; on the shadow every table starts empty, so a check for rows fails here.',
  },
  {
    sqlState: '42P17',
    message: /infinite recursion/u,
    likelyCause: 'A policy reads the table that it protects.',
    remedy:
      'Read the table in a SECURITY DEFINER function with a fixed search_path and call that from the policy.',
  },
  {
    sqlState: '54001',
    likelyCause: 'Functions or triggers call each other without end.',
    remedy:
      'Look at the calls that the message lists: give the recursion an end, or keep a trigger from firing itself (when pg_trigger_depth() = 0).',
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
