import type { WholeSnapshot } from './snapshot.ts';

/** A command looks at a few states of a schema over and over: before, what is expected, after. */
const MOST = 4;

/**
 * Snapshots by the role that read them and the digest that the server gave the schema, whichever database it was in. Only
 * the ones asked for last are kept, because they are large.
 */
export class KnownSchemas {
  readonly #snapshots = new Map<string, WholeSnapshot>();

  get(role: string, digest: string): WholeSnapshot | null {
    const key = keyOf(role, digest);
    const found = this.#snapshots.get(key);
    if (found === undefined) return null;
    this.#snapshots.delete(key);
    this.#snapshots.set(key, found);
    return found;
  }

  add(role: string, digest: string, snapshot: WholeSnapshot): void {
    this.#snapshots.set(keyOf(role, digest), snapshot);
    for (const oldest of this.#snapshots.keys()) {
      if (this.#snapshots.size <= MOST) break;
      this.#snapshots.delete(oldest);
    }
  }
}

function keyOf(role: string, digest: string): string {
  return JSON.stringify([role, digest]);
}
