import { createHash } from 'node:crypto';
import type { FactBase } from '@supabase/pg-delta/core';
import type { RootDigests } from './digest.ts';
import type { IdentityMap } from './identity.ts';
import { CatalogSnapshot } from './snapshot.ts';
import type { TakenOver } from './taken-over.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

/** A snapshot that holds the project's objects only, so that nothing has to be left out of it again. */
export class ProjectSnapshot extends CatalogSnapshot {
  readonly view: FactBase;
  readonly identities: IdentityMap = new Map();

  override readonly takenOver: TakenOver;

  constructor(
    managed: FactBase,
    unmodelled: UnmodelledFacts | null,
    digests: RootDigests | null = null,
    takenOver: TakenOver = new Map(),
  ) {
    super(unmodelled, digests);
    this.view = managed;
    this.takenOver = takenOver;
  }

  override get managed(): FactBase {
    return this.view;
  }

  get fingerprint(): string {
    const lines = [...this.unmodelled].map(([key, { definition }]) => `${key} ${definition}`).sort();
    return createHash('sha256')
      .update([this.view.rootHash, ...lines].join('\n'))
      .digest('hex');
  }
}
