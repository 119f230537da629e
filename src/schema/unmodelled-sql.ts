import { READ_WITHOUT_RISK } from './digest-sql.ts';

/**
 * What pg-delta does not model, as rows (kind, schema, table, name, part, definition, create_sql, drop_sql). Settings of columns and
 * relations, grants and comments on columns of views, extended statistics, casts, operators, text search dictionaries and configurations, and what is said of these. Members
 * of extensions are the extension's business, and what a range type makes for itself is the type's. To be read with nothing on
 * the search path, so that names are whole. `$1` is the schema that is ours. Narrowed, settings of relations are told for the
 * relations `$2` alone.
 */
export const unmodelledSql = (narrowed: boolean): string => `
with user_namespace as (
  select oid, nspname, quote_ident(nspname) as quoted from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> $1
), relation as (
  select c.oid, n.nspname, c.relname, n.quoted || '.' || quote_ident(c.relname) as quoted, c.relkind, c.relispartition, c.reltoastrelid,
    case c.relkind when 'm' then 'materializedView' when 'v' then 'view' when 'f' then 'foreignTable' else 'table' end as kind
  from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm', 'f', 'v') and not ${OF_EXTENSION('pg_class', 'c.oid')}${narrowed ? ' and c.oid = any ($2::oid[])' : ''}
)
${COLUMN_SETTINGS}
union all
${UNSEEN_COLUMNS}
union all
${ATTRIBUTE_COMMENTS}
union all
${INHERITED_TRIGGERS}
union all
${COLUMN_OPTIONS}
union all
${RELATION_SETTINGS}
union all
${STATISTICS}
union all
${CASTS_AND_OPERATORS}
union all
${TEXT_SEARCH}`;

const OF_EXTENSION = (catalog: string, oid: string): string =>
  `exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.${catalog}'::regclass and owned.objid = ${oid} and owned.deptype in ('e', 'i'))`;

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

/**
 * What pg-delta models of the columns of tables, where it does not look: columns of views, and those that a partition or a child has
 * from its parent. A grant is told for each role, as all that the role may do.
 */
const UNSEEN_COLUMNS = `
select 'column', r.nspname, r.relname, a.attname, s.part, s.definition, s.create_sql, array[s.reset]
from relation r
join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and (r.relkind in ('v', 'm') or not a.attislocal)
cross join lateral (select r.quoted || '.' || quote_ident(a.attname) as place, '(' || quote_ident(a.attname) || ') on ' || r.quoted as target) q
cross join lateral (
  select 'comment' as part, quote_literal(d.description) as definition, array['comment on column ' || q.place || ' is ' || quote_literal(d.description)] as create_sql,
    'comment on column ' || q.place || ' is null' as reset
  from pg_catalog.pg_description d where d.classoid = 'pg_catalog.pg_class'::regclass and d.objoid = r.oid and d.objsubid = a.attnum
  union all
  select 'grant to ' || g.role, string_agg(g.privilege || case when g.grantable then ' (may grant it)' else '' end, ', ' order by g.privilege),
    array['revoke all ' || q.target || ' from ' || g.role] || array_agg('grant ' || g.privilege || ' ' || q.target || ' to ' || g.role
      || case when g.grantable then ' with grant option' else '' end order by g.privilege),
    'revoke all ' || q.target || ' from ' || g.role
  from (
    select case when e.grantee = 0 then 'public' else e.grantee::regrole::text end as role, lower(e.privilege_type) as privilege, bool_or(e.is_grantable) as grantable
    from pg_catalog.aclexplode(a.attacl) e group by 1, 2
  ) g group by g.role
) s
union all
select 'column', r.nspname, r.relname, a.attname, s.part, s.definition, array[q.altered || s.action], array[q.altered || s.reset]
from relation r
join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and not a.attislocal and (a.atthasdef or a.attnotnull or r.relispartition)
cross join lateral (select 'alter table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' ' as altered) q
-- The first parent tells it, as with everything that is inherited.
cross join lateral (
  select p.attrelid, p.attnum, p.attnotnull, p.atthasdef from pg_catalog.pg_inherits h join pg_catalog.pg_attribute p on p.attrelid = h.inhparent and p.attname = a.attname
  where h.inhrelid = r.oid order by h.inhseqno limit 1
) p
cross join lateral (
  select 'not null' as part, null as definition, 'set not null' as action, 'drop not null' as reset where a.attnotnull and not p.attnotnull
  union all
  select 'default', coalesce(own.value, 'none'), coalesce('set default ' || own.value, 'drop default'), coalesce('set default ' || parents.value, 'drop default')
  from (select ${DEFAULT_OF('a')} as value) own, (select ${DEFAULT_OF('p')} as value) parents
  where (a.atthasdef or p.atthasdef) and a.attgenerated = '' and own.value is distinct from parents.value
) s
where r.relkind in ('r', 'p', 'f')`;

