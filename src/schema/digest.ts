import { createHash } from 'node:crypto';
import type { ClientBase } from 'pg';
import { DIGEST_SQL, EXTENSION_STATE } from './digest-sql.ts';

/**
 * A digest of the whole schema that the server computes in one query: equal digests of two states of one database mean
 * equal schemas. Several times cheaper than a snapshot, and unlike it not able to say what differs.
 */
export async function readDigest(client: ClientBase): Promise<string> {
  await client.query(
    "begin isolation level repeatable read read only; set local search_path = ''; set local jit = off",
  );
  try {
    const { rows } = await client.query<{ digest: string }>(DIGEST_SQL);
    const hash = createHash('sha256').update(rows[0]?.digest ?? '');
    for (const { table, sql } of EXTENSION_STATE) {
      const { rows: found } = await client.query<{ there: boolean }>(
        'select to_regclass($1) is not null as there',
        [table],
      );
      if (found[0]?.there !== true) continue;
      const { rows: state } = await client.query<{ row: string }>(
        `select to_jsonb(state)::text as row from (${sql}) state order by 1`,
      );
      hash.update(`\n${table}\n${state.map(({ row }) => row).join('\n')}`);
    }
    return hash.digest('hex');
  } finally {
    await client.query('rollback');
  }
}
