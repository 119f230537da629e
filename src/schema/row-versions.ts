import type { ClientBase } from 'pg';
import { OWN_CATALOGS } from './neighbours.ts';
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
const COMMON_PARTS: readonly (readonly [catalog: string, condition: string])[] = [
  ['pg_auth_members', 'true'],
  ['pg_seclabel', 'true'],
  ['pg_shseclabel', 'true'],
  ['pg_shdescription', 'true'],
  // What is said of roots is counted with them.
  ['pg_description', `x.classoid <> all ('{${OWN_CATALOGS.join(',')}}'::regclass[])`],
];

/** By what they are: they are switched off and on again around what runs for postgres, which gives their rows another xmin. */
const EVENT_TRIGGERS = `(select string_agg(md5(row(x.oid, x.evtname, x.evtevent, x.evtowner, x.evtfoid, x.evtenabled, x.evttags)::text), ' ' order by x.oid)
  from pg_catalog.pg_event_trigger x where x.evtname <> all ('{${OWN_EVENT_TRIGGERS.join(',')}}'))`;

/** By what they are: each database that is made gets the baseline's settings, which says nothing about the schema. */
const SETTINGS = `(select string_agg(md5(row(x.setdatabase = 0, x.setrole, x.setconfig)::text), ' ' order by x.setdatabase, x.setrole)
  from pg_catalog.pg_db_role_setting x
  where x.setdatabase in (0, (select oid from pg_catalog.pg_database where datname = current_database())))`;

/** xid has no cast to a number, and its text would be dear for each of tens of thousands of rows. */
const hashed = (row: string, id: string, seed = 0): string =>
  `hash_record_extended(row(${row}.xmin, ${id}), ${seed})`;

/**
 * Rows that say whose part something is, where that can change without the rows of the object: members of extensions and what
 * goes with them, parts of partitions, sequences of columns. All other rows of pg_depend come and go with a row of the object.
 */
const BELONGING = `d.deptype in ('e', 'x', 'P', 'S')
    or d.classid = 'pg_class'::regclass and d.deptype in ('a', 'i') and d.objid in (select oid from relation where relkind = 'S')`;

/**
 * Every change of a row gives it another xmin (https://www.postgresql.org/docs/current/ddl-system-columns.html), so two
 * moments of one database, or of a database and its copy, hold the same object where its rows add up to the same number.
 * Only what PostgreSQL updates in place keeps its xmin, which is statistics. The name of the schema counts, because no row
 * of an object changes when its schema is renamed. `common` stands for what is no part of any: schemas, roles, grants of
 * memberships, default privileges, extensions, publications, event triggers, servers.
 *
 * Nearly all rows say themselves which relation they are a part of and are added up by its number alone. The few that only
 * name a part (comments, labels, memberships) are looked up: `part` is for them.
 */
