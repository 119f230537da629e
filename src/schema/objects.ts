import { type Delta, encodeId, type FactBase, type StableId } from '@supabase/pg-delta/core';
import { comesWithExtension, isOfCreator } from './byproducts.ts';

/** The object that people know a fact by: a default belongs to its column, a grant to what it is on. */
export function objectOf(id: StableId, delta: Delta, before: FactBase, after: FactBase): StableId {
  switch (id.kind) {
    case 'acl':
    case 'comment':
    case 'securityLabel':
      return objectOf(id.target, delta, before, after);
    case 'default':
      return { ...id, kind: 'column' };
    case 'publicationRel':
    case 'publicationSchema':
      return { kind: 'publication', name: id.publication };
    case 'typeAttribute':
      return { kind: 'type', schema: id.schema, name: id.type };
    case 'defaultPrivilege':
      return { ...id, grantee: '' };
    case 'constraint': {
      const parent = (after.get(id) ?? before.get(id))?.parent;
      return parent?.kind === 'domain' ? parent : id;
    }
    default:
      return id;
  }
}

export const TABLE_KINDS = ['table', 'foreignTable', 'view', 'materializedView'] as const;

/** Whether something else that comes or goes says it all about an object: its table, its column, its role. */
export function dissolved(
  id: StableId,
  verbs: ReadonlyMap<string, 'create' | 'drop'>,
  before: FactBase,
  after: FactBase,
): boolean {
  const comesOrGoes = (other: StableId): boolean => verbs.has(encodeId(other));
  switch (id.kind) {
    case 'column':
    case 'constraint':
      return (['table', 'foreignTable'] as const).some((kind) =>
        comesOrGoes({ kind, schema: id.schema, name: id.table }),
      );
    // Each is created by a statement of its own, and dropped by that of the table.
    case 'trigger':
    case 'policy':
    case 'rule':
      return TABLE_KINDS.some(
        (kind) => verbs.get(encodeId({ kind, schema: id.schema, name: id.table })) === 'drop',
      );
    case 'index': {
      const table = (before.get(id) ?? after.get(id))?.parent;
      if (table === undefined || !('schema' in table) || !('name' in table)) return false;
      if (verbs.get(encodeId(table)) === 'drop') return true;
      // ADD CONSTRAINT … USING INDEX takes it over.
      return comesOrGoes({ kind: 'constraint', schema: table.schema, table: table.name, name: id.name });
    }
    case 'sequence': {
      if (!comesOrGoes(id)) return false;
      const owner = ownerColumn(id, after.has(id) ? after : before);
      if (owner === null) return false;
      return comesOrGoes(owner) || comesOrGoes({ kind: 'table', schema: owner.schema, name: owner.table });
    }
    case 'membership':
      return comesOrGoes({ kind: 'role', name: id.role }) && isOfCreator(id, after.has(id) ? after : before);
    default:
      return comesWithExtension(id, before, after);
  }
}

/** The column that a sequence belongs to (serial). */
function ownerColumn(
  id: StableId,
  facts: FactBase,
): { kind: 'column'; schema: string; table: string; name: string } | null {
  const owner = facts.get(id)?.payload['ownedBy'];
  if (typeof owner !== 'object' || owner === null || Array.isArray(owner)) return null;
  const { schema, table, column } = owner;
  if (typeof schema !== 'string' || typeof table !== 'string' || typeof column !== 'string') return null;
  return { kind: 'column', schema, table, name: column };
}

export function kindOf(id: StableId): string {
  return id.kind === 'extensionIntent' ? `${id.ext} ${id.intentKind}` : id.kind;
}

export function schemaOf(id: StableId): string | null {
  return 'schema' in id && id.kind !== 'defaultPrivilege' ? id.schema : null;
}

/** What default privileges are for (pg_default_acl.defaclobjtype). */
const PRIVILEGE_OBJECTS: Readonly<Record<string, string>> = {
  r: 'tables',
  S: 'sequences',
  f: 'functions',
  T: 'types',
  n: 'schemas',
};

export function nameOf(id: StableId): string {
  switch (id.kind) {
    case 'function':
    case 'procedure':
    case 'aggregate':
      return `${id.name}(${id.args.join(', ')})`;
    case 'membership':
      return `${id.member} in ${id.role}`;
    case 'userMapping':
      return `${id.role} on ${id.server}`;
    case 'defaultPrivilege': {
      const place = id.schema === null ? '' : ` in ${id.schema}`;
      return `${PRIVILEGE_OBJECTS[id.objtype] ?? id.objtype} of ${id.role}${place}`;
    }
    case 'extensionIntent':
      return id.key;
    default:
      return 'name' in id ? id.name : encodeId(id);
  }
}

export function tableOf(id: StableId, before: FactBase, after: FactBase): string | null {
  if ('table' in id) return id.table;
  if (id.kind !== 'index') return null;
  const parent = (after.get(id) ?? before.get(id))?.parent;
  return parent !== undefined && 'name' in parent ? parent.name : null;
}
