import { createHash } from 'node:crypto';
import type { Segment } from './segments.ts';

/** sha256 over the statements' texts, hex: a file may change behind a segment that is committed, but not in it. */
export function segmentDigest({ kind, statements }: Segment): string {
  const hash = createHash('sha256').update(kind);
  for (const { sql } of statements) hash.update(`\n${sql.length}\n${sql}`);
  return hash.digest('hex');
}
