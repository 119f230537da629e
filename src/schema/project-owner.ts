import { buildFactBase, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { Facts, References } from './reference-facts.ts';

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
 * The kept facts of a project with the role postgres among them again, for reference, as the owner of what has no other: the
 * platform's policy leaves that role out, and with it pg-delta would neither see an object go back to postgres nor take away what
 * default privileges grant on an object that is made anew.
 */
export function withProjectOwner(facts: FactBase, kept: Facts, references: References): FactBase {
  const known = new Set([...kept.map(({ id }) => encodeId(id)), ...references.ids]);
  // Edges that lead out of the view on purpose stay; those of what is left out go with it.
  const isGone = (id: StableId): boolean => facts.has(id) && !known.has(encodeId(id));
  const edges = facts.edges.filter(
    ({ from, to }) => !references.ids.has(encodeId(from)) && !isGone(from) && !isGone(to),
  );
  const owned = new Set(edges.filter(({ kind }) => kind === 'owner').map(({ from }) => encodeId(from)));
  const ofPostgres = kept
    .filter(({ id }) => OWNED.has(id.kind) && !owned.has(encodeId(id)))
    .map(({ id }) => ({ from: id, to: POSTGRES, kind: 'owner' as const }));
  return buildFactBase(
    [...kept, ...references.facts, { id: POSTGRES, payload: {} }],
    [...edges, ...references.edges, ...ofPostgres],
    facts.source,
    new Set([...references.ids, encodeId(POSTGRES)]),
    { allowDangling: () => true },
  );
}
