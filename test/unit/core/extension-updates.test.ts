import { describe, expect, test } from '@jest/globals';
import { extensionUpdate, extensionUpdateFindings } from '../../../src/core/extension-updates.ts';
import { createSqlParser } from '../../../src/sql/parser.ts';

describe('the update of an extension', () => {
  test.each([
    ['alter extension vector update', { name: 'vector', version: null }],
    ["ALTER EXTENSION PG_CRON UPDATE TO '1.6'", { name: 'pg_cron', version: '1.6' }],
    ['alter extension "uuid-ossp" update to "1.1"', { name: 'uuid-ossp', version: '1.1' }],
    ['alter extension vector update to next', { name: 'vector', version: 'next' }],
    ['alter extension vector set schema extensions', null],
  ])('is read from %s', (sql, update) => {
    const node = sql.includes('set schema') ? 'AlterObjectSchemaStmt' : 'AlterExtensionStmt';
    expect(extensionUpdate({ node, sql })).toEqual(update);
  });

  test('is a line of the report at its place', async () => {
    const sql = "create table public.a ();\nalter extension vector update to '0.9';\n";
    const cut = await createSqlParser().cut(sql);
    if (!cut.ok) throw new Error(cut.problem.message);
    const migration = { version: '1', name: 'a', file: 'supabase/migrations/1_a.sql', sql, digest: '' };
    expect(extensionUpdateFindings([{ migration, statements: cut.statements }])).toEqual([
      expect.objectContaining({
        code: 'extension-updated',
        level: 'note',
        file: migration.file,
        line: 2,
        message: expect.stringContaining('vector is brought to version 0.9'),
      }),
    ]);
  });
});
