import { literal } from './literals.ts';
import { ENTER_STEADY, FORMER_SETTINGS, LEAVE_STEADY, QUARANTINE_COLUMNS_SQL } from './quarantine-tables.ts';

/**
 * In front of everything that an undo runs of a step: which places of saved rows are there already, because the step only emptied
 * them, and what has been written to them since. Later nobody could tell that from what the migrations put there themselves. Writers
 * wait until the transaction ends, so that a step of one transaction misses nobody.
 */
export function rememberStatement(chain: string, step: string): string {
  return `do $sluice_remember$
  declare
    ${FORMER_SETTINGS}
    one record;
    relation regclass;
    only_it text;
  begin
    if pg_catalog.to_regclass('sluice_quarantine.saved') is null then return; end if;${ENTER_STEADY}
    ${QUARANTINE_COLUMNS_SQL}
    for one in
      select id, kind, place, coalesce(former, array[schema_name, table_name, column_name]) as names from sluice_quarantine.saved
      where chain = ${literal(chain)} and step = ${literal(step)} and restored_at is null and kind <> 'sequence'
    loop
      select c.oid, case c.relkind when 'p' then '' else 'only ' end into relation, only_it from pg_class c
      where c.oid = to_regclass(format('%I.%I', one.names[1], one.names[2])) and c.relkind in ('r', 'p')
        and (one.kind = 'table' or exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = one.names[3] and not a.attisdropped));
      update sluice_quarantine.saved set there = relation is not null where id = one.id;
      if relation is not null and one.kind = 'table' then
        execute format('lock table %s in share row exclusive mode', relation);
        execute format('drop table if exists sluice_quarantine.%I', 'present_' || one.id);
        execute format('create table sluice_quarantine.%I as select to_jsonb(sluice_one) as sluice_row from %s%s as sluice_one', 'present_' || one.id, only_it, relation);
      end if;
    end loop;${LEAVE_STEADY}
  end $sluice_remember$`;
}

/**
 * Takes out again what the migrations of the step have put into the tables of saved rows, because it gives way to what was there
 * before the rollback; what somebody else has written stays. Where a migration has moved or changed rows so that the two
 * cannot be told apart, nothing is taken out. Part of a block that declares `one` (with `only_it` and `stayed`), `target`, `ours` (the
 * transactions of the step, null if it has only this one), `told`, `known`, `common` and `all_columns`. `notKept` is a format's condition
 * for rows of `sluice_one`.
 */
export function giveWaySql(keyOfTarget: string, notKept: string): string {
  return `      known := '{}';
      if one.there then
        execute format('select coalesce((select array_agg(k) from (select sluice_row from sluice_quarantine.%I limit 1) as p cross join lateral jsonb_object_keys(p.sluice_row) as k), ''{}'')', 'present_' || one.id) into known;
      end if;
      all_columns := array(select attname::text from pg_attribute where attrelid = target and attnum > 0 and not attisdropped);
      told := ${keyOfTarget};
      common := case when told <@ known then told else array(select unnest(all_columns) intersect select unnest(known)) end;
      if known = '{}' then
        execute format('delete from %s%s as sluice_one where ${notKept} and (%L::text[] is null or sluice_one.xmin::text = any(%L))', one.only_it, target, one.stayed, ours, ours);
      elsif cardinality(common) > 0 then
        execute format('with was as (select ident, row_number() over (partition by ident) as number from (select (sluice_row - %1$L::text[])::text as ident from sluice_quarantine.%2$I) as p),
            now as materialized (select part, place, ours, ident, row_number() over (partition by ident order by ours) as number from (
              select tableoid as part, ctid as place, %6$L::text[] is null or xmin::text = any(%6$L) as ours, (to_jsonb(sluice_one) - %3$L::text[])::text as ident from %4$s%5$s as sluice_one) as r)
          delete from %4$s%5$s as gone using now as n where gone.tableoid = n.part and gone.ctid = n.place and n.ours
            and not exists (select from was w where w.ident = n.ident and w.number = n.number)
            and not exists (select from was w where not exists (select from now m where m.ident = w.ident and m.number = w.number))',
          array(select k from unnest(known) k where k <> all(common)), 'present_' || one.id, array(select c from unnest(all_columns) c where c <> all(common)), one.only_it, target, ours);
      end if;`;
}