/** Comments on what a composite type consists of. */
const ATTRIBUTE_COMMENTS = `
select 'type', n.nspname, null, c.relname, 'comment on ' || quote_ident(a.attname), quote_literal(d.description),
  array['comment on column ' || q.place || ' is ' || quote_literal(d.description)], array['comment on column ' || q.place || ' is null']
from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_description d on d.objoid = c.oid and d.classoid = 'pg_catalog.pg_class'::regclass and d.objsubid > 0
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
cross join lateral (select n.quoted || '.' || quote_ident(c.relname) || '.' || quote_ident(a.attname) as place) q
where c.relkind = 'c' and not ${OF_EXTENSION('pg_type', 'c.reltype')}`;

const SWITCHED = (letter: string): string =>
  `case ${letter} when 'D' then 'disable' when 'R' then 'enable replica' when 'A' then 'enable always' else 'enable' end`;

/** Triggers that a partition has from its parent, where they are switched otherwise. */
const INHERITED_TRIGGERS = `
select 'trigger', r.nspname, r.relname, t.tgname, 'state',
  case t.tgenabled when 'D' then 'disabled' when 'R' then 'enabled for replicas' when 'A' then 'enabled always' else 'enabled' end,
  array['alter table ' || r.quoted || ' ' || ${SWITCHED('t.tgenabled')} || ' trigger ' || quote_ident(t.tgname)],
  array['alter table ' || r.quoted || ' ' || ${SWITCHED('p.tgenabled')} || ' trigger ' || quote_ident(t.tgname)]
from relation r
join pg_catalog.pg_trigger t on t.tgrelid = r.oid and t.tgparentid <> 0 and not t.tgisinternal
join pg_catalog.pg_trigger p on p.oid = t.tgparentid
where r.relispartition and t.tgenabled <> p.tgenabled`;

/** What a column of a foreign table is called by its server, say. The value is part of what it is: another one takes another statement. */
const COLUMN_OPTIONS = `
select 'column', r.nspname, r.relname, a.attname, 'option ' || quote_ident(o.option_name) || ' ' || quote_literal(o.option_value), null,
  array['alter foreign table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' options (add ' || quote_ident(o.option_name) || ' ' || quote_literal(o.option_value) || ')'],
  array['alter foreign table ' || r.quoted || ' alter column ' || quote_ident(a.attname) || ' options (drop ' || quote_ident(o.option_name) || ')']
from relation r
join pg_catalog.pg_attribute a on a.attrelid = r.oid and a.attnum > 0 and not a.attisdropped and a.attfdwoptions is not null
cross join lateral pg_catalog.pg_options_to_table(a.attfdwoptions) o
where r.relkind = 'f'`;

/** What stands with the TOAST table, and the index that CLUSTER takes. */
const RELATION_SETTINGS = `
select r.kind, r.nspname, null, r.relname, 'toast.' || o.option_name, o.option_value,
  array['alter table ' || r.quoted || ' set (toast.' || quote_ident(o.option_name) || ' = ' || quote_literal(o.option_value) || ')'],
  array['alter table ' || r.quoted || ' reset (toast.' || quote_ident(o.option_name) || ')']
from pg_catalog.pg_class t join relation r on r.reltoastrelid = t.oid
cross join lateral pg_catalog.pg_options_to_table(t.reloptions) o where t.reloptions is not null
union all
select r.kind, r.nspname, null, r.relname, 'cluster on', x.relname,
  array['alter table ' || r.quoted || ' cluster on ' || quote_ident(x.relname)], array['alter table ' || r.quoted || ' set without cluster']
from pg_catalog.pg_index i join relation r on r.oid = i.indrelid join pg_catalog.pg_class x on x.oid = i.indexrelid
where i.indisclustered`;

/** A comment on an object of these kinds, as rows of `commented` (kind, schema, name, place in SQL, description). */
const comments = (of: string): string => `
select kind, nspname, null, name, 'comment', quote_literal(description), array['comment on ' || place || ' is ' || quote_literal(description)],
  array['comment on ' || place || ' is null'] from (${of}) commented`;

