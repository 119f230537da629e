import { type Delta, diff, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import type { ColumnFacts, ObjectDifference } from '../core/ports.ts';
import { describeAttribute, describeGrant } from './descriptions.ts';

interface Draft {
  readonly verb: 'create' | 'alter' | 'drop';
  readonly id: StableId;
  readonly details: string[];
}

/** An object that a difference is told about; its smaller facts (defaults, grants, comments) are told as details of it. */
export function objectDifferences(before: FactBase, after: FactBase): ObjectDifference[] {
  const drafts = new Map<string, Draft>();
  const deltas = diff(before, after);
  const verbs = new Map<string, 'create' | 'drop'>();
  for (const delta of deltas) {
    if (delta.verb === 'add') verbs.set(encodeId(delta.fact.id), 'create');
    else if (delta.verb === 'remove') verbs.set(encodeId(delta.fact.id), 'drop');
  }
  for (const delta of deltas) {
    const id = subjectOf(delta);
    if (id === null) continue;
    const { object, detail } = ownerOf(delta, id);
    const container = containerOf(object);
    // What comes and goes with its table is not told apart from it.
    if (container !== null && verbs.get(encodeId(container)) !== undefined) continue;
    const key = encodeId(object);
    const verb = verbs.get(key) ?? 'alter';
    if (verb !== 'alter' && encodeId(id) !== key) continue;
    const draft = drafts.get(key) ?? { verb, id: object, details: [] };
    if (detail !== null && !draft.details.includes(detail)) draft.details.push(detail);
    drafts.set(key, draft);
  }
  return [...drafts.values()]
    .filter(({ verb, details }) => verb !== 'alter' || details.length > 0)
    .map((draft) => finish(draft, before, after));
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

/** The object that a fact is told under, and how. */
function ownerOf(delta: Delta, id: StableId): { object: StableId; detail: string | null } {
  const added = delta.verb === 'add';
  switch (id.kind) {
    case 'acl':
      return { object: objectOf(id.target), detail: describeGrant(delta, id.grantee, id.column ?? null) };
    case 'comment':
      return { object: objectOf(id.target), detail: delta.verb === 'remove' ? 'comment removed' : 'comment' };
    case 'securityLabel':
      return { object: objectOf(id.target), detail: 'security label' };
    case 'default':
      return { object: { ...id, kind: 'column' }, detail: describeAttribute(delta, 'default') };
    case 'publicationRel':
      return {
        object: { kind: 'publication', name: id.publication },
        detail: `${added ? '+' : '−'} ${id.schema}.${id.table}`,
      };
    case 'publicationSchema':
      return {
        object: { kind: 'publication', name: id.publication },
        detail: `${added ? '+' : '−'} schema ${id.schema}`,
      };
    case 'typeAttribute':
      return {
        object: { kind: 'type', schema: id.schema, name: id.type },
        detail:
          delta.verb === 'set'
            ? `${id.name}: ${describeAttribute(delta, delta.attr) ?? ''}`
            : `${added ? '+' : '−'} ${id.name}`,
      };
    default:
      return {
        object: id,
        detail: delta.verb === 'set' || delta.verb === 'link' ? describeAttribute(delta, '') : null,
      };
  }
}

function objectOf(id: StableId): StableId {
  if (id.kind === 'default') return { ...id, kind: 'column' };
  return 'target' in id ? objectOf(id.target) : id;
}

/** The table whose creation or removal says it all about a column or a constraint of it. */
function containerOf(id: StableId): StableId | null {
  if (id.kind === 'column' || id.kind === 'constraint')
    return { kind: 'table', schema: id.schema, name: id.table };
  return null;
}

function finish(draft: Draft, before: FactBase, after: FactBase): ObjectDifference {
  const { verb, id, details } = draft;
  return {
    verb,
    kind: id.kind === 'extensionIntent' ? `${id.ext} ${id.intentKind}` : id.kind,
    schema: 'schema' in id && id.kind !== 'defaultPrivilege' ? id.schema : null,
    table: tableOf(id, before, after),
    name: nameOf(id),
    from: null,
    details: verb === 'create' && id.kind === 'table' ? [columnCount(id, after)] : details,
    destroysData: verb === 'drop' && holdsData(id, before),
    column: id.kind === 'column' ? { before: columnFacts(id, before), after: columnFacts(id, after) } : null,
    unmodelled: null,
  };
}

function nameOf(id: StableId): string {
  switch (id.kind) {
    case 'function':
    case 'procedure':
    case 'aggregate':
      return `${id.name}(${id.args.join(', ')})`;
    case 'membership':
      return `${id.member} in ${id.role}`;
    case 'userMapping':
      return `${id.role} on ${id.server}`;
    case 'defaultPrivilege':
      return `${id.objtype} of ${id.role}${id.schema === null ? '' : ` in ${id.schema}`} for ${id.grantee}`;
    case 'extensionIntent':
      return id.key;
    default:
      return 'name' in id ? id.name : encodeId(id);
  }
}

function tableOf(id: StableId, before: FactBase, after: FactBase): string | null {
  if ('table' in id) return id.table;
  if (id.kind !== 'index') return null;
  const parent = (after.get(id) ?? before.get(id))?.parent;
  return parent !== undefined && 'name' in parent ? parent.name : null;
}

function columnCount(id: StableId, facts: FactBase): string {
  const count = facts.childrenOf(id).filter((child) => child.id.kind === 'column').length;
  return count === 1 ? '1 column' : `${count} columns`;
}

/** Rows of tables, values of plain columns. What can be computed again (views, generated columns) is not lost. */
function holdsData(id: StableId, facts: FactBase): boolean {
  if (id.kind === 'table') return true;
  if (id.kind !== 'column') return false;
  const parent = facts.get(id)?.parent;
  return parent?.kind === 'table' && facts.get(id)?.payload['generatedExpr'] === null;
}

function columnFacts(id: StableId, facts: FactBase): ColumnFacts | null {
  const fact = facts.get(id);
  if (fact === undefined || id.kind !== 'column') return null;
  const { type, notNull, identity, generatedExpr } = fact.payload;
  return {
    type: typeof type === 'string' ? type : '',
    notNull: notNull === true,
    hasDefault: facts.has({ ...id, kind: 'default' }),
    generated: (identity ?? null) !== null || (generatedExpr ?? null) !== null,
  };
}
