import { LOCK_MODES, type LockMode, strongerLock } from './locks.ts';
import type { ObservedStatement } from './ports.ts';

type Locks = Pick<ObservedStatement, 'locks'>;

/** Modes that a statement took on one relation that was there before. */
export function locksOn(
  { locks }: Locks,
  { schema, name }: { readonly schema: string | null; readonly name: string },
): LockMode[] {
  return locks
    .filter((lock) => lock.relation === name && (schema === null || lock.schema === schema))
    .map(({ mode }) => mode);
}

/** The strongest of some modes; null for none. */
export function strongest(modes: readonly LockMode[]): LockMode | null {
  return modes.reduce<LockMode | null>((stronger, mode) => strongerLock(stronger, mode), null);
}

/** The strongest lock on a relation that was there before; null where there was none but for plain reading. */
export function strongestLock({ locks }: Locks): LockMode | null {
  return strongest(locks.map(({ mode }) => mode).filter((mode) => mode !== 'AccessShare'));
}

/** Relations locked strongly enough that other schema changes, writes or reads have to wait. */
export function lockedRelations({ locks }: Locks): string[] {
  return relationsLockedFrom('ShareUpdateExclusive', locks);
}

/** Relations that were there before and that the statement took a lock for writing rows on, `schema.name`. */
export function writtenRelations({
  locks,
  statement,
}: Pick<ObservedStatement, 'locks' | 'statement'>): string[] {
  // TRUNCATE locks like a change of the schema; other stronger locks are one.
  if (statement.data?.action === 'truncate') return relationsLockedFrom('AccessExclusive', locks);
  // What a block, a call or a query alters was perhaps written by an earlier statement of its transaction.
  const ownAlone = ['do', 'call', 'select'].includes(statement.data?.action ?? '');
  return names(
    locks.filter(({ mode, carried }) => mode === 'RowExclusive' && !(ownAlone && carried === true)),
  );
}

function relationsLockedFrom(weakest: LockMode, locks: Locks['locks']): string[] {
  return names(locks.filter(({ mode }) => LOCK_MODES.indexOf(mode) >= LOCK_MODES.indexOf(weakest)));
}

function names(locks: Locks['locks']): string[] {
  return [...new Set(locks.map(({ schema, relation }) => `${schema}.${relation}`))].sort();
}
