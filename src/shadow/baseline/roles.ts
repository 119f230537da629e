import type { Major } from './major.ts';

/**
 * The roles of a Supabase project. `supabase_admin` is missing: it is the superuser that the cluster was made with.
 * Attributes and memberships follow a hosted project, with two liberties, both for the sake of old migrations:
 * `postgres` is still a member of the admin roles that own auth, storage and realtime, which newer projects
 * revoked (see core/platform-refusals.ts), and no role has a password, since the shadow trusts its socket.
 */
const roles = `
CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS;
CREATE ROLE anon NOLOGIN INHERIT;
CREATE ROLE authenticated NOLOGIN INHERIT;
CREATE ROLE service_role NOLOGIN INHERIT BYPASSRLS;
CREATE ROLE authenticator LOGIN NOINHERIT;
CREATE ROLE dashboard_user NOLOGIN CREATEDB CREATEROLE REPLICATION;
CREATE ROLE pgbouncer LOGIN;
CREATE ROLE supabase_auth_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_storage_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_functions_admin LOGIN NOINHERIT CREATEROLE;
CREATE ROLE supabase_realtime_admin NOLOGIN NOINHERIT;
CREATE ROLE supabase_replication_admin LOGIN REPLICATION;
CREATE ROLE supabase_etl_admin LOGIN REPLICATION;
CREATE ROLE supabase_read_only_user LOGIN BYPASSRLS;
CREATE ROLE supabase_superuser NOLOGIN;
CREATE ROLE cli_login_postgres LOGIN NOINHERIT;
CREATE ROLE pgsodium_keyiduser NOLOGIN;
CREATE ROLE pgsodium_keyholder NOLOGIN;
CREATE ROLE pgsodium_keymaker NOLOGIN;
CREATE ROLE pgtle_admin NOLOGIN;
`;

const memberships = `
GRANT anon, authenticated, service_role TO authenticator;
GRANT authenticator TO supabase_storage_admin;
GRANT pg_read_all_data TO supabase_read_only_user, supabase_etl_admin;
GRANT pgsodium_keyiduser TO pgsodium_keyholder, pgsodium_keymaker;
GRANT pgsodium_keyholder TO pgsodium_keymaker, service_role;
GRANT supabase_superuser TO postgres, supabase_etl_admin;
GRANT postgres TO cli_login_postgres;
GRANT anon, authenticated, service_role, authenticator TO postgres WITH ADMIN OPTION;
GRANT pg_monitor, pg_read_all_data, pg_signal_backend TO postgres WITH ADMIN OPTION;
GRANT pgsodium_keyiduser, pgsodium_keyholder, pgsodium_keymaker, pgtle_admin TO postgres WITH ADMIN OPTION;
GRANT supabase_auth_admin, supabase_storage_admin, supabase_functions_admin, supabase_realtime_admin
  TO postgres WITH ADMIN OPTION;
GRANT dashboard_user TO postgres WITH ADMIN OPTION;
`;

/** Since PostgreSQL 16 a subscription needs this role, which the platform grants. */
const membershipsSince16 = `
GRANT pg_create_subscription TO postgres WITH ADMIN OPTION;
`;

const roleSettings = `
ALTER ROLE postgres SET search_path TO "\\$user", public, extensions;
ALTER ROLE supabase_admin SET search_path TO "\\$user", public, auth, extensions;
ALTER ROLE supabase_auth_admin SET search_path TO auth;
ALTER ROLE supabase_auth_admin SET idle_in_transaction_session_timeout TO 60000;
ALTER ROLE supabase_storage_admin SET search_path TO storage;
ALTER ROLE supabase_functions_admin SET search_path TO supabase_functions;
ALTER ROLE anon SET statement_timeout TO '3s';
ALTER ROLE authenticated SET statement_timeout TO '8s';
ALTER ROLE authenticator SET statement_timeout TO '8s';
ALTER ROLE authenticator SET lock_timeout TO '8s';
`;

/** An event trigger of a migration on the login of the superuser would run as the superuser. */
const superuserSettingsSince17 = `
ALTER ROLE supabase_admin SET event_triggers TO off;
`;

