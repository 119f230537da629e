import { encodeId, type Fact, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { Unseen } from '../core/drift-ports.ts';
import { kindOf, nameOf, schemaOf, tableOf } from './objects.ts';
import { API_ROLES, PLATFORM_ROLES, PLATFORM_SCHEMAS } from './profile.ts';
import { withProjectOwner } from './project-owner.ts';
import { ProjectSnapshot } from './project-snapshot.ts';
import { commonReferences } from './reference-facts.ts';
import type { CatalogSnapshot } from './snapshot.ts';
import { withTakenOver } from './taken-over.ts';
import type { UnmodelledFact, UnmodelledFacts } from './unmodelled.ts';

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
  const was = expected.managed;
  const is = withTakenOver(live.managed, live.takenOver, was);
  const unmodelled = comparableUnmodelled(expected, live, unseen);
  if (was.rootHash === is.rootHash) {
    return {
      expected: new ProjectSnapshot(was, unmodelled.expected),
      live: new ProjectSnapshot(is, unmodelled.live),
      hidden: unmodelled.hidden,
    };
  }
  const hidden = hiddenIds(was, is, unseen);
  const isComplete = expected.isComplete && live.isComplete;
  const references = commonReferences(was, is);
  const side = (facts: FactBase, other: FactBase, upgraded: ReadonlyMap<string, Fact>): FactBase => {
    const kept = facts
      .facts()
      .filter(({ id }) => !references.ids.has(encodeId(id)))
      .filter(({ id }) => !isOfPlatform(id, other) && !hidden.has(encodeId(subjectOf(id))))
      .filter(({ id }) => isComplete || id.kind !== 'membership' || !API_ROLES.includes(id.member))
      .map((fact) => upgraded.get(encodeId(fact.id)) ?? fact)
      .map((fact) => (isComplete ? fact : withoutDatabase(fact)));
    return withProjectOwner(facts, kept, references);
  };
  return {
    expected: new ProjectSnapshot(side(was, is, upgradedExtensions(was, is)), unmodelled.expected),
    live: new ProjectSnapshot(side(is, was, new Map()), unmodelled.live),
    hidden: [...hidden.values(), ...unmodelled.hidden],
  };
}

/** An older Sluice wrote down in which database a job runs, by its name. */
function withoutDatabase(fact: Fact): Fact {
  const { id, payload } = fact;
  return id.kind === 'extensionIntent' && id.ext === 'pg_cron'
    ? { ...fact, payload: { ...payload, database: null } }
    : fact;
}

/** What the platform brings or takes by itself: only what one side has and the other has not is looked at. */
function isOfPlatform(id: StableId, other: FactBase): boolean {
  if (other.has(id)) return false;
  switch (id.kind) {
    case 'role':
      return isPlatformRole(id.name);
    // An upgrade of the server or of the platform lets postgres join further roles.
    case 'membership':
      return (
        isPlatformRole(id.role) &&
        !API_ROLES.includes(id.member) &&
        (id.member === 'postgres' || isPlatformRole(id.member))
      );
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

/** An upgrade may change whether an extension can be moved and what its comment says; that is no work of the project. */
function upgradedExtensions(expected: FactBase, live: FactBase): ReadonlyMap<string, Fact> {
  const upgraded = expected.facts().flatMap(({ id, payload }) => {
    if (id.kind !== 'extension' && !(id.kind === 'comment' && id.target.kind === 'extension')) return [];
    const now = live.get(id);
    const isSame = now?.payload['schema'] === payload['schema'];
    return now !== undefined && isSame ? [[encodeId(id), now] as const] : [];
  });
  return new Map(upgraded);
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

/** Of the project alone; nothing where one side does not know it, and what the role may not have seen only where it has. */
function comparableUnmodelled(expected: CatalogSnapshot, live: CatalogSnapshot, unseen: readonly Unseen[]) {
  if (!expected.isComplete || !live.isComplete) return { expected: NOTHING, live: NOTHING, hidden: [] };
  const hidden = new Set(unseen.map(({ kind }) => kind));
  const kept = (facts: UnmodelledFacts, isSeen: (key: string, fact: UnmodelledFact) => boolean) =>
    new Map(
      [...facts].filter(
        ([key, fact]) =>
          (fact.schema === null || !PLATFORM_SCHEMAS.includes(fact.schema)) && isSeen(key, fact),
      ),
    );
  return {
    expected: kept(expected.unmodelled, (key, { kind }) => !hidden.has(kind) || live.unmodelled.has(key)),
    live: kept(live.unmodelled, () => true),
    hidden: [...expected.unmodelled]
      .filter(([key, { kind }]) => hidden.has(kind) && !live.unmodelled.has(key))
      .map(([, { kind, name }]) => `${kind} ${name}`),
  };
}

const NOTHING: UnmodelledFacts = new Map();
