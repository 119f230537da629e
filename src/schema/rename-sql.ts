import type { ObjectAddress } from './identity.ts';

const KEYWORDS: Readonly<Record<string, string>> = {
  materializedView: 'materialized view',
  foreignTable: 'foreign table',
  eventTrigger: 'event trigger',
  fdw: 'foreign data wrapper',
  // ALTER AGGREGATE wants to know which arguments are ordered by, and a star where there are none.
  aggregate: 'routine',
};

/** ALTER TABLE renames columns of all of these, but not of the others. */
const COLUMN_OWNERS: Readonly<Record<string, string>> = {
  f: 'foreign table',
  v: 'view',
  m: 'materialized view',
};

const GLOBAL_KINDS = ['schema', 'publication', 'eventTrigger', 'fdw', 'server', 'role'];

/** Statements that give an object the name and schema of its goal; its table, if it has one, keeps the name it has. */
export function renameSql(from: ObjectAddress, goal: ObjectAddress): string[] {
  const container = `${quoted(from.schema ?? '')}.${quoted(from.table ?? '')}`;
  const [old, name] = [quoted(from.name), quoted(goal.name)];
  const keyword = KEYWORDS[from.kind] ?? from.kind;
  if (GLOBAL_KINDS.includes(from.kind)) return [`alter ${keyword} ${old} rename to ${name}`];
  switch (from.kind) {
    case 'column':
      return [
        `alter ${COLUMN_OWNERS[from.arguments ?? ''] ?? 'table'} ${container} rename column ${old} to ${name}`,
      ];
    case 'typeAttribute':
      return [`alter type ${container} rename attribute ${old} to ${name} cascade`];
    case 'constraint':
      return [
        `alter ${from.arguments === 'd' ? 'domain' : 'table'} ${container} rename constraint ${old} to ${name}`,
      ];
    case 'trigger':
    case 'policy':
    case 'rule':
      return [`alter ${from.kind} ${old} on ${container} rename to ${name}`];
    case 'enumValue':
      return [`alter type ${container} rename value ${literal(from.name)} to ${literal(goal.name)}`];
    default:
      return inSchema(keyword, from, goal);
  }
}

function inSchema(keyword: string, from: ObjectAddress, goal: ObjectAddress): string[] {
  const routine = ['function', 'procedure', 'aggregate'].includes(from.kind);
  const args = routine ? `(${from.arguments ?? ''})` : '';
  const [fromSchema, goalSchema] = [quoted(from.schema ?? ''), quoted(goal.schema ?? '')];
  const statements: string[] = [];
  if (from.name !== goal.name) {
    statements.push(
      `alter ${keyword} ${fromSchema}.${quoted(from.name)}${args} rename to ${quoted(goal.name)}`,
    );
  }
  if (from.schema !== goal.schema) {
    statements.push(`alter ${keyword} ${fromSchema}.${quoted(goal.name)}${args} set schema ${goalSchema}`);
  }
  return statements;
}

/** An identifier in double quotes (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS). */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

/** A string literal that means the same whatever standard_conforming_strings says. */
export function literal(text: string): string {
  const escaped = text.replaceAll("'", "''");
  return escaped.includes('\\') ? `E'${escaped.replaceAll('\\', '\\\\')}'` : `'${escaped}'`;
}
