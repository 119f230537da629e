import type { ClientBase } from 'pg';
import { OWN_EVENT_TRIGGERS, OWN_SCHEMA } from './profile.ts';

/**
 * Which rows of the catalog describe an object, as one number for each root: a relation (`c/16402`, with its columns,
 * indexes, constraints, triggers and policies), a routine (`f/…`), a type (`y/…`) or a collation (`l/…`).
 */
export type RowVersions = ReadonlyMap<string, string>;

/** Catalogs whose rows are no part of a root; all have an identifier. */
const COMMON_CATALOGS: readonly (readonly [catalog: string, condition: string])[] = [
  ['pg_authid', "x.rolname !~ '^pg_'"],
  ['pg_namespace', `x.nspname !~ '^pg_(toast|temp)' and x.nspname <> '${OWN_SCHEMA}'`],
  ['pg_default_acl', 'true'],
  ['pg_extension', 'true'],
  ['pg_foreign_data_wrapper', 'true'],
  ['pg_foreign_server', 'true'],
  ['pg_user_mapping', 'true'],
  ['pg_publication', 'true'],
  ['pg_publication_rel', 'true'],
  ['pg_publication_namespace', 'true'],
  [
    'pg_subscription',
    'x.subdbid = (select oid from pg_catalog.pg_database where datname = current_database())',
  ],
];

/** The same for those without. */
const COMMON_PARTS = [
  'pg_auth_members',
  'pg_seclabel',
  'pg_shseclabel',
  'pg_shdescription',
  // Only comments on what is no part of a root, but those on roots change seldom enough.
  'pg_description',
];

/** By what they are: they are switched off and on again around what runs for postgres, which gives their rows another xmin. */
const EVENT_TRIGGERS = `(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${OWN_EVENT_TRIGGERS.join(',')}}'))`;

/** By what they are: each database that is made gets the baseline's settings, which says nothing about the schema. */
const SETTINGS = `(select string_agg(md5(row(x.setdatabase = 0, x.setrole, x.setconfig)::text), ' ' order by x.setdatabase, x.setrole)
  from pg_catalog.pg_db_role_setting x
  where x.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database())))`;

const hashed = (row: string, oid: string): string =>
  `hashint8extended((${row}.xmin::text::bigint << 32) # ${oid}::bigint, 0)`;

/**
 * Every change of a row gives it another xmin (https://www.postgresql.org/docs/current/ddl-system-columns.html), so two
 * moments of one database, or of a database and its copy, hold the same object where its rows add up to the same number.
 * Only what PostgreSQL updates in place keeps its xmin, which is statistics. Rows of pg_depend count where they say whose
 * part something is; what a definition needs changes with the definition. The name of the schema counts, because no row
 * of an object changes when its schema is renamed. `common` stands for what is no part of any: schemas, roles, grants of
 * memberships, default privileges, extensions, publications, event triggers, servers.
 */
