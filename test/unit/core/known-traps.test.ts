import { describe, expect, test } from '@jest/globals';
import { KNOWN_TRAPS } from '../../../src/core/known-traps.ts';
import { adviceFor } from '../../../src/core/sql-remedies.ts';

describe('advice about errors of PostgreSQL', () => {
  test.each<[sqlState: string, message: string, remedy: RegExp]>([
    [
      '25001',
      'CREATE INDEX CONCURRENTLY cannot run inside a transaction block',
      /not between BEGIN and COMMIT/u,
    ],
    ['55P04', 'unsafe use of new value "x" of enum type mood', /behind the ALTER TYPE … ADD VALUE/u],
    ['42P01', 'relation "x" does not exist', /add a migration before this one/u],
    ['42P07', 'relation "x" already exists', /second CREATE/u],
    ['42710', 'policy "p" for table "t" already exists', /DROP … IF EXISTS right before the CREATE/u],
    ['42723', 'function "f" already exists with same argument types', /CREATE OR REPLACE FUNCTION/u],
    ['42P13', 'cannot change return type of existing function', /DROP FUNCTION with its argument types/u],
    ['42P16', 'cannot drop columns from view', /DROP VIEW and CREATE it anew/u],
    ['2BP01', 'cannot drop table x because other objects depend on it', /CASCADE drops all of them/u],
    [
      '0A000',
      'cannot alter type of a column used by a view or rule',
      /Drop it in this migration, change the column/u,
    ],
    ['42501', 'must be owner of table users', /add your own objects beside them/u],
    ['42501', 'permission denied for schema vault', /a schema of your own/u],
    ['42501', 'permission denied to create role', /the rights that postgres has/u],
    ['42501', 'permission denied to create foreign-data wrapper "w"', /as a statement of its own/u],
    ['42883', 'function uuid_generate_v4() does not exist', /CREATE EXTENSION … WITH SCHEMA extensions/u],
    ['42704', 'type "mood" does not exist', /Create the type or its extension/u],
    ['42704', 'role "clerk" does not exist', /Create the role in a migration/u],
    ['42703', 'column "x" does not exist', /move the migration that adds the column/u],
    ['42701', 'column "x" of relation "t" already exists', /second ADD COLUMN/u],
    ['3F000', 'schema "s" does not exist', /Create the schema in a migration before/u],
    ['42P06', 'schema "s" already exists', /IF NOT EXISTS/u],
    ['42804', 'column "x" cannot be cast automatically to type integer', /using …::…/u],
    [
      '42P10',
      'there is no unique or exclusion constraint matching the ON CONFLICT specification',
      /unique constraint on exactly those columns/u,
    ],
    ['428C9', 'cannot insert a non-DEFAULT value into column "id"', /OVERRIDING SYSTEM VALUE/u],
    ['42830', 'there is no unique constraint matching given keys', /primary key or unique constraint/u],
    ['23502', 'null value in column "x" violates not-null constraint', /fill it before it becomes NOT NULL/u],
    ['23503', 'insert or update violates foreign key constraint', /supabase\/seed\.sql/u],
    ['23505', 'duplicate key value violates unique constraint', /ON CONFLICT DO NOTHING/u],
    ['23514', 'new row violates check constraint', /Repair the row/u],
    [
      '55006',
      'cannot ALTER TABLE "t" because it has pending trigger events',
      /SET CONSTRAINTS ALL IMMEDIATE/u,
    ],
    ['42P17', 'infinite recursion detected in policy for relation "t"', /SECURITY DEFINER function/u],
    ['P0001', 'no way', /every table starts empty/u],
    ['57014', 'canceling statement due to statement timeout', /--statement-timeout/u],
  ])('%s: %s', (sqlState, message, remedy) => {
    expect(adviceFor(sqlState, message).remedy).toMatch(remedy);
  });

  test('every trap says a cause and a remedy, in sentences', () => {
    for (const { likelyCause, remedy } of KNOWN_TRAPS) {
      expect(likelyCause).toMatch(/^[A-Z].*\.$/su);
      expect(remedy.length).toBeGreaterThan(15);
    }
  });
});
