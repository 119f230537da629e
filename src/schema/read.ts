import { extract } from '@supabase/pg-delta/extract';
import { resolveView } from '@supabase/pg-delta/policy';
import pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, SchemaReader, SecurityFact } from '../core/ports.ts';
import { readIdentities } from './identity.ts';
import { HANDLERS, OWN_SCHEMA, POLICY } from './profile.ts';
import { readSecurityFacts } from './security.ts';
import { CatalogSnapshot } from './snapshot.ts';
import { readUnmodelled } from './unmodelled.ts';

/** Reads one database over one connection, whose caches make every further reading cheaper. */
class CatalogReader implements SchemaReader {
  readonly #pool: pg.Pool;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async read(): Promise<CatalogSnapshot> {
    return await readable(async () => {
      const { factBase } = await extract(this.#pool, { handlers: HANDLERS });
      return await this.#withClient(async (client) => {
        const identities = await readIdentities(client);
        const unmodelled = await readUnmodelled(client, OWN_SCHEMA);
        return new CatalogSnapshot(resolveView(factBase, POLICY), identities, unmodelled);
      });
    });
  }

  async security(exposed: readonly string[]): Promise<readonly SecurityFact[]> {
    return await readable(() => this.#withClient((client) => readSecurityFacts(client, exposed)));
  }

  async #withClient<Result>(work: (client: pg.PoolClient) => Promise<Result>): Promise<Result> {
    const client = await this.#pool.connect();
    try {
      return await work(client);
    } finally {
      client.release();
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }
}

/** Connects to a database for reading its catalog. Throws SluiceError `schema-unreadable` where that fails. */
export async function openReader(target: ConnectionTarget): Promise<SchemaReader> {
  // With nothing on the search path the catalog writes every name with its schema.
  const pool = new pg.Pool({ ...target, max: 1, idleTimeoutMillis: 0, options: '-c search_path=' });
  // An idle connection that breaks is reported by the next query; without a listener it would end the process.
  pool.on('error', () => {});
  return new CatalogReader(pool);
}

async function readable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    throw new SluiceError('schema-unreadable', {
      message: `The catalog of the database could not be read: ${messageOf(thrown)}`,
      remedy: 'Run again; if it stays, report it with the migrations that lead there.',
      cause: thrown,
    });
  }
}
