/**
 * The table-level lock modes of PostgreSQL, weakest first
 * (https://www.postgresql.org/docs/current/explicit-locking.html#LOCKING-TABLES).
 */
export const LOCK_MODES = [
  'AccessShare',
  'RowShare',
  'RowExclusive',
  'ShareUpdateExclusive',
  'Share',
  'ShareRowExclusive',
  'Exclusive',
  'AccessExclusive',
] as const;

export type LockMode = (typeof LOCK_MODES)[number];

/** What ordinary traffic has to wait for while the lock is held. */
export function blocks(mode: LockMode): 'nothing' | 'writes' | 'reads and writes' {
  switch (mode) {
    case 'AccessShare':
    case 'RowShare':
    case 'RowExclusive':
    case 'ShareUpdateExclusive':
      return 'nothing';
    case 'Share':
    case 'ShareRowExclusive':
    case 'Exclusive':
      return 'writes';
    case 'AccessExclusive':
      return 'reads and writes';
  }
}

/** Turns `AccessExclusiveLock` of pg_locks into a mode; null for anything else. */
export function lockModeFromCatalog(mode: string): LockMode | null {
  const bare = mode.replace(/Lock$/u, '');
  return LOCK_MODES.find((known) => known === bare) ?? null;
}

export function strongerLock(left: LockMode | null, right: LockMode | null): LockMode | null {
  if (left === null) return right;
  if (right === null) return left;
  return LOCK_MODES.indexOf(left) >= LOCK_MODES.indexOf(right) ? left : right;
}
