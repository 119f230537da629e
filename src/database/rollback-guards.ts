import type { LossGuard } from '../core/rollback-work.ts';
import { type Conversion, changedValueSql, thereAndBackSql, writtenSql } from './held-values.ts';
import { isNotKept, keptNames } from './kept-partitions.ts';
import { literal, textArray } from './literals.ts';
import {
  ENTER_STEADY,
  FORMER_SETTINGS,
  HAS_QUARANTINE,
  keySql,
  LEAVE_STEADY,
  QUARANTINE_TABLES_SQL,
} from './quarantine-tables.ts';

/** SQLSTATEs with which guards stop a transaction; the class is none of PostgreSQL's. */
export const WOULD_LOSE = 'SL001';
export const NOT_RESTORED = 'SL002';

/** Where the rows of an allowed loss go. */
export type RowStore = 'quarantine' | 'files';

/** Whose rows a guard saves, and when. */
export interface GuardedSegment {
  readonly chain: string;
  /** What the journal calls the step. */
  readonly step: string;
  /** Counted from 0. */
  readonly segment: number;
  /** Whether nothing of the step comes behind it. */
  readonly isLast: boolean;
  readonly store: RowStore;
}

/**
 * One statement for each guard: takes the lock that dropping needs, looks whether anything is held, and stops the transaction, or saves
 * it; of what goes to files it only writes down the query. They run in front of the segment's own statements, in their transaction.
 */
export function guardStatements(guards: readonly LossGuard[], segment: GuardedSegment): readonly string[] {
  return guards.map((guard, index) => block(guard, segment, placeName(guard, segment, index)));
}

/**
 * Behind the statements of a segment that is not the last one of its step: what it has left as it was is not lost yet, so what was
 * saved of it is forgotten again. What it has taken stays saved, whatever is written before the next segment.
 */
export function forgetStatement({ chain, step, segment }: GuardedSegment): string {
  return `do $sluice_forget$
  declare
    one record;
    again text;
  begin
    if not ${HAS_QUARANTINE} then return; end if;${ENTER_STEADY}
    for one in
      select id, object, place, shows, digest from sluice_quarantine.saved
      where chain = ${literal(chain)} and step = ${literal(step)} and segment = ${segment} and digest is not null
    loop
      begin
        execute format(${DIGEST}, one.shows) into again;
      exception when others then
        again := null;
      end;
      if again = one.digest then
        execute format('drop table sluice_quarantine.%I', one.place);
        delete from sluice_quarantine.saved s where s.id = one.id or (s.kind = 'sequence' and s.object = one.object
          and s.chain = ${literal(chain)} and s.step = ${literal(step)} and s.segment = ${segment});
      end if;
    end loop;
  end $sluice_forget$`;
}

/** A format for a query that tells whether another query still gives the same rows. */
const DIGEST = `'select count(*) || '' '' || coalesce(sum(hashtextextended(sluice_all::text, 0)), 0) from (%s) as sluice_all'`;

function block(guard: LossGuard, segment: GuardedSegment, place: string): string {
  const { kind, object, allowed } = guard;
  return `do $sluice_guard$
  declare
    ${FORMER_SETTINGS}
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
    known text;
    returns boolean;
  begin${ENTER_STEADY}
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
${allowed ? saveSql(guard, segment, place) : `        raise exception using errcode = '${WOULD_LOSE}', message = format('%s of %s would be lost.', ${literal(HELD[kind])}, ${literal(object)}), detail = held::text;`}
      end if;
    end if;${LEAVE_STEADY}
  end $sluice_guard$`;
}

const HELD = { table: 'Rows', column: 'Values', values: 'Values' } as const;

function countSql(guard: LossGuard): string {
  const { kind, column, type, object } = guard;
  switch (kind) {
    case 'table':
      return `      execute format('select count(*) from %s%s where %s', only_it, relation, ${rowsOf(guard)}) into held;`;
    case 'column':
      return `      select ${writtenSql(guard)} into lost from pg_attribute a where a.attrelid = relation and a.attname = ${literal(column)};
      execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${rowsOf(guard)}) into held;`;
    case 'values':
      return `      returns := true;
      select format('select %s from %s where false', ${thereAndBackSql(conversionOf(guard))}, relation) into query
      from pg_attribute a where a.attrelid = relation and a.attname = ${literal(column)};
      begin
        execute query;
      exception when cannot_coerce then
        returns := false;
      end;
      select ${changedValueSql(conversionOf(guard))} into lost
      from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${literal(column)};
      begin
        execute format('select count(*) from %s%s where (%s) and %s', only_it, relation, lost, ${rowsOf(guard)}) into held;
      exception when data_exception then
        raise exception using errcode = '${WOULD_LOSE}', message = format('%s cannot become %s: %s.', ${literal(object)}, ${literal(type)}, sqlerrm), detail = '1';
      end;`;
  }
}

