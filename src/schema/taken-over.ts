import { buildFactBase, encodeId, type Fact, type FactBase, type StableId } from '@supabase/pg-delta/core';
import { PLATFORM_ROLES, PLATFORM_SCHEMAS } from './profile.ts';

/** Objects outside of the platform's schemas that belong to one of its roles, by their encoded ids. */
export type TakenOver = ReadonlyMap<string, StableId>;

/** Of everything that was read: the platform's policy leaves out what belongs to its roles, wherever it is. */
export function takenOver(facts: FactBase): TakenOver {
  const taken = facts.edges.filter(
    ({ kind, from, to }) =>
      kind === 'owner' &&
      to.kind === 'role' &&
      to.name !== 'postgres' &&
      PLATFORM_ROLES.includes(to.name) &&
      isOfProject(from),
  );
  return new Map(taken.map(({ from, to }) => [encodeId(from), to]));
}

/** By the schema that it is or lies in; what lies in none (extensions, event triggers) the platform may own. */
function isOfProject(id: StableId): boolean {
  const schema = id.kind === 'schema' ? id.name : 'schema' in id ? id.schema : null;
  return schema !== null && !PLATFORM_SCHEMAS.includes(schema);
}

/**
 * The live schema, with the expected objects that were given to a role of the platform in it as they were expected, but for their
 * owner: they are there, and to call them dropped would be wrong.
 */
export function withTakenOver(live: FactBase, taken: TakenOver, expected: FactBase): FactBase {
  const ownerOf = (fact: Fact): StableId | null => {
    for (let at: Fact | undefined = fact; at !== undefined; ) {
      const owner = taken.get(encodeId(at.id));
      if (owner !== undefined) return owner;
      at = at.parent === undefined ? undefined : expected.get(at.parent);
    }
    return null;
  };
  const facts =
    taken.size === 0 ? [] : expected.facts().filter((fact) => !live.has(fact.id) && ownerOf(fact) !== null);
  if (facts.length === 0) return live;
  const ids = new Set(facts.map(({ id }) => encodeId(id)));
  const edges = expected.edges.filter(({ from, kind }) => kind !== 'owner' && ids.has(encodeId(from)));
  const owners = facts.flatMap(({ id }) => {
    const to = taken.get(encodeId(id));
    return to === undefined ? [] : [{ from: id, to, kind: 'owner' as const }];
  });
  return buildFactBase(
    [...live.facts(), ...facts],
    [...live.edges, ...edges, ...owners],
    live.source,
    live.referenceOnly,
    { allowDangling: () => true },
  );
}
