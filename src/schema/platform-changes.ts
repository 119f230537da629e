import { buildFactBase, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { Unseen } from '../core/drift-ports.ts';
import { kindOf, nameOf, schemaOf, tableOf } from './objects.ts';
import { PLATFORM_ROLES, PLATFORM_SCHEMAS } from './profile.ts';
import { withProjectOwner } from './project-owner.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import type { CatalogSnapshot } from './snapshot.ts';
import type { UnmodelledFacts } from './unmodelled.ts';

export interface Comparable {
  readonly expected: ProjectSnapshot;
  readonly live: ProjectSnapshot;
  /** Expected objects that the role could not see, for people. */
  readonly hidden: readonly string[];
}

/**
 * Both sides of a comparison across days or databases, made alike where they differ for reasons that are no drift: roles that
 * the platform brings, what it grants to the role of the project, what an upgrade of an extension changes about it, and
 * kinds of objects that the reading role cannot see.
 */
export function comparable(
  expected: CatalogSnapshot,
  live: CatalogSnapshot,
  unseen: readonly Unseen[],
): Comparable {
  const [was, is] = [expected.managed, live.managed];
  const hidden = hiddenIds(was, is, unseen);
  const isLeftOut = (id: StableId, other: FactBase): boolean =>
    isOfPlatform(id, other) || hidden.has(encodeId(subjectOf(id)));
  const one = withoutSome(withExtensionsOf(was, is), (id) => isLeftOut(id, is));
  const other = withoutSome(is, (id) => isLeftOut(id, was));
  const owned = one.rootHash === other.rootHash ? (facts: FactBase) => facts : withProjectOwner;
  return {
    expected: new ProjectSnapshot(owned(one), ofProject(expected.unmodelled)),
    live: new ProjectSnapshot(owned(other), ofProject(live.unmodelled)),
    hidden: [...hidden.values()],
  };
}

/** What the platform brings or takes by itself: only what one side has and the other has not is looked at. */
function isOfPlatform(id: StableId, other: FactBase): boolean {
  if (other.has(id)) return false;
  switch (id.kind) {
    case 'role':
      return isPlatformRole(id.name);
    // An upgrade of the server or of the platform lets postgres join further roles.
    case 'membership':
      return isPlatformRole(id.role) && (id.member === 'postgres' || isPlatformRole(id.member));
    // What stands in the control file of an extension.
    case 'comment':
      return id.target.kind === 'extension' && other.has(id.target);
    // Privileges of a role that did not exist yet; those of roles that projects know are the project's.
    case 'acl':
    case 'defaultPrivilege':
      return isPlatformRole(id.grantee) && !PLATFORM_ROLES.includes(id.grantee) && id.grantee !== '';
    default:
      return false;
  }
}

/** The roles of today, and how the platform names those of tomorrow. Names that begin with pg_ are PostgreSQL's own. */
function isPlatformRole(name: string): boolean {
  return PLATFORM_ROLES.includes(name) || /^(?:supabase_|pg_|pgsodium_|pgtle_|cli_login_)/u.test(name);
}

/** An upgrade may change where an extension can be moved to and what its comment says; that is no work of the project. */
function withExtensionsOf(expected: FactBase, live: FactBase): FactBase {
  const others = expected.facts().flatMap((fact) => {
    const own = live.get(fact.id);
    if (own === undefined || live.hashOf(fact.id) === expected.hashOf(fact.id)) return [];
    const isComment = fact.id.kind === 'comment' && fact.id.target.kind === 'extension';
    const isMovable = fact.id.kind === 'extension' && own.payload['schema'] === fact.payload['schema'];
    return isComment || isMovable ? [[encodeId(fact.id), own] as const] : [];
  });
  if (others.length === 0) return expected;
  const replaced = new Map(others);
  return rebuilt(
    expected,
    expected.facts().map((fact) => replaced.get(encodeId(fact.id)) ?? fact),
  );
}

/** Encoded ids of expected objects that are not among the live ones because the role does not see them, with their names. */
function hiddenIds(
  expected: FactBase,
  live: FactBase,
  unseen: readonly Unseen[],
): ReadonlyMap<string, string> {
  const kinds = new Set(unseen.map(({ kind }) => kind));
  if (kinds.size === 0) return new Map();
  const hidden = expected
    .facts()
    .filter(({ id }) => kinds.has(kindOf(id)) && !live.has(id))
    .map(({ id }) => [encodeId(id), displayed(id, expected, live)] as const);
  return new Map(hidden);
}

function displayed(id: StableId, expected: FactBase, live: FactBase): string {
  const parts = [schemaOf(id), tableOf(id, expected, live), nameOf(id)];
  return `${kindOf(id)} ${parts.filter((part) => part !== null).join('.')}`;
}

/** What a privilege or a comment is on; every other fact is its own subject. */
function subjectOf(id: StableId): StableId {
  return 'target' in id ? subjectOf(id.target) : id;
}

function withoutSome(facts: FactBase, isLeftOut: (id: StableId) => boolean): FactBase {
  const kept = facts.facts().filter(({ id }) => facts.isReferenceOnly(id) || !isLeftOut(id));
  return kept.length === facts.facts().length ? facts : rebuilt(facts, kept);
}

function rebuilt(facts: FactBase, kept: ReturnType<FactBase['facts']>): FactBase {
  const known = new Set(kept.map(({ id }) => encodeId(id)));
  // Edges that lead out of the view on purpose stay; those of what is left out go with it.
  const gone = new Set(
    facts
      .facts()
      .map(({ id }) => encodeId(id))
      .filter((id) => !known.has(id)),
  );
  const edges = facts.edges.filter(({ from, to }) => !gone.has(encodeId(from)) && !gone.has(encodeId(to)));
  return buildFactBase(kept, edges, facts.source, facts.referenceOnly, { allowDangling: () => true });
}

function ofProject(unmodelled: UnmodelledFacts): UnmodelledFacts {
  const kept = [...unmodelled].filter(
    ([, { schema }]) => schema === null || !PLATFORM_SCHEMAS.includes(schema),
  );
  return kept.length === unmodelled.size ? unmodelled : new Map(kept);
}
