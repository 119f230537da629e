import type { ClientBase } from 'pg';

/** Object identifiers of roots, by the catalog that holds them. */
export interface RootIds {
  readonly relations: readonly string[];
  readonly routines: readonly string[];
  readonly types: readonly string[];
  readonly collations: readonly string[];
}

export function rootIds(roots: Iterable<string>): RootIds {
  const byPrefix = new Map<string, string[]>([...'cfyl'].map((prefix) => [prefix, []]));
  for (const root of roots) byPrefix.get(root.slice(0, 1))?.push(root.slice(2));
  const of = (prefix: string): string[] => byPrefix.get(prefix) ?? [];
  return { relations: of('c'), routines: of('f'), types: of('y'), collations: of('l') };
}

/** The catalogs of the objects that roots consist of. */
export const OWN_CATALOGS = [
  'pg_class',
  'pg_constraint',
  'pg_trigger',
  'pg_policy',
  'pg_rewrite',
  'pg_attrdef',
  'pg_type',
  'pg_proc',
  'pg_collation',
].map((catalog) => `pg_catalog.${catalog}`);

/** The catalogs of what is no part of a root and depends on others. */
export const OTHER_CATALOGS = [
  'pg_extension',
  'pg_publication',
  'pg_publication_rel',
  'pg_publication_namespace',
  'pg_subscription',
  'pg_event_trigger',
  'pg_foreign_data_wrapper',
  'pg_foreign_server',
  'pg_user_mapping',
  'pg_default_acl',
].map((catalog) => `pg_catalog.${catalog}`);

/** Every object that belongs to the roots `$1` (relations), `$2` (routines), `$3` (types), `$4` (collations). */
const OWN_OBJECTS = `
  select 'pg_class'::regclass::oid as catalog, id as oid from unnest($1::oid[]) id
  union select 'pg_class'::regclass, indexrelid from pg_catalog.pg_index where indrelid = any ($1::oid[])
  union select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint where conrelid = any ($1::oid[]) and conrelid <> 0
  union select 'pg_constraint'::regclass, oid from pg_catalog.pg_constraint where contypid = any ($3::oid[]) and contypid <> 0
  union select 'pg_trigger'::regclass, oid from pg_catalog.pg_trigger where tgrelid = any ($1::oid[]) and not tgisinternal
  union select 'pg_policy'::regclass, oid from pg_catalog.pg_policy where polrelid = any ($1::oid[])
  union select 'pg_rewrite'::regclass, oid from pg_catalog.pg_rewrite where ev_class = any ($1::oid[])
  union select 'pg_attrdef'::regclass, oid from pg_catalog.pg_attrdef where adrelid = any ($1::oid[])
  union select 'pg_type'::regclass, reltype from pg_catalog.pg_class where oid = any ($1::oid[]) and reltype <> 0
  union select 'pg_type'::regclass, y.typarray from pg_catalog.pg_class c join pg_catalog.pg_type y on y.oid = c.reltype where c.oid = any ($1::oid[]) and y.typarray <> 0
  union select 'pg_type'::regclass, id from unnest($3::oid[]) id
  union select 'pg_type'::regclass, oid from pg_catalog.pg_type where typelem = any ($3::oid[]) and typelem <> 0
  union select 'pg_class'::regclass, typrelid from pg_catalog.pg_type where oid = any ($3::oid[]) and typrelid <> 0
  union select 'pg_proc'::regclass, id from unnest($2::oid[]) id
  union select 'pg_collation'::regclass, id from unnest($4::oid[]) id`;

/**
 * The root that the object of `neighbour` belongs to, if to any. Looked up one by one: the catalogs are large and the objects
 * few, which the planner does not know.
 */
