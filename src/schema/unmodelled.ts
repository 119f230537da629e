import type { ClientBase } from 'pg';
import type { ObjectDifference } from '../core/ports.ts';
import { phrase } from './phrases.ts';

/** An object or setting that pg-delta does not model, read so that a change of it is seen and undone. */
export interface UnmodelledFact {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly definition: string;
  /** Statements that make it; none for settings of columns. */
  readonly createSql: readonly string[];
  /** The statement that removes it; for settings of a column the storage that its type has by itself. */
  readonly dropSql: readonly string[];
}

export type UnmodelledFacts = ReadonlyMap<string, UnmodelledFact>;

interface UnmodelledRow {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly definition: string | null;
  readonly create_sql: readonly string[] | null;
  readonly drop_sql: string | null;
}

/**
 * Column storage, compression and statistics targets that differ from the type's own, extended statistics, casts,
 * operators, text search dictionaries and configurations. Members of extensions are the extension's business, and what a
 * range type makes for itself is the type's. To be read with nothing on the search path, so that names are whole. Narrowed,
 * settings of columns are told for the relations `$2` alone.
 */
const unmodelledSql = (narrowed: boolean): string => `
with user_namespace as (
  select oid, nspname, quote_ident(nspname) as quoted from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> $1
)
select 'column setting' as kind, n.nspname as schema, c.relname as "table", a.attname as name,
  concat_ws(', ',
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
    case when a.attcompression <> '' then 'compression ' || case a.attcompression when 'p' then 'pglz' else 'lz4' end end,
    case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end) as definition,
  null::text[] as create_sql, case t.typstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end as drop_sql
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r','p','m')
join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped
  and (a.attstorage <> t.typstorage or a.attcompression <> '' or coalesce(a.attstattarget, -1) >= 0)${narrowed ? ' and a.attrelid = any ($2::oid[])' : ''}
union all
select 'statistics', n.nspname, null, s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid),
  array[pg_catalog.pg_get_statisticsobjdef(s.oid)], 'drop statistics ' || n.quoted || '.' || quote_ident(s.stxname)
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'cast', null, null, k.signature, k.body, array['create cast (' || k.signature || ') ' || k.body], 'drop cast (' || k.signature || ')'
from (select pg_catalog.format_type(castsource, null) || ' as ' || pg_catalog.format_type(casttarget, null) as signature,
  concat_ws(' ', case castmethod when 'f' then 'with function ' || castfunc::regprocedure when 'i' then 'with inout' else 'without function' end,
    case castcontext when 'a' then 'as assignment' when 'i' then 'as implicit' end) as body
  from pg_catalog.pg_cast c where oid >= 16384
    and not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_cast'::regclass and owned.objid = c.oid and owned.deptype in ('e', 'i'))) k
union all
select 'operator', o.nspname, null, o.signature, o.body,
  array['create operator ' || o.quoted || '.' || o.oprname || ' (' || o.body || ')'], 'drop operator ' || o.quoted || '.' || o.signature
from (select n.nspname, n.quoted, p.oprname,
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
  where p.oprcode <> 0 and not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_operator'::regclass and owned.objid = p.oid and owned.deptype in ('e', 'i'))) o
union all
select 'text search dictionary', n.nspname, null, d.dictname, concat_ws(', ', 'template = ' || t.quoted, d.dictinitoption),
  array['create text search dictionary ' || n.quoted || '.' || quote_ident(d.dictname) || ' (' || concat_ws(', ', 'template = ' || t.quoted, d.dictinitoption) || ')'],
  'drop text search dictionary ' || n.quoted || '.' || quote_ident(d.dictname)
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace,
  lateral (select tmplnamespace::regnamespace || '.' || quote_ident(tmplname) as quoted from pg_catalog.pg_ts_template where oid = d.dicttemplate) t
where not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_ts_dict'::regclass and owned.objid = d.oid and owned.deptype in ('e', 'i'))
union all
select 'text search configuration', n.nspname, null, g.cfgname, concat_ws('; ', 'parser ' || p.quoted, m.definition),
  array['create text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname) || ' (parser = ' || p.quoted || ')'] || m.statements,
  'drop text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname)
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace,
  lateral (select prsnamespace::regnamespace || '.' || quote_ident(prsname) as quoted from pg_catalog.pg_ts_parser where oid = g.cfgparser) p,
  lateral (select string_agg(alias || ' → ' || dictionaries, '; ' order by alias) as definition,
      array_agg('alter text search configuration ' || n.quoted || '.' || quote_ident(g.cfgname) || ' add mapping for ' || alias || ' with ' || dictionaries order by alias) as statements
    from (select t.alias, string_agg(x.mapdict::regdictionary::text, ', ' order by x.mapseqno) as dictionaries
      from pg_catalog.pg_ts_config_map x join pg_catalog.ts_token_type(g.cfgparser) t on t.tokid = x.maptokentype
      where x.mapcfg = g.oid group by t.alias) mapped) m
where not exists (select 1 from pg_catalog.pg_depend owned where owned.classid = 'pg_catalog.pg_ts_config'::regclass and owned.objid = g.oid and owned.deptype in ('e', 'i'))
`;

