import { extract } from '@supabase/pg-delta/extract';
import { resolveView } from '@supabase/pg-delta/policy';
import pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget } from '../core/ports.ts';
import { readIdentities } from './identity.ts';
import { HANDLERS, PLATFORM_SCHEMAS, POLICY } from './profile.ts';
import { CatalogSnapshot } from './snapshot.ts';
import { readUnmodelled } from './unmodelled.ts';

/**
 * Reads the schema through the Supabase profile: what the platform owns is left out once, here, so that no later
 * comparison pays for it again (projecting inside each plan makes planning several times dearer).
 */
export async function readSnapshot(target: ConnectionTarget): Promise<CatalogSnapshot> {
  const pool = new pg.Pool({ ...target, max: 1 });
  // An idle connection that breaks is reported by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  try {
    const { factBase } = await extract(pool, { handlers: HANDLERS });
    const client = await pool.connect();
    try {
      const identities = await readIdentities(client);
      const unmodelled = await readUnmodelled(client, PLATFORM_SCHEMAS);
      return new CatalogSnapshot(resolveView(factBase, POLICY), identities, unmodelled);
    } finally {
      client.release();
    }
  } catch (thrown) {
    throw new SluiceError('schema-unreadable', {
      message: `The catalog of the database could not be read: ${messageOf(thrown)}`,
      remedy: 'Run again; if it stays, report it with the migrations that lead there.',
      cause: thrown,
    });
  } finally {
    await pool.end();
  }
}
