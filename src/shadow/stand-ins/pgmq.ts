import { pgmqMessagesSql } from './pgmq-messages.ts';
import { standIn } from './stand-in.ts';

const queues = `
CREATE TABLE pgmq.meta (
  queue_name varchar UNIQUE NOT NULL,
  is_partitioned boolean NOT NULL,
  is_unlogged boolean NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now()
);
CREATE TYPE pgmq.message_record AS
  (msg_id bigint, read_ct integer, enqueued_at timestamptz, vt timestamptz, message jsonb, headers jsonb);
CREATE TYPE pgmq.queue_record AS (queue_name varchar, is_partitioned boolean, is_unlogged boolean, created_at timestamptz);
CREATE TYPE pgmq.metrics_result AS (queue_name text, queue_length bigint, newest_msg_age_sec integer,
  oldest_msg_age_sec integer, total_messages bigint, scrape_time timestamptz, queue_visible_length bigint);
CREATE FUNCTION pgmq.format_table_name(queue_name text, prefix text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  IF queue_name ~ '[$;]|--|''' THEN
    RAISE EXCEPTION 'queue name contains invalid characters: $, ;, --, or \\''';
  END IF;
  RETURN lower(prefix || '_' || queue_name);
END
$$;
CREATE FUNCTION pgmq.validate_queue_name(queue_name text) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  IF length(queue_name) > 47 THEN
    RAISE EXCEPTION 'queue name is too long, maximum length is 47 characters';
  END IF;
END
$$;
CREATE FUNCTION pgmq.acquire_queue_lock(queue_name text) RETURNS void LANGUAGE sql AS $$
  SELECT pg_advisory_xact_lock(hashtext('pgmq.queue_' || queue_name))
$$;
CREATE FUNCTION pgmq._create(queue_name text, unlogged boolean, partitioned boolean) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  queue text := pgmq.format_table_name(queue_name, 'q');
  archive text := pgmq.format_table_name(queue_name, 'a');
BEGIN
  PERFORM pgmq.validate_queue_name(queue_name);
  EXECUTE format($sql$CREATE %s TABLE IF NOT EXISTS pgmq.%I (
    msg_id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamptz DEFAULT now() NOT NULL,
    vt timestamptz NOT NULL,
    message jsonb,
    headers jsonb)$sql$, CASE WHEN unlogged THEN 'UNLOGGED' ELSE '' END, queue);
  EXECUTE format($sql$CREATE TABLE IF NOT EXISTS pgmq.%I (
    msg_id bigint PRIMARY KEY,
    read_ct integer DEFAULT 0 NOT NULL,
    enqueued_at timestamptz DEFAULT now() NOT NULL,
    archived_at timestamptz DEFAULT now() NOT NULL,
    vt timestamptz NOT NULL,
    message jsonb,
    headers jsonb)$sql$, archive);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (vt)', queue || '_vt_idx', queue);
  EXECUTE format('CREATE INDEX IF NOT EXISTS %I ON pgmq.%I (archived_at)', 'archived_at_idx_' || queue_name, archive);
  INSERT INTO pgmq.meta (queue_name, is_partitioned, is_unlogged) VALUES (queue_name, partitioned, unlogged)
    ON CONFLICT DO NOTHING;
END
$$;
CREATE FUNCTION pgmq.create_non_partitioned(queue_name text) RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, false, false) $$;
CREATE FUNCTION pgmq.create_unlogged(queue_name text) RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, true, false) $$;
CREATE FUNCTION pgmq.create_partitioned(queue_name text, partition_interval text DEFAULT '10000',
  retention_interval text DEFAULT '100000') RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, false, true) $$;
CREATE FUNCTION pgmq."create"(queue_name text) RETURNS void LANGUAGE sql AS $$ SELECT pgmq._create($1, false, false) $$;
CREATE FUNCTION pgmq.convert_archive_partitioned(table_name text, partition_interval text DEFAULT '10000',
  retention_interval text DEFAULT '100000', leading_partition integer DEFAULT 10) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.detach_archive(queue_name text) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.enable_notify_insert(queue_name text) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.disable_notify_insert(queue_name text) RETURNS void LANGUAGE sql AS $$ $$;
CREATE FUNCTION pgmq.drop_queue(queue_name text) RETURNS boolean LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('DROP TABLE IF EXISTS pgmq.%I, pgmq.%I',
    pgmq.format_table_name(queue_name, 'q'), pgmq.format_table_name(queue_name, 'a'));
  DELETE FROM pgmq.meta AS m WHERE lower(m.queue_name) = lower(drop_queue.queue_name);
  RETURN FOUND;
END
$$;
CREATE FUNCTION pgmq.drop_queue(queue_name text, partitioned boolean) RETURNS boolean LANGUAGE sql AS $$ SELECT pgmq.drop_queue($1) $$;
CREATE FUNCTION pgmq.purge_queue(queue_name text) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE
  purged bigint;
BEGIN
  EXECUTE format('DELETE FROM pgmq.%I', pgmq.format_table_name(queue_name, 'q'));
  GET DIAGNOSTICS purged = ROW_COUNT;
  RETURN purged;
END
$$;
CREATE FUNCTION pgmq.list_queues() RETURNS SETOF pgmq.queue_record LANGUAGE sql AS $$
  SELECT queue_name, is_partitioned, is_unlogged, created_at FROM pgmq.meta
$$;
CREATE FUNCTION pgmq.metrics(queue_name text) RETURNS pgmq.metrics_result LANGUAGE plpgsql AS $$
DECLARE
  result pgmq.metrics_result;
BEGIN
  EXECUTE format($sql$SELECT %L, count(*), extract(epoch FROM now() - max(enqueued_at))::integer,
    extract(epoch FROM now() - min(enqueued_at))::integer, count(*), now(), count(*) FILTER (WHERE vt <= now())
    FROM pgmq.%I$sql$, queue_name, pgmq.format_table_name(queue_name, 'q')) INTO result;
  RETURN result;
END
$$;
CREATE FUNCTION pgmq.metrics_all() RETURNS SETOF pgmq.metrics_result LANGUAGE sql AS $$
  SELECT (pgmq.metrics(queue_name)).* FROM pgmq.meta
$$;
`;

export const pgmq = standIn({
  name: 'pgmq',
  version: '1.5.1',
  comment: 'A lightweight message queue. Like AWS SQS and RSMQ but on Postgres.',
  missing: 'it partitions no queue and notifies nobody; queues and messages are real',
  schema: 'pgmq',
  script: `${queues}${pgmqMessagesSql}
ALTER TABLE pgmq.meta OWNER TO @extowner@;
GRANT ALL ON ALL ROUTINES IN SCHEMA pgmq TO @extowner@ WITH GRANT OPTION;
GRANT USAGE ON SCHEMA pgmq TO pg_monitor;
`,
});
