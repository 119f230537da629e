import { type StandInExtension, standIn } from './stand-in.ts';

const nothing = 'LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$';

/** Extensions that watch, advise or tidy: present by name and signature, they see nothing and change nothing. */
export const observers: readonly StandInExtension[] = [
  standIn({
    name: 'hypopg',
    version: '1.4.1',
    comment: 'Hypothetical indexes for PostgreSQL',
    missing: 'it makes no hypothetical index',
    script: `
CREATE FUNCTION @extschema@.hypopg_create_index(sql_order text, OUT indexrelid oid, OUT indexname text) RETURNS SETOF record ${nothing};
CREATE FUNCTION @extschema@.hypopg_drop_index(indexid oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION @extschema@.hypopg_hide_index(indexid oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION @extschema@.hypopg_unhide_index(indexid oid) RETURNS boolean LANGUAGE sql AS $$ SELECT false $$;
CREATE FUNCTION @extschema@.hypopg_unhide_all_indexes() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.hypopg_hidden_indexes() RETURNS TABLE (indexid oid) ${nothing};
CREATE FUNCTION @extschema@.hypopg_relation_size(indexid oid) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$;
CREATE FUNCTION @extschema@.hypopg_get_indexdef(indexid oid) RETURNS text LANGUAGE sql AS $$ SELECT NULL::text $$;
CREATE FUNCTION @extschema@.hypopg_reset() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.hypopg_reset_index() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.hypopg(OUT indexname text, OUT indexrelid oid, OUT indrelid oid, OUT innatts integer,
  OUT indisunique boolean, OUT indkey int2vector, OUT indcollation oidvector, OUT indclass oidvector,
  OUT indoption oidvector, OUT indexprs pg_node_tree, OUT indpred pg_node_tree, OUT amid oid) RETURNS SETOF record ${nothing};
CREATE VIEW @extschema@.hypopg_list_indexes AS
  SELECT NULL::oid AS indexrelid, NULL::text AS index_name, NULL::name AS schema_name, NULL::name AS table_name, NULL::name AS am_name WHERE false;
`,
  }),
  standIn({
    name: 'index_advisor',
    version: '0.2.0',
    comment: 'Query index advisor',
    missing: 'it gives no advice',
    requires: ['hypopg'],
    script: `
CREATE FUNCTION @extschema@.index_advisor(query text) RETURNS TABLE (startup_cost_before jsonb, startup_cost_after jsonb,
  total_cost_before jsonb, total_cost_after jsonb, index_statements text[], errors text[]) ${nothing};
`,
  }),
  standIn({
    name: 'pgaudit',
    version: '17.0',
    comment: 'provides auditing functionality',
    missing: 'it logs nothing',
    script: `
CREATE FUNCTION @extschema@.pgaudit_ddl_command_end() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION @extschema@.pgaudit_sql_drop() RETURNS event_trigger LANGUAGE plpgsql AS $$ BEGIN END $$;
`,
  }),
  standIn({
    name: 'plpgsql_check',
    version: '2.7',
    comment: 'extended check for plpgsql functions',
    missing: 'it finds no fault in any function',
    script: ['funcoid regprocedure', 'name text']
      .map(
        (target) => `
CREATE FUNCTION @extschema@.plpgsql_check_function(${target}, relid regclass DEFAULT 0, format text DEFAULT 'text',
  fatal_errors boolean DEFAULT true, other_warnings boolean DEFAULT true, performance_warnings boolean DEFAULT false,
  extra_warnings boolean DEFAULT true, security_warnings boolean DEFAULT false) RETURNS SETOF text ${nothing};
CREATE FUNCTION @extschema@.plpgsql_check_function_tb(${target}, relid regclass DEFAULT 0,
  fatal_errors boolean DEFAULT true, other_warnings boolean DEFAULT true, performance_warnings boolean DEFAULT false,
  extra_warnings boolean DEFAULT true, security_warnings boolean DEFAULT false)
RETURNS TABLE (functionid regproc, lineno integer, statement text, sqlstate text, message text, detail text, hint text,
  level text, "position" integer, query text, context text) ${nothing};`,
      )
      .join('\n'),
  }),
  standIn({
    name: 'pg_repack',
    version: '1.5.2',
    comment: 'Reorganize tables in PostgreSQL databases with minimal locks',
    missing: 'it repacks nothing',
    script: `
CREATE SCHEMA repack;
GRANT USAGE ON SCHEMA repack TO postgres WITH GRANT OPTION;
CREATE FUNCTION repack.version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'pg_repack 1.5.2'::text $$;
CREATE FUNCTION repack.version_sql() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'pg_repack 1.5.2'::text $$;
`,
  }),
  standIn({
    name: 'pg_stat_monitor',
    version: '2.1',
    comment: 'The pg_stat_monitor is a PostgreSQL Query Performance Monitoring tool',
    missing: 'it collects nothing',
    script: `
CREATE VIEW @extschema@.pg_stat_monitor AS
  SELECT NULL::bigint AS bucket, NULL::text AS query, NULL::bigint AS calls, NULL::double precision AS total_exec_time WHERE false;
CREATE FUNCTION @extschema@.pg_stat_monitor_reset() RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.pg_stat_monitor_version() RETURNS text LANGUAGE sql AS $$ SELECT '2.1'::text $$;
`,
  }),
];
