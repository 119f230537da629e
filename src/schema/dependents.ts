import { type Delta, encodeId, type Fact, type StableId } from '@supabase/pg-delta/core';
import type { NarrowedSchema } from './narrowed-bases.ts';

/** Parts of a root that can be made anew without the rest of it. */
const SEPARATE: ReadonlySet<StableId['kind']> = new Set([
  'constraint',
  'index',
  'trigger',
  'policy',
  'rule',
  'acl',
  'comment',
  'securityLabel',
]);

/** A root as far as its dependencies matter: of the record, of the live schema, or as both have it. */
interface Part {
  readonly facts: readonly Fact[];
  readonly edges: readonly (readonly [from: string, to: string, ...rest: unknown[]])[];
}

/**
 * The places of untouched roots that may have to make way for a change, directly or through others: a view for a column that
 * gets another type, a foreign key for the key that it refers to. What is only added is in nobody's way.
 */
export function dependentRoots(schema: NarrowedSchema, deltas: readonly Delta[]): ReadonlySet<number> {
  const { record } = schema;
  const moving = new Set<string>();
  const found = new Set<number>();
  const live: Part[] = [...schema.changed()].map(([, facts, edges]) => ({
    facts,
    edges: edges.map(({ from, to }) => [encodeId(from), encodeId(to)]),
  }));
  const parts = new Map<number, Part>([...schema.touched].map((place) => [place, record.root(place)]));
  for (const part of [...parts.values(), ...live]) {
    for (const delta of deltas) {
      if (delta.verb === 'remove') move(delta.fact.id, part, moving);
      else if (delta.verb === 'set') move(delta.id, part, moving);
    }
  }
  for (let before = -1; before !== moving.size; ) {
    before = moving.size;
    for (const [place, part] of [...parts]) {
      if (!part.facts.some(({ id }) => moving.has(encodeId(id)))) continue;
      for (const other of record.referrers(place)) {
        if (!parts.has(other)) parts.set(other, record.root(other));
      }
    }
    for (const part of live) follow(part, moving);
    for (const [place, part] of parts) {
      if (follow(part, moving) && !schema.touched.has(place)) found.add(place);
    }
  }
  return found;
}

/** Whether it refers to what moves; then what refers moves as well. */
function follow(part: Part, moving: Set<string>): boolean {
  const referring = part.edges.filter(([, to]) => moving.has(to)).map(([from]) => from);
  for (const { id } of part.facts) if (referring.includes(encodeId(id))) move(id, part, moving);
  return referring.length > 0;
}

/** A part that stands for itself goes with what hangs on it; anything else may take the whole root along. */
function move(id: StableId, { facts }: Part, moving: Set<string>): void {
  const key = encodeId(id);
  if (!facts.some((fact) => encodeId(fact.id) === key)) return;
  for (const fact of facts) {
    const isOwn = encodeId(fact.id) === key || (fact.parent !== undefined && encodeId(fact.parent) === key);
    if (isOwn || !SEPARATE.has(id.kind)) moving.add(encodeId(fact.id));
  }
}
