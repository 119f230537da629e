import { type LockMode, strongerLock } from '../core/locks.ts';
import type { Change, Finding, Hazard, HazardKind } from '../core/report.ts';
import { HAZARD_ORDER } from './wording.ts';

/** One object with all that happens to it: a column that is renamed and altered is one thing to a reader. */
export interface ChangedObject {
  readonly kind: string;
  readonly name: string;
  /** At least one, in the order of the report. */
  readonly changes: readonly Change[];
  /** Without repetitions, worst first. */
  readonly hazards: readonly Hazard[];
  /** The strongest lock of all. */
  readonly lock: LockMode | null;
  readonly lockedRelations: readonly string[];
}

/** Changes of the same kind of object with the same name, put together; in the order in which they first appear. */
export function changedObjects(changes: readonly Change[]): readonly ChangedObject[] {
  return groupBy(changes, (change) => JSON.stringify([change.kind, change.name])).flatMap(([, same]) => {
    const [first] = same;
    return first === undefined ? [] : [mergedObject(first, same)];
  });
}

function mergedObject(first: Change, changes: readonly Change[]): ChangedObject {
  const hazards = groupBy(
    changes.flatMap((change) => change.hazards),
    (hazard) => JSON.stringify([hazard.kind, hazard.detail]),
  ).flatMap(([, same]) => same.slice(0, 1));
  return {
    kind: first.kind,
    name: first.name,
    changes,
    hazards: sortBy(hazards, (hazard) => HAZARD_ORDER.indexOf(hazard.kind)),
    lock: changes.reduce<LockMode | null>((lock, change) => strongerLock(lock, change.lock), null),
    lockedRelations: [...new Set(changes.flatMap((change) => change.lockedRelations))],
  };
}

/** 0 for the worst hazard, rising; the number of hazard kinds where there is none. */
export function severity(bearer: { readonly hazards: readonly Hazard[] }): number {
  const ranks = bearer.hazards.map((hazard) => HAZARD_ORDER.indexOf(hazard.kind));
  return ranks.length === 0 ? HAZARD_ORDER.length : Math.min(...ranks);
}

/** A hazard as the table of changes tells it; the sentence is null where a finding or the lock already says it. */
export interface HazardNote {
  readonly kind: HazardKind;
  readonly detail: string | null;
}

/** The hazards of an object, one note a kind and sentence; `told` are the messages of the findings. */
export function hazardNotes(object: ChangedObject, told: ReadonlySet<string>): readonly HazardNote[] {
  const notes = object.hazards.map(({ kind, detail }) => {
    const besides = kind === 'blocking-lock' && object.hazards.some((other) => other.kind !== kind);
    return { kind, detail: besides || told.has(detail) ? null : detail };
  });
  return groupBy(notes, (note) => JSON.stringify([note.kind, note.detail])).flatMap(([, same]) =>
    same.slice(0, 1),
  );
}

/** The messages that a reader has seen before the changes. */
export function toldMessages(findings: readonly Finding[]): ReadonlySet<string> {
  return new Set(findings.map((finding) => finding.message));
}

/** Items by a key, in the order in which the keys first appear. */
export function groupBy<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): readonly (readonly [string, readonly Item[]])[] {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const key = keyOf(item);
    const known = groups.get(key);
    if (known === undefined) groups.set(key, [item]);
    else known.push(item);
  }
  return [...groups];
}

/** Items by rank; those of the same rank keep their order. */
export function sortBy<Item>(items: readonly Item[], rank: (item: Item) => number): readonly Item[] {
  return items
    .map((item) => ({ item, rank: rank(item) }))
    .sort((left, right) => left.rank - right.rank)
    .map(({ item }) => item);
}
