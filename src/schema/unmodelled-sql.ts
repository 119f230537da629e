import { READ_WITHOUT_RISK } from './digest-sql.ts';
import { OF_EXTENSION, OF_NO_EXTENSION, unmodelledColumns } from './unmodelled-columns-sql.ts';

/**
 * What pg-delta does not model, as rows (kind, schema, table, name, part, definition, create_sql, drop_sql). Settings of columns and
 * relations, grants and comments on columns of views, what a partition has otherwise than its parent, extended statistics, casts,
 * operators, text search dictionaries and configurations, and what is said of these. Members of extensions are the extension's
 * business, and what a range type makes for itself is the type's. To be read with nothing on the search path, so that names are
 * whole. `$1` is the schema that is ours. Narrowed, settings of relations are told for the relations `$2` alone.
 */
export const unmodelledSql = (narrowed: boolean): string => `
with user_namespace as (
  select oid, nspname, quote_ident(nspname) as quoted from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> $1
), relation as (
  select c.oid, n.nspname, c.relname, n.quoted || '.' || quote_ident(c.relname) as quoted, c.relkind, c.reltoastrelid,
    case c.relkind when 'm' then 'materializedView' when 'v' then 'view' when 'f' then 'foreignTable' else 'table' end as kind
  from pg_catalog.pg_class c join user_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p', 'm', 'f', 'v')${narrowed ? ' and c.oid = any ($2::oid[])' : ''}
), said as materialized (
  select objoid, objsubid, description from pg_catalog.pg_description where objsubid > 0 and classoid = 'pg_catalog.pg_class'::regclass
)
${unmodelledColumns(narrowed)}
union all
${ATTRIBUTE_COMMENTS}
union all
${INHERITED_TRIGGERS}
union all
${RELATION_SETTINGS}
union all
${STATISTICS}
union all
${CASTS_AND_OPERATORS}
union all
${TEXT_SEARCH}`;

/** Comments on what a composite type consists of. */
const ATTRIBUTE_COMMENTS = `
select 'type', n.nspname, null, c.relname, 'comment on ' || quote_ident(a.attname), quote_literal(d.description),
  array['comment on column ' || q.place || ' is ' || quote_literal(d.description)], array['comment on column ' || q.place || ' is null']
from said d join pg_catalog.pg_class c on c.oid = d.objoid and c.relkind = 'c' join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_attribute a on a.attrelid = c.oid and a.attnum = d.objsubid
cross join lateral (select n.quoted || '.' || quote_ident(c.relname) || '.' || quote_ident(a.attname) as place) q
where ${OF_NO_EXTENSION('pg_type', 'c.reltype')}`;

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
where t.tgenabled <> p.tgenabled`;

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
