import { type StandInExtension, standIn } from './stand-in.ts';

/** Extensions written in SQL that a database installs into itself, and the package manager that fetches them. */
export const trustedLanguageExtensions: readonly StandInExtension[] = [
  standIn({
    name: 'pg_tle',
    version: '1.4.0',
    comment: 'Trusted Language Extensions for PostgreSQL',
    missing: 'it lists the extensions that are installed through it, but CREATE EXTENSION does not find them',
    schema: 'pgtle',
    script: `
CREATE TYPE pgtle.password_types AS ENUM
  ('PASSWORD_TYPE_PLAINTEXT', 'PASSWORD_TYPE_MD5', 'PASSWORD_TYPE_SCRAM_SHA_256');
CREATE TYPE pgtle.pg_tle_features AS ENUM ('passcheck', 'clientauth');
CREATE TABLE pgtle.feature_info (
  feature pgtle.pg_tle_features,
  schema_name text,
  proname text,
  obj_identity text,
  PRIMARY KEY (feature, schema_name, proname)
);
CREATE TABLE pgtle.installed (name text, version text, description text, body text, requires text[], PRIMARY KEY (name, version));
CREATE FUNCTION pgtle.install_extension(name text, version text, description text, ext text, requires text[] DEFAULT NULL,
  schema text DEFAULT NULL) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  INSERT INTO pgtle.installed (name, version, description, body, requires)
    SELECT $1, $2, $3, $4, $5 WHERE $1 IS NOT NULL AND $2 IS NOT NULL ON CONFLICT DO NOTHING;
  SELECT true
$$;
CREATE FUNCTION pgtle.install_extension_version_sql(name text, version text, ext text) RETURNS boolean
LANGUAGE sql AS $$ SELECT pgtle.install_extension($1, $2, NULL, $3) $$;
CREATE FUNCTION pgtle.install_update_path(name text, fromvers text, tovers text, ext text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.set_default_version(name text, version text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.uninstall_extension(extname text) RETURNS boolean LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  DELETE FROM pgtle.installed WHERE name = $1;
  SELECT true
$$;
CREATE FUNCTION pgtle.uninstall_extension(extname text, version text) RETURNS boolean LANGUAGE sql AS $$ SELECT pgtle.uninstall_extension($1) $$;
CREATE FUNCTION pgtle.uninstall_extension_if_exists(extname text) RETURNS boolean LANGUAGE sql AS $$ SELECT pgtle.uninstall_extension($1) $$;
CREATE FUNCTION pgtle.uninstall_update_path(extname text, fromvers text, tovers text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.uninstall_update_path_if_exists(extname text, fromvers text, tovers text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.available_extensions(OUT name name, OUT default_version text, OUT comment text) RETURNS SETOF record
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$ SELECT DISTINCT ON (name) name::name, version, description FROM pgtle.installed $$;
CREATE FUNCTION pgtle.available_extension_versions(OUT name name, OUT version text, OUT superuser boolean, OUT trusted boolean,
  OUT relocatable boolean, OUT schema name, OUT requires name[], OUT comment text) RETURNS SETOF record
LANGUAGE sql SECURITY DEFINER SET search_path = '' AS $$
  SELECT name::name, version, false, false, false, NULL::name, requires::name[], description FROM pgtle.installed
$$;
CREATE FUNCTION pgtle.extension_update_paths(name name, OUT source text, OUT target text, OUT path text) RETURNS SETOF record
LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION pgtle.register_feature(proc regproc, feature pgtle.pg_tle_features) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgtle.register_feature_if_not_exists(proc regproc, feature pgtle.pg_tle_features) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION pgtle.unregister_feature(proc regproc, feature pgtle.pg_tle_features) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgtle.unregister_feature_if_exists(proc regproc, feature pgtle.pg_tle_features) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
ALTER FUNCTION pgtle.install_extension(text, text, text, text, text[], text) OWNER TO postgres;
ALTER FUNCTION pgtle.uninstall_extension(text) OWNER TO postgres;
ALTER FUNCTION pgtle.available_extensions() OWNER TO postgres;
ALTER FUNCTION pgtle.available_extension_versions() OWNER TO postgres;
GRANT pgtle_admin TO postgres;
GRANT USAGE ON SCHEMA pgtle TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA pgtle TO pgtle_admin, postgres;
`,
  }),
  standIn({
    name: 'supabase-dbdev',
    version: '0.0.5',
    comment: 'PostgreSQL package manager',
    missing: 'it fetches no package from database.dev',
    script: `
CREATE SCHEMA dbdev;
CREATE FUNCTION dbdev.install(package_name text) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
GRANT USAGE ON SCHEMA dbdev TO postgres WITH GRANT OPTION;
`,
  }),
];
