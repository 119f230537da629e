import type { Change } from '../core/report.ts';
import { type ChangedObject, changedObjects, groupBy, severity, sortBy } from './changed-object.ts';

/** A table (or another object that stands alone) with everything that changes about it. */
export interface ChangeGroup {
  readonly schema: string | null;
  /** The table or the object itself. */
  readonly name: string;
  /** What it is; `table` also for a view of which only parts change. */
  readonly kind: string;
  /** What happens to the table or object itself; null where only parts of a table change. */
  readonly own: ChangedObject | null;
  /** Parts with something to say for themselves, worst first. */
  readonly parts: readonly ChangedObject[];
  /** Parts that came or went with the table without any hazard of their own: named in its row. */
  readonly folded: readonly Change[];
}

/** Changes under their tables, the group with the worst hazard first, otherwise in the order of the report. */
export function groupChanges(changes: readonly Change[]): readonly ChangeGroup[] {
  const groups = groupBy(changes, ownerKey).flatMap(([, members]) => groupOf(members));
  return sortBy(groups, (group) => Math.min(...objectsOf(group).map(severity)));
}

/** `schema.name` of the table or object. */
export function fullGroupName(group: Pick<ChangeGroup, 'schema' | 'name'>): string {
  return group.schema === null ? group.name : `${group.schema}.${group.name}`;
}

function groupOf(changes: readonly Change[]): ChangeGroup[] {
  const [first] = changes;
  if (first === undefined) return [];
  const [own = null] = changedObjects(changes.filter((change) => change.table === null));
  const others = changes.filter((change) => change.table !== null);
  const folded = own === null ? [] : others.filter((change) => comesWith(change, own));
  const parts = changedObjects(others.filter((change) => !folded.includes(change)));
  return [
    {
      schema: first.schema,
      name: own?.name ?? ownerOf(first),
      kind: own?.kind ?? ownerKind(first),
      own,
      parts: sortBy(parts, severity),
      folded,
    },
  ];
}

function comesWith(part: Change, owner: ChangedObject): boolean {
  return owner.changes.some((change) => {
    if (change.verb !== part.verb) return false;
    if (change.verb === 'create') return part.hazards.length === 0;
    return change.verb === 'drop' && severity(part) >= severity(owner);
  });
}

/** Objects of different kinds stay apart, but for tables and views, whose parts do not say which of them they belong to. */
function ownerKey(change: Change): string {
  return JSON.stringify([change.schema, ownerOf(change), ownerKind(change)]);
}

/** What stands above a change: tables and views together, a type for its values, or its own kind. */
function ownerKind(change: Change): string {
  if (change.kind === 'enumValue' || change.kind === 'typeAttribute') return 'type';
  return isRelational(change) ? 'table' : change.kind;
}

function ownerOf(change: Change): string {
  return change.table ?? change.name;
}

/** Tables and views own columns, grants and the like; kinds are pg-delta's (`table`, `materialized_view`, …). */
function isRelational(change: Change): boolean {
  return change.table !== null || /table$|view$/u.test(change.kind);
}

function objectsOf(group: ChangeGroup): readonly ChangedObject[] {
  return group.own === null ? group.parts : [group.own, ...group.parts];
}
