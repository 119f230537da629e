import type { ObjectType } from 'libpg-query';

/** The kinds of objects as changes name them, for the object types of the parse tree that a schema difference can hold. */
const KINDS: Partial<Record<ObjectType, string>> = {
  OBJECT_AGGREGATE: 'aggregate',
  OBJECT_ATTRIBUTE: 'typeAttribute',
  OBJECT_CAST: 'cast',
  OBJECT_COLLATION: 'collation',
  OBJECT_COLUMN: 'column',
  OBJECT_DOMAIN: 'domain',
  OBJECT_EVENT_TRIGGER: 'eventTrigger',
  OBJECT_EXTENSION: 'extension',
  OBJECT_FDW: 'fdw',
  OBJECT_FOREIGN_SERVER: 'server',
  OBJECT_FOREIGN_TABLE: 'foreignTable',
  OBJECT_FUNCTION: 'function',
  OBJECT_INDEX: 'index',
  OBJECT_MATVIEW: 'materializedView',
  OBJECT_OPERATOR: 'operator',
  OBJECT_POLICY: 'policy',
  OBJECT_PROCEDURE: 'procedure',
  OBJECT_PUBLICATION: 'publication',
  OBJECT_ROLE: 'role',
  OBJECT_ROUTINE: 'function',
  OBJECT_RULE: 'rule',
  OBJECT_SCHEMA: 'schema',
  OBJECT_SEQUENCE: 'sequence',
  OBJECT_STATISTIC_EXT: 'statistics',
  OBJECT_SUBSCRIPTION: 'subscription',
  OBJECT_TABCONSTRAINT: 'constraint',
  OBJECT_DOMCONSTRAINT: 'constraint',
  OBJECT_TABLE: 'table',
  OBJECT_TRIGGER: 'trigger',
  OBJECT_TSCONFIGURATION: 'text search configuration',
  OBJECT_TSDICTIONARY: 'text search dictionary',
  OBJECT_TYPE: 'type',
  OBJECT_USER_MAPPING: 'userMapping',
  OBJECT_VIEW: 'view',
};

export function kindOf(type: ObjectType | undefined): string | null {
  return type === undefined ? null : (KINDS[type] ?? null);
}

/** Objects that live inside a table (or a type) and are named after it: `table.name`. */
export function livesInTable(kind: string): boolean {
  return ['column', 'constraint', 'trigger', 'policy', 'rule', 'typeAttribute'].includes(kind);
}