const UNMODELLED_SQL = unmodelledSql(false);
const NARROWED_SQL = unmodelledSql(true);

export async function readUnmodelled(client: ClientBase, ownSchema: string): Promise<UnmodelledFacts> {
  const { rows } = await client.query<UnmodelledRow>({
    name: 'sluice-unmodelled',
    text: UNMODELLED_SQL,
    values: [ownSchema],
  });
  return factsOf(rows);
}

/** A relation that was read before, by the name that it had. */
export interface FormerRelation {
  readonly schema: string | null;
  readonly name: string;
}

/**
 * The facts of now, known those of before: settings of columns are only read of `relations` (by their identifiers); `former` are
 * those that are not what they were.
 */
export async function readUnmodelledAgain(
  client: ClientBase,
  ownSchema: string,
  before: UnmodelledFacts,
  relations: readonly string[],
  former: readonly FormerRelation[],
): Promise<UnmodelledFacts> {
  const { rows } = await client.query<UnmodelledRow>({
    name: 'sluice-narrowed-unmodelled',
    text: NARROWED_SQL,
    values: [ownSchema, [...relations]],
  });
  const changed = new Set(former.map(({ schema, name }) => JSON.stringify([schema, name])));
  const kept = [...before].filter(
    ([, { kind, schema, table }]) => kind === COLUMN_SETTING && !changed.has(JSON.stringify([schema, table])),
  );
  return new Map([...kept, ...factsOf(rows)]);
}

const COLUMN_SETTING = 'column setting';

function factsOf(rows: readonly UnmodelledRow[]): UnmodelledFacts {
  return new Map(
    rows.map(({ create_sql: createSql, drop_sql: dropSql, definition, ...address }) => [
      JSON.stringify([address.kind, address.schema, address.table, address.name]),
      {
        ...address,
        definition: definition ?? '',
        createSql: createSql ?? [],
        dropSql: dropSql === null ? [] : [dropSql],
      },
    ]),
  );
}

/** Differences of what pg-delta does not model. */
export function unmodelledDifferences(before: UnmodelledFacts, after: UnmodelledFacts): ObjectDifference[] {
  const differences: ObjectDifference[] = [];
  for (const [key, fact] of after) {
    const was = before.get(key);
    if (was === undefined) differences.push(difference('create', fact, fact.definition));
    else if (was.definition !== fact.definition) {
      differences.push(difference('alter', fact, `${was.definition} → ${fact.definition}`));
    }
  }
  for (const [key, fact] of before)
    if (!after.has(key)) differences.push(difference('drop', fact, fact.definition));
  return differences;
}

function difference(verb: ObjectDifference['verb'], fact: UnmodelledFact, detail: string): ObjectDifference {
  const { kind, schema, table, name } = fact;
  const isColumn = kind === COLUMN_SETTING;
  return {
    verb: isColumn ? 'alter' : verb,
    kind: isColumn ? 'column' : kind,
    schema,
    table,
    name,
    from: null,
    details: [
      phrase(isColumn && verb !== 'alter' ? `${verb === 'create' ? 'set' : 'reset'} ${detail}` : detail),
    ],
    destroysData: false,
    column: null,
    unmodelled: null,
  };
}
