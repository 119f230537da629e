import { extract } from '@supabase/pg-delta/extract';
import { resolveView } from '@supabase/pg-delta/policy';
import type pg from 'pg';
import type { ConnectionTarget, ObjectDigests, SchemaReader, SecurityFact } from '../core/ports.ts';
import { openPool, readable, withClient } from './catalog-pool.ts';
import { readDigest, readRootDigests, type SchemaDigest } from './digest.ts';
import { type IdentityMap, readIdentities } from './identity.ts';
import type { KnownSchemas } from './known-schemas.ts';
import { HANDLERS, OWN_SCHEMA, POLICY } from './profile.ts';
import { readSecurityFacts } from './security.ts';
import { WholeSnapshot } from './snapshot.ts';
import { readUnmodelled } from './unmodelled.ts';

/**
 * Reads one database over one connection. A schema that was read before, told by its digest, is not read again: going
 * back and forth between base and head comes to the same two over and over, and what landed is what was expected.
 */
class CatalogReader implements SchemaReader {
  readonly #pool: pg.Pool;
  readonly #role: string;
  readonly #known: KnownSchemas;
  #first: ObjectDigests | null = null;

  constructor(pool: pg.Pool, role: string, known: KnownSchemas) {
    this.#pool = pool;
    this.#role = role;
    this.#known = known;
  }

  async read(): Promise<WholeSnapshot> {
    return await readable(async () => {
      const [digest, identities] = await withClient(this.#pool, async (client) => [
        await readDigest(client),
        await readIdentities(client),
      ]);
      this.#first ??= digest.roots?.all ?? null;
      const known = this.#known.get(this.#role, digest.whole);
      if (known !== null) return known.elsewhere(identities, digest.roots);
      const snapshot = await this.#readWhole(identities, digest);
      this.#known.add(this.#role, digest.whole, snapshot);
      return snapshot;
    });
  }

  async #readWhole(identities: IdentityMap, { roots }: SchemaDigest): Promise<WholeSnapshot> {
    const { factBase } = await extract(this.#pool, { handlers: HANDLERS });
    const unmodelled = await withClient(this.#pool, (client) => readUnmodelled(client, OWN_SCHEMA));
    return new WholeSnapshot(resolveView(factBase, POLICY), identities, unmodelled, roots);
  }

  async digests(moment: 'first' | 'now'): Promise<ObjectDigests> {
    if (moment === 'first' && this.#first !== null) return this.#first;
    return (await readable(() => withClient(this.#pool, readRootDigests))).all;
  }

  async security(exposed: readonly string[]): Promise<readonly SecurityFact[]> {
    return await readable(() => withClient(this.#pool, (client) => readSecurityFacts(client, exposed)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }
}

/** Connects to a database for reading its catalog. Throws SluiceError `schema-unreadable` where that fails. */
export async function openReader(target: ConnectionTarget, known: KnownSchemas): Promise<SchemaReader> {
  return new CatalogReader(openPool(target), target.user, known);
}
