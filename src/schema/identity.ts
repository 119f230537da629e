import type { ClientBase } from 'pg';
import type { ObjectRename } from '../core/ports.ts';

/** Where an object is found by name. */
export interface ObjectAddress {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  /** Routines: the identity arguments, as DROP FUNCTION wants them. */
  readonly arguments: string | null;
}

/** The catalog's own identity of an object (`pg_class/16402/3`) to its address. */
export type IdentityMap = ReadonlyMap<string, ObjectAddress>;

const RELATION_KINDS: Readonly<Record<string, string>> = {
  r: 'table',
  p: 'table',
  v: 'view',
  m: 'materializedView',
  i: 'index',
  I: 'index',
  S: 'sequence',
  f: 'foreignTable',
};

/**
 * Every user object that PostgreSQL can rename, one row each. Indexes that belong to a constraint are renamed through it
 * and left out; so are the row types of tables.
 */
const IDENTITIES_SQL = `
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
)
select 'n/' || oid as id, 'schema' as kind, null as schema, null as "table", nspname as name, null as arguments from user_namespace
union all
select 'c/' || c.oid, c.relkind::text, n.nspname, null, c.relname, null
from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
where c.relkind in ('r','p','v','m','i','I','S','f')
  and not exists (select 1 from pg_catalog.pg_constraint k where k.conindid = c.oid and k.conrelid <> 0 and k.contype in ('p','u','x'))
union all
select 'c/' || c.oid || '/' || a.attnum, 'column', n.nspname, c.relname, a.attname, c.relkind::text
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join user_namespace n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r','p','f')
union all
select 'k/' || k.oid, 'constraint', n.nspname, c.relname, k.conname, null
from pg_catalog.pg_constraint k join pg_catalog.pg_class c on c.oid = k.conrelid join user_namespace n on n.oid = c.relnamespace
where k.contype <> 'n' and k.conparentid = 0 and k.coninhcount = 0
union all
select 't/' || t.oid, 'trigger', n.nspname, c.relname, t.tgname, null
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join user_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0
union all
select 'p/' || p.oid, 'policy', n.nspname, c.relname, p.polname, null
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join user_namespace n on n.oid = c.relnamespace
union all
select 'y/' || t.oid, case when t.typtype = 'd' then 'domain' else 'type' end, n.nspname, null, t.typname, null
from pg_catalog.pg_type t join user_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where t.typtype in ('e','d','r') or (t.typtype = 'c' and c.relkind = 'c')
union all
select 'e/' || e.oid, 'enumValue', n.nspname, t.typname, e.enumlabel, null
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join user_namespace n on n.oid = t.typnamespace
union all
select 'f/' || f.oid, case when f.prokind = 'p' then 'procedure' else 'function' end, n.nspname, null, f.proname,
  pg_catalog.pg_get_function_identity_arguments(f.oid)
from pg_catalog.pg_proc f join user_namespace n on n.oid = f.pronamespace
where f.prokind in ('f','p','w')
`;

interface IdentityRow {
  readonly id: string;
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly arguments: string | null;
}

export async function readIdentities(client: ClientBase): Promise<IdentityMap> {
  const { rows } = await client.query<IdentityRow>(IDENTITIES_SQL);
  return new Map(rows.map(({ id, kind, ...rest }) => [id, { ...rest, kind: RELATION_KINDS[kind] ?? kind }]));
}

/** Objects that are the same by identity and have another name or schema. */
export function renamedObjects(before: IdentityMap, after: IdentityMap): ObjectRename[] {
  const taken = new Set([...after.values()].map(addressKey));
  const renames: ObjectRename[] = [];
  for (const [id, was] of before) {
    const is = after.get(id);
    if (is === undefined || is.kind !== was.kind) continue;
    // An object in a renamed table or schema has moved with it; only its own name counts here.
    const moved =
      !movesWithParent(was) && was.schema !== is.schema && !schemaWasRenamed(before, after, was, is);
    if (was.name === is.name && !moved) continue;
    const goal = { ...is, schema: moved ? was.schema : is.schema, name: was.name };
    renames.push({
      kind: was.kind,
      before: { schema: was.schema, table: was.table, name: was.name },
      after: { schema: is.schema, table: is.table, name: is.name },
      inverseSql: taken.has(addressKey(goal)) ? null : renameSql(is, goal),
      forwardSql: renameSql({ ...is, ...goal }, is),
    });
  }
  return renames.sort((left, right) => inverseRank(left.kind) - inverseRank(right.kind));
}

