import { createHash } from 'node:crypto';
import type { FactBase } from '@supabase/pg-delta/core';
import { SluiceError } from '../core/errors.ts';
import type { Snapshot } from '../core/ports.ts';
import type { IdentityMap } from './identity.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

/** A snapshot as this room knows it: pg-delta's managed view, who is who in the catalog, and what pg-delta leaves out. */
export class CatalogSnapshot implements Snapshot {
  readonly view: FactBase;
  readonly identities: IdentityMap;
  readonly unmodelled: UnmodelledFacts;

  constructor(view: FactBase, identities: IdentityMap, unmodelled: UnmodelledFacts) {
    this.view = view;
    this.identities = identities;
    this.unmodelled = unmodelled;
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

/** Opens the opaque snapshot of the port; only this room makes them. */
export function catalogOf(snapshot: Snapshot): CatalogSnapshot {
  if (snapshot instanceof CatalogSnapshot) return snapshot;
  throw new SluiceError('internal', {
    message: 'A snapshot was handed in that the schema room did not make.',
    remedy: 'Report this with the output of the run.',
  });
}
