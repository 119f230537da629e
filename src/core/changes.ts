import { type Attribution, attribute, placeOfContribution } from './attribution.ts';
import { withClientHazards } from './client-hazards.ts';
import { dataChanges } from './data-changes.ts';
import { withEnumHazards } from './enum-hazards.ts';
import { hazardsOf } from './hazards.ts';
import { lockedRelations, strongest, strongestLock } from './observed-locks.ts';
import type { PlacedChange } from './placed-change.ts';
import type { ObjectDifference, ObjectRename, ObservedStatement } from './ports.ts';
import { renameDifference, underNewNames } from './renames.ts';
import type { Change } from './report.ts';
import { settingChanges } from './setting-changes.ts';
import { withUntoldRewrites } from './untold-rewrites.ts';

/** What is known about the way from base to head. */
export interface Differences {
  /** Differences with the former names of renamed objects. */
  readonly objects: readonly ObjectDifference[];
  readonly renames: readonly ObjectRename[];
  /** New objects that were called otherwise for the comparison (`before`), because a renamed one had their name. */
  readonly parked: readonly ObjectRename[];
  /** Dropped and made anew under the same name. */
  readonly recreated: readonly ObjectDifference[];
}

export const NO_DIFFERENCES: Differences = { objects: [], renames: [], parked: [], recreated: [] };

/**
 * The changes of a review in the order of their statements: objects that differ, renames, and statements on rows, each with
 * its hazards, locks and place.
 */
export function changesOf(differences: Differences, observed: readonly ObservedStatement[]): PlacedChange[] {
  const names = [...differences.renames, ...differences.parked];
  const renames = differences.renames.map(renameDifference);
  const changes = [
    ...renames.map((rename) => changeOf(rename, attribute(rename, observed))),
    ...withRecreated(differences).map((difference) =>
      changeOf(underNewNames(difference, names), attributionUnder(names, difference, observed)),
    ),
  ];
  return [
    ...withClientHazards(
      withEnumHazards(withUntoldRewrites(observed, changes), observed),
      differences.renames,
    ),
    ...dataChanges(observed),
    ...settingChanges(observed),
  ].sort(byPlace);
}

/** Attributes a difference that is told by former names. */
export function attributionUnder(
  names: readonly ObjectRename[],
  difference: ObjectDifference,
  observed: readonly ObservedStatement[],
): Attribution | null {
  // What is gone is looked for from its former name on, everything else from its last one back.
  const known = difference.verb === 'drop' ? difference : underNewNames(difference, names);
  return attribute(known, observed);
}

function changeOf(difference: ObjectDifference, attribution: Attribution | null): PlacedChange {
  const { verb, kind, schema, table, name, from, details } = difference;
  const placed = hazardsOf(difference, attribution);
  const place = attribution === null ? { file: null, line: null } : placeOfContribution(attribution.main);
  const statements = attribution === null ? [] : attribution.all.map(({ observed }) => observed);
  const hazards = placed.map(({ file: _file, line: _line, ...hazard }) => hazard);
  const change: Change = {
    verb,
    kind,
    schema,
    table,
    name,
    from,
    details,
    hazards,
    lock: strongest(statements.map(strongestLock).filter((mode) => mode !== null)),
    lockedRelations: [...new Set(statements.flatMap(lockedRelations))],
    migration: attribution?.main.observed.migration.version ?? null,
    ...place,
  };
  return { change, hazards: placed };
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

/** Tables and columns whose rows or values go, by the names that they have before: dropped, or made anew under the same name. */
export function destroyedOf(differences: Differences): readonly ObjectDifference[] {
  return withRecreated(differences).filter(
    ({ kind, destroysData }) => destroysData && (kind === 'table' || kind === 'column'),
  );
}

function byPlace({ change: left }: PlacedChange, { change: right }: PlacedChange): number {
  const [one, other] = [left.migration ?? '', right.migration ?? ''];
  if (one !== other) return one < other ? -1 : 1;
  if (left.line !== right.line) return (left.line ?? 0) - (right.line ?? 0);
  // A table before what belongs to it.
  return Number(left.table !== null) - Number(right.table !== null);
}