/** How the step turns values into others, as a guard knows it. */
function conversionOf({ type, computed }: LossGuard): Conversion {
  return { type: type ?? '', computed, zone: "(settings->>'timezone')", returns: 'returns' };
}

/** SQL of a condition for the rows that a guard is about. */
function rowsOf(guard: LossGuard): string {
  return literal(isNotKept(keptNames(guard)));
}

function saveSql(
  guard: LossGuard,
  { chain, step, segment, isLast, store }: GuardedSegment,
  place: string,
): string {
  const { kind, schema, table, column, object, unsteady, former } = guard;
  const where = `chain = ${literal(chain)} and step = ${literal(step)} and object = ${literal(object)} and segment = ${segment}`;
  const facts = `${literal(chain)}, ${literal(step)}, ${segment}, ${literal(object)}, ${literal(schema)}, ${literal(table)}`;
  const names = [former.schema, former.table, ...(former.column === null ? [] : [former.column])];
  return `${QUARANTINE_TABLES_SQL.replaceAll('\n', '\n    ')}
        delete from sluice_quarantine.saved where ${where};
        execute format('drop table if exists sluice_quarantine.%I', ${literal(place)});
${kind === 'table' ? tableQuery(guard) : columnQuery(guard)}
${isLast ? '' : `        execute format(${DIGEST}, query) into known;\n`}        execute format('create table sluice_quarantine.%I as %s%s', ${literal(place)}, query, ${store === 'files' ? "' with no data'" : "''"});
        insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, place, keys, unsteady, kept, former, rows, source, shows, digest)
        values (${facts}, ${literal(kind)}, ${literal(column)}, ${literal(place)}, told, ${textArray(unsteady)}, ${keptNames(guard)}, ${textArray(names)}, held, ${store === 'files' ? 'query' : 'null'}, query, known);
        for one in
          select d.objid::regclass as sequence, a.attname from pg_depend d join pg_class c on c.oid = d.objid and c.relkind = 'S'
          join pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
          where d.classid = 'pg_class'::regclass and d.refclassid = 'pg_class'::regclass and d.refobjid = relation and d.deptype in ('a', 'i')${
            column === null ? '' : ` and a.attname = ${literal(column)}`
          }
        loop
          execute format('select last_value, is_called from %s', one.sequence) into reached, called;
          insert into sluice_quarantine.saved (chain, step, segment, object, schema_name, table_name, kind, column_name, last_value, is_called)
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

/**
 * A row is told by a key that outlives the step, else by all that is left of it, and equal ones by a number, which is the same for all
 * columns of the table that are saved at once. Of values that change their type it is kept too what
 * the step makes of them, by which an undo knows whether somebody has written another one since.
 */
function columnQuery(guard: LossGuard): string {
  const { kind, column, unsteady } = guard;
  const gone = textArray(unsteady);
  const left =
    kind === 'values'
      ? `|| format(', (%s)::text as sluice_left', ${thereAndBackSql(conversionOf(guard))})`
      : '';
  return `        told := ${keySql('relation', gone)};
        select format('(%I)%s as sluice_value', a.attname, case when t.typnamespace = 'pg_catalog'::regnamespace then '' else '::text' end)${left} into lost
        from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = ${literal(column)};
        if told is null then
          query := format('select (to_jsonb(sluice_one) - %1$L::text[])::text as sluice_row, row_number() over (partition by (to_jsonb(sluice_one) - %1$L::text[])::text order by tableoid, ctid) as sluice_number, %2$s from %3$s%4$s as sluice_one where %5$s', ${gone}, lost, only_it, relation, ${rowsOf(guard)});
        else
          select string_agg(${STORED('a.attname')}, ', ') into listed
          from pg_attribute a join pg_type t on t.oid = a.atttypid where a.attrelid = relation and a.attname = any(told);
          query := format('select %s, %s from %s%s where %s', listed, lost, only_it, relation, ${rowsOf(guard)});
        end if;`;
}

/** `r1b4e28ba_1_public_orders`: which rollback (of an undo, `u1b4…`), and what. */
function placeName({ object }: LossGuard, { chain, step, segment }: GuardedSegment, index: number): string {
  const name = object.toLowerCase().replaceAll(/[^a-z0-9]+/gu, '_');
  const version = step.replaceAll(/\D+/gu, '').slice(-14);
  const number = segment === 0 ? `${index + 1}` : `${index + 1}_${segment + 1}`;
  return `${step === version ? 'u' : 'r'}${chain.slice(0, 8)}_${version}_${number}_${name}`.slice(0, 63);
}
