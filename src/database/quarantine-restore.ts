import { isNotKept } from './kept-partitions.ts';
import { literal } from './literals.ts';
import { giveWaySql } from './quarantine-present.ts';
import { ENTER_STEADY, keySql, QUARANTINE_COLUMNS_SQL } from './quarantine-tables.ts';
import { addWriters, transactionsOf, WRITER_VARIABLES } from './quarantine-writers.ts';
import { NOT_RESTORED } from './rollback-guards.ts';

export interface RestoredStep {
  readonly chain: string;
  readonly step: string;
  /** Whether everything that the undo runs of the step is in this transaction. */
  readonly isOneTransaction: boolean;
}

/**
 * Statements that bring back what a step's guards saved, behind the migration that made its places anew: rows of tables,
 * then values of columns, then positions of sequences. Triggers and rules of the project stay quiet meanwhile, and foreign keys that point at
 * the tables are taken away and put back, which checks them. What the migrations themselves have put into a table gives way to
 * what was there; what somebody has written since the rollback stays, and a saved row or value in whose place it is stays saved.
 */
export function restoreStatements({ chain, step, isOneTransaction }: RestoredStep): readonly string[] {
  const saved = `s.chain = ${literal(chain)} and s.step = ${literal(step)} and s.restored_at is null`;
  return [
    `do $sluice_restore$
  begin
    if pg_catalog.to_regclass('sluice_quarantine.saved') is not null then${ENTER_STEADY}
    ${QUARANTINE_COLUMNS_SQL}
    end if;
  end $sluice_restore$`,
    `do $sluice_restore$
  declare
    ${WRITER_VARIABLES}
    waiting bigint[];
    keys text[] := '{}';
    ours text[] := ${isOneTransaction ? 'null' : transactionsOf(step)};
    one record;
    target regclass;
    all_columns text[];
    told text[];
    known text[];
    common text[];
    listed text;
    taken text;
    compared text;
    places text;
    sources text;
    was text;
    present text;
    again text[] := '{}';
    statement text;
    done bigint;
    clashes text;
  begin
    if to_regclass('sluice_quarantine.saved') is null then return; end if;
    select coalesce(array_agg(id), '{}') into waiting from sluice_quarantine.saved s where ${saved} and kind = 'table';
    -- A key that points at these tables or values would take rows of others along, or forbid an order of theirs.
    set constraints all immediate;
    for one in
      select c.conrelid::regclass as relation, c.conname, pg_get_constraintdef(c.oid) as definition, obj_description(c.oid, 'pg_constraint') as told from pg_constraint c
      where c.contype = 'f' and c.conparentid = 0 and exists (
        select from sluice_quarantine.saved s where ${saved} and c.confrelid = to_regclass(format('%I.%I', s.schema_name, s.table_name))
          and (s.kind = 'table' or s.kind <> 'sequence' and exists (select from pg_attribute a where a.attrelid = c.confrelid and a.attname = s.column_name and a.attnum = any(c.confkey))))
    loop
      execute format('alter table %s drop constraint %I', one.relation, one.conname);
      keys := keys || format('alter table %s add constraint %I %s', one.relation, one.conname, one.definition);
      if one.told is not null then keys := keys || format('comment on constraint %I on %s is %L', one.conname, one.relation, one.told); end if;
    end loop;
    for one in
      with written as (
        select distinct to_regclass(format('%I.%I', s.schema_name, s.table_name))::oid as id from sluice_quarantine.saved s where ${saved} and s.kind <> 'sequence'
      ), touched as (
        -- Partitions have triggers of their own.
        select w.id from written w union select p.relid::oid from written w cross join lateral pg_partition_tree(w.id::regclass) as p
      )
      select t.tgrelid::regclass as relation, 'trigger' as kind, t.tgname as name, t.tgenabled as enabled from touched w
      join pg_trigger t on t.tgrelid = w.id and not t.tgisinternal and t.tgenabled in ('O', 'A')
      union all
      select r.ev_class::regclass, 'rule', r.rulename, r.ev_enabled from written w join pg_rewrite r on r.ev_class = w.id and r.ev_type <> '1' and r.ev_enabled in ('O', 'A')
    loop
      execute format('alter table only %s disable %s %I', one.relation, one.kind, one.name);
      again := again || format('alter table only %s enable%s %s %I', one.relation, case one.enabled when 'A' then ' always' else '' end, one.kind, one.name);
    end loop;
    for one in
      select s.*, case c.relkind when 'p' then '' else 'only ' end as only_it, s.kept as stayed from sluice_quarantine.saved s
      join pg_class c on c.oid = to_regclass(format('%I.%I', s.schema_name, s.table_name)) where s.id = any(waiting)
    loop
      target := to_regclass(format('%I.%I', one.schema_name, one.table_name));
      if ours is not null then${addWriters('ours', 'target')}
      end if;
${giveWaySql(keySql('target', "'{}'::text[]"), isNotKept('%L::text[]', 'sluice_one'))}
    end loop;
    -- What a later part of the rollback saved of a table is newer.
    for one in select s.* from sluice_quarantine.saved s where s.id = any(waiting) order by s.id desc loop
      target := to_regclass(format('%I.%I', one.schema_name, one.table_name));
${ROWS_BACK}
    end loop;
    for one in
      select s.*, min(s.id) over (partition by s.schema_name, s.table_name, s.segment, s.keys is null) as leader, ${NUMBERED} as numbered, a.attidentity, format_type(a.atttypid, a.atttypmod) as type, a.atttypid <> q.atttypid as as_text, case c.relkind when 'p' then '' else 'only ' end as only_it,
        case when d.oid is null or a.attgenerated <> '' then 'null' else pg_get_expr(d.adbin, d.adrelid) end as preset, l.attname is not null as knows_left from sluice_quarantine.saved s
      join pg_class c on c.oid = to_regclass(format('%I.%I', s.schema_name, s.table_name))
      join pg_attribute a on a.attrelid = to_regclass(format('%I.%I', s.schema_name, s.table_name)) and a.attname = s.column_name
      join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', s.place)) and q.attname = 'sluice_value'
      left join pg_attribute n on n.attrelid = q.attrelid and n.attname = 'sluice_number' left join pg_attribute l on l.attrelid = q.attrelid and l.attname = 'sluice_left' left join pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
      where ${saved} and s.kind in ('column', 'values') order by s.id
    loop
      target := to_regclass(format('%I.%I', one.schema_name, one.table_name));
${VALUES_BACK}
    end loop;
    for one in
      select s.*, pg_get_serial_sequence(format('%I.%I', s.schema_name, s.table_name), s.column_name)::regclass as sequence from sluice_quarantine.saved s
      where ${saved} and s.kind = 'sequence'
    loop
      if one.sequence is not null then
        -- Numbers that were given since are not given again.
        execute format('select setval(%L, %s, %L) from %s as n where (%s - n.last_value) * (select sign(seqincrement) from pg_sequence where seqrelid = %L::regclass) > 0 or (%s = n.last_value and %L and not n.is_called)',
          one.sequence, one.last_value, one.is_called, one.sequence, one.last_value, one.sequence, one.last_value, one.is_called);
      end if;
      update sluice_quarantine.saved set restored_at = clock_timestamp(), restored_rows = 0 where id = one.id;
    end loop;
    foreach statement in array keys loop
      execute statement;
    end loop;
    set constraints all immediate;
    foreach statement in array again loop
      execute statement;
    end loop;
    -- Materialized views that the migrations have made anew read what was not back yet; policies hold for them as when they were made.
    perform set_config('row_security', 'on', true);
    for one in
      select c.oid::regclass as relation from pg_class c
      where c.relkind = 'm' and c.relispopulated and c.xmin::text = any(coalesce(ours, array[pg_current_xact_id()::xid::text]))
        and exists (select from sluice_quarantine.saved s where s.chain = ${literal(chain)} and s.step = ${literal(step)}) order by c.oid
    loop
      execute format('refresh materialized view %s', one.relation);
    end loop;
    perform set_config('row_security', 'off', true);
    foreach done in array waiting loop
      execute format('drop table if exists sluice_quarantine.%I', 'present_' || done);
    end loop;
  end $sluice_restore$`,
  ];
}

