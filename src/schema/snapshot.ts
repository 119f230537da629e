import { createHash } from 'node:crypto';
import { encodeId, type FactBase } from '@supabase/pg-delta/core';
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

  /**
   * Of what can differ: not of the platform's own objects, which the view holds for reference only and which the platform
   * changes when it likes, and not of identities, so that two databases with the same schema have the same fingerprint.
   */
  get fingerprint(): string {
    const { view } = this;
    const lines = view
      .facts()
      .filter(({ id }) => !view.isReferenceOnly(id))
      .map(({ id }) => `${encodeId(id)} ${view.hashOf(id)}`);
    for (const { from, to, kind } of view.edges) {
      if (kind === 'owner' && !view.isReferenceOnly(from)) lines.push(`${encodeId(from)} of ${encodeId(to)}`);
    }
    for (const [key, fact] of this.unmodelled) lines.push(`${key} ${fact.definition}`);
    return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
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