function movesWithParent(address: ObjectAddress): boolean {
  return address.table !== null || address.kind === 'schema' || address.kind === 'index';
}

function schemaWasRenamed(
  before: IdentityMap,
  after: IdentityMap,
  was: ObjectAddress,
  is: ObjectAddress,
): boolean {
  for (const [id, address] of before) {
    if (address.kind === 'schema' && address.name === was.schema) return after.get(id)?.name === is.schema;
  }
  return false;
}

function addressKey({ kind, schema, table, name, arguments: args }: ObjectAddress): string {
  // Relations share one name space in a schema, whatever their kind.
  const space = ['table', 'view', 'materializedView', 'index', 'sequence', 'foreignTable'].includes(kind)
    ? 'relation'
    : kind;
  return JSON.stringify([space, schema, table, name, kind === 'column' ? null : args]);
}

/** What lives inside a table goes first, while the table still has its new name; schemas go last. */
function inverseRank(kind: string): number {
  if (['column', 'constraint', 'trigger', 'policy', 'enumValue'].includes(kind)) return 0;
  return kind === 'schema' ? 2 : 1;
}

const KEYWORDS: Readonly<Record<string, string>> = {
  table: 'table',
  view: 'view',
  materializedView: 'materialized view',
  index: 'index',
  sequence: 'sequence',
  foreignTable: 'foreign table',
  type: 'type',
  domain: 'domain',
  function: 'function',
  procedure: 'procedure',
};

/** Statements that give an object the name and schema of its goal; its table, if it has one, keeps the name it has. */
function renameSql(from: ObjectAddress, goal: ObjectAddress): string {
  const table = `${quoted(from.schema ?? '')}.${quoted(from.table ?? '')}`;
  switch (from.kind) {
    case 'schema':
      return `alter schema ${quoted(from.name)} rename to ${quoted(goal.name)}`;
    case 'column': {
      const keyword = from.arguments === 'f' ? 'foreign table' : 'table';
      return `alter ${keyword} ${table} rename column ${quoted(from.name)} to ${quoted(goal.name)}`;
    }
    case 'constraint':
      return `alter table ${table} rename constraint ${quoted(from.name)} to ${quoted(goal.name)}`;
    case 'trigger':
    case 'policy':
      return `alter ${from.kind} ${quoted(from.name)} on ${table} rename to ${quoted(goal.name)}`;
    case 'enumValue':
      return `alter type ${table} rename value ${literal(from.name)} to ${literal(goal.name)}`;
    default:
      return relationRenameSql(from, goal);
  }
}

function relationRenameSql(from: ObjectAddress, goal: ObjectAddress): string {
  const keyword = KEYWORDS[from.kind] ?? from.kind;
  const args = from.arguments === null ? '' : `(${from.arguments})`;
  const [fromSchema, goalSchema] = [quoted(from.schema ?? ''), quoted(goal.schema ?? '')];
  const renamed =
    from.name === goal.name
      ? []
      : [`alter ${keyword} ${fromSchema}.${quoted(from.name)}${args} rename to ${quoted(goal.name)}`];
  const moved =
    from.schema === goal.schema
      ? []
      : [`alter ${keyword} ${fromSchema}.${quoted(goal.name)}${args} set schema ${goalSchema}`];
  return [...renamed, ...moved].join(';\n');
}

/** An identifier in double quotes (https://www.postgresql.org/docs/current/sql-syntax-lexical.html#SQL-SYNTAX-IDENTIFIERS). */
export function quoted(name: string): string {
  return `"${name.replaceAll('"', '""')}"`;
}

function literal(text: string): string {
  const escaped = text.replaceAll("'", "''");
  return escaped.includes('\\') ? `E'${escaped.replaceAll('\\', '\\\\')}'` : `'${escaped}'`;
}
