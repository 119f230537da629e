import type pg from 'pg';
import type { ConnectionTarget, ObjectDigests, SchemaReader, SecurityFact } from '../core/ports.ts';
import { openPool, PREPARED, readable, withClient } from './catalog-pool.ts';
import { type RootDigests, readRootDigests } from './digest.ts';
import { type NotedLook, readProjectNotes, writeProjectNotes } from './project-notes.ts';
import { ProjectFacts, projectSnapshotOf } from './project-reading.ts';
import { readSecurityFacts } from './security.ts';
import type { CatalogSnapshot } from './snapshot.ts';

/** Reads of one database what belongs to the project. */
class ProjectReader implements SchemaReader {
  readonly #pool: pg.Pool;
  readonly #facts: ProjectFacts;
  /** What is known of the first moment without asking. */
  readonly #noted: NotedLook | null;
  #first: ObjectDigests | null = null;
  /** What was asked last, for the snapshot that is read of the same moment. */
  #asked: RootDigests | null = null;
  #notes: (() => string) | null = null;

  constructor(pool: pg.Pool, noted: NotedLook | null) {
    this.#pool = pool;
    this.#noted = noted;
    this.#facts = new ProjectFacts(pool, noted?.answers);
  }

  async read(): Promise<CatalogSnapshot> {
    if (this.#first === null && this.#noted !== null) {
      this.#first = this.#noted.digests;
      return this.#noted.snapshot;
    }
    return await readable(async () => {
      const digests = this.#asked ?? (await this.#ask());
      this.#asked = null;
      const reading = await this.#facts.read(digests, []);
      const snapshot = await projectSnapshotOf(this.#pool, reading, digests);
      if (this.#first === null) {
        this.#first = digests.all;
        const answers = this.#facts.answers.rows();
        this.#notes = () => writeProjectNotes(snapshot, digests, answers);
      }
      return snapshot;
    });
  }

  async digests(moment: 'first' | 'now'): Promise<ObjectDigests> {
    if (moment === 'first' && this.#first !== null) return this.#first;
    this.#asked = await readable(() => this.#ask());
    return this.#asked.all;
  }

  notes(): string {
    return this.#notes?.() ?? '';
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
export async function openProjectReader(target: ConnectionTarget, noted = ''): Promise<SchemaReader> {
  return new ProjectReader(openPool(target, PREPARED), readProjectNotes(noted));
}