/** Those of `objects` with what is said of them. Joined: obj_description() would be asked about every object that PostgreSQL brings. */
const DESCRIBED = (objects: string, alias: string, catalog: string): string =>
  `(${objects}) ${alias} join pg_catalog.pg_description said on said.objoid = ${alias}.oid and said.classoid = 'pg_catalog.${catalog}'::regclass and said.objsubid = 0`;

/** PostgreSQL tells the columns in their order in the table, which says nothing; here they are in that of their names. */
const STATISTICS_OBJECT = `
  select s.*, n.nspname, n.quoted || '.' || quote_ident(s.stxname) as quoted, pg_catalog.pg_get_statisticsobjdef(s.oid) as statement,
    pg_catalog.pg_get_statisticsobjdef_columns(s.oid) as columns,
    concat_ws(', ', (select string_agg(quote_ident(a.attname), ', ' order by a.attname collate "C") from pg_catalog.pg_attribute a where a.attrelid = s.stxrelid and a.attnum = any (s.stxkeys)),
      array_to_string(pg_catalog.pg_get_statisticsobjdef_expressions(s.oid), ', ')) as sorted
  from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace`;

const STATISTICS = `
select 'statistics', nspname, null, stxname, null, replace(statement, ' ON ' || columns || ' FROM ', ' ON ' || sorted || ' FROM '),
  array[statement], array['drop statistics ' || quoted] from (${STATISTICS_OBJECT}) x
union all
select 'statistics', nspname, null, stxname, 'target', stxstattarget::text,
  array['alter statistics ' || quoted || ' set statistics ' || stxstattarget], array['alter statistics ' || quoted || ' set statistics -1']
from (${STATISTICS_OBJECT}) x where coalesce(stxstattarget, -1) >= 0
union all${comments(`select 'statistics' as kind, nspname, stxname as name, 'statistics ' || quoted as place, said.description from ${DESCRIBED(STATISTICS_OBJECT, 'x', 'pg_statistic_ext')}`)}`;

const CAST = `
  select c.oid, pg_catalog.format_type(castsource, null) || ' as ' || pg_catalog.format_type(casttarget, null) as signature,
    concat_ws(' ', case castmethod when 'f' then 'with function ' || castfunc::regprocedure when 'i' then 'with inout' else 'without function' end,
      case castcontext when 'a' then 'as assignment' when 'i' then 'as implicit' end) as body
  from pg_catalog.pg_cast c where oid >= 16384 and not ${OF_EXTENSION('pg_cast', 'c.oid')}`;

const OPERATOR = `
  select p.oid, n.nspname, n.quoted, p.oprname,
    p.oprname || ' (' || case when p.oprleft = 0 then 'none' else pg_catalog.format_type(p.oprleft, null) end || ', ' || pg_catalog.format_type(p.oprright, null) || ')' as signature,
    concat_ws(', ', 'function = ' || p.oprcode::regproc, case when p.oprleft <> 0 then 'leftarg = ' || pg_catalog.format_type(p.oprleft, null) end,
      'rightarg = ' || pg_catalog.format_type(p.oprright, null),
      case when c.oid is not null then 'commutator = operator(' || c.oprnamespace::regnamespace || '.' || c.oprname || ')' end,
      case when g.oid is not null then 'negator = operator(' || g.oprnamespace::regnamespace || '.' || g.oprname || ')' end,
      case when p.oprrest <> 0 then 'restrict = ' || p.oprrest::regproc end, case when p.oprjoin <> 0 then 'join = ' || p.oprjoin::regproc end,
      case when p.oprcanhash then 'hashes' end, case when p.oprcanmerge then 'merges' end) as body
  from pg_catalog.pg_operator p join user_namespace n on n.oid = p.oprnamespace
  left join pg_catalog.pg_operator c on c.oid = p.oprcom
  left join pg_catalog.pg_operator g on g.oid = p.oprnegate
  where p.oprcode <> 0 and not ${OF_EXTENSION('pg_operator', 'p.oid')}`;

const CASTS_AND_OPERATORS = `
select 'cast', null, null, k.signature, null, k.body, array['create cast (' || k.signature || ') ' || k.body], array['drop cast (' || k.signature || ')'] from (${CAST}) k
union all${comments(`select 'cast' as kind, null::name as nspname, k.signature as name, 'cast (' || k.signature || ')' as place, said.description from ${DESCRIBED(CAST, 'k', 'pg_cast')}`)}
union all
select 'operator', o.nspname, null, o.signature, null, o.body, array['create operator ' || o.quoted || '.' || o.oprname || ' (' || o.body || ')'], array['drop operator ' || o.quoted || '.' || o.signature]
from (${OPERATOR}) o
union all${comments(`select 'operator' as kind, o.nspname, o.signature as name, 'operator ' || o.quoted || '.' || o.signature as place, said.description from ${DESCRIBED(OPERATOR, 'o', 'pg_operator')}`)}`;

