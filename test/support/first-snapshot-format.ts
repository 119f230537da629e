import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { encodeId } from '@supabase/pg-delta/core';
import type { Snapshot } from '../../src/core/ports.ts';
import { managedFingerprint } from '../../src/schema/managed-fingerprint.ts';
import { catalogOf } from '../../src/schema/snapshot.ts';
import { jsonOf, storedFact } from '../../src/schema/stored-facts.ts';

/** A snapshot as Sluice stored it before objects had digests. */
export async function inFirstFormat(snapshot: Snapshot): Promise<Buffer> {
  const catalog = catalogOf(snapshot);
  const { managed: view, unmodelled } = catalog;
  const document = {
    format: 'sluice-snapshot-1',
    digest: view.rootHash,
    fingerprint: managedFingerprint(catalog),
    facts: view.facts().map(storedFact),
    edges: view.edges.map(({ from, to, kind }) => [encodeId(from), encodeId(to), kind]),
    referenceOnly: [...view.referenceOnly],
    unmodelled: [...unmodelled],
  };
  return await promisify(gzip)(jsonOf(document));
}
