import type { ObjectRename, RenameSet } from '../core/ports.ts';
import { addressKey, type IdentityMap, type ObjectAddress } from './identity.ts';
import { renameSql } from './rename-sql.ts';

/** An object that has another name (or schema) than before. */
interface Moved {
  readonly id: string;
  readonly was: ObjectAddress;
  readonly is: ObjectAddress;
  /** Its address with the former own name, in whatever its table or schema is called now. */
  readonly goal: ObjectAddress;
}

interface Step {
  readonly from: ObjectAddress;
  readonly to: ObjectAddress;
}

/**
 * Objects that are the same by identity and have another name or schema, with the statements that give them their former
 * names. A name that is taken by now, by another renamed object (a swap) or by a new one, is freed first.
 */
export function renamedObjects(before: IdentityMap, after: IdentityMap): RenameSet {
  const moved = movedObjects(before, after);
  if (moved.length === 0) return { renames: [], parked: [], steps: [] };
  const wanted = new Set(moved.map(({ goal }) => goal.name));
  const occupants = new Map<string, string>();
  for (const [id, address] of after) if (wanted.has(address.name)) occupants.set(addressKey(address), id);
  const spareNames = new SpareNames(after);
  const steps: Step[] = [];
  const parked: ObjectRename[] = [];
  for (const rank of [0, 1, 2]) {
    const [away, home]: [Step[], Step[]] = [[], []];
    for (const one of moved.filter(({ is }) => rankOf(is.kind) === rank)) {
      const occupant = occupants.get(addressKey(one.goal));
      if (occupant !== undefined && occupant !== one.id && !before.has(occupant)) {
        const address = after.get(occupant);
        if (address !== undefined) {
          const to = { ...address, name: spareNames.next() };
          away.push({ from: address, to });
          parked.push(renameOf(inFormerContainer(to, moved), address));
        }
      }
      // Another renamed object may still have the name: everybody leaves first, and comes home afterwards.
      const swaps = occupant !== undefined && occupant !== one.id && before.has(occupant);
      const between = swaps ? { ...one.is, name: spareNames.next() } : one.is;
      if (swaps) away.push({ from: one.is, to: between });
      home.push({ from: between, to: one.goal });
    }
    steps.push(...away, ...home);
  }
  return {
    renames: moved.map(({ was, is }) => renameOf(was, is)),
    parked,
    steps: steps.map(({ from, to }) => ({
      inverse: renameSql(from, to).join(';\n'),
      forward: renameSql(to, from).join(';\n'),
    })),
  };
}

function movedObjects(before: IdentityMap, after: IdentityMap): Moved[] {
  const schemas = new Map<string, string>();
  for (const [id, { kind, name }] of before) {
    const now = kind === 'schema' ? after.get(id) : undefined;
    if (now !== undefined) schemas.set(name, now.name);
  }
  const moved: Moved[] = [];
  for (const [id, was] of before) {
    const is = after.get(id);
    if (is === undefined || is.kind !== was.kind || (is.dependent && is.kind === 'column')) continue;
    // An object in a renamed table or schema has moved with it; only its own name counts here.
    const ownSchema = was.table === null && was.schema !== null && !is.dependent;
    const left = ownSchema && is.schema !== (schemas.get(was.schema ?? '') ?? was.schema);
    if (was.name === is.name && !left) continue;
    const schema = left ? (schemas.get(was.schema ?? '') ?? was.schema) : is.schema;
    moved.push({ id, was, is, goal: { ...is, schema, name: was.name } });
  }
  // The catalog is read in no order; the same migrations must give the same statements every time.
  return moved.sort((left, right) => (addressKey(left.was) < addressKey(right.was) ? -1 : 1));
}

/** Where an object will be found once what contains it has its former name again. */
function inFormerContainer(address: ObjectAddress, moved: readonly Moved[]): ObjectAddress {
  const table = moved.find(
    ({ is }) => is.name === address.table && is.schema === address.schema && is.table === null,
  );
  const schema = moved.find(({ is }) => is.kind === 'schema' && is.name === address.schema);
  return {
    ...address,
    table: table?.was.name ?? address.table,
    schema: table?.was.schema ?? schema?.was.name ?? address.schema,
  };
}

function renameOf(before: ObjectAddress, after: ObjectAddress): ObjectRename {
  return {
    kind: after.kind,
    before: { schema: before.schema, table: before.table, name: nameOf(before) },
    after: { schema: after.schema, table: after.table, name: nameOf(after) },
  };
}

/** Routines of one name differ in the types of their arguments. */
function nameOf({ kind, name, arguments: args }: ObjectAddress): string {
  return ['function', 'procedure', 'aggregate'].includes(kind) ? `${name}(${args ?? ''})` : name;
}

/** What lives inside a table goes first, while the table still has its new name; schemas go last. */
function rankOf(kind: string): number {
  if (kind === 'schema') return 2;
  return ['column', 'typeAttribute', 'constraint', 'trigger', 'policy', 'rule', 'enumValue'].includes(kind)
    ? 0
    : 1;
}

/** Names that nothing has. */
class SpareNames {
  readonly #taken: ReadonlySet<string>;
  #count = 0;

  constructor(identities: IdentityMap) {
    this.#taken = new Set([...identities.values()].map(({ name }) => name));
  }

  next(): string {
    do this.#count += 1;
    while (this.#taken.has(`sluice_meanwhile_${this.#count}`));
    return `sluice_meanwhile_${this.#count}`;
  }
}