const DICTIONARY = `
  select d.oid, n.nspname, d.dictname, n.quoted || '.' || quote_ident(d.dictname) as quoted,
    concat_ws(', ', 'template = ' || t.tmplnamespace::regnamespace || '.' || quote_ident(t.tmplname), d.dictinitoption) as body
  from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace join pg_catalog.pg_ts_template t on t.oid = d.dicttemplate
  where not ${OF_EXTENSION('pg_ts_dict', 'd.oid')}`;

const CONFIGURATION = `
  select g.oid, n.nspname, g.cfgname, g.cfgparser, n.quoted || '.' || quote_ident(g.cfgname) as quoted, p.prsnamespace::regnamespace || '.' || quote_ident(p.prsname) as parser
  from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace join pg_catalog.pg_ts_parser p on p.oid = g.cfgparser
  where not ${OF_EXTENSION('pg_ts_config', 'g.oid')}`;

const TEXT_SEARCH = `
select 'text search dictionary', nspname, null, dictname, null, body,
  array['create text search dictionary ' || quoted || ' (' || body || ')'], array['drop text search dictionary ' || quoted] from (${DICTIONARY}) d
union all${comments(`select 'text search dictionary' as kind, nspname, dictname as name, 'text search dictionary ' || quoted as place, said.description from ${DESCRIBED(DICTIONARY, 'd', 'pg_ts_dict')}`)}
union all
select 'text search configuration', g.nspname, null, g.cfgname, null, concat_ws('; ', 'parser ' || g.parser, m.definition),
  array['create text search configuration ' || g.quoted || ' (parser = ' || g.parser || ')'] || m.statements, array['drop text search configuration ' || g.quoted]
from (${CONFIGURATION}) g,
  lateral (select string_agg(alias || ' → ' || dictionaries, '; ' order by alias) as definition,
      array_agg('alter text search configuration ' || g.quoted || ' add mapping for ' || alias || ' with ' || dictionaries order by alias) as statements
    from (select t.alias, string_agg(x.mapdict::regdictionary::text, ', ' order by x.mapseqno) as dictionaries
      from pg_catalog.pg_ts_config_map x join pg_catalog.ts_token_type(g.cfgparser) t on t.tokid = x.maptokentype
      where x.mapcfg = g.oid group by t.alias) mapped) m
union all${comments(`select 'text search configuration' as kind, nspname, cfgname as name, 'text search configuration ' || quoted as place, said.description from ${DESCRIBED(CONFIGURATION, 'g', 'pg_ts_config')}`)}`;

/** Whether the role may read jobs; no row where there is no pg_cron. */
export const JOBS_READABLE_SQL = `
select has_schema_privilege(n.oid, 'usage') and has_table_privilege(c.oid, 'select') and ${READ_WITHOUT_RISK} as readable
from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace where n.nspname = 'cron' and c.relname = 'job'`;

/** Jobs that have no name of their own, which pg-delta cannot tell apart. Equal ones are counted. */
export const NAMELESS_JOBS_SQL = `
select 'pg_cron job' as kind, null as schema, null as "table", concat_ws(' ', nullif(jobname, ''), schedule, command) as name, null as part,
  concat_ws(', ', 'as ' || username, 'on ' || nullif(database, current_database()), case when not active then 'inactive' end, nullif(count(*), 1) || ' times') as definition,
  case when coalesce(jobname, '') = '' and username = 'postgres' and active and database = current_database()
    then array_fill('select cron.schedule(' || quote_literal(schedule) || ', ' || quote_literal(command) || ')', array[count(*)::int]) end as create_sql,
  array['select cron.unschedule(jobid) from cron.job where coalesce(jobname, '''') = ' || quote_literal(coalesce(jobname, '')) || ' and schedule = ' || quote_literal(schedule) ||
    ' and command = ' || quote_literal(command) || ' and username = ' || quote_literal(username)] as drop_sql
from (select *, count(*) over (partition by jobname) as bearers from cron.job) job
where coalesce(jobname, '') = '' or bearers > 1
group by jobname, schedule, command, username, database, active`;
