import type { Delta } from '@supabase/pg-delta/core';
import { textList } from './phrases.ts';

/** Privileges of a role: `anon: +SELECT −INSERT`, with the column where they are for one column; null where none differs. */
export function privilegeDetail(delta: Delta, grantee: string, column: string | null): string | null {
  const [had, has] = privileges(delta);
  const added = has.filter((privilege) => !had.includes(privilege)).map((privilege) => `+${privilege}`);
  const removed = had.filter((privilege) => !has.includes(privilege)).map((privilege) => `−${privilege}`);
  const role = grantee === '' ? 'PUBLIC' : grantee;
  if (added.length + removed.length === 0) {
    return delta.verb === 'set' && delta.attr === 'grantable' ? `${role}: grant option` : null;
  }
  const place = column === null ? '' : ` on column ${column}`;
  return `${role}: ${[...added, ...removed].join(' ')}${place}`;
}

/** What the role had and has. A default that was taken away stands in the catalog as an entry without privileges. */
function privileges(delta: Delta): [string[], string[]] {
  switch (delta.verb) {
    case 'add':
      return [textList(delta.fact.payload['_revokedDefault']), textList(delta.fact.payload['privileges'])];
    case 'remove':
      return [textList(delta.fact.payload['privileges']), textList(delta.fact.payload['_revokedDefault'])];
    case 'set':
      return delta.attr === 'privileges' ? [textList(delta.from), textList(delta.to)] : [[], []];
    default:
      return [[], []];
  }
}