/** Puts the rows of `one` into `target`, but for those whose key another row has by now. */
const ROWS_BACK = `      select string_agg(format('%I', a.attname), ', ' order by a.attnum), string_agg(case when q.atttypid = a.atttypid then format('%I', a.attname) else format('%I::%s', a.attname, format_type(a.atttypid, a.atttypmod)) end, ', ' order by a.attnum)
      into listed, taken from pg_attribute a
      join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', one.place)) and q.attname = a.attname and q.attnum > 0 and not q.attisdropped
      where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      clashes := null;
      if listed is null then
        for done in 1..one.rows loop execute format('insert into %s default values', target); end loop;
        done := one.rows;
      else
        -- A key that is only checked at the end can keep nobody out, and PostgreSQL refuses to ask where there is a rule for UPDATE.
        execute format('insert into %s (%s) overriding system value select %s from sluice_quarantine.%I%s', target, listed, taken, one.place,
          case when exists (select from pg_index i where i.indrelid = target and (i.indisunique or i.indisexclusion) and not i.indimmediate) or exists (select from pg_rewrite r where r.ev_class = target and r.ev_type = '2') then '' else ' on conflict do nothing' end);
        get diagnostics done = row_count;
      end if;
      if done <> one.rows then
        execute format('select count(*) from sluice_quarantine.%I', one.place) into done;
        if done <> one.rows then
          raise exception using errcode = '${NOT_RESTORED}', message = format('%s of %s saved rows of %s could be brought back.', done, one.rows, one.object);
        end if;
        select format('select q.* from sluice_quarantine.%I as q where not exists (select from %s as t where row(%s)::text = row(%s)::text)', one.place, target,
          string_agg(format('t.%I', c.name), ', '), string_agg(format('q.%I', c.name), ', ')) into clashes
        from (select a.attname as name from pg_attribute a join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', one.place)) and q.attname = a.attname and q.attnum > 0 and not q.attisdropped
          where a.attrelid = target and a.attnum > 0 and not a.attisdropped and a.attgenerated = '' order by a.attnum) as c;
        execute format('select %s - count(*) from (%s) as clashing', one.rows, clashes) into done;
      end if;
      update sluice_quarantine.saved set restored_at = clock_timestamp(), restored_rows = done, clashing = case when done < one.rows then clashes end where id = one.id;`;

