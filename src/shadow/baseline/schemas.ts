/**
 * The schemas of a fresh project, their owners, who may use them, and the privileges that new objects in them get.
 * Owners matter twice: migrations are refused or allowed by them, and the comparison of schemas hides what a
 * platform role owns.
 */
export const schemasSql = `
GRANT USAGE ON SCHEMA public TO postgres, anon, authenticated, service_role;

CREATE SCHEMA extensions AUTHORIZATION postgres;
GRANT USAGE ON SCHEMA extensions TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA extensions TO dashboard_user;

CREATE SCHEMA auth AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA auth TO postgres, anon, authenticated, service_role;
GRANT ALL ON SCHEMA auth TO supabase_auth_admin, dashboard_user;

CREATE SCHEMA storage AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA storage TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA storage TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA storage TO supabase_storage_admin WITH GRANT OPTION;
GRANT ALL ON SCHEMA storage TO dashboard_user;

CREATE SCHEMA realtime AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA realtime TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA realtime TO anon, authenticated, service_role;
GRANT ALL ON SCHEMA realtime TO supabase_realtime_admin WITH GRANT OPTION;

CREATE SCHEMA _realtime AUTHORIZATION postgres;
CREATE SCHEMA graphql AUTHORIZATION supabase_admin;
CREATE SCHEMA graphql_public AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA graphql_public TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA graphql_public TO anon, authenticated, service_role;

CREATE SCHEMA vault AUTHORIZATION supabase_admin;
CREATE SCHEMA pgbouncer AUTHORIZATION pgbouncer;
CREATE SCHEMA pgsodium AUTHORIZATION supabase_admin;
CREATE SCHEMA pgsodium_masks AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA pgsodium, pgsodium_masks TO postgres WITH GRANT OPTION;

CREATE SCHEMA supabase_functions AUTHORIZATION supabase_admin;
GRANT USAGE ON SCHEMA supabase_functions TO postgres, anon, authenticated, service_role;
GRANT ALL ON SCHEMA supabase_functions TO supabase_functions_admin;

CREATE SCHEMA supabase_migrations AUTHORIZATION postgres;
-- What statements do is written down there, and whichever role a migration has taken on reads it back.
GRANT USAGE ON SCHEMA supabase_migrations TO PUBLIC;
`;

function defaultPrivileges(owner: string, schema: string, grantees: string, option = ''): string {
  return ['TABLES', 'ROUTINES', 'SEQUENCES']
    .map(
      (kind) =>
        `ALTER DEFAULT PRIVILEGES FOR ROLE ${owner} IN SCHEMA ${schema} GRANT ALL ON ${kind} TO ${grantees}${option};`,
    )
    .join('\n');
}

const apiRoles = 'postgres, anon, authenticated, service_role';

/** What new objects grant to whom, until a migration says otherwise. */
export const defaultPrivilegesSql = [
  defaultPrivileges('postgres', 'public', apiRoles),
  defaultPrivileges('supabase_admin', 'public', apiRoles),
  defaultPrivileges('supabase_admin', 'extensions', 'postgres', ' WITH GRANT OPTION'),
  defaultPrivileges('supabase_auth_admin', 'auth', 'postgres, dashboard_user'),
  defaultPrivileges('postgres', 'storage', apiRoles),
  defaultPrivileges('supabase_admin', 'realtime', 'postgres, dashboard_user'),
  defaultPrivileges('supabase_admin', 'graphql', apiRoles),
  defaultPrivileges('supabase_admin', 'graphql_public', apiRoles),
  defaultPrivileges('supabase_admin', 'supabase_functions', apiRoles),
].join('\n');

/**
 * What a project adds whose new tables are not exposed to the API by themselves, the platform's rule for new projects
 * since May 2026 (`[api] auto_expose_new_tables = false` in config.toml). For a single database, as `postgres` or
 * the superuser, before any migration.
 */
export const closedDefaultPrivilegesSql = `
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
  REVOKE SELECT, INSERT, UPDATE, DELETE ON TABLES FROM anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
  REVOKE USAGE, SELECT ON SEQUENCES FROM anon, authenticated, service_role;
ALTER DEFAULT PRIVILEGES FOR ROLE postgres IN SCHEMA public
  REVOKE EXECUTE ON FUNCTIONS FROM anon, authenticated, service_role;
`;