const ROOT = `case x.catalog
  when 'pg_class'::regclass then (select case when c.relkind = 'c' then 'y/' || c.reltype else 'c/' || coalesce(i.indrelid, c.oid) end
    from pg_catalog.pg_class c left join pg_catalog.pg_index i on i.indexrelid = c.oid where c.oid = x.oid)
  when 'pg_constraint'::regclass then (select coalesce('c/' || nullif(conrelid, 0), 'y/' || nullif(contypid, 0)) from pg_catalog.pg_constraint where oid = x.oid)
  when 'pg_trigger'::regclass then (select 'c/' || tgrelid from pg_catalog.pg_trigger where oid = x.oid)
  when 'pg_policy'::regclass then (select 'c/' || polrelid from pg_catalog.pg_policy where oid = x.oid)
  when 'pg_rewrite'::regclass then (select 'c/' || ev_class from pg_catalog.pg_rewrite where oid = x.oid)
  when 'pg_attrdef'::regclass then (select 'c/' || adrelid from pg_catalog.pg_attrdef where oid = x.oid)
  when 'pg_type'::regclass then (select case when c.oid is null or c.relkind = 'c' then 'y/' || e.oid else 'c/' || c.oid end
    from pg_catalog.pg_type t
    join pg_catalog.pg_type e on e.oid = case when t.typcategory = 'A' and t.typelem <> 0 then t.typelem else t.oid end
    left join pg_catalog.pg_class c on c.oid = e.typrelid where t.oid = x.oid)
  when 'pg_proc'::regclass then 'f/' || x.oid
  when 'pg_collation'::regclass then 'l/' || x.oid end`;

const ANSWER = `
select distinct ${ROOT} as root from neighbour x`;

/** The object that depends by the row `d` of pg_depend; a rule stands for its view as well. */
const DEPENDENT = `
  cross join lateral (
    select d.classid, d.objid
    union all
    select 'pg_class'::regclass, w.ev_class from pg_catalog.pg_rewrite w where d.classid = 'pg_rewrite'::regclass and w.oid = d.objid
  ) step (catalog, oid)`;

/** Dependent objects of a relation `from`. By pg_depend (https://www.postgresql.org/docs/current/catalog-pg-depend.html). */
const dependents = (from: string): string => `
  select step.catalog, step.oid from ${from} base
  cross join lateral (select * from pg_catalog.pg_depend where refclassid = base.catalog and refobjid = base.oid offset 0) d
${DEPENDENT}`;

/** What an object of a relation `from` refers to. */
const referred = (from: string): string => `
  select d.refclassid, d.refobjid from ${from} base
  cross join lateral (select * from pg_catalog.pg_depend where classid = base.catalog and objid = base.oid offset 0) d`;

/**
 * Everything that depends on the roots, directly or through other objects, because it has to make way where they are made
 * anew; and what all these refer to, the roots `$5` (relations) and `$6` (routines) too. What is no root is left out.
 */
const NEIGHBOURS_SQL = `
with recursive own as materialized (${OWN_OBJECTS}
), reached (catalog, oid) as (
  select catalog, oid from own
  union ${dependents('reached')}
), other as materialized (${OWN_OBJECTS.replaceAll('$1', '$5').replaceAll('$2', '$6').replaceAll('$3', "'{}'").replaceAll('$4', "'{}'")}
), involved as (select catalog, oid from reached union select catalog, oid from other
), neighbour as (
  select catalog, oid from involved
  union${referred('involved')}
  where d.refclassid in ('pg_class'::regclass, 'pg_proc'::regclass, 'pg_type'::regclass, 'pg_collation'::regclass, 'pg_constraint'::regclass)
)${ANSWER}`;

/** What the roots themselves refer to, the roots included. */
const REFERENCES_SQL = `
with own as materialized (${OWN_OBJECTS}
), neighbour as (
  select catalog, oid from own
  union${referred('own')}
)${ANSWER}`;

/** What is held by something that is no root: the tables of a publication, the function of an event trigger. */
const HELD_SQL = `
with neighbour as (
  select d.refclassid as catalog, d.refobjid as oid from pg_catalog.pg_depend d where d.classid = any ('{${OTHER_CATALOGS.join(',')}}'::regclass[])
)${ANSWER}`;

/** What is defined in terms of the roots, or of the columns `$5` (relations), `$6` (numbers). */
const READERS_SQL = `
with own as materialized (${OWN_OBJECTS}
), neighbour (catalog, oid) as (${dependents('own')}
  union
  select step.catalog, step.oid from unnest($5::oid[], $6::integer[]) renamed (relation, number)
  join pg_catalog.pg_depend d on d.refclassid = 'pg_class'::regclass and d.refobjid = renamed.relation and d.refobjsubid = renamed.number
${DEPENDENT}
)${ANSWER}`;

/** Roots that have another name, and columns as `c/<relation>/<number>`. */
export interface Renamed {
  readonly roots: ReadonlySet<string>;
  readonly columns: ReadonlySet<string>;
}

