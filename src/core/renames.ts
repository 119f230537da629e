import type { ObjectDifference, ObjectRename, SecurityFact } from './ports.ts';

type Address = ObjectRename['before'];

/** A rename as a difference of its own. */
export function renameDifference({ kind, before, after }: ObjectRename): ObjectDifference {
  const moved = before.schema !== after.schema && kind !== 'schema';
  return {
    verb: 'rename',
    kind,
    schema: after.schema,
    table: after.table,
    name: after.name,
    from: moved ? `${before.schema ?? ''}.${before.name}` : before.name,
    details: [],
    destroysData: false,
    column: null,
    unmodelled: null,
  };
}

/** Objects are compared under their former names; people read the present ones. */
export function underNewNames(
  difference: ObjectDifference,
  renames: readonly ObjectRename[],
): ObjectDifference {
  // What the difference drops keeps the name it had, but for a table that is called otherwise by now.
  if (difference.verb === 'drop' && difference.table === null) return difference;
  return { ...difference, ...presentAddress(difference.kind, difference, renames) };
}

/** A difference by the names that its objects really have, where some were parked under others for the comparison. */
export function underRealNames(
  difference: ObjectDifference,
  parked: readonly ObjectRename[],
): ObjectDifference {
  if (parked.length === 0) return difference;
  const details = difference.details.map((detail) =>
    parked.reduce((text, { before, after }) => text.replaceAll(before.name, after.name), detail),
  );
  return { ...difference, details };
}

/** Facts about the base by the names that their objects have in the head, so that a rename makes none of them new. */
export function factUnderNewNames(fact: SecurityFact, renames: readonly ObjectRename[]): SecurityFact {
  const { schema, table, name } = presentAddress(fact.kind, fact, renames);
  const detail = fact.detail.split(', ').map((part) => relationUnderNewName(part, renames));
  return { ...fact, schema: schema ?? fact.schema, table, name, detail: detail.join(', ') };
}

/** A detail may name tables, `public.orders`. */
function relationUnderNewName(name: string, renames: readonly ObjectRename[]): string {
  const renamed = renames.find(
    ({ kind, before }) => sameFamily(kind, 'table') && `${before.schema}.${before.name}` === name,
  );
  return renamed === undefined ? name : `${renamed.after.schema}.${renamed.after.name}`;
}

/** An object of the head by the names that it had in the base. */
export function underOldNames(
  difference: ObjectDifference,
  renames: readonly ObjectRename[],
): ObjectDifference {
  return { ...difference, ...formerAddress(difference.kind, difference, renames) };
}

/** What an object of a kind was called before the renames. */
export function formerAddress(kind: string, address: Address, renames: readonly ObjectRename[]): Address {
  const inverse = renames.map((one) => ({ kind: one.kind, before: one.after, after: one.before }));
  return presentAddress(kind, address, inverse);
}

/** What an object of a kind is called after the renames. */
export function presentAddress(kind: string, address: Address, renames: readonly ObjectRename[]): Address {
  const own = renames.find(
    ({ kind: renamed, before }) => sameFamily(renamed, kind) && sameAddress(before, address),
  );
  const table =
    address.table === null
      ? undefined
      : renames.find(
          ({ kind: renamed, before }) =>
            sameFamily(renamed, ownerOf(kind)) &&
            before.schema === address.schema &&
            before.name === address.table,
        );
  const schema = renames.find(
    ({ kind: renamed, before }) => renamed === 'schema' && before.name === address.schema,
  );
  return {
    name: own?.after.name ?? address.name,
    table: table?.after.name ?? address.table,
    schema: own?.after.schema ?? table?.after.schema ?? schema?.after.name ?? address.schema,
  };
}

/** What parts of this kind are parts of. */
function ownerOf(kind: string): string {
  return kind === 'enumValue' || kind === 'typeAttribute' ? 'type' : 'table';
}

function sameAddress(left: Address, right: Address): boolean {
  return left.schema === right.schema && left.table === right.table && left.name === right.name;
}

/** What triggers, columns and policies can belong to. */
const TABLE_LIKE = ['table', 'view', 'materializedView', 'foreignTable'];

function sameFamily(left: string, right: string): boolean {
  return left === right || (TABLE_LIKE.includes(left) && TABLE_LIKE.includes(right));
}