/** SQL of what saved rows `s` of `q` are read from, with numbers for equal ones; older versions have given none to them. */
const NUMBERED = `case when n.attname is not null then format('sluice_quarantine.%I', s.place)
          else format('(select *, row_number() over (partition by sluice_row) as sluice_number from sluice_quarantine.%I)', s.place) end`;

/**
 * Finds the rows without a key that the values of `one`, and of all columns that were saved with it, belong to: equal ones by what the
 * step has left in those of the columns that stayed, so that what belonged to one row returns to one.
 */
const FIND_ROWS = `          select string_agg(format('%s as q%s%s', ${NUMBERED}, s.id, case when s.id = one.leader then '' else ' using (sluice_row, sluice_number)' end), ' join ' order by s.id),
            coalesce(string_agg(format('q%s.sluice_left collate "C", ', s.id), '' order by s.id) filter (where l.attname is not null), ''),
            coalesce(string_agg(format('sluice_one.%I::text collate "C", ', s.column_name), '' order by s.id) filter (where l.attname is not null), '')
          into sources, was, present from sluice_quarantine.saved s
          join pg_attribute a on a.attrelid = target and a.attname = s.column_name
          join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', s.place)) and q.attname = 'sluice_value'
          left join pg_attribute n on n.attrelid = q.attrelid and n.attname = 'sluice_number' left join pg_attribute l on l.attrelid = q.attrelid and l.attname = 'sluice_left'
          where s.chain = one.chain and s.step = one.step and s.segment = one.segment and s.schema_name = one.schema_name and s.table_name = one.table_name
            and s.kind in ('column', 'values') and s.keys is null and s.restored_at is null;
          execute format('create table %1$s as select m.part, m.place, sluice_row, s.sluice_number from (
              select sluice_row, sluice_number, row_number() over (partition by sluice_row order by %2$ssluice_number) as number from %3$s
            ) s join (
              select tableoid as part, ctid as place, (to_jsonb(sluice_one) - %4$L::text[])::text as sluice_row,
                row_number() over (partition by (to_jsonb(sluice_one) - %4$L::text[])::text order by %5$stableoid, ctid) as number from %6$s%7$s as sluice_one where ${isNotKept('%8$L::text[]', 'sluice_one')}
            ) m using (sluice_row, number)', places, was, sources, one.unsteady, present, one.only_it, target, one.kept);
          again := again || format('drop table %s', places);`;

