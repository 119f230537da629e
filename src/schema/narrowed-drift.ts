import { type Delta, diff, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { LiveComparison, Unseen } from '../core/drift-ports.ts';
import { dependentRoots } from './dependents.ts';
import { differencesBetween } from './differences.ts';
import { NarrowedSchema, type TouchedReading } from './narrowed-bases.ts';
import { planStatements } from './plan.ts';
import { type Comparable, comparable } from './platform-changes.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import type { RecordedSnapshot } from './recorded-snapshot.ts';
import { rootNameOf } from './rooted-facts.ts';

/**
 * What is part of no root and refers to none, so that a difference in it says nothing about objects that were not read.
 * What a publication, an event trigger or an extension holds on to may be among those.
 */
const INDEPENDENT: ReadonlySet<StableId['kind']> = new Set([
  'schema',
  'role',
  'membership',
  'defaultPrivilege',
  'acl',
  'comment',
]);

/**
 * The comparison of a record with a live schema of which only what was touched has been read: the same differences and ways
 * out as of the two as a whole. Null where something differs that may concern what was not read.
 */
export function narrowedComparison(
  record: RecordedSnapshot,
  reading: TouchedReading,
  unseen: readonly Unseen[],
): LiveComparison | null {
  const schema = new NarrowedSchema(record, reading);
  const sidesWith = (places: Iterable<number>): Comparable => {
    const { expected, live } = schema.bases(schema.withReferences(places));
    return comparable(
      new ProjectSnapshot(expected, record.isComplete ? record.unmodelled : null),
      new ProjectSnapshot(live, reading.unmodelled),
      unseen,
    );
  };
  const seen = sidesWith([]);
  const deltas = diff(seen.expected.view, seen.live.view);
  if (!deltas.every((delta) => concernsOnlyItself(delta, seen))) return null;
  let planned: Comparable | null = null;
  const ways = (): Comparable => {
    planned ??= sidesWith(dependentRoots(schema, deltas));
    return planned;
  };
  return {
    differences: differencesBetween(seen.expected, seen.live),
    hidden: seen.hidden,
    back: () => planStatements(ways().live, ways().expected),
    forward: () => planStatements(ways().expected, ways().live),
  };
}

function concernsOnlyItself(delta: Delta, { expected, live }: Comparable): boolean {
  // Edges follow from what they lead from; an owner holds on to nothing.
  if (delta.verb === 'link' || delta.verb === 'unlink') return true;
  const id = delta.verb === 'set' ? delta.id : delta.fact.id;
  if (INDEPENDENT.has(id.kind) || (id.kind === 'extensionIntent' && id.ext === 'pg_cron')) return true;
  return isPartOfRoot(id, expected.view) || isPartOfRoot(id, live.view);
}

function isPartOfRoot(id: StableId, facts: FactBase): boolean {
  const fact = facts.get(id);
  return fact !== undefined && rootNameOf(fact, facts) !== '';
}
