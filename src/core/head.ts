import { createHash } from 'node:crypto';
import type { Migration } from './migration.ts';

/**
 * The digest of which migrations a checkout holds: sha256 over `version sha256-of-file` lines in version order, hex.
 * Names do not count (the Supabase CLI identifies a migration by its version), content does.
 */
export function headDigest(migrations: readonly Pick<Migration, 'version' | 'digest'>[]): string {
  const hash = createHash('sha256');
  for (const { version, digest } of migrations) hash.update(`${version} ${digest}\n`);
  return hash.digest('hex');
}
