import type { ClientBase } from 'pg';
import { rootParameters } from './neighbours.ts';

/** Where an object is found by name. */
export interface ObjectAddress {
  /** The identity of the relation, routine, type or collation that it is or is a part of; null for everything else. */
  readonly root: string | null;
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  /** Routines: the types of their arguments, which belong to the name. Columns: the relkind of their relation. */
  readonly arguments: string | null;
  /** A column that its table has from a parent, and is renamed with; a sequence that belongs to a column, and moves with it. */
  readonly dependent: boolean;
}

/** The catalog's own identity of an object (`c/16402/3`) to its address. */
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
 * Every object that PostgreSQL can rename, one row each. Indexes that belong to a constraint are renamed through it and
 * left out; so are the row types of tables and what extensions brought along. `root` is the relation, routine, type or
 * collation that it is a part of, if of any. Narrowed, only the parts of the roots `$1` (relations), `$2` (routines), `$3`
 * (types), `$4` (collations) are told, found by indexes, and what is part of none.
 */
function identitiesSql(narrowed: boolean): string {
  const only = (condition: string): string => (narrowed ? ` and ${condition}` : '');
  return `
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
)
select * from (
select 'n/' || oid as id, null as root, 'schema' as kind, null as schema, null as "table", nspname as name, null as arguments, false as dependent
from user_namespace
union all
select 'c/' || c.oid, 'c/' || coalesce(t.oid, c.oid), c.relkind::text, n.nspname, t.relname, c.relname, null,
  c.relkind = 'S' and exists (select 1 from pg_catalog.pg_depend d where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid and d.deptype in ('a', 'i'))
from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
left join pg_catalog.pg_index i on i.indexrelid = c.oid
left join pg_catalog.pg_class t on t.oid = i.indrelid
where c.relkind in ('r','p','v','m','i','I','S','f')
  and not exists (select 1 from pg_catalog.pg_constraint k where k.conrelid = i.indrelid and k.conindid = c.oid and k.conrelid <> 0 and k.contype in ('p','u','x'))${only(
    'c.oid = any ($1::oid[] || array(select indexrelid from pg_catalog.pg_index where indrelid = any ($1::oid[])))',
  )}
union all
select 'c/' || c.oid || '/' || a.attnum, case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end, case c.relkind when 'c' then 'typeAttribute' else 'column' end,
  n.nspname, c.relname, a.attname, c.relkind::text, a.attinhcount > 0
from pg_catalog.pg_attribute a join pg_catalog.pg_class c on c.oid = a.attrelid join user_namespace n on n.oid = c.relnamespace
where a.attnum > 0 and not a.attisdropped and c.relkind in ('r','p','f','v','m','c')${only(
    'a.attrelid = any ($1::oid[] || array(select typrelid from pg_catalog.pg_type where oid = any ($3::oid[])))',
  )}
union all
select 'k/' || k.oid, coalesce('c/' || c.oid, 'y/' || t.oid), 'constraint', n.nspname, coalesce(c.relname, t.typname), k.conname, case when t.oid is null then null else 'd' end, false
from pg_catalog.pg_constraint k join user_namespace n on n.oid = k.connamespace
left join pg_catalog.pg_class c on c.oid = k.conrelid
left join pg_catalog.pg_type t on t.oid = k.contypid and k.conrelid = 0
where k.contype <> 'n' and k.conparentid = 0 and k.coninhcount = 0 and (c.oid is not null or t.oid is not null)${only(
    'k.oid = any (array(select oid from pg_catalog.pg_constraint where conrelid = any ($1::oid[]) and conrelid <> 0 union all select oid from pg_catalog.pg_constraint where contypid = any ($3::oid[]) and contypid <> 0))',
  )}
union all
select 't/' || t.oid, 'c/' || c.oid, 'trigger', n.nspname, c.relname, t.tgname, null, false
from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid join user_namespace n on n.oid = c.relnamespace
where not t.tgisinternal and t.tgparentid = 0${only('t.tgrelid = any ($1::oid[])')}
union all
select 'p/' || p.oid, 'c/' || c.oid, 'policy', n.nspname, c.relname, p.polname, null, false
from pg_catalog.pg_policy p join pg_catalog.pg_class c on c.oid = p.polrelid join user_namespace n on n.oid = c.relnamespace
where true${only('p.polrelid = any ($1::oid[])')}
union all
select 'r/' || r.oid, 'c/' || c.oid, 'rule', n.nspname, c.relname, r.rulename, null, false
from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class join user_namespace n on n.oid = c.relnamespace
where r.rulename <> '_RETURN'${only('r.ev_class = any ($1::oid[])')}
union all
select 'y/' || t.oid, 'y/' || t.oid, case when t.typtype = 'd' then 'domain' else 'type' end, n.nspname, null, t.typname, null, false
from pg_catalog.pg_type t join user_namespace n on n.oid = t.typnamespace
left join pg_catalog.pg_class c on c.oid = t.typrelid
where (t.typtype in ('e','d','r') or (t.typtype = 'c' and c.relkind = 'c'))${only('t.oid = any ($3::oid[])')}
union all
select 'e/' || e.oid, 'y/' || t.oid, 'enumValue', n.nspname, t.typname, e.enumlabel, null, false
from pg_catalog.pg_enum e join pg_catalog.pg_type t on t.oid = e.enumtypid join user_namespace n on n.oid = t.typnamespace
where true${only('e.enumtypid = any ($3::oid[])')}
union all
select 'f/' || f.oid, 'f/' || f.oid, case f.prokind when 'p' then 'procedure' when 'a' then 'aggregate' else 'function' end, n.nspname, null, f.proname,
  array_to_string(array(select pg_catalog.format_type(t.id, null) from unnest(f.proargtypes) with ordinality t (id, place) order by t.place), ', '), false
from pg_catalog.pg_proc f join user_namespace n on n.oid = f.pronamespace
where true${only('f.oid = any ($2::oid[])')}
union all
select 'l/' || l.oid, 'l/' || l.oid, 'collation', n.nspname, null, l.collname, null, false
from pg_catalog.pg_collation l join user_namespace n on n.oid = l.collnamespace
where true${only('l.oid = any ($4::oid[])')}
union all
select 's/' || s.oid, null, 'statistics', n.nspname, null, s.stxname, null, false
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'g/' || g.oid, null, 'text search configuration', n.nspname, null, g.cfgname, null, false
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace
union all
select 'd/' || d.oid, null, 'text search dictionary', n.nspname, null, d.dictname, null, false
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace
union all
select 'u/' || oid, null, 'publication', null, null, pubname, null, false from pg_catalog.pg_publication
union all
select 'v/' || oid, null, 'eventTrigger', null, null, evtname, null, false from pg_catalog.pg_event_trigger
union all
select 'w/' || oid, null, 'fdw', null, null, fdwname, null, false from pg_catalog.pg_foreign_data_wrapper
union all
select 'x/' || oid, null, 'server', null, null, srvname, null, false from pg_catalog.pg_foreign_server
union all
select 'o/' || oid, null, 'role', null, null, rolname, null, false from pg_catalog.pg_roles where rolname !~ '^pg_'
) identity`;
}

