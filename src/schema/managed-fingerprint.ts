import { createHash } from 'node:crypto';
import { encodeId } from '@supabase/pg-delta/core';
import type { CatalogSnapshot } from './snapshot.ts';

/** Of what can differ: the view holds the platform's own objects for reference only, and the platform changes them when it likes. */
export function managedFingerprint({
  managed: view,
  unmodelled,
}: Pick<CatalogSnapshot, 'managed' | 'unmodelled'>): string {
  const lines = view
    .facts()
    .filter(({ id }) => !view.isReferenceOnly(id))
    .map(({ id }) => `${encodeId(id)} ${view.hashOf(id)}`);
  for (const { from, to, kind } of view.edges) {
    if (kind === 'owner' && !view.isReferenceOnly(from)) lines.push(`${encodeId(from)} of ${encodeId(to)}`);
  }
  for (const [key, fact] of unmodelled) lines.push(`${key} ${fact.definition}`);
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
}
