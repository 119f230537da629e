import type { Major } from './major.ts';
import { silentRoutine } from './silent-event-triggers.ts';

/**
 * What watches over a project's schema on the platform. The event triggers exist by name but are switched off: they
 * tell the API about a changed schema and repair the privileges of extensions, which the stand-ins do themselves, and
 * would fire on every statement of every migration.
 */
const silenced = [
  {
    name: 'issue_graphql_placeholder',
    runs: 'set_graphql_placeholder',
    on: "sql_drop WHEN TAG IN ('DROP EXTENSION')",
  },
  {
    name: 'issue_pg_cron_access',
    runs: 'grant_pg_cron_access',
    on: "ddl_command_end WHEN TAG IN ('CREATE EXTENSION')",
  },
  {
    name: 'issue_pg_graphql_access',
    runs: 'grant_pg_graphql_access',
    on: "ddl_command_end WHEN TAG IN ('CREATE FUNCTION')",
  },
  {
    name: 'issue_pg_net_access',
    runs: 'grant_pg_net_access',
    on: "ddl_command_end WHEN TAG IN ('CREATE EXTENSION')",
  },
  { name: 'pgrst_ddl_watch', runs: 'pgrst_ddl_watch', on: 'ddl_command_end' },
  { name: 'pgrst_drop_watch', runs: 'pgrst_drop_watch', on: 'sql_drop' },
];

/** After CREATE EXTENSION postgres_fdw or dblink, `postgres` owns their wrapper on the platform; here it may use it. */
function wrapperAccess(major: Major): string {
  const { head, body } = silentRoutine(major);
  return `
CREATE FUNCTION extensions.grant_foreign_data_wrapper_access() RETURNS event_trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog ${head} AS $$
DECLARE
  wrapper name;
BEGIN
  ${body}
  FOR wrapper IN SELECT fdwname FROM pg_foreign_data_wrapper WHERE fdwname IN ('postgres_fdw', 'dblink_fdw') LOOP
    EXECUTE format('GRANT USAGE ON FOREIGN DATA WRAPPER %I TO postgres WITH GRANT OPTION', wrapper);
  END LOOP;
END
$$;
CREATE EVENT TRIGGER issue_foreign_data_wrapper_access ON ddl_command_end WHEN TAG IN ('CREATE EXTENSION')
  EXECUTE FUNCTION extensions.grant_foreign_data_wrapper_access();
`;
}

/** The event triggers that belong to the platform and stay with its superuser. */
export const platformEventTriggers: readonly string[] = [
  ...silenced.map(({ name }) => name),
  'issue_foreign_data_wrapper_access',
];

const eventTriggers = silenced
  .map(
    ({ name, runs, on }) => `
CREATE FUNCTION extensions.${runs}() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE EVENT TRIGGER ${name} ON ${on} EXECUTE FUNCTION extensions.${runs}();
ALTER EVENT TRIGGER ${name} DISABLE;`,
  )
  .join('\n');

const connectionPooler = `
CREATE FUNCTION pgbouncer.get_auth(p_usename text) RETURNS TABLE (username text, password text)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = '' AS $$ BEGIN RETURN; END $$;
REVOKE ALL ON FUNCTION pgbouncer.get_auth(text) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION pgbouncer.get_auth(text) TO pgbouncer;
`;

/** The tables that the Supabase CLI keeps its history in, as it makes them. */
const history = `
SET LOCAL ROLE postgres;
CREATE TABLE supabase_migrations.schema_migrations (
  version text CONSTRAINT schema_migrations_pkey PRIMARY KEY,
  statements text[],
  name text
);
CREATE TABLE supabase_migrations.seed_files (path text CONSTRAINT seed_files_pkey PRIMARY KEY, hash text NOT NULL);
RESET ROLE;
`;

/** The API's door to GraphQL. It outlives the extension, so it looks for it only when called. */
const graphqlDoor = `
CREATE FUNCTION graphql_public.graphql("operationName" text DEFAULT NULL, query text DEFAULT NULL,
  variables jsonb DEFAULT NULL, extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE plpgsql AS $$
BEGIN
  RETURN graphql.resolve(query := query, variables := coalesce(variables, '{}'),
    "operationName" := "operationName", extensions := extensions);
END
$$;
GRANT EXECUTE ON FUNCTION graphql_public.graphql TO postgres, anon, authenticated, service_role;
`;

export function platformSql(major: Major): string {
  return [eventTriggers, wrapperAccess(major), connectionPooler, graphqlDoor, history].join('\n');
}