/**
 * Until PostgreSQL 15, CREATEROLE may grant every role but a superuser's, also those that reach the files and programs of the
 * machine (https://www.postgresql.org/docs/15/role-attributes.html). The platform's supautils reserves them; nobody can log in as one.
 */
const reservedMembershipsUntil15 = `
UPDATE pg_catalog.pg_authid SET rolsuper = true
  WHERE rolname IN ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program');
`;

/**
 * Settings that supautils lets `postgres` change although PostgreSQL keeps them for superusers. Prefixes such as
 * `pgrst.*` cannot be granted, so their known members are named one by one; `app.settings.*` are those that older
 * documentation told people to set.
 */
const grantedParameters = [
  'auto_explain.log_analyze',
  'auto_explain.log_buffers',
  'auto_explain.log_format',
  'auto_explain.log_min_duration',
  'auto_explain.log_nested_statements',
  'auto_explain.log_timing',
  'auto_explain.log_triggers',
  'auto_explain.log_verbose',
  'auto_explain.sample_rate',
  'app.jwt_secret',
  'app.service_role_key',
  'app.settings.anon_key',
  'app.settings.jwt_exp',
  'app.settings.jwt_secret',
  'app.settings.service_key',
  'app.settings.service_role_key',
  'app.settings.supabase_anon_key',
  'app.settings.supabase_service_role_key',
  'app.settings.supabase_url',
  'app.supabase_url',
  'log_lock_waits',
  'log_min_duration_statement',
  'log_min_messages',
  'log_parameter_max_length',
  'log_replication_commands',
  'log_statement',
  'log_temp_files',
  'pg_net.batch_size',
  'pg_net.ttl',
  'pg_stat_statements.max',
  'pg_stat_statements.save',
  'pg_stat_statements.track',
  'pg_stat_statements.track_planning',
  'pg_stat_statements.track_utility',
  'pgaudit.log',
  'pgaudit.log_catalog',
  'pgaudit.log_client',
  'pgaudit.log_level',
  'pgaudit.log_parameter',
  'pgaudit.log_relation',
  'pgaudit.log_rows',
  'pgaudit.log_statement',
  'pgaudit.log_statement_once',
  'pgaudit.role',
  'pgrst.app_settings',
  'pgrst.db_aggregates_enabled',
  'pgrst.db_anon_role',
  'pgrst.db_config',
  'pgrst.db_extra_search_path',
  'pgrst.db_hoisted_tx_settings',
  'pgrst.db_max_rows',
  'pgrst.db_plan_enabled',
  'pgrst.db_pool',
  'pgrst.db_pool_acquisition_timeout',
  'pgrst.db_pre_config',
  'pgrst.db_pre_request',
  'pgrst.db_prepared_statements',
  'pgrst.db_root_spec',
  'pgrst.db_schema',
  'pgrst.db_schemas',
  'pgrst.db_tx_end',
  'pgrst.db_use_legacy_gucs',
  'pgrst.jwt_aud',
  'pgrst.jwt_cache_max_lifetime',
  'pgrst.jwt_role_claim_key',
  'pgrst.jwt_secret',
  'pgrst.jwt_secret_is_base64',
  'pgrst.log_level',
  'pgrst.openapi_mode',
  'pgrst.openapi_security_active',
  'pgrst.openapi_server_proxy_uri',
  'pgrst.raw_media_types',
  'pgrst.server_cors_allowed_origins',
  'pgrst.server_host',
  'pgrst.server_port',
  'pgrst.server_timing_enabled',
  'pgrst.server_trace_header',
  'plan_filter.limit_select_only',
  'plan_filter.statement_cost_limit',
  'safeupdate.enabled',
  'session_replication_role',
  'track_functions',
  'track_io_timing',
  'wal_compression',
] as const;

/** SQL, to be run once in a new cluster as `supabase_admin`, that makes the roles of a Supabase project. */
export function rolesSql(major: Major): string {
  return [
    roles,
    memberships,
    major >= 16 ? membershipsSince16 : '',
    roleSettings,
    major >= 17 ? superuserSettingsSince17 : '',
    major <= 15 ? reservedMembershipsUntil15 : '',
    `GRANT SET ON PARAMETER ${grantedParameters.join(', ')} TO postgres;`,
    'ALTER DATABASE postgres OWNER TO postgres;',
  ].join('\n');
}
