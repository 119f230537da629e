import { buildFactBase, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';

/** What tables are made from. */
const EARLY_KINDS: ReadonlySet<StableId['kind']> = new Set([
  'schema',
  'role',
  'membership',
  'extension',
  'language',
  'collation',
  'type',
  'typeAttribute',
  'domain',
  'function',
  'procedure',
  'aggregate',
]);

/**
 * The part of a schema that needs no table: what is made first, so that every column of a table can be made with the table, in the order
 * in which it has them. Made in one go with the rest, columns whose type is made later would be added at the end.
 */
export function earlyFacts(facts: FactBase): FactBase {
  const kept = new Map(
    facts
      .facts()
      .filter((fact) => facts.referenceOnly.has(encodeId(fact.id)) || isEarly(fact.id, fact.parent))
      .map((fact) => [encodeId(fact.id), fact]),
  );
  for (let removed = true; removed; ) {
    removed = false;
    for (const [key, fact] of kept) {
      if (facts.referenceOnly.has(key)) continue;
      const needs = facts
        .outgoingEdges(fact.id)
        .filter(({ to }) => facts.has(to))
        .map(({ to }) => encodeId(to));
      const parent = fact.parent === undefined ? [] : [encodeId(fact.parent)];
      if ([...needs, ...parent].every((needed) => kept.has(needed))) continue;
      kept.delete(key);
      removed = true;
    }
  }
  const edges = facts.edges.filter(
    ({ from, to }) => kept.has(encodeId(from)) && (kept.has(encodeId(to)) || !facts.has(to)),
  );
  return buildFactBase([...kept.values()], edges, facts.source, facts.referenceOnly, {
    allowDangling: () => true,
  });
}

function isEarly(id: StableId, parent: StableId | undefined): boolean {
  // The checks of a domain.
  if (id.kind === 'constraint') return parent?.kind === 'domain';
  return EARLY_KINDS.has(id.kind);
}