/** Roots whose definitions name what was renamed. */
export async function readReaders(client: ClientBase, { roots, columns }: Renamed): Promise<Set<string>> {
  const places = [...columns].map((column) => column.split('/'));
  return await ask(client, { name: 'sluice-readers', text: READERS_SQL }, [
    ...rootParameters(roots),
    places.map(([, relation = '']) => relation),
    places.map(([, , number = '']) => number),
  ]);
}

/** `standing`: tables and routines that are changed in place, so that nothing has to make way for them. */
export async function readNeighbours(
  client: ClientBase,
  roots: Iterable<string>,
  standing: Iterable<string>,
): Promise<Set<string>> {
  const { relations, routines } = rootIds(standing);
  return await ask(client, { name: 'sluice-neighbours', text: NEIGHBOURS_SQL }, [
    ...rootParameters(roots),
    [...relations],
    [...routines],
  ]);
}

/**
 * What of a routine CREATE OR REPLACE cannot change (https://www.postgresql.org/docs/current/sql-createfunction.html):
 * arguments, result and language. By root.
 */
export async function readSignatures(
  client: ClientBase,
  roots: Iterable<string>,
): Promise<Map<string, string>> {
  const { rows } = await client.query<{ root: string; signature: string }>({
    name: 'sluice-signatures',
    text: SIGNATURES_SQL,
    values: [[...rootIds(roots).routines]],
  });
  return new Map(rows.map(({ root, signature }) => [root, signature]));
}

const SIGNATURES_SQL = `
select 'f/' || f.oid as root, concat_ws('|', f.prokind, f.prolang, pg_catalog.pg_get_function_arguments(f.oid),
  case when f.prokind <> 'a' then pg_catalog.pg_get_function_result(f.oid) else f.oid::text || f.xmin end) as signature
from pg_catalog.pg_proc f where f.oid = any ($1::oid[])`;

export async function readReferences(client: ClientBase, roots: Iterable<string>): Promise<Set<string>> {
  return await ask(client, { name: 'sluice-references', text: REFERENCES_SQL }, rootParameters(roots));
}

export async function readHeld(client: ClientBase): Promise<Set<string>> {
  return await ask(client, { name: 'sluice-held', text: HELD_SQL }, []);
}

/** What some roots consist of. */
export interface OwnObjects {
  /** Identifiers of the roots and all their parts. */
  readonly ids: readonly string[];
  /** Of a relation its relkind, of a routine its prokind, of a type its typtype; by root. Roots that do not exist have none. */
  readonly kinds: ReadonlyMap<string, string>;
}

export async function readOwnObjects(client: ClientBase, roots: Iterable<string>): Promise<OwnObjects> {
  const { rows } = await client.query<{
    ids: string[] | null;
    roots: string[] | null;
    kinds: string[] | null;
  }>({ name: 'sluice-own-objects', text: OWN_OBJECTS_SQL, values: rootParameters(roots) });
  const [{ ids, roots: named, kinds } = { ids: null, roots: null, kinds: null }] = rows;
  return {
    ids: ids ?? [],
    kinds: new Map((named ?? []).map((root, index) => [root, kinds?.[index] ?? ''])),
  };
}

const OWN_OBJECTS_SQL = `
with kind (root, letter) as (
  select 'c/' || oid, relkind::text from pg_catalog.pg_class where oid = any ($1::oid[])
  union all select 'f/' || oid, prokind::text from pg_catalog.pg_proc where oid = any ($2::oid[])
  union all select 'y/' || oid, typtype::text from pg_catalog.pg_type where oid = any ($3::oid[])
)
select (select array_agg(distinct oid::text) from (${OWN_OBJECTS}) own) as ids,
  (select array_agg(root order by root) from kind) as roots, (select array_agg(letter order by root) from kind) as kinds`;

async function ask(
  client: ClientBase,
  question: { readonly name: string; readonly text: string },
  values: readonly (readonly string[])[],
): Promise<Set<string>> {
  const { rows } = await client.query<{ root: string | null }>({ ...question, values: [...values] });
  return new Set(rows.flatMap(({ root }) => (root === null ? [] : [root])));
}

/** Identifiers of roots as the parameters `$1` (relations), `$2` (routines), `$3` (types), `$4` (collations) of a query. */
export function rootParameters(roots: Iterable<string>): string[][] {
  const { relations, routines, types, collations } = rootIds(roots);
  return [relations, routines, types, collations].map((ids) => [...ids]);
}
