import type pg from 'pg';
import type { ConnectionTarget, ObjectDigests, SchemaReader, SecurityFact } from '../core/ports.ts';
import { openPool, PREPARED, readable, withClient } from './catalog-pool.ts';
import { type RootDigests, readRootDigests } from './digest.ts';
import { ProjectFacts, projectSnapshotOf } from './project-reading.ts';
import type { ProjectSnapshot } from './project-snapshot.ts';
import { readSecurityFacts } from './security.ts';

/** Reads of one database what belongs to the project. */
class ProjectReader implements SchemaReader {
  readonly #pool: pg.Pool;
  readonly #facts: ProjectFacts;
  #first: RootDigests | null = null;
  /** What was asked last, for the snapshot that is read of the same moment. */
  #asked: RootDigests | null = null;

  constructor(pool: pg.Pool) {
    this.#pool = pool;
    this.#facts = new ProjectFacts(pool);
  }

  async read(): Promise<ProjectSnapshot> {
    return await readable(async () => {
      const digests = this.#asked ?? (await this.#ask());
      this.#first ??= digests;
      this.#asked = null;
      const { factBase } = await this.#facts.read(digests, []);
      return await projectSnapshotOf(this.#pool, factBase, digests);
    });
  }

  async digests(moment: 'first' | 'now'): Promise<ObjectDigests> {
    if (moment === 'first' && this.#first !== null) return this.#first.all;
    this.#asked = await readable(() => this.#ask());
    return this.#asked.all;
  }

  async #ask(): Promise<RootDigests> {
    return await withClient(this.#pool, readRootDigests);
  }

  async security(exposed: readonly string[]): Promise<readonly SecurityFact[]> {
    return await readable(() => withClient(this.#pool, (client) => readSecurityFacts(client, exposed)));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#pool.end();
  }
}

/** Connects to a database for reading what of it belongs to the project. */
export async function openProjectReader(target: ConnectionTarget): Promise<SchemaReader> {
  return new ProjectReader(openPool(target, PREPARED));
}
