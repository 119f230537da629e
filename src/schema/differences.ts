import { type Delta, diff, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { ColumnFacts, ObjectDifference } from '../core/ports.ts';
import { describeObject } from './descriptions.ts';
import { detailOf } from './details.ts';
import { dissolved, kindOf, nameOf, objectOf, schemaOf, TABLE_KINDS, tableOf } from './objects.ts';
import type { CatalogSnapshot } from './snapshot.ts';
import { unmodelledDifferences } from './unmodelled.ts';
import { comparedFacts } from './unmodelled-plan.ts';

interface Draft {
  readonly verb: 'create' | 'alter' | 'drop';
  readonly id: StableId;
  readonly details: string[];
  /** Details about privileges, comments and the owner, told after the others. */
  readonly minor: string[];
  /** A part of it went that rows may hold a value in. */
  losesParts: boolean;
}

/** Every object that differs, told once: its smaller facts (defaults, grants, comments) are details of it. */
export function differencesBetween(before: CatalogSnapshot, after: CatalogSnapshot): ObjectDifference[] {
  // Of another database or another day: there the platform may have changed its own objects.
  const foreign = before.identities.size === 0 || after.identities.size === 0;
  const [was, is] = foreign ? [before.managed, after.managed] : [before.view, after.view];
  const modelled = modelledDifferences(was, is).filter(
    (difference) => !stayedByIdentity(difference, before, after),
  );
  const others = unmodelledDifferences(
    comparedFacts(before.unmodelled, was, is),
    comparedFacts(after.unmodelled, was, is),
  );
  return merged([...modelled, ...others.filter((difference) => !isToldWith(difference, modelled))]);
}

/** What is set of a column comes and goes with the relation that it is a column of. */
function isToldWith({ kind, schema, table }: ObjectDifference, others: readonly ObjectDifference[]): boolean {
  return (
    kind === 'column' &&
    others.some(
      (other) =>
        other.verb !== 'alter' &&
        TABLE_KINDS.some((one) => one === other.kind) &&
        other.schema === schema &&
        other.name === table,
    )
  );
}

function modelledDifferences(before: FactBase, after: FactBase): ObjectDifference[] {
  const deltas = diff(before, after);
  const verbs = new Map<string, 'create' | 'drop'>();
  for (const delta of deltas) {
    if (delta.verb === 'add') verbs.set(encodeId(delta.fact.id), 'create');
    else if (delta.verb === 'remove') verbs.set(encodeId(delta.fact.id), 'drop');
  }
  const drafts = new Map<string, Draft>();
  for (const delta of deltas) {
    const id = subjectOf(delta);
    if (id === null) continue;
    const object = objectOf(id, delta, before, after);
    if (dissolved(object, verbs, before, after)) continue;
    const key = encodeId(object);
    // Default privileges have a row for each grantee; they are told as one object that changes.
    const verb = object.kind === 'defaultPrivilege' ? 'alter' : (verbs.get(key) ?? 'alter');
    if (verb !== 'alter' && encodeId(id) !== key) continue;
    const draft = drafts.get(key) ?? { verb, id: object, details: [], minor: [], losesParts: false };
    const detail = verb === 'alter' ? detailOf(delta, id, before, after) : null;
    const told = isMinor(id, delta) ? draft.minor : draft.details;
    if (detail !== null && !told.includes(detail)) told.push(detail);
    if (id.kind === 'typeAttribute' && delta.verb === 'remove') draft.losesParts = true;
    drafts.set(key, draft);
  }
  return [...drafts.values()]
    .filter(({ verb, details, minor }) => verb !== 'alter' || details.length + minor.length > 0)
    .map((draft) => finish(draft, before, after));
}

function isMinor(id: StableId, delta: Delta): boolean {
  return delta.verb === 'link' || id.kind === 'acl' || id.kind === 'comment' || id.kind === 'securityLabel';
}

function subjectOf(delta: Delta): StableId | null {
  switch (delta.verb) {
    case 'add':
    case 'remove':
      return delta.fact.id;
    case 'set':
      return delta.id;
    case 'link':
    case 'unlink':
      // Only a change of owner is a difference by itself; other edges follow from definitions that differ.
      return delta.edge.kind === 'owner' ? delta.edge.from : null;
  }
}

function finish(draft: Draft, before: FactBase, after: FactBase): ObjectDifference {
  const { verb, id } = draft;
  return {
    verb,
    kind: kindOf(id),
    schema: schemaOf(id),
    table: tableOf(id, before, after),
    name: nameOf(id),
    from: null,
    details:
      verb === 'alter'
        ? [...draft.details, ...draft.minor]
        : describeObject(id, verb === 'create' ? after : before),
    destroysData: draft.losesParts || (verb === 'drop' && holdsData(id, before)),
    column: id.kind === 'column' ? { before: columnFacts(id, before), after: columnFacts(id, after) } : null,
    unmodelled: null,
  };
}

/** Rows of tables, values of plain columns, the number of a sequence. What can be computed again (views) is not lost. */
function holdsData(id: StableId, facts: FactBase): boolean {
  const fact = facts.get(id);
  switch (id.kind) {
    case 'table':
      return true;
    case 'sequence':
      return fact?.payload['ownedBy'] === null;
    case 'column':
      return fact?.parent?.kind === 'table' && (fact.payload['generatedExpr'] ?? null) === null;
    default:
      return false;
  }
}

function columnFacts(id: StableId, facts: FactBase): ColumnFacts | null {
  const fact = facts.get(id);
  // The rows of a foreign table are another server's.
  if (fact === undefined || id.kind !== 'column' || fact.parent?.kind !== 'table') return null;
  const { type, notNull, identity, generatedExpr } = fact.payload;
  const isIdentity = (identity ?? null) !== null;
  return {
    type: typeof type === 'string' ? type : '',
    notNull: notNull === true,
    hasDefault: facts.has({ ...id, kind: 'default' }),
    generated: isIdentity || (generatedExpr ?? null) !== null,
    identity: isIdentity,
    ...(typeof generatedExpr === 'string' ? { expression: generatedExpr } : {}),
  };
}

/**
 * A table that becomes part of another one (a partition, a child) or leaves it has the same columns as before, only that
 * they are counted as the parent's meanwhile.
 */
function stayedByIdentity(
  { kind, verb, schema, table, name }: ObjectDifference,
  before: CatalogSnapshot,
  after: CatalogSnapshot,
): boolean {
  if (kind !== 'column' || verb === 'alter') return false;
  const [own, other] = verb === 'create' ? [after, before] : [before, after];
  const id = own.columnId(schema, table, name);
  return id !== null && other.identities.get(id)?.name === name;
}

/** What pg-delta does not model of an object is told with the rest about it. */
function merged(differences: readonly ObjectDifference[]): ObjectDifference[] {
  const byObject = new Map<string, ObjectDifference>();
  for (const difference of differences) {
    const { kind, schema, table, name } = difference;
    const key = JSON.stringify([kind, schema, table, name]);
    const known = byObject.get(key);
    if (known === undefined) byObject.set(key, difference);
    else if (known.verb === 'alter') {
      byObject.set(key, { ...known, details: [...known.details, ...difference.details] });
    }
  }
  return [...byObject.values()];
}
