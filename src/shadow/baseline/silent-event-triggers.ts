import type { Major } from './major.ts';

/**
 * Before PostgreSQL 17 there is no setting for event triggers. As a replica, a session fires those alone that say so, and here none does:
 * what fires always becomes what fires at the origin, and what never fires there is off.
 */
const NONE_FOR_REPLICAS = `UPDATE pg_catalog.pg_event_trigger SET evtenabled = CASE evtenabled WHEN 'A' THEN 'O' ELSE 'D' END
  WHERE evtenabled IN ('A', 'R')`;

/** The one of two settings that the server has, with its value. */
const SETTING = `(SELECT name, setting FROM pg_catalog.pg_settings WHERE name IN ('event_triggers', 'session_replication_role')
    ORDER BY name LIMIT 1) AS one`;

/**
 * An extension's script, which runs as a superuser whoever creates the extension, without the event triggers of migrations, which would,
 * too. What is set in a script lasts as long as the transaction, so it is set back behind it.
 */
export function silentScript(script: string): string {
  return `${NONE_FOR_REPLICAS} AND pg_catalog.current_setting('server_version_num') < '170000';
SELECT pg_catalog.set_config('sluice.silenced', setting, true),
    pg_catalog.set_config(name, CASE name WHEN 'event_triggers' THEN 'off' ELSE 'replica' END, true)
  FROM ${SETTING};
${script}
SELECT pg_catalog.set_config(name, pg_catalog.current_setting('sluice.silenced'), true)
  FROM ${SETTING};
`;
}

/** The same for a routine with its owner's rights: what goes into its head, and into its body before its statements. */
export function silentRoutine(major: Major): { readonly head: string; readonly body: string } {
  return major >= 17
    ? { head: 'SET event_triggers = off', body: '' }
    : { head: 'SET session_replication_role = replica', body: `${NONE_FOR_REPLICAS};` };
}
