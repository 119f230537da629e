export const OF_EXTENSION = (catalog: string, oid: string): string =>
  `exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.${catalog}'::regclass and owned.objid = ${oid} and owned.deptype in ('e', 'i'))`;

/** Not as a join: it is asked of few, and a join would be planned for all that there is. */
export const OF_NO_EXTENSION = (catalog: string, oid: string): string =>
  `not (select ${OF_EXTENSION(catalog, oid)})`;

/**
 * What pg-delta does not model of columns. The query has the relations `relation`, `user_namespace` and `said`, the comments on
 * columns; narrowed, it is about the relations `$2`.
 */
export const unmodelledColumns = (narrowed: boolean): string => `${COLUMN_SETTINGS}
union all
${UNSEEN_COLUMNS}
union all
${inheritedColumns(narrowed)}
union all
${COLUMN_OPTIONS}`;

const DEFAULT_OF = (column: string): string =>
  `(select pg_catalog.pg_get_expr(e.adbin, e.adrelid) from pg_catalog.pg_attrdef e where e.adrelid = ${column}.attrelid and e.adnum = ${column}.attnum)`;

const STORAGE = (letter: string): string =>
  `case ${letter} when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end`;

/** Those that differ from what the type of the column has by itself. */
const COLUMN_SETTINGS = `
select 'column' as kind, r.nspname as schema, r.relname as "table", a.attname as name, s.part, s.definition,
  array['alter table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' ' || s.action] as create_sql,
  array['alter table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' ' || s.reset] as drop_sql
from pg_catalog.pg_attribute a
join relation r on r.oid = a.attrelid and r.relkind <> 'v'
join pg_catalog.pg_type t on t.oid = a.atttypid
cross join lateral (
  -- SET STORAGE DEFAULT is new in PostgreSQL 16.
  select 'storage', ${STORAGE('a.attstorage')}, 'set storage ' || ${STORAGE('a.attstorage')}, 'set storage ' || ${STORAGE('t.typstorage')} where a.attstorage <> t.typstorage
  union all select 'compression', m, 'set compression ' || m, 'set compression default'
    from (select case a.attcompression when 'p' then 'pglz' when 'l' then 'lz4' end as m) x where m is not null
  union all select 'statistics', a.attstattarget::text, 'set statistics ' || a.attstattarget, 'set statistics -1' where coalesce(a.attstattarget, -1) >= 0
  union all select o.option_name, o.option_value, 'set (' || quote_ident(o.option_name) || ' = ' || quote_literal(o.option_value) || ')', 'reset (' || quote_ident(o.option_name) || ')'
    from pg_catalog.pg_options_to_table(a.attoptions) o
) s (part, definition, action, reset)
where a.attnum > 0 and not a.attisdropped
  and (a.attstorage <> t.typstorage or a.attcompression <> '' or coalesce(a.attstattarget, -1) >= 0 or a.attoptions is not null)
union all
select 'column', r.nspname, r.relname, a.attname, 'default', d.value,
  array['alter view ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' set default ' || d.value],
  array['alter view ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' drop default']
from pg_catalog.pg_attrdef e
join relation r on r.oid = e.adrelid and r.relkind = 'v'
join pg_catalog.pg_attribute a on a.attrelid = e.adrelid and a.attnum = e.adnum
cross join lateral (select pg_catalog.pg_get_expr(e.adbin, e.adrelid) as value) d`;

/** A column of these relations that pg-delta does not look at: of a view, or one that a partition or a child has from its parent. */
const UNSEEN = (relation: string, column: string): string =>
  `(${relation}.relkind in ('v', 'm') or not ${column}.attislocal) and ${OF_NO_EXTENSION('pg_class', `${column}.attrelid`)}`;

/**
 * What pg-delta models of the columns of tables, where it does not look. A grant is told for each role, as all that the role may do.
 * Each begins with what there is least of: there may be thousands of relations, and few of them have any of it.
 */
