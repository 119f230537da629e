import type { ClientBase } from 'pg';
import type { ObjectDifference } from '../core/ports.ts';
import { quoted } from './identity.ts';

/** An object or setting that pg-delta does not model, read so that a change of it is seen and, where it is simple, undone. */
export interface UnmodelledFact {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly definition: string;
  /** Statements that make and remove it; null where PostgreSQL offers no text for them. */
  readonly createSql: string | null;
  readonly dropSql: string | null;
}

export type UnmodelledFacts = ReadonlyMap<string, UnmodelledFact>;

interface UnmodelledRow {
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly definition: string;
  readonly create_sql: string | null;
}

/**
 * Column storage, compression and statistics targets that differ from the type's own, extended statistics, casts,
 * operators and text search configurations of user schemas. Members of extensions are the extension's business.
 */
const UNMODELLED_SQL = `
with user_namespace as (
  select oid, nspname from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema' and nspname <> all ($1::text[])
), member as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
)
select 'column setting' as kind, n.nspname as schema, c.relname as "table", a.attname as name,
  concat_ws(', ',
    case when a.attstorage <> t.typstorage then 'storage ' || case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main' else 'extended' end end,
    case when a.attcompression <> '' then 'compression ' || case a.attcompression when 'p' then 'pglz' else 'lz4' end end,
    case when coalesce(a.attstattarget, -1) >= 0 then 'statistics ' || a.attstattarget end) as definition,
  null as create_sql
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid and c.relkind in ('r','p','m')
join user_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
where a.attnum > 0 and not a.attisdropped
  and (a.attstorage <> t.typstorage or a.attcompression <> '' or coalesce(a.attstattarget, -1) >= 0)
union all
select 'statistics', n.nspname, null, s.stxname, pg_catalog.pg_get_statisticsobjdef(s.oid), pg_catalog.pg_get_statisticsobjdef(s.oid)
from pg_catalog.pg_statistic_ext s join user_namespace n on n.oid = s.stxnamespace
union all
select 'cast', null, null, pg_catalog.format_type(k.castsource, null) || ' as ' || pg_catalog.format_type(k.casttarget, null),
  concat_ws(' ', k.castcontext, k.castmethod, case when k.castfunc <> 0 then k.castfunc::regprocedure::text end), null
from pg_catalog.pg_cast k
where k.oid >= 16384 and not exists (select 1 from member m where m.classid = 'pg_catalog.pg_cast'::regclass and m.objid = k.oid)
union all
select 'operator', n.nspname, null, o.oid::regoperator::text,
  concat_ws(' ', o.oprcode::regprocedure::text, o.oprcom::regoperator::text, o.oprnegate::regoperator::text, o.oprcanmerge, o.oprcanhash), null
from pg_catalog.pg_operator o join user_namespace n on n.oid = o.oprnamespace
where not exists (select 1 from member m where m.classid = 'pg_catalog.pg_operator'::regclass and m.objid = o.oid)
union all
select 'text search configuration', n.nspname, null, g.cfgname,
  (select string_agg(p.maptokentype || ':' || p.mapdict::regdictionary::text, ',' order by p.maptokentype, p.mapseqno)
   from pg_catalog.pg_ts_config_map p where p.mapcfg = g.oid), null
from pg_catalog.pg_ts_config g join user_namespace n on n.oid = g.cfgnamespace
where not exists (select 1 from member m where m.classid = 'pg_catalog.pg_ts_config'::regclass and m.objid = g.oid)
union all
select 'text search dictionary', n.nspname, null, d.dictname, coalesce(d.dictinitoption, ''), null
from pg_catalog.pg_ts_dict d join user_namespace n on n.oid = d.dictnamespace
where not exists (select 1 from member m where m.classid = 'pg_catalog.pg_ts_dict'::regclass and m.objid = d.oid)
`;

export async function readUnmodelled(
  client: ClientBase,
  platformSchemas: readonly string[],
): Promise<UnmodelledFacts> {
  const { rows } = await client.query<UnmodelledRow>(UNMODELLED_SQL, [platformSchemas]);
  return new Map(
    rows.map((row) => [
      JSON.stringify([row.kind, row.schema, row.table, row.name]),
      { ...row, definition: row.definition ?? '', createSql: row.create_sql, dropSql: dropOf(row) },
    ]),
  );
}

function dropOf({ kind, schema, name }: UnmodelledRow): string | null {
  return kind === 'statistics' ? `drop statistics ${quoted(schema ?? '')}.${quoted(name)}` : null;
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
  const isColumn = kind === 'column setting';
  return {
    verb: isColumn ? 'alter' : verb,
    kind: isColumn ? 'column' : kind,
    schema,
    table,
    name,
    from: null,
    details: [isColumn && verb !== 'alter' ? `${verb === 'create' ? 'set' : 'reset'} ${detail}` : detail],
    destroysData: false,
    column: null,
    unmodelled: isColumn || kind === 'statistics' ? null : kind,
  };
}

/** Statements from one state to the other, for the kinds that have a text. */
export function unmodelledPlan(from: UnmodelledFacts, to: UnmodelledFacts): string[] {
  const statements: string[] = [];
  for (const [key, fact] of from) {
    if (to.get(key)?.definition === fact.definition) continue;
    if (fact.kind === 'column setting') statements.push(...columnSettings(fact, to.get(key) ?? null));
    else if (fact.dropSql !== null) statements.push(fact.dropSql);
  }
  for (const [key, fact] of to) {
    if (from.get(key)?.definition === fact.definition) continue;
    if (fact.kind === 'column setting') {
      if (!from.has(key)) statements.push(...columnSettings(null, fact));
    } else if (fact.createSql !== null) statements.push(fact.createSql);
  }
  return statements;
}

function columnSettings(from: UnmodelledFact | null, to: UnmodelledFact | null): string[] {
  const fact = to ?? from;
  if (fact === null) return [];
  const had = settingsOf(from);
  const has = settingsOf(to);
  return ['storage', 'compression', 'statistics'].flatMap((setting) => {
    const wanted = has.get(setting);
    if (wanted === had.get(setting)) return [];
    const value = wanted ?? (setting === 'statistics' ? '-1' : 'default');
    const action = `alter column ${quoted(fact.name)} set ${setting} ${value}`;
    return [`alter table ${quoted(fact.schema ?? '')}.${quoted(fact.table ?? '')} ${action}`];
  });
}

function settingsOf(fact: UnmodelledFact | null): Map<string, string> {
  const pairs = (fact?.definition ?? '').split(', ').filter((part) => part !== '');
  return new Map(pairs.map((part) => [part.slice(0, part.indexOf(' ')), part.slice(part.indexOf(' ') + 1)]));
}
