import { isNotKept } from './kept-partitions.ts';
import { literal } from './literals.ts';
import { STEADY_SETTINGS } from './quarantine-tables.ts';
import { NOT_RESTORED } from './rollback-guards.ts';

/**
 * Statements that bring back what a step's guards saved, behind the migration that made its places anew: rows of tables,
 * then values of columns, then positions of sequences. Triggers of the project stay quiet meanwhile, and foreign keys that point at
 * the tables are taken away and put back, which checks them. Rows that the migration itself has put into a table give way to those that were there.
 */
export function restoreStatements(chain: string, step: string): readonly string[] {
  return [
    `do $sluice_restore$
  begin
    if pg_catalog.to_regclass('sluice_quarantine.saved') is not null then
      perform ${Object.entries(STEADY_SETTINGS)
        .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
        .join(', ')};
    end if;
  end $sluice_restore$`,
    `do $sluice_restore$
  declare
    waiting bigint[];
    keys text[] := '{}';
    one record;
    target regclass;
    listed text;
    taken text;
    again text[] := '{}';
    statement text;
    done bigint;
  begin
    if to_regclass('sluice_quarantine.saved') is null then return; end if;
    select coalesce(array_agg(id), '{}') into waiting from sluice_quarantine.saved
    where chain = ${literal(chain)} and step = ${literal(step)} and restored_at is null and kind = 'table';
    -- A key that points at these tables would take rows of others along, or forbid an order of theirs.
    set constraints all immediate;
    for one in
      select c.conrelid::regclass as relation, c.conname, pg_get_constraintdef(c.oid) as definition, obj_description(c.oid, 'pg_constraint') as told from pg_constraint c
      where c.contype = 'f' and c.conparentid = 0 and c.confrelid in (
        select to_regclass(format('%I.%I', s.schema_name, s.table_name)) from sluice_quarantine.saved s where s.id = any(waiting))
    loop
      execute format('alter table %s drop constraint %I', one.relation, one.conname);
      keys := keys || format('alter table %s add constraint %I %s', one.relation, one.conname, one.definition);
      if one.told is not null then keys := keys || format('comment on constraint %I on %s is %L', one.conname, one.relation, one.told); end if;
    end loop;
    for one in
      select distinct t.tgrelid::regclass as relation, t.tgname, t.tgenabled from sluice_quarantine.saved s
      join pg_trigger t on t.tgrelid = to_regclass(format('%I.%I', s.schema_name, s.table_name)) and not t.tgisinternal and t.tgenabled in ('O', 'A') and t.tgparentid = 0
      where s.chain = ${literal(chain)} and s.step = ${literal(step)} and s.restored_at is null and s.kind <> 'sequence'
    loop
      execute format('alter table %s disable trigger %I', one.relation, one.tgname);
      again := again || format('alter table %s enable%s trigger %I', one.relation, case one.tgenabled when 'A' then ' always' else '' end, one.tgname);
    end loop;
    -- What an older version saved does not say what stayed.
    for one in select s.*, case c.relkind when 'p' then '' else 'only ' end as only_it, array(select jsonb_array_elements_text(to_jsonb(s)->'kept')) as stayed from sluice_quarantine.saved s join pg_class c on c.oid = to_regclass(format('%I.%I', s.schema_name, s.table_name)) where s.id = any(waiting) loop
      execute format('delete from %s%I.%I where ${isNotKept('%L::text[]')}', one.only_it, one.schema_name, one.table_name, one.stayed);
    end loop;
    for one in select s.* from sluice_quarantine.saved s where s.id = any(waiting) order by s.id loop
      target := to_regclass(format('%I.%I', one.schema_name, one.table_name));
      select string_agg(format('%I', a.attname), ', ' order by a.attnum), string_agg(case when q.atttypid = a.atttypid then format('%I', a.attname) else format('%I::%s', a.attname, format_type(a.atttypid, a.atttypmod)) end, ', ' order by a.attnum)
      into listed, taken from pg_attribute a
      join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', one.place)) and q.attname = a.attname and q.attnum > 0 and not q.attisdropped
      where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      if listed is null then
        for done in 1..one.rows loop execute format('insert into %s default values', target); end loop;
        done := one.rows;
      else
        execute format('insert into %s (%s) overriding system value select %s from sluice_quarantine.%I', target, listed, taken, one.place);
        get diagnostics done = row_count;
      end if;
      if done <> one.rows then
        raise exception using errcode = '${NOT_RESTORED}', message = format('%s of %s saved rows of %s could be brought back.', done, one.rows, one.object);
      end if;
      update sluice_quarantine.saved set restored_at = clock_timestamp(), restored_rows = done where id = one.id;
    end loop;
    for one in
      select s.*, a.attidentity, format_type(a.atttypid, a.atttypmod) as type, a.atttypid <> q.atttypid as as_text, case c.relkind when 'p' then '' else 'only ' end as only_it from sluice_quarantine.saved s
      join pg_class c on c.oid = to_regclass(format('%I.%I', s.schema_name, s.table_name))
      join pg_attribute a on a.attrelid = to_regclass(format('%I.%I', s.schema_name, s.table_name)) and a.attname = s.column_name
      join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', s.place)) and q.attname = 'sluice_value'
      where s.chain = ${literal(chain)} and s.step = ${literal(step)} and s.restored_at is null and s.kind in ('column', 'values') order by s.id
    loop
      target := to_regclass(format('%I.%I', one.schema_name, one.table_name));
      -- What the server always computes could not be put back as it was.
      if one.attidentity = 'a' then execute format('alter table %s alter column %I set generated by default', target, one.column_name); end if;
      taken := case when one.as_text then format('q.sluice_value::%s', one.type) else 'q.sluice_value' end;
      if one.keys is null then
        execute format('with back as (update %6$s%1$s as t set %2$I = %3$s from (
            select r.tableoid as part, r.ctid as place, (to_jsonb(r) - %4$L::text[])::text as sluice_row, row_number() over (partition by (to_jsonb(r) - %4$L::text[])::text) as number from %6$s%1$s as r
          ) m join (select sluice_row, sluice_value, row_number() over (partition by sluice_row) as number from sluice_quarantine.%5$I) q using (sluice_row, number)
          where t.tableoid = m.part and t.ctid = m.place returning q.sluice_value is not null as held) select count(*) filter (where held) from back', target, one.column_name, taken, one.unsteady, one.place, one.only_it) into done;
      else
        select string_agg(case when k.atttypid = q.atttypid then format('t.%1$I = q.%1$I', k.attname) else format('t.%1$I::text = q.%1$I', k.attname) end, ' and ') into listed
        from pg_attribute k join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', one.place)) and q.attname = k.attname
        where k.attrelid = target and k.attname = any(one.keys);
        execute format('with back as (update %s%s as t set %I = %s from sluice_quarantine.%I q where %s returning q.sluice_value is not null as held) select count(*) filter (where held) from back', one.only_it, target, one.column_name, taken, one.place, listed) into done;
      end if;
      if one.attidentity = 'a' then
        set constraints all immediate;
        execute format('alter table %s alter column %I set generated always', target, one.column_name);
      end if;
      update sluice_quarantine.saved set restored_at = clock_timestamp(), restored_rows = done where id = one.id;
    end loop;
    for one in
      select s.*, pg_get_serial_sequence(format('%I.%I', s.schema_name, s.table_name), s.column_name) as sequence from sluice_quarantine.saved s
      where s.chain = ${literal(chain)} and s.step = ${literal(step)} and s.restored_at is null and s.kind = 'sequence'
    loop
      if one.sequence is not null then perform setval(one.sequence::regclass, one.last_value, one.is_called); end if;
      update sluice_quarantine.saved set restored_at = clock_timestamp(), restored_rows = 0 where id = one.id;
    end loop;
    foreach statement in array keys loop
      execute statement;
    end loop;
    set constraints all immediate;
    foreach statement in array again loop
      execute statement;
    end loop;
  end $sluice_restore$`,
  ];
}
