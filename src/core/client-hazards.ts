import type { PlacedChange } from './placed-change.ts';
import type { ObjectRename } from './ports.ts';
import type { Change, Hazard } from './report.ts';
import { routineName } from './routine-names.ts';
import { sqlName, sqlQualifiedName } from './sql-names.ts';

const RELATIONS = ['table', 'foreignTable', 'view', 'materializedView'];
const ROUTINES = ['function', 'procedure', 'aggregate'];
/** What code outside of the database calls by its name. */
const CALLED_BY_CLIENTS = [...RELATIONS, ...ROUTINES, 'column', 'enumValue', 'schema'];

/**
 * Adds what a rename, a move to another schema, or the end of a view or routine does to code that is already running: it
 * still asks for the old name. Nothing is added where something else has the old name afterwards, or where the loss of rows
 * is told already.
 */
export function withClientHazards(
  changes: readonly PlacedChange[],
  renames: readonly ObjectRename[],
): PlacedChange[] {
  return changes.map((placed) => {
    const { change } = placed;
    const hazard = clientHazard(change, changes, renames);
    if (hazard === null) return placed;
    return {
      change: { ...change, hazards: [...change.hazards, hazard] },
      hazards: [...placed.hazards, { ...hazard, file: change.file, line: change.line }],
    };
  });
}

function clientHazard(
  change: Change,
  changes: readonly PlacedChange[],
  renames: readonly ObjectRename[],
): Hazard | null {
  const { verb, kind, from } = change;
  if (!CALLED_BY_CLIENTS.includes(kind)) return null;
  if (verb === 'drop') {
    const gone = [...RELATIONS, ...ROUTINES, 'column'].includes(kind);
    // What held rows is told by their loss; a trigger's function nobody but the trigger calls.
    if (!gone || change.hazards.some((hazard) => hazard.kind === 'data-loss') || isTriggerFunction(change))
      return null;
    if (isTaken(change, change, changes)) return null;
    return hasSuccessor(change, changes)
      ? {
          kind: 'breaks-clients',
          detail: `${nameOf(change)} takes other arguments from then on: code that is running and calls it with the old ones fails, unless the new ones have defaults.`,
          remedy: 'Give new arguments defaults, or leave the old routine until no running code calls it.',
        }
      : {
          kind: 'breaks-clients',
          detail: `Code that is running and uses ${nameOf(change)} fails from then on.`,
          remedy: 'Deploy code that no longer uses it first.',
        };
  }
  const before = renames.find(
    ({ kind: renamed, after }) => renamed === kind && isSame(after, change),
  )?.before;
  if (verb !== 'rename' || from === null || before === undefined || isTaken(before, change, changes))
    return null;
  return {
    kind: 'breaks-clients',
    detail: `Code that is running and still says ${nameOf(before)} fails until it has been deployed anew.`,
    remedy: renameRemedy(change, before),
  };
}

type Address = Pick<Change, 'schema' | 'table' | 'name'>;

/** Whether something of the same family has that name afterwards, a view for its former table say. */
function isTaken(former: Address, change: Change, changes: readonly PlacedChange[]): boolean {
  const family = [RELATIONS, ROUTINES].find((kinds) => kinds.includes(change.kind)) ?? [change.kind];
  // The table that a column belongs to may have another name by now, too.
  const place = change.kind === 'column' ? { schema: change.schema, table: change.table } : {};
  const name = { ...former, ...place };
  return changes.some(
    ({ change: other }) =>
      other !== change &&
      other.verb !== 'drop' &&
      other.verb !== 'data' &&
      family.includes(other.kind) &&
      isSame(other, name),
  );
}

/** Whether a routine of that name with other arguments is made instead. */
function hasSuccessor({ kind, schema, name }: Change, changes: readonly PlacedChange[]): boolean {
  return (
    ROUTINES.includes(kind) &&
    changes.some(
      ({ change: other }) =>
        other.verb === 'create' &&
        other.kind === kind &&
        other.schema === schema &&
        routineName(other.name).name === routineName(name).name,
    )
  );
}

function isTriggerFunction({ details }: Change): boolean {
  return details.some((detail) => /^returns (?:event_)?trigger$/u.test(detail));
}

function renameRemedy({ kind, schema, name }: Change, before: Address): string {
  const [was, is] = [sqlQualifiedName(before.schema, before.name), sqlQualifiedName(schema, name)];
  if (kind === 'column')
    return `Add ${sqlName(name)} beside ${sqlName(before.name)}, keep both filled until no running code uses the old one, and drop it in a later migration.`;
  if (kind === 'enumValue')
    return 'Add the new value beside the old one, and change rows and code before the old one is no longer used.';
  if (kind === 'schema')
    return 'Deploy it together with the code and the `[api] schemas` of config.toml, when nobody has to wait for it.';
  if (ROUTINES.includes(kind))
    return 'Leave a routine under the old name that calls the new one, until no running code uses it.';
  return `Leave a view under the old name until no running code uses it: create view ${was} with (security_invoker = true) as select * from ${is};`;
}

function isSame(left: Address, right: Address): boolean {
  return left.schema === right.schema && left.table === right.table && left.name === right.name;
}

function nameOf({ schema, table, name }: Address): string {
  return [schema, table, name].filter((part) => part !== null).join('.');
}