/** Puts the values of `one` into their rows of `target`, but for rows whose value somebody has written since. */
const VALUES_BACK = `      -- What the server always computes could not be put back as it was.
      if one.attidentity = 'a' then execute format('alter table %s alter column %I set generated by default', target, one.column_name); end if;
      taken := case when one.as_text then format('q.sluice_value::%s', one.type) else 'q.sluice_value' end;
      compared := case when one.knows_left then format(' and q.sluice_value::text is distinct from q.sluice_left and t.%I::text is not distinct from q.sluice_left', one.column_name)
        when one.kind = 'column' and one.there then format(' and (t.%1$I is not distinct from null or t.%1$I::text is not distinct from (%2$s)::text)', one.column_name, one.preset) else '' end;
      if one.keys is null then
        places := format('sluice_quarantine.%I', 'found_' || one.leader);
        if to_regclass(places) is null then
${FIND_ROWS}
        end if;
        -- A row that has got one of its values lies somewhere else.
        execute format('with back as (update %s%s as t set %I = %s from %s f join %s q using (sluice_row, sluice_number) where t.tableoid = f.part and t.ctid = f.place%s
            returning sluice_row, sluice_number, t.tableoid as part, t.ctid as place, q.sluice_value is not null or %L::boolean as held),
          moved as (update %s f set part = b.part, place = b.place from back b where f.sluice_row = b.sluice_row and f.sluice_number = b.sluice_number)
          select count(*) filter (where held) from back', one.only_it, target, one.column_name, taken, places, one.numbered, compared, one.knows_left, places) into done;
      else
        select string_agg(case when k.atttypid = q.atttypid then format('t.%1$I = q.%1$I', k.attname) else format('t.%1$I::text = q.%1$I', k.attname) end, ' and ') into listed
        from pg_attribute k join pg_attribute q on q.attrelid = to_regclass(format('sluice_quarantine.%I', one.place)) and q.attname = k.attname
        where k.attrelid = target and k.attname = any(one.keys);
        execute format('with back as (update %s%s as t set %I = %s from sluice_quarantine.%I q where %s and ${isNotKept('%L::text[]', 't')}%s returning q.sluice_value is not null or %L::boolean as held) select count(*) filter (where held) from back', one.only_it, target, one.column_name, taken, one.place, listed, one.kept, compared, one.knows_left) into done;
      end if;
      if one.attidentity = 'a' then
        set constraints all immediate;
        execute format('alter table %s alter column %I set generated always', target, one.column_name);
      end if;
      update sluice_quarantine.saved set restored_at = clock_timestamp(), restored_rows = done where id = one.id;`;
