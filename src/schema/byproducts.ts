import { buildFactBase, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';

/**
 * Whether an object belongs to an extension that only one of two schemas has. Such an object comes and goes with CREATE
 * and DROP EXTENSION, its privileges and comments included.
 */
export function comesWithExtension(id: StableId, before: FactBase, after: FactBase): boolean {
  return isMemberOfMissing(id, before, after) || isMemberOfMissing(id, after, before);
}

function isMemberOfMissing(id: StableId, facts: FactBase, other: FactBase): boolean {
  for (let at = facts.get(id); at !== undefined; ) {
    const extension = facts.outgoingEdges(at.id).find(({ kind }) => kind === 'memberOfExtension')?.to;
    if (extension !== undefined) return !other.has(extension);
    // What a user puts into a schema of an extension is the user's.
    if (at.parent === undefined || at.parent.kind === 'schema') return false;
    at = facts.get(at.parent);
  }
  return false;
}

/** Since PostgreSQL 16 who creates a role becomes a member of it by itself, and migrations run as postgres. */
export function isOfCreator(id: StableId, facts: FactBase): boolean {
  return id.kind === 'membership' && id.member === 'postgres' && facts.get(id)?.payload['admin'] === true;
}

/**
 * Without what comes by itself with objects that the other schema does not have: privileges and comments on members of an
 * extension, and (since PostgreSQL 16) the membership of who creates a role.
 */
export function withoutByproducts(facts: FactBase, other: FactBase): FactBase {
  const isMissing = (id: StableId): boolean =>
    (id.kind === 'extension' || id.kind === 'role') && !other.has(id);
  if (!facts.facts().some(({ id }) => isMissing(id))) return facts;
  const kept = facts.facts().filter(({ id }) => {
    if (id.kind === 'membership') {
      return !isOfCreator(id, facts) || other.has({ kind: 'role', name: id.role });
    }
    return !('target' in id) || !isMemberOfMissing(id.target, facts, other);
  });
  const known = new Set(kept.map(({ id }) => encodeId(id)));
  const edges = facts.edges.filter(({ from, to }) => known.has(encodeId(from)) && known.has(encodeId(to)));
  return buildFactBase(kept, edges, facts.source, facts.referenceOnly);
}