const ROW_VERSIONS_SQL = `
with space as materialized (
  select oid, hashtextextended(nspname, 0) as named from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', '${OWN_SCHEMA}')
), relation as materialized (
  select c.oid, case c.relkind when 'c' then 'y/' || c.reltype else 'c/' || c.oid end as root, ${hashed('c', 'c.oid')} # s.named as version
  from pg_catalog.pg_class c join space s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), kind as materialized (
  select t.oid, 'y/' || t.oid as root, ${hashed('t', 't.oid')} # s.named as version
  from pg_catalog.pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and exists (select from pg_catalog.pg_class c where c.oid = t.typrelid and c.relkind = 'c'))
), part (catalog, oid, root, version) as materialized (
  select 'pg_class'::regclass::oid, oid, root, version from relation
  union all
  select 'pg_class'::regclass::oid, i.indexrelid, r.root, ${hashed('i', 'i.indexrelid')} # ${hashed('c', 'c.oid')}
  from pg_catalog.pg_index i join relation r on r.oid = i.indrelid join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select 'pg_constraint'::regclass::oid, k.oid, coalesce(r.root, t.root), ${hashed('k', 'k.oid')}
  from pg_catalog.pg_constraint k left join relation r on r.oid = k.conrelid left join kind t on t.oid = k.contypid
  where coalesce(r.root, t.root) is not null
  union all
  select 'pg_trigger'::regclass::oid, t.oid, r.root, ${hashed('t', 't.oid')} from pg_catalog.pg_trigger t join relation r on r.oid = t.tgrelid where not t.tgisinternal
  union all
  select 'pg_policy'::regclass::oid, p.oid, r.root, ${hashed('p', 'p.oid')} from pg_catalog.pg_policy p join relation r on r.oid = p.polrelid
  union all
  select 'pg_rewrite'::regclass::oid, w.oid, r.root, ${hashed('w', 'w.oid')} from pg_catalog.pg_rewrite w join relation r on r.oid = w.ev_class
  union all
  select 'pg_attrdef'::regclass::oid, d.oid, r.root, ${hashed('d', 'd.oid')} from pg_catalog.pg_attrdef d join relation r on r.oid = d.adrelid
  union all
  select 'pg_type'::regclass::oid, oid, root, version from kind
  union all
  select 'pg_proc'::regclass::oid, f.oid, 'f/' || f.oid, ${hashed('f', 'f.oid')} # s.named from pg_catalog.pg_proc f join space s on s.oid = f.pronamespace
  union all
  select 'pg_collation'::regclass::oid, l.oid, 'l/' || l.oid, ${hashed('l', 'l.oid')} # s.named from pg_catalog.pg_collation l join space s on s.oid = l.collnamespace
), row (root, version) as (
  select root, version from part
  union all
  select r.root, ${hashed('a', 'a.attnum')} from pg_catalog.pg_attribute a join relation r on r.oid = a.attrelid where a.attnum > 0
  union all
  select r.root, ${hashed('q', 'q.seqrelid')} from pg_catalog.pg_sequence q join relation r on r.oid = q.seqrelid
  union all
  select r.root, ${hashed('h', 'h.inhparent')} from pg_catalog.pg_inherits h join relation r on r.oid = h.inhrelid
  union all
  select r.root, ${hashed('t', 't.ftrelid')} from pg_catalog.pg_foreign_table t join relation r on r.oid = t.ftrelid
  union all
  -- An identity is told with its column, a publication's member and who runs a function with what they name.
  select r.root, ${hashed('q', 'q.seqrelid')} # ${hashed('c', 'c.oid')} from pg_catalog.pg_sequence q join pg_catalog.pg_class c on c.oid = q.seqrelid
  join pg_catalog.pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
  join relation r on r.oid = d.refobjid
  union all
  select r.root, ${hashed('m', 'm.oid')} from pg_catalog.pg_publication_rel m join relation r on r.oid = m.prrelid
  union all
  select p.root, hashtextextended(v.evtname, v.oid::bigint) from pg_catalog.pg_event_trigger v join part p on p.catalog = 'pg_proc'::regclass and p.oid = v.evtfoid
  union all
  select p.root, ${hashed('w', 'w.oid')} from pg_catalog.pg_foreign_data_wrapper w
  join part p on p.catalog = 'pg_proc'::regclass and p.oid in (w.fdwhandler, w.fdwvalidator)
  union all
  select t.root, ${hashed('e', 'e.oid')} from pg_catalog.pg_enum e join kind t on t.oid = e.enumtypid
  union all
  select t.root, ${hashed('g', 'g.rngsubtype')} from pg_catalog.pg_range g join kind t on t.oid = g.rngtypid
  union all
  select 'f/' || g.aggfnoid::oid, ${hashed('g', 'g.aggfnoid')} from pg_catalog.pg_aggregate g where g.aggfnoid in (select oid from part)
  union all
  select p.root, ${hashed('d', 'd.objsubid')} from pg_catalog.pg_description d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${hashed('d', 'd.objsubid')} from pg_catalog.pg_seclabel d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${hashed('d', 'd.objsubid')} from pg_catalog.pg_init_privs d join part p on p.catalog = d.classoid and p.oid = d.objoid
  union all
  select p.root, ${hashed('d', 'd.refobjid')} from pg_catalog.pg_depend d join part p on p.catalog = d.classid and p.oid = d.objid where d.deptype <> 'n'
)
select root, sum(version)::text as version from row group by root
union all
select 'common', concat_ws(' ', ${COMMON_CATALOGS.map(
  ([catalog, condition]) =>
    `(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # x.oid::bigint, 0))) from pg_catalog.${catalog} x where ${condition})`,
).join(', ')}, ${EVENT_TRIGGERS}, ${SETTINGS}, ${COMMON_PARTS.map(
  (catalog) =>
    `(select concat(count(*), '/', sum(hashint8extended((x.xmin::text::bigint << 32) # hashtext(x.ctid::text), 0))) from pg_catalog.${catalog} x)`,
).join(', ')})`;

export async function readRowVersions(client: ClientBase): Promise<RowVersions> {
  const { rows } = await client.query<{ root: string; version: string }>({
    name: 'sluice-row-versions',
    text: ROW_VERSIONS_SQL,
  });
  return new Map(rows.map(({ root, version }) => [root, version]));
}

/** What stands for everything that is no part of a root. */
export const COMMON = 'common';

/** Roots that are not what they were: changed or new, and gone. */
export interface TouchedRoots {
  readonly changed: ReadonlySet<string>;
  readonly gone: ReadonlySet<string>;
}

export function touchedRoots(before: RowVersions, after: RowVersions): TouchedRoots {
  const changed = new Set<string>();
  for (const [root, version] of after) {
    if (root !== COMMON && before.get(root) !== version) changed.add(root);
  }
  const gone = new Set([...before.keys()].filter((root) => !after.has(root)));
  return { changed, gone };
}
