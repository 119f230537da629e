import { encodeId, type Fact, type FactBase, type StableId } from '@supabase/pg-delta/core';

/** Kinds of facts that are roots: read only where they were touched. Everything else is read each time. */
const ROOT_KINDS = [
  'table',
  'view',
  'materializedView',
  'foreignTable',
  'sequence',
  'function',
  'procedure',
  'aggregate',
  'type',
  'domain',
  'collation',
];

/** Facts of one moment, sorted by the root that they belong to. */
export interface RootedFacts {
  /** Facts of what is no root. */
  readonly common: readonly Fact[];
  /** By the name of the root. */
  readonly rooted: ReadonlyMap<string, readonly Fact[]>;
  /** Edges by the name of the root that they lead from; those from elsewhere under the empty name. */
  readonly edges: ReadonlyMap<string, readonly Edge[]>;
}

export type Edge = FactBase['edges'][number];

/** What a view has of one root. */
export interface RootPart {
  readonly facts: readonly Fact[];
  readonly edges: readonly Edge[];
  /** Encoded ids. */
  readonly referenceOnly: readonly string[];
}

/** Single roots of a view, by their names. */
export interface RootParts {
  has(name: string): boolean;
  /** Empty for what is none. */
  part(name: string): RootPart;
}

/** `isMeant`: which of its roots count. */
export function rootParts(view: FactBase, isMeant: (name: string) => boolean = () => true): RootParts {
  const { rooted, edges } = sortByRoot(view);
  return {
    has: (name) => rooted.has(name) && isMeant(name),
    part(name) {
      const facts = rooted.get(name) ?? [];
      const ids = facts.map(({ id }) => encodeId(id));
      return {
        facts,
        edges: edges.get(name) ?? [],
        referenceOnly: ids.filter((id) => view.referenceOnly.has(id)),
      };
    },
  };
}

export function sortByRoot(facts: FactBase): RootedFacts {
  const common: Fact[] = [];
  const rooted = new Map<string, Fact[]>();
  const roots = new Map<string, string>();
  for (const fact of facts.facts()) {
    const root = rootNameOf(fact, facts);
    roots.set(encodeId(fact.id), root);
    if (root === '') common.push(fact);
    else append(rooted, root, fact);
  }
  const edges = new Map<string, Edge[]>();
  for (const edge of facts.edges) append(edges, roots.get(encodeId(edge.from)) ?? '', edge);
  return { common, rooted, edges };
}

function append<Value>(lists: Map<string, Value[]>, key: string, value: Value): void {
  const list = lists.get(key);
  if (list === undefined) lists.set(key, [value]);
  else list.push(value);
}

/** Empty where it is part of no root. */
export function rootNameOf(fact: Fact, facts: FactBase): string {
  // A foreign table is a part of its server to pg-delta.
  for (let at: Fact | undefined = fact; at !== undefined; ) {
    if (ROOT_KINDS.includes(at.id.kind)) return rootName(at.id);
    at = at.parent === undefined ? undefined : facts.get(at.parent);
  }
  return '';
}

function rootName(id: StableId): string {
  const schema = 'schema' in id ? id.schema : null;
  const name = 'name' in id ? id.name : '';
  return JSON.stringify([id.kind, schema, name, 'args' in id ? id.args.join(', ') : null]);
}
