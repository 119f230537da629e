import { createHash } from 'node:crypto';
import type { FactBase } from '@supabase/pg-delta/core';
import { resolveView } from '@supabase/pg-delta/policy';
import { SluiceError } from '../core/errors.ts';
import type { Snapshot } from '../core/ports.ts';
import type { RootDigests } from './digest.ts';
import type { IdentityMap } from './identity.ts';
import { PLATFORM_POLICY } from './profile.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

/** A snapshot as this room knows it: pg-delta's facts, who is who in the catalog, and what pg-delta leaves out. */
export abstract class CatalogSnapshot implements Snapshot {
  /** Everything but our own, the platform's objects included. */
  abstract readonly view: FactBase;
  abstract readonly fingerprint: string;
  /** Empty where the snapshot was not read from the catalog just now. */
  readonly identities: IdentityMap;
  readonly unmodelled: UnmodelledFacts;
  /** What the server said of its objects before they were read; null where it was not asked. */
  readonly digests: RootDigests | null;
  #columnIds: Map<string, string> | null = null;

  constructor(identities: IdentityMap, unmodelled: UnmodelledFacts, digests: RootDigests | null = null) {
    this.identities = identities;
    this.unmodelled = unmodelled;
    this.digests = digests;
  }

  /** What belongs to the project: the platform's own objects are there for reference only. */
  get managed(): FactBase {
    return resolveView(this.view, PLATFORM_POLICY);
  }

  /** The identity of a column by its name. */
  columnId(schema: string | null, table: string | null, name: string): string | null {
    this.#columnIds ??= new Map(
      [...this.identities].flatMap(([id, address]) =>
        address.kind === 'column' ? [[columnKey(address.schema, address.table, address.name), id]] : [],
      ),
    );
    return this.#columnIds.get(columnKey(schema, table, name)) ?? null;
  }
}

/** Every fact of a schema. */
export class WholeSnapshot extends CatalogSnapshot {
  readonly view: FactBase;
  /** Shared by all that have the same view: whichever needs it first makes it for all. */
  #made: { managed: FactBase | null } = { managed: null };

  constructor(
    view: FactBase,
    identities: IdentityMap,
    unmodelled: UnmodelledFacts,
    digests: RootDigests | null,
  ) {
    super(identities, unmodelled, digests);
    this.view = view;
  }

  /** The same schema with other objects in it, as in another database or after dropping and making them anew. */
  elsewhere(identities: IdentityMap, digests: RootDigests | null): WholeSnapshot {
    const again = new WholeSnapshot(this.view, identities, this.unmodelled, digests);
    again.#made = this.#made;
    return again;
  }

  override get managed(): FactBase {
    this.#made.managed ??= super.managed;
    return this.#made.managed;
  }

  /** Identities are not part of it: two databases with the same schema have the same fingerprint. */
  get fingerprint(): string {
    const hash = createHash('sha256').update(this.view.rootHash);
    for (const [key, fact] of [...this.unmodelled].sort(([left], [right]) => (left < right ? -1 : 1))) {
      hash.update(`\n${key}\n${fact.definition}`);
    }
    return hash.digest('hex');
  }
}

function columnKey(schema: string | null, table: string | null, name: string): string {
  return JSON.stringify([schema, table, name]);
}

/** Opens the opaque snapshot of the port; only this room makes them. */
export function catalogOf(snapshot: Snapshot): CatalogSnapshot {
  if (snapshot instanceof CatalogSnapshot) return snapshot;
  throw new SluiceError('internal', {
    message: 'A snapshot was handed in that the schema room did not make.',
    remedy: 'Report this with the output of the run.',
  });
}
