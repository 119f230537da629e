import { extract } from '@supabase/pg-delta/extract';
import { resolveView } from '@supabase/pg-delta/policy';
import pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, SchemaReader, SecurityFact } from '../core/ports.ts';
import { readDigest } from './digest.ts';
import { type IdentityMap, readIdentities } from './identity.ts';
import { HANDLERS, OWN_SCHEMA, POLICY } from './profile.ts';
import { readSecurityFacts } from './security.ts';
import { CatalogSnapshot } from './snapshot.ts';
import { readUnmodelled } from './unmodelled.ts';

/**
 * Reads one database over one connection. A schema that was read before, told by its digest, is not read again: going
 * back and forth between base and head comes to the same two over and over.
 */
class CatalogReader implements SchemaReader {
  readonly #pool: pg.Pool;
  readonly #known = new Map<string, CatalogSnapshot>();

  constructor(pool: pg.Pool) {
    this.#pool = pool;
  }

  async read(): Promise<CatalogSnapshot> {
    return await readable(async () => {
      const [digest, identities] = await this.#withClient(async (client) => [
        await readDigest(client),
        await readIdentities(client),
      ]);
      const known = this.#known.get(digest) ?? (await this.#readWhole(identities));
      this.#known.set(digest, known);
      return known.withIdentities(identities);
    });
  }

  async #readWhole(identities: IdentityMap): Promise<CatalogSnapshot> {
    const { factBase } = await extract(this.#pool, { handlers: HANDLERS });
    const unmodelled = await this.#withClient((client) => readUnmodelled(client, OWN_SCHEMA));
    return new CatalogSnapshot(resolveView(factBase, POLICY), identities, unmodelled);
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
  // Asked for in the session and not while connecting, because poolers let no such options through.
  const onConnect = (client: pg.ClientBase) => client.query("set search_path = ''");
  const pool = new pg.Pool({ ...target, max: 1, idleTimeoutMillis: 0, onConnect });
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
