import type { LossGuard, RemovalWork } from '../core/rollback-work.ts';
import { isNotKept, keptNames } from './kept-partitions.ts';
import { literal, textArray } from './literals.ts';
import { QUARANTINE_TABLES_SQL, STEADY_SETTINGS, WITHOUT_EQUALITY } from './quarantine-tables.ts';

/** SQLSTATEs with which guards stop a transaction; the class is none of PostgreSQL's. */
export const WOULD_LOSE = 'SL001';
export const NOT_RESTORED = 'SL002';

/** Where the rows of an allowed loss go. */
export type RowStore = 'quarantine' | 'files';

/**
 * One statement for each guard: takes the lock that dropping needs, looks whether anything is held, and stops the transaction, or saves
 * it; of what goes to files it only writes down the query. They run in front of the step's own statements, in their transaction.
 */
export function guardStatements(work: RemovalWork, step: string, store: RowStore): readonly string[] {
  return work.guards.map((guard, index) =>
    block(guard, work.chain, step, placeName(guard, work.chain, step, index), store),
  );
}

/** The session may have settings of a migration; it keeps them. */
const FORMER = `pg_catalog.jsonb_build_object(${Object.keys(STEADY_SETTINGS)
  .map((name) => `'${name}', pg_catalog.current_setting('${name}')`)
  .join(', ')})`;
const ENTER = `
    perform ${Object.entries(STEADY_SETTINGS)
      .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
      .join(', ')};`;
const LEAVE = `
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(former);`;

function block(guard: LossGuard, chain: string, step: string, place: string, store: RowStore): string {
  const { kind, object, allowed } = guard;
  return `do $sluice_guard$
  declare
    former jsonb := ${FORMER};
    relation regclass;
    only_it text;
    listed text;
    lost text;
    told text[];
    held bigint;
    one record;
    reached bigint;
    called boolean;
    query text;
  begin${ENTER}
    select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = ${literal(guard.schema)} and c.relname = ${literal(guard.table)} and c.relkind in ('r', 'p')${
      guard.column === null
        ? ''
        : `
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${literal(guard.column)} and not a.attisdropped)`
    };
    if relation is not null then
      execute format('lock table %s in access exclusive mode', relation);
${countSql(guard)}
      if held > 0 then
${allowed ? saveSql(guard, chain, step, place, store) : `        raise exception using errcode = '${WOULD_LOSE}', message = format('%s of %s would be lost.', ${literal(HELD[kind])}, ${literal(object)}), detail = held::text;`}
      end if;
    end if;${LEAVE}
  end $sluice_guard$`;
}

const HELD = { table: 'Rows', column: 'Values', values: 'Values' } as const;

function countSql(guard: LossGuard): string {
  const { kind, column, type, object } = guard;
  switch (kind) {
    case 'table':
      return `      execute format('select count(*) from %s%s where %s', only_it, relation, ${rowsOf(guard)}) into held;`;
    case 'column':
      return `      execute format('select count(%I) from %s%s', ${literal(column)}, only_it, relation) into held;`;
    case 'values':
      return `      select ${changedValueSql(type ?? '')} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${literal(column)};
      begin
        execute format('select count(*) from %s%s where %s', only_it, relation, lost) into held;
      exception when data_exception then
        raise exception using errcode = '${WOULD_LOSE}', message = format('%s cannot become %s: %s.', ${literal(object)}, ${literal(type)}, sqlerrm), detail = '1';
      end;`;
  }
}

/** SQL that gives a condition: a value is not itself any more after it went to the type and back. Needs `a` and `t` of the catalog. */
export function changedValueSql(type: string): string {
  const there = `format('((%I)::%s)::%s', a.attname, ${literal(type)}, format_type(a.atttypid, a.atttypmod))`;
  return `case when t.typnamespace = 'pg_catalog'::regnamespace and t.typname not in ${WITHOUT_EQUALITY}
        then format('%s is distinct from %I', ${there}, a.attname)
        else format('(%s)::text is distinct from (%I)::text', ${there}, a.attname) end`;
}

/** SQL of a condition for the rows that go with a table. */
function rowsOf(guard: LossGuard): string {
  return literal(isNotKept(keptNames(guard)));
}

function saveSql(guard: LossGuard, chain: string, step: string, place: string, store: RowStore): string {
  const { kind, schema, table, column, object, unsteady } = guard;
  const where = `chain = ${literal(chain)} and step = ${literal(step)} and object = ${literal(object)}`;
  const facts = `${literal(chain)}, ${literal(step)}, ${literal(object)}, ${literal(schema)}, ${literal(table)}`;
  return `${QUARANTINE_TABLES_SQL.replaceAll('\n', '\n    ')}
        delete from sluice_quarantine.saved where ${where};
        execute format('drop table if exists sluice_quarantine.%I', ${literal(place)});
${kind === 'table' ? tableQuery(guard) : columnQuery(guard)}
        execute format('create table sluice_quarantine.%I as %s%s', ${literal(place)}, query, ${store === 'files' ? "' with no data'" : "''"});
        insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, rows, source)
        values (${facts}, ${literal(kind)}, ${literal(column)}, ${literal(place)}, told, ${textArray(unsteady)}, ${keptNames(guard)}, held, ${store === 'files' ? 'query' : 'null'});
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${
            column === null ? '' : ` and a.attname = ${literal(column)}`
          }
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, object, schema_name, table_name, kind, column_name, last_value, is_called)
          values (${facts}, 'sequence', one.attname, reached, called);
        end loop;`;
}

/** Types that belong to the project are kept as text: a copy of them would keep the type from being dropped. */
const STORED = (name: string): string =>
  `case when t.typnamespace = 'pg_catalog'::regnamespace then format('%I', ${name}) else format('%1$I::text as %1$I', ${name}) end`;

function tableQuery(guard: LossGuard): string {
  return `        select coalesce(string_agg(${STORED('a.attname')}, ', ' order by a.attnum), '') into listed
        from pg_attribute a join pg_type t on t.oid = a.atttypid
        where a.attrelid = relation and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
        query := format('select %s from %s%s where %s', listed, only_it, relation, ${rowsOf(guard)});`;
}

/** A row is told by a key that outlives the step, else by all that is left of it. */
function columnQuery({ column, unsteady }: LossGuard): string {
  const gone = textArray(unsteady);
  return `        select k.names into told from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${gone}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = relation and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1;
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end) into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${literal(column)};
        if told is null then
          query := format('select (to_jsonb(r) - %L::text[])::text as sluice_row, %s from %s%s as r', ${gone}, lost, only_it, relation);
        else
          select string_agg(${STORED('a.attname')}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s', listed, lost, only_it, relation);
        end if;`;
}

/** `r1b4e28ba_1_public_orders`: which rollback, and what. */
function placeName({ object }: LossGuard, chain: string, step: string, index: number): string {
  const name = object.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '_');
  const version = step.replaceAll(/\D+/gu, '').slice(-14);
  return `r${chain.slice(0, 8)}_${version}_${index + 1}_${name}`.slice(0, 63);
}
