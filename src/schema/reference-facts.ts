import { encodeId, type FactBase } from '@supabase/pg-delta/core';

export type Facts = ReturnType<FactBase['facts']>;
export type Edges = FactBase['edges'][number][];

/** What both sides of a comparison hold for reference only. */
export interface References {
  readonly facts: Facts;
  readonly edges: Edges;
  /** Encoded ids. */
  readonly ids: ReadonlySet<string>;
}

/**
 * One and the same set of reference facts for both sides: those of the live schema, and what only the expected one still
 * refers to. A plan does not know that they are for reference only: what differed among them, it would make or drop.
 */
export function commonReferences(expected: FactBase, live: FactBase): References {
  const ids = new Set([...live.referenceOnly, ...expected.referenceOnly]);
  const facts = [
    ...live.facts().filter(({ id }) => ids.has(encodeId(id))),
    ...expected.facts().filter(({ id }) => ids.has(encodeId(id)) && !live.has(id)),
  ];
  const own = new Set(facts.map(({ id }) => encodeId(id)));
  const edges = [
    ...live.edges.filter(({ from }) => own.has(encodeId(from))),
    ...expected.edges.filter(({ from }) => own.has(encodeId(from)) && !live.has(from)),
  ].filter(({ to }) => own.has(encodeId(to)));
  return { facts, edges, ids: own };
}
