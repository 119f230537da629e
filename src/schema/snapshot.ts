import { createHash } from 'node:crypto';
import type { FactBase } from '@supabase/pg-delta/core';
import { resolveView } from '@supabase/pg-delta/policy';
import { SluiceError } from '../core/errors.ts';
import type { Snapshot } from '../core/ports.ts';
import type { RootDigests } from './digest.ts';
import type { IdentityMap } from './identity.ts';
import { managedFingerprint } from './managed-fingerprint.ts';
import { PLATFORM_POLICY } from './profile.ts';
import { type RootParts, rootParts } from './rooted-facts.ts';
import type { TakenOver } from './taken-over.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

/** A snapshot as this room knows it: pg-delta's facts, who is who in the catalog, and what pg-delta leaves out. */
export abstract class CatalogSnapshot implements Snapshot {
  /** Everything but our own, the platform's objects included. */
  abstract readonly view: FactBase;
  abstract readonly fingerprint: string;
  /** Empty where the snapshot was not read from the catalog just now. */
  abstract readonly identities: IdentityMap;
  readonly unmodelled: UnmodelledFacts;
  /** False for one that an older Sluice has stored, which looked at less: `unmodelled` is empty then, and some memberships are missing. */
  readonly isComplete: boolean;
  /** What of the project belongs to a role of the platform now; only known of what was read just now. */
  readonly takenOver: TakenOver = new Map();
  /** What the server said of its objects before they were read; null where it was not asked. */
  readonly digests: RootDigests | null;
  #columns: { readonly of: IdentityMap; readonly ids: ReadonlyMap<string, string> } | null = null;
  #projectFingerprint: string | null = null;

  constructor(unmodelled: UnmodelledFacts | null, digests: RootDigests | null = null) {
    this.unmodelled = unmodelled ?? new Map();
    this.isComplete = unmodelled !== null;
    this.digests = digests;
  }

  /** What belongs to the project: the platform's own objects are there for reference only. */
  get managed(): FactBase {
    return resolveView(this.view, PLATFORM_POLICY);
  }

  /** Of what belongs to the project; equal for equal schemas of it. */
  get projectFingerprint(): string {
    this.#projectFingerprint ??= managedFingerprint(this);
    return this.#projectFingerprint;
  }

  /** What the project has of the roots that were read at this very moment. */
  get roots(): RootParts {
    return rootParts(this.managed);
  }

  /** The identity of a column by its name. */
  columnId(schema: string | null, table: string | null, name: string): string | null {
    const of = this.identities;
    if (this.#columns?.of !== of) this.#columns = { of, ids: columnIds(of) };
    return this.#columns.ids.get(columnKey(schema, table, name)) ?? null;
  }
}

function columnIds(identities: IdentityMap): ReadonlyMap<string, string> {
  const columns = [...identities].filter(([, { kind }]) => kind === 'column');
  return new Map(columns.map(([id, { schema, table, name }]) => [columnKey(schema, table, name), id]));
}

/** Every fact of a schema. */
export class WholeSnapshot extends CatalogSnapshot {
  readonly view: FactBase;
  readonly identities: IdentityMap;
  /** Shared by all that have the same view: whichever needs it first makes it for all. */
  #made: { managed: FactBase | null } = { managed: null };

  constructor(
    view: FactBase,
    identities: IdentityMap,
    unmodelled: UnmodelledFacts,
    digests: RootDigests | null,
  ) {
    super(unmodelled, digests);
    this.view = view;
    this.identities = identities;
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