const UNSEEN_COLUMNS = `
select 'column', r.nspname, r.relname, a.attname, 'comment', quote_literal(d.description),
  array['comment on column ' || q.place || ' is ' || quote_literal(d.description)], array['comment on column ' || q.place || ' is null']
from said d join relation r on r.oid = d.objoid
join pg_catalog.pg_attribute a on a.attrelid = d.objoid and a.attnum = d.objsubid
cross join lateral (select r.quoted || '.' || quote_ident(a.attname) as place) q
where ${UNSEEN('r', 'a')}
union all
select 'column', r.nspname, r.relname, a.attname, 'grant to ' || g.role, string_agg(g.privilege || case when g.grantable then ' (may grant it)' else '' end, ', ' order by g.privilege),
  array['revoke all ' || g.target || ' from ' || g.role] || array_agg('grant ' || g.privilege || ' ' || g.target || ' to ' || g.role
    || case when g.grantable then ' with grant option' else '' end order by g.privilege),
  array['revoke all ' || g.target || ' from ' || g.role]
from relation r join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attacl is not null and a.attnum > 0 and not a.attisdropped
cross join lateral (
  select '(' || quote_ident(a.attname) || ') on ' || r.quoted as target, case when e.grantee = 0 then 'public' else e.grantee::regrole::text end as role,
    lower(e.privilege_type) as privilege, bool_or(e.is_grantable) as grantable
  from pg_catalog.aclexplode(a.attacl) e group by 2, 3
) g
where ${UNSEEN('r', 'a')} group by r.nspname, r.relname, a.attname, g.target, g.role`;

/** The first parent of a table tells what it inherits, as with everything else. */
const inheritedColumns = (narrowed: boolean): string => `
select 'column', n.nspname, r.relname, a.attname, s.part, s.definition, array[q.altered || s.action], array[q.altered || s.reset]
from pg_catalog.pg_inherits h
cross join lateral (select * from pg_catalog.pg_class x where x.oid = h.inhrelid and x.relkind in ('r', 'p', 'f') offset 0) r
join user_namespace n on n.oid = r.relnamespace
cross join lateral (select * from pg_catalog.pg_attribute x where x.attrelid = h.inhrelid and x.attnum > 0 and not x.attisdropped and not x.attislocal offset 0) a
cross join lateral (select * from pg_catalog.pg_attribute x where x.attrelid = h.inhparent and x.attname = a.attname offset 0) p
cross join lateral (select 'alter table ' || n.quoted || '.' || quote_ident(r.relname) || ' alter column ' || quote_ident(a.attname) || ' ' as altered) q
cross join lateral (
  select 'not null' as part, null as definition, 'set not null' as action, 'drop not null' as reset where a.attnotnull and not p.attnotnull
  union all
  select 'default', coalesce(own.value, 'none'), coalesce('set default ' || own.value, 'drop default'), coalesce('set default ' || parents.value, 'drop default')
  from (select ${DEFAULT_OF('a')} as value offset 0) own, (select ${DEFAULT_OF('p')} as value offset 0) parents
  where (a.atthasdef or p.atthasdef) and a.attgenerated = '' and own.value is distinct from parents.value
) s
where h.inhseqno = (select min(x.inhseqno) from pg_catalog.pg_inherits x where x.inhrelid = h.inhrelid)${narrowed ? ' and h.inhrelid = any ($2::oid[])' : ''}
  and ${OF_NO_EXTENSION('pg_class', 'r.oid')}`;

/** What a column of a foreign table is called by its server, say. The value is part of what it is: another one takes another statement. */
const COLUMN_OPTIONS = `
select 'column', r.nspname, r.relname, a.attname, 'option ' || quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), null,
  array['alter foreign table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' options (add ' || quote_ident(o.option_name) || ' ' || quote_literal(o.option_value) || ')'],
  array['alter foreign table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' options (drop ' || quote_ident(o.option_name) || ')']
from relation r
join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and a.attfdwoptions is not null
cross join lateral pg_catalog.pg_options_to_table(a.attfdwoptions) o
where r.relkind = 'f' and ${OF_NO_EXTENSION('pg_class', 'r.oid')}`;
