import { buildFactBase, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';

const POSTGRES: StableId = { kind: 'role', name: 'postgres' };

/** What has an owner that ALTER … OWNER TO can change. */
const OWNED: ReadonlySet<StableId['kind']> = new Set([
  'schema',
  'table',
  'foreignTable',
  'view',
  'materializedView',
  'sequence',
  'function',
  'procedure',
  'aggregate',
  'type',
  'domain',
  'collation',
  'publication',
  'eventTrigger',
  'server',
  'fdw',
]);

/**
 * The view of a project with the role postgres in it again, for reference, as the owner of what has no other: the platform's policy
 * leaves that role out, and with it pg-delta would neither see an object go back to postgres nor take away what default
 * privileges grant on an object that is made anew.
 */
export function withProjectOwner(facts: FactBase): FactBase {
  if (facts.has(POSTGRES)) return facts;
  const owned = new Set(facts.edges.filter(({ kind }) => kind === 'owner').map(({ from }) => encodeId(from)));
  const edges = facts
    .facts()
    .filter(({ id }) => OWNED.has(id.kind) && !facts.isReferenceOnly(id) && !owned.has(encodeId(id)))
    .map(({ id }) => ({ from: id, to: POSTGRES, kind: 'owner' as const }));
  return buildFactBase(
    [...facts.facts(), { id: POSTGRES, payload: {} }],
    [...facts.edges, ...edges],
    facts.source,
    new Set([...facts.referenceOnly, encodeId(POSTGRES)]),
    { allowDangling: () => true },
  );
}
