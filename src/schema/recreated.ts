import type { ObjectDifference } from '../core/ports.ts';
import type { IdentityMap, ObjectAddress } from './identity.ts';

/**
 * Tables and columns that have the same name before and after and are not the same by identity: dropped and made anew, so
 * that whatever they held is gone although the schema may look untouched.
 */
export function recreatedObjects(before: IdentityMap, after: IdentityMap): ObjectDifference[] {
  const now = new Map<string, { id: string; address: ObjectAddress }>();
  for (const [id, address] of after) {
    if (!before.has(id) && holdsRows(address)) now.set(key(address), { id, address });
  }
  if (now.size === 0) return [];
  const recreated: ObjectDifference[] = [];
  for (const [id, address] of before) {
    if (!holdsRows(address) || after.has(id)) continue;
    const successor = now.get(key(address));
    if (successor === undefined) continue;
    // A column whose whole table is new is told with its table.
    if (address.kind === 'column' && !sameTable(id, successor.id)) continue;
    recreated.push({
      verb: 'alter',
      kind: address.kind,
      schema: address.schema,
      table: address.table,
      name: address.name,
      from: null,
      details: ['dropped and created anew'],
      destroysData: true,
      column: null,
      unmodelled: null,
    });
  }
  return recreated;
}

function holdsRows({ kind, arguments: relationKind }: ObjectAddress): boolean {
  return kind === 'table' || (kind === 'column' && (relationKind === 'r' || relationKind === 'p'));
}

function key({ kind, schema, table, name }: ObjectAddress): string {
  return JSON.stringify([kind, schema, table, name]);
}

/** Identities of columns read `c/<table>/<number>`. */
function sameTable(left: string, right: string): boolean {
  return left.split('/')[1] === right.split('/')[1];
}
