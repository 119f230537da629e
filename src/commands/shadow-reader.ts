import type { SchemaPort, SchemaReader, Shadow, ShadowDatabase } from '../core/ports.ts';
import { mayRemoveRoles } from '../core/role-removal.ts';

/**
 * Reads a database of the shadow beside a copy of how it is now, so that only what changes is read; without a copy, or where
 * `texts`, all SQL that will have run on it, may drop a role that the copy would hold on to, everything each time. Nobody may be
 * connected to the database meanwhile.
 */
export async function openShadowReader(
  { copyDatabase }: Shadow,
  database: ShadowDatabase,
  texts: readonly string[],
  schema: SchemaPort,
  noted = '',
): Promise<SchemaReader> {
  if (copyDatabase === undefined || texts.some(mayRemoveRoles)) {
    return await schema.open(database.administrator);
  }
  const copy = await copyDatabase(database);
  return await schema.openBeside(database.administrator, copy.administrator, noted);
}