interface IdentityRow extends ObjectAddress {
  readonly id: string;
}

const IDENTITIES_SQL = identitiesSql(false);
const NARROWED_SQL = identitiesSql(true);

export async function readIdentities(client: ClientBase): Promise<IdentityMap> {
  const { rows } = await client.query<IdentityRow>({ name: 'sluice-identities', text: IDENTITIES_SQL });
  return mapOf(rows);
}

/** The identities of some roots with all their parts, and of everything that is no part of any root. */
export async function readIdentitiesOf(client: ClientBase, roots: Iterable<string>): Promise<IdentityMap> {
  const { rows } = await client.query<IdentityRow>({
    name: 'sluice-narrowed-identities',
    text: NARROWED_SQL,
    values: rootParameters(roots),
  });
  return mapOf(rows);
}

function mapOf(rows: readonly IdentityRow[]): IdentityMap {
  return new Map(rows.map(({ id, kind, ...rest }) => [id, { ...rest, kind: RELATION_KINDS[kind] ?? kind }]));
}

/** Objects that share one name space have the same key only if they have the same name in it. */
export function addressKey({ kind, schema, table, name, arguments: args }: ObjectAddress): string {
  if (RELATION_NAMES.includes(kind)) return JSON.stringify(['relation', schema, name]);
  if (ROUTINES.includes(kind)) return JSON.stringify(['routine', schema, name, args]);
  return JSON.stringify([kind, schema, table, name]);
}

const ROUTINES = ['function', 'procedure', 'aggregate'];

/** Relations share their names in a schema with each other and, because each has a row type, with types. */
const RELATION_NAMES = [
  'table',
  'view',
  'materializedView',
  'index',
  'sequence',
  'foreignTable',
  'type',
  'domain',
];
