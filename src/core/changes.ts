import { attribute } from './attribution.ts';
import { dataChanges } from './data-changes.ts';
import { hazardsOf, lockedRelations, strongestLock } from './hazards.ts';
import type { ObjectDifference, ObjectRename, ObservedStatement } from './ports.ts';
import type { Change } from './report.ts';

/** What is known about the way from base to head. */
export interface Differences {
  /** Differences with the former names of renamed objects. */
  readonly objects: readonly ObjectDifference[];
  readonly renames: readonly ObjectRename[];
  /** Dropped and made anew under the same name. */
  readonly recreated: readonly ObjectDifference[];
}

/**
 * The changes of a review in the order of their statements: objects that differ, renames, and statements on rows, each with
 * its hazards, locks and place.
 */
export function changesOf(differences: Differences, observed: readonly ObservedStatement[]): Change[] {
  const objects = [
    ...differences.renames.map(renameDifference),
    ...withRecreated(differences).map((difference) => underNewNames(difference, differences.renames)),
  ];
  const changes = objects.map((difference) => changeOf(difference, observed));
  return [...changes, ...dataChanges(observed)].sort(byPlace);
}

function changeOf(difference: ObjectDifference, observed: readonly ObservedStatement[]): Change {
  const attribution = attribute(difference, observed);
  const statement = attribution?.observed ?? null;
  return {
    verb: difference.verb,
    kind: difference.kind,
    schema: difference.schema,
    table: difference.table,
    name: difference.name,
    from: difference.from,
    details: difference.details,
    hazards: hazardsOf(difference, attribution),
    lock: statement === null ? null : strongestLock(statement),
    lockedRelations: statement === null ? [] : lockedRelations(statement),
    migration: statement?.migration.version ?? null,
    file: statement?.migration.file ?? null,
    line: statement?.statement.line ?? null,
  };
}

function renameDifference({ kind, before, after }: ObjectRename): ObjectDifference {
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

/** A recreated object may differ as well; it is told once. */
function withRecreated({ objects, recreated }: Differences): ObjectDifference[] {
  const isSame = (left: ObjectDifference, right: ObjectDifference): boolean =>
    left.kind === right.kind &&
    left.schema === right.schema &&
    left.table === right.table &&
    left.name === right.name;
  const told = objects.map((object) => {
    const again = recreated.find((candidate) => isSame(candidate, object));
    return again === undefined
      ? object
      : { ...object, destroysData: true, details: [...again.details, ...object.details] };
  });
  return [...told, ...recreated.filter((again) => !objects.some((object) => isSame(again, object)))];
}

/** Objects are compared under their former names; people read the present ones. */
function underNewNames(difference: ObjectDifference, renames: readonly ObjectRename[]): ObjectDifference {
  // What the difference drops keeps the name it had.
  const ownName =
    difference.verb === 'drop'
      ? undefined
      : renames.find(
          ({ kind, before }) =>
            kind === difference.kind &&
            before.schema === difference.schema &&
            before.name === difference.name &&
            before.table === difference.table,
        );
  const table = renames.find(
    ({ kind, before }) =>
      kind === 'table' && before.schema === difference.schema && before.name === difference.table,
  );
  const schema = renames.find(({ kind, before }) => kind === 'schema' && before.name === difference.schema);
  return {
    ...difference,
    name: ownName?.after.name ?? difference.name,
    table: table?.after.name ?? difference.table,
    schema: schema?.after.name ?? ownName?.after.schema ?? difference.schema,
  };
}

function byPlace(left: Change, right: Change): number {
  const [one, other] = [left.migration ?? '', right.migration ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  return (left.line ?? 0) - (right.line ?? 0);
}
