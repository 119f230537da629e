import { type StandInExtension, standIn } from './stand-in.ts';

const pgPartman = standIn({
  name: 'pg_partman',
  version: '5.2.4',
  comment: 'Extension to manage partitioned tables by time or ID',
  missing: 'it records which tables it manages and makes no partitions',
  script: `
CREATE TABLE @extschema@.part_config (
  parent_table text CONSTRAINT part_config_parent_table_pkey PRIMARY KEY,
  control text NOT NULL,
  partition_interval text NOT NULL,
  partition_type text NOT NULL DEFAULT 'range',
  premake integer NOT NULL DEFAULT 4,
  automatic_maintenance text NOT NULL DEFAULT 'on',
  template_table text,
  retention text,
  retention_schema text,
  retention_keep_index boolean NOT NULL DEFAULT true,
  retention_keep_table boolean NOT NULL DEFAULT true,
  epoch text NOT NULL DEFAULT 'none',
  constraint_cols text[],
  optimize_constraint integer NOT NULL DEFAULT 30,
  infinite_time_partitions boolean NOT NULL DEFAULT false,
  datetime_string text,
  jobmon boolean NOT NULL DEFAULT true,
  sub_partition_set_full boolean NOT NULL DEFAULT false,
  undo_in_progress boolean NOT NULL DEFAULT false,
  inherit_privileges boolean DEFAULT false,
  constraint_valid boolean DEFAULT true,
  ignore_default_data boolean NOT NULL DEFAULT true,
  default_table boolean DEFAULT true,
  date_trunc_interval text,
  maintenance_order integer,
  retention_keep_publication boolean NOT NULL DEFAULT false,
  maintenance_last_run timestamptz
);
CREATE TABLE @extschema@.part_config_sub (
  sub_parent text CONSTRAINT part_config_sub_pkey PRIMARY KEY REFERENCES @extschema@.part_config (parent_table),
  sub_control text NOT NULL,
  sub_partition_interval text NOT NULL,
  sub_partition_type text NOT NULL
);
CREATE FUNCTION @extschema@.create_parent(p_parent_table text, p_control text, p_interval text, p_type text DEFAULT 'range',
  p_epoch text DEFAULT 'none', p_premake integer DEFAULT 4, p_start_partition text DEFAULT NULL,
  p_default_table boolean DEFAULT true, p_automatic_maintenance text DEFAULT 'on', p_constraint_cols text[] DEFAULT NULL,
  p_template_table text DEFAULT NULL, p_jobmon boolean DEFAULT true, p_date_trunc_interval text DEFAULT NULL,
  p_control_not_null boolean DEFAULT true, p_time_encoder text DEFAULT NULL, p_time_decoder text DEFAULT NULL)
RETURNS boolean LANGUAGE sql AS $$
  INSERT INTO @extschema@.part_config (parent_table, control, partition_interval, partition_type, premake, epoch, automatic_maintenance)
    VALUES ($1, $2, $3, $4, $6, $5, $9);
  SELECT true
$$;
CREATE FUNCTION @extschema@.run_maintenance(p_parent_table text DEFAULT NULL, p_analyze boolean DEFAULT false,
  p_jobmon boolean DEFAULT true) RETURNS void LANGUAGE sql AS $$ $$;
CREATE PROCEDURE @extschema@.run_maintenance_proc(p_wait integer DEFAULT 0, p_analyze boolean DEFAULT NULL,
  p_jobmon boolean DEFAULT true) LANGUAGE sql AS $$ $$;
CREATE PROCEDURE @extschema@.partition_data_proc(p_parent_table text, p_loop_count integer DEFAULT NULL) LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.partition_data_time(p_parent_table text, p_batch_count integer DEFAULT 1) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$;
CREATE FUNCTION @extschema@.partition_data_id(p_parent_table text, p_batch_count integer DEFAULT 1) RETURNS bigint LANGUAGE sql AS $$ SELECT 0::bigint $$;
CREATE FUNCTION @extschema@.check_default(p_exact_count boolean DEFAULT true) RETURNS TABLE (default_table text, count bigint) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.show_partitions(p_parent_table text, p_order text DEFAULT 'ASC', p_include_default boolean DEFAULT false)
RETURNS TABLE (partition_schemaname text, partition_tablename text) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.undo_partition(p_parent_table text, p_target_table text, p_loop_count integer DEFAULT 1,
  OUT partitions_undone integer, OUT rows_undone bigint) LANGUAGE sql AS $$ SELECT 0, 0::bigint $$;
GRANT ALL ON @extschema@.part_config, @extschema@.part_config_sub TO postgres WITH GRANT OPTION;
`,
});

