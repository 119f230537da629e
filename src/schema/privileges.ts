import type { Delta } from '@supabase/pg-delta/core';
import { textList } from './phrases.ts';

/**
 * Privileges of a role: `anon: +SELECT −INSERT`, with the column where they are for one column, and what
 * the role may pass on; null where none differs.
 * `revocable`: an entry without privileges stands for a default that was taken away.
 */
export function privilegeDetail(
  delta: Delta,
  grantee: string,
  column: string | null,
  revocable: boolean,
): string | null {
  const [had, has] = privileges(delta, revocable);
  const added = has.filter((privilege) => !had.includes(privilege)).map((privilege) => `+${privilege}`);
  const removed = had.filter((privilege) => !has.includes(privilege)).map((privilege) => `−${privilege}`);
  const role = grantee === '' ? 'PUBLIC' : grantee;
  if (added.length + removed.length === 0) {
    return delta.verb === 'set' && delta.attr === 'grantable' ? `${role}: grant option` : null;
  }
  const place = column === null ? '' : ` on column ${column}`;
  // A grant that is changed has its grant options in a difference of their own.
  const grantable = delta.verb === 'add' ? textList(delta.fact.payload['grantable']) : [];
  const option = grantable.length === 0 ? '' : ` (may grant ${grantable.join(' ')})`;
  return `${role}: ${[...added, ...removed].join(' ')}${place}${option}`;
}

function privileges(delta: Delta, revocable: boolean): [string[], string[]] {
  const revoked = (payload: Readonly<Record<string, unknown>>): string[] =>
    revocable ? textList(payload['_revokedDefault']) : [];
  switch (delta.verb) {
    case 'add':
      return [revoked(delta.fact.payload), textList(delta.fact.payload['privileges'])];
    case 'remove':
      return [textList(delta.fact.payload['privileges']), revoked(delta.fact.payload)];
    case 'set':
      return delta.attr === 'privileges' ? [textList(delta.from), textList(delta.to)] : [[], []];
    default:
      return [[], []];
  }
}
