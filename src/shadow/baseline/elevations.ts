import type { Elevation } from '../../core/ports.ts';
import { platformEventTriggers } from './platform.ts';

/**
 * Gives `postgres` what an elevated statement has just made. PostgreSQL accepts only a superuser as the owner of an event
 * trigger, a foreign data wrapper or a publication of all tables, so `postgres` is one for that moment, inside the same
 * transaction; the platform's supautils does it in the same way.
 */
const handOver = `
DO $$
DECLARE
  command text;
BEGIN
  FOR command IN
    SELECT format('ALTER %s %I OWNER TO postgres', kind, name)
    FROM (
      SELECT 'pg_event_trigger'::regclass, oid, 'EVENT TRIGGER', evtname, evtowner FROM pg_event_trigger
      UNION ALL
      SELECT 'pg_foreign_data_wrapper'::regclass, oid, 'FOREIGN DATA WRAPPER', fdwname, fdwowner FROM pg_foreign_data_wrapper
      UNION ALL
      SELECT 'pg_publication'::regclass, oid, 'PUBLICATION', pubname, pubowner FROM pg_publication
    ) AS made (catalog, id, kind, name, owner)
    WHERE owner = 'supabase_admin'::regrole
      AND name NOT IN (${platformEventTriggers.map((name) => `'${name}'`).join(', ')})
      AND NOT EXISTS (SELECT FROM pg_depend WHERE classid = catalog AND objid = id AND deptype = 'e')
  LOOP
    ALTER ROLE postgres SUPERUSER;
    EXECUTE command;
    ALTER ROLE postgres NOSUPERUSER;
  END LOOP;
END
$$`;

/**
 * Statements that only a superuser may run in plain PostgreSQL and that supautils lets `postgres` run on the platform.
 * What it does for policies and triggers on the tables of auth, storage and realtime needs nothing here: in the shadow
 * `postgres` is a member of the roles that own them, inside DO blocks and functions too. Extensions are marked as
 * trusted instead.
 */
export const elevations: readonly Elevation[] = [
  { node: 'CreateEventTrigStmt', handOver },
  { node: 'AlterEventTrigStmt', handOver: null },
  { node: 'CreateFdwStmt', handOver },
  { node: 'AlterFdwStmt', handOver: null },
  // FOR ALL TABLES and FOR TABLES IN SCHEMA.
  { node: 'CreatePublicationStmt', handOver },
  { node: 'AlterPublicationStmt', handOver: null },
  // ALTER EXTENSION … SET SCHEMA moves objects that belong to the superuser; other objects are moved by whoever owns them.
  { node: 'AlterObjectSchemaStmt', handOver: null },
];
