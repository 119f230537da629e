import type { ObservedEvent } from '../core/ports.ts';
import type { ShadowSession } from './shadow-session.ts';

/** The table that the event triggers write to; nothing that a migration did. */
export const OBSERVATIONS_TABLE = 'sluice_observed';

/** The schema belongs to postgres: what a migration puts in the place of our table may have triggers, which would run as the superuser. */
const UNLESS_REPLACED = `if not exists (
    select from pg_catalog.pg_class c join pg_catalog.pg_roles r on r.oid = c.relowner
    where c.oid = pg_catalog.to_regclass('supabase_migrations.${OBSERVATIONS_TABLE}') and r.rolname = current_user
  ) then
    return;
  end if;`;

/**
 * Lets PostgreSQL itself write down which objects each statement touches (event triggers), for what no text tells: what a
 * function or EXECUTE does, and what a CASCADE takes along. All of it lives in a schema that no comparison looks at, and the
 * names of the triggers are known to the comparison as ours.
 */
const INSTALL_SQL = `
create schema if not exists supabase_migrations;
create table supabase_migrations.${OBSERVATIONS_TABLE} (number bigint generated always as identity primary key, verb text, names text[]);
create function supabase_migrations.sluice_observe_end() returns event_trigger language plpgsql security definer set search_path = '' as $$
begin
  ${UNLESS_REPLACED}
  insert into supabase_migrations.${OBSERVATIONS_TABLE} (verb, names)
  select 'alter', (pg_catalog.pg_identify_object_as_address(e.classid, e.objid, e.objsubid)).object_names
  from pg_catalog.pg_event_trigger_ddl_commands() e where e.objid <> 0 and not e.in_extension;
exception when others then null;
end $$;
create function supabase_migrations.sluice_observe_drop() returns event_trigger language plpgsql security definer set search_path = '' as $$
begin
  ${UNLESS_REPLACED}
  insert into supabase_migrations.${OBSERVATIONS_TABLE} (verb, names)
  select 'drop', e.address_names from pg_catalog.pg_event_trigger_dropped_objects() e;
exception when others then null;
end $$;
create event trigger sluice_observe_end on ddl_command_end execute function supabase_migrations.sluice_observe_end();
create event trigger sluice_observe_drop on sql_drop execute function supabase_migrations.sluice_observe_drop();
do $$ begin
  -- Any change of a schema has every connection plan its prepared queries anew.
  if not pg_catalog.has_schema_privilege('public', 'supabase_migrations', 'usage') then
    grant usage on schema supabase_migrations to public;
  end if;
end $$;
grant select on supabase_migrations.${OBSERVATIONS_TABLE} to public`;

const REMOVE_SQL = `
drop event trigger if exists sluice_observe_end;
drop event trigger if exists sluice_observe_drop;
drop function if exists supabase_migrations.sluice_observe_end();
drop function if exists supabase_migrations.sluice_observe_drop();
drop table if exists supabase_migrations.${OBSERVATIONS_TABLE}`;

export interface EventRow {
  readonly number: string;
  readonly verb: ObservedEvent['verb'];
  readonly names: readonly string[] | null;
}

export async function installEventTriggers(session: ShadowSession): Promise<void> {
  await session.asAdministrator(INSTALL_SQL);
}

export async function removeEventTriggers(session: ShadowSession): Promise<void> {
  await session.asAdministrator(REMOVE_SQL);
}

/** What was written down after a number, oldest first. */
export function eventsSince(number: bigint): string {
  return `select o.number::text, o.verb, o.names from supabase_migrations.${OBSERVATIONS_TABLE} o where o.number > ${number} order by o.number`;
}
