import { SEGMENTS } from './journal-tables.ts';
import { literal } from './literals.ts';

/**
 * Statements of PL/pgSQL that add to `list` the transactions within this one that wrote rows of `relation` which are still there: this
 * one, and one for each block with an EXCEPTION clause. Of what is visible only our own are in progress. Rows tell the lower half of
 * a number; none within this one is lower than its own, and one that seems not to be given out yet is older than that half can tell
 * (https://www.postgresql.org/docs/current/routine-vacuuming.html#VACUUM-FOR-WRAPAROUND). The block declares `WRITER_VARIABLES`.
 */
export const addWriters = (list: string, relation: string): string => `
        for writer in execute format('select distinct xmin::text from %s%s where ((xmin::text::bigint - %s + 2147483648) & 4294967295) >= 2147483648', one.only_it, ${relation}, this) loop
          begin
            if pg_xact_status((this + ((writer::bigint - this + 2147483648) & 4294967295) - 2147483648)::text::xid8) = 'in progress' then
              ${list} := ${list} || writer;
            end if;
          exception when invalid_parameter_value then
            null;
          end;
        end loop;`;

export const WRITER_VARIABLES = `writer text;
    this bigint := pg_catalog.pg_current_xact_id()::text::bigint;`;

/** Notes at the end of a segment who of it has written to the places of a step's saved rows, for `WROTE`. */
export function writersStatement(chain: string, step: string): string {
  return `do $sluice_wrote$
  declare
    ${WRITER_VARIABLES}
    one record;
    wrote text[] := '{}';
  begin
    if pg_catalog.to_regclass('sluice_quarantine.saved') is not null then
      perform set_config('row_security', 'off', true);
      for one in
        select distinct c.oid::regclass as relation, case c.relkind when 'p' then '' else 'only ' end as only_it from sluice_quarantine.saved s
        join pg_class c on c.oid = to_regclass(format('%I.%I', s.schema_name, s.table_name)) and c.relkind in ('r', 'p')
        where s.chain = ${literal(chain)} and s.step = ${literal(step)} and s.kind = 'table' and s.restored_at is null
      loop${addWriters('wrote', 'one.relation')}
      end loop;
    end if;
    perform set_config('sluice.wrote', to_jsonb(wrote)::text, true);
  end $sluice_wrote$`;
}

/** SQL of what a segment's row of the journal keeps of that. */
export const WROTE =
  "pg_catalog.jsonb_build_object('wrote', pg_catalog.current_setting('sluice.wrote')::pg_catalog.jsonb)";

/** SQL of a text[] of the transactions that an undo has made of a step so far, but for those within the one that is open. */
export function transactionsOf(step: string): string {
  const since = `s.state = 'committed'
      and s.id > (select coalesce(max(d.id), 0) from ${SEGMENTS} d where d.version = ${literal(step)} and d.state = 'committed')`;
  return `array(select s.xmin::text from ${SEGMENTS} s where ${since})
      || array(select jsonb_array_elements_text(s.details -> 'wrote') from ${SEGMENTS} s where ${since}) || pg_current_xact_id()::xid::text`;
}
