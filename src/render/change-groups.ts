import type { Change, HazardKind } from '../core/report.ts';
import { HAZARD_ORDER } from './wording.ts';

/** A table (or another object that stands alone) with everything that changes about it. */
export interface ChangeGroup {
  readonly schema: string | null;
  /** The table or the object itself. */
  readonly name: string;
  /** Whether the group is a table's, so that its members read as parts of it. */
  readonly isTable: boolean;
  /** The change of the table itself; null where only parts of it change. */
  readonly own: Change | null;
  /** Parts with something to say for themselves, worst first. */
  readonly parts: readonly Change[];
  /** Parts that came or went with the table without any hazard: named in its row. */
  readonly folded: readonly Change[];
}

/** Changes under their tables, the group with the worst hazard first, otherwise in the order of the report. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const byOwner = new Map<string, Change[]>();
  for (const change of changes) {
    const owner = JSON.stringify([
      change.schema,
      ownerOf(change),
      isRelational(change) ? 'table' : change.kind,
    ]);
    const members = byOwner.get(owner);
    if (members === undefined) byOwner.set(owner, [change]);
    else members.push(change);
  }
  const groups = [...byOwner.values()].flatMap(groupOf);
  return stableSort(groups, (group) => Math.min(...members(group).map(severity)));
}

/** 0 for the worst hazard, rising; the number of hazard kinds where there is none. */
export function severity(change: Pick<Change, 'hazards'>): number {
  const ranks = change.hazards.map((hazard) => HAZARD_ORDER.indexOf(hazard.kind));
  return ranks.length === 0 ? HAZARD_ORDER.length : Math.min(...ranks);
}

/** The worst hazard kind of a change; null without hazards. */
export function worstHazard(change: Pick<Change, 'hazards'>): HazardKind | null {
  return HAZARD_ORDER[severity(change)] ?? null;
}

/** Changes by their kind, in the order in which the kinds first appear. */
export function byKind(changes: readonly Change[]): readonly (readonly [string, readonly Change[]])[] {
  const kinds = new Map<string, Change[]>();
  for (const change of changes) {
    const known = kinds.get(change.kind);
    if (known === undefined) kinds.set(change.kind, [change]);
    else known.push(change);
  }
  return [...kinds];
}

function groupOf(changes: readonly Change[]): ChangeGroup[] {
  const [first] = changes;
  if (first === undefined) return [];
  const own = changes.find((change) => change.table === null) ?? null;
  const others = changes.filter((change) => change !== own);
  const folded = others.filter((change) => own !== null && comesWith(change, own));
  return [
    {
      schema: first.schema,
      name: own?.name ?? ownerOf(first),
      isTable: isRelational(first),
      own,
      parts: stableSort(
        others.filter((change) => !folded.includes(change)),
        severity,
      ),
      folded,
    },
  ];
}

function comesWith(part: Change, table: Change): boolean {
  if (part.verb !== table.verb) return false;
  if (table.verb === 'create') return part.hazards.length === 0;
  return table.verb === 'drop' && severity(part) >= severity(table);
}

function ownerOf(change: Change): string {
  return change.table ?? change.name;
}

/** Tables and views own columns, grants and the like; kinds are pg-delta's (`table`, `materialized_view`, …). */
function isRelational(change: Change): boolean {
  return change.table !== null || /table$|view$/u.test(change.kind);
}

function members(group: ChangeGroup): readonly Change[] {
  return group.own === null ? group.parts : [group.own, ...group.parts];
}

function stableSort<Item>(items: readonly Item[], rank: (item: Item) => number): Item[] {
  return items
    .map((item, index) => ({ item, index, rank: rank(item) }))
    .sort((left, right) => left.rank - right.rank || left.index - right.index)
    .map(({ item }) => item);
}