const timescaledb = standIn({
  name: 'timescaledb',
  version: '2.16.1',
  comment: 'Enables scalable inserts and complex queries for time-series data',
  missing: 'a hypertable stays an ordinary table; continuous aggregates are refused',
  script: `
CREATE SCHEMA _timescaledb_catalog;
CREATE SCHEMA timescaledb_information;
CREATE TABLE _timescaledb_catalog.hypertable (
  id serial CONSTRAINT hypertable_pkey PRIMARY KEY,
  relation regclass NOT NULL UNIQUE,
  time_column name NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE VIEW timescaledb_information.hypertables AS
  SELECT n.nspname AS hypertable_schema, c.relname AS hypertable_name, c.relowner::regrole::name AS owner, 1::smallint AS num_dimensions,
    0::bigint AS num_chunks, false AS compression_enabled
  FROM _timescaledb_catalog.hypertable AS h JOIN pg_class AS c ON c.oid = h.relation JOIN pg_namespace AS n ON n.oid = c.relnamespace;
CREATE FUNCTION @extschema@.create_hypertable(relation regclass, time_column_name name, partitioning_column name DEFAULT NULL,
  number_partitions integer DEFAULT NULL, associated_schema_name name DEFAULT NULL, associated_table_prefix name DEFAULT NULL,
  chunk_time_interval anyelement DEFAULT NULL::bigint, create_default_indexes boolean DEFAULT true,
  if_not_exists boolean DEFAULT false, partitioning_func regproc DEFAULT NULL, migrate_data boolean DEFAULT false,
  OUT hypertable_id integer, OUT schema_name name, OUT table_name name, OUT created boolean)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
BEGIN
  INSERT INTO _timescaledb_catalog.hypertable (relation, time_column) VALUES (create_hypertable.relation, time_column_name)
    ON CONFLICT DO NOTHING RETURNING id INTO hypertable_id;
  created := hypertable_id IS NOT NULL;
  IF NOT created AND NOT if_not_exists THEN
    RAISE EXCEPTION 'table "%" is already a hypertable', create_hypertable.relation;
  END IF;
  SELECT n.nspname, c.relname INTO schema_name, table_name
    FROM pg_class AS c JOIN pg_namespace AS n ON n.oid = c.relnamespace WHERE c.oid = create_hypertable.relation;
END
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width interval, ts timestamptz) RETURNS timestamptz LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_bin($1, $2, '2000-01-03 00:00:00+00'::timestamptz)
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width interval, ts timestamp) RETURNS timestamp LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_bin($1, $2, '2000-01-03'::timestamp)
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width interval, ts date) RETURNS date LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT date_bin($1, $2::timestamp, '2000-01-03'::timestamp)::date
$$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width bigint, ts bigint) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2 - $2 % $1 $$;
CREATE FUNCTION @extschema@.time_bucket(bucket_width integer, ts integer) RETURNS integer LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2 - $2 % $1 $$;
CREATE FUNCTION @extschema@.set_chunk_time_interval(hypertable regclass, chunk_time_interval anyelement) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.add_dimension(hypertable regclass, column_name name, number_partitions integer DEFAULT NULL,
  if_not_exists boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.add_retention_policy(relation regclass, drop_after anyelement, if_not_exists boolean DEFAULT false) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION @extschema@.remove_retention_policy(relation regclass, if_exists boolean DEFAULT false) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION @extschema@.add_compression_policy(hypertable regclass, compress_after anyelement, if_not_exists boolean DEFAULT false) RETURNS integer LANGUAGE sql AS $$ SELECT 1 $$;
CREATE FUNCTION @extschema@.remove_compression_policy(hypertable regclass, if_exists boolean DEFAULT false) RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.drop_chunks(relation regclass, older_than anyelement) RETURNS SETOF text LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.show_chunks(relation regclass) RETURNS SETOF regclass LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.hypertable_size(hypertable regclass) RETURNS bigint LANGUAGE sql AS $$ SELECT pg_total_relation_size($1) $$;
CREATE FUNCTION @extschema@.keep_first(anyelement, anyelement, timestamptz) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, $2) $$;
CREATE FUNCTION @extschema@.keep_last(anyelement, anyelement, timestamptz) RETURNS anyelement LANGUAGE sql IMMUTABLE AS $$ SELECT $2 $$;
CREATE AGGREGATE @extschema@.first(anyelement, timestamptz) (SFUNC = @extschema@.keep_first, STYPE = anyelement);
CREATE AGGREGATE @extschema@.last(anyelement, timestamptz) (SFUNC = @extschema@.keep_last, STYPE = anyelement);
`,
});

/** Extensions that cut large tables into parts. */
export const partitioning: readonly StandInExtension[] = [pgPartman, timescaledb];