const ROW_VERSIONS_SQL = `
with space as materialized (
  select oid, hashtextextended(nspname, 0) as named from pg_catalog.pg_namespace where nspname !~ '^pg_' and nspname not in ('information_schema', '${OWN_SCHEMA}')
), relation as materialized (
  select c.oid, c.relkind, c.reltype, ${hashed('c', 'c.oid')} # s.named as version
  from pg_catalog.pg_class c join space s on s.oid = c.relnamespace where c.relkind in ('r', 'p', 'v', 'm', 'f', 'S', 'c')
), kind as materialized (
  select t.oid, ${hashed('t', 't.oid')} # s.named as version
  from pg_catalog.pg_type t join space s on s.oid = t.typnamespace
  where t.typtype in ('e', 'd', 'r') or (t.typtype = 'c' and t.oid in (select reltype from relation where relkind = 'c'))
), routine as materialized (
  select f.oid, ${hashed('f', 'f.oid')} # s.named as version from pg_catalog.pg_proc f join space s on s.oid = f.pronamespace
), collation_ as materialized (
  select l.oid, ${hashed('l', 'l.oid')} # s.named as version from pg_catalog.pg_collation l join space s on s.oid = l.collnamespace
), mention as materialized (
  select d.classoid as catalog, d.objoid as oid, ${hashed('d', 'd.objsubid')} as version from pg_catalog.pg_description d where d.objoid >= 16384
  union all
  select d.classoid, d.objoid, ${hashed('d', 'd.objsubid')} from pg_catalog.pg_seclabel d
  union all
  select d.classoid, d.objoid, ${hashed('d', 'd.objsubid')} from pg_catalog.pg_init_privs d where d.objoid >= 16384
  union all
  select d.classid, d.objid, ${hashed('d', 'd.refobjid')} from pg_catalog.pg_depend d where ${BELONGING}
), part (relation, kind, version) as (
  select coalesce((select i.indrelid from pg_catalog.pg_index i where i.indexrelid = m.oid), m.oid), 0::oid, m.version from mention m where m.catalog = 'pg_class'::regclass
  union all
  select k.conrelid, k.contypid, m.version from mention m join pg_catalog.pg_constraint k on k.oid = m.oid where m.catalog = 'pg_constraint'::regclass
  union all
  select t.tgrelid, 0, m.version from mention m join pg_catalog.pg_trigger t on t.oid = m.oid where m.catalog = 'pg_trigger'::regclass and not t.tgisinternal
  union all
  select p.polrelid, 0, m.version from mention m join pg_catalog.pg_policy p on p.oid = m.oid where m.catalog = 'pg_policy'::regclass
  union all
  select w.ev_class, 0, m.version from mention m join pg_catalog.pg_rewrite w on w.oid = m.oid where m.catalog = 'pg_rewrite'::regclass
  union all
  select d.adrelid, 0, m.version from mention m join pg_catalog.pg_attrdef d on d.oid = m.oid where m.catalog = 'pg_attrdef'::regclass
  union all
  select 0, m.oid, m.version from mention m where m.catalog = 'pg_type'::regclass
), of_relation (oid, version) as (
  select oid, version from relation
  union all
  select a.attrelid, ${hashed('a', 'a.attnum')} from pg_catalog.pg_attribute a where a.attnum > 0
  union all
  select i.indrelid, ${hashed('i', 'i.indexrelid')} # ${hashed('c', 'c.oid', 1)} from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select k.conrelid, ${hashed('k', 'k.oid')} from pg_catalog.pg_constraint k
  union all
  select t.tgrelid, ${hashed('t', 't.oid')} from pg_catalog.pg_trigger t where not t.tgisinternal
  union all
  select p.polrelid, ${hashed('p', 'p.oid')} from pg_catalog.pg_policy p
  union all
  select w.ev_class, ${hashed('w', 'w.oid')} from pg_catalog.pg_rewrite w
  union all
  select d.adrelid, ${hashed('d', 'd.oid')} from pg_catalog.pg_attrdef d
  union all
  select q.seqrelid, ${hashed('q', 'q.seqrelid')} from pg_catalog.pg_sequence q
  union all
  select h.inhrelid, ${hashed('h', 'h.inhparent')} from pg_catalog.pg_inherits h
  union all
  select t.ftrelid, ${hashed('t', 't.ftrelid')} from pg_catalog.pg_foreign_table t
  union all
  -- An identity is told with its column, a publication's member with what it names.
  select d.refobjid, ${hashed('q', 'q.seqrelid')} # ${hashed('c', 'c.oid', 1)} from pg_catalog.pg_sequence q join pg_catalog.pg_class c on c.oid = q.seqrelid
  join pg_catalog.pg_depend d on d.classid = 'pg_class'::regclass and d.objid = q.seqrelid and d.refclassid = 'pg_class'::regclass and d.deptype = 'i'
  union all
  select m.prrelid, ${hashed('m', 'm.oid')} from pg_catalog.pg_publication_rel m
  union all
  select relation, version from part where relation <> 0
), of_kind (oid, version) as (
  select oid, version from kind
  union all
  select c.reltype, ${hashed('a', 'a.attnum')} from relation c join pg_catalog.pg_attribute a on a.attrelid = c.oid where c.relkind = 'c' and a.attnum > 0
  union all
  select c.reltype, c.version from relation c where c.relkind = 'c'
  union all
  select k.contypid, ${hashed('k', 'k.oid')} from pg_catalog.pg_constraint k where k.contypid <> 0
  union all
  select e.enumtypid, ${hashed('e', 'e.oid')} from pg_catalog.pg_enum e
  union all
  select g.rngtypid, ${hashed('g', 'g.rngsubtype')} from pg_catalog.pg_range g
  union all
  select kind, version from part where kind <> 0
  union all
  select c.reltype, p.version from part p join relation c on c.oid = p.relation where c.relkind = 'c'
), of_routine (oid, version) as (
  select oid, version from routine
  union all
  select g.aggfnoid::oid, ${hashed('g', 'g.aggfnoid')} from pg_catalog.pg_aggregate g
  union all
  select m.oid, m.version from mention m where m.catalog = 'pg_proc'::regclass
  union all
  -- Who runs it is told with it.
  select v.evtfoid, hashtextextended(v.evtname, v.oid::bigint) from pg_catalog.pg_event_trigger v
  union all
  select w.handler, ${hashed('w', 'w.oid')} from (select xmin, oid, unnest(array[fdwhandler, fdwvalidator]) as handler from pg_catalog.pg_foreign_data_wrapper) w
), of_collation (oid, version) as (
  select oid, version from collation_
  union all
  select m.oid, m.version from mention m where m.catalog = 'pg_collation'::regclass
)
select 'c/' || oid as root, v.version::text as version from (select oid, sum(version) as version from of_relation group by oid) v join relation using (oid) where relkind <> 'c'
union all
select 'y/' || oid, v.version::text from (select oid, sum(version) as version from of_kind group by oid) v join kind using (oid)
union all
select 'f/' || oid, v.version::text from (select oid, sum(version) as version from of_routine group by oid) v join routine using (oid)
union all
select 'l/' || oid, v.version::text from (select oid, sum(version) as version from of_collation group by oid) v join collation_ using (oid)
union all
select 'common', concat_ws(' ', ${COMMON_CATALOGS.map(
  ([catalog, condition]) =>
    `(select concat(count(*), '/', sum(${hashed('x', 'x.oid')})) from pg_catalog.${catalog} x where ${condition})`,
).join(', ')}, ${EVENT_TRIGGERS}, ${SETTINGS}, ${COMMON_PARTS.map(
  ([catalog, condition]) =>
    `(select concat(count(*), '/', sum(${hashed('x', 'x.ctid')})) from pg_catalog.${catalog} x where ${condition})`,
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
