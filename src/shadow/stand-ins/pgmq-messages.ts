/** Sending, reading and putting away messages; the queue's table is named after the queue, hence the EXECUTE. */
export const pgmqMessagesSql = `
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], headers jsonb[], delay timestamptz) RETURNS SETOF bigint
LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format(
    'INSERT INTO pgmq.%I (vt, message, headers) SELECT $2, m, h FROM unnest($1, $3) AS sent (m, h) RETURNING msg_id',
    pgmq.format_table_name(queue_name, 'q')) USING msgs, delay, headers;
END
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], delay timestamptz) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, NULL::jsonb[], $3)
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], headers jsonb[]) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, $3, clock_timestamp())
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[], delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, NULL::jsonb[], clock_timestamp() + make_interval(secs => $3))
$$;
CREATE FUNCTION pgmq.send_batch(queue_name text, msgs jsonb[]) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, $2, NULL::jsonb[], clock_timestamp())
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb, delay timestamptz) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], ARRAY[$3], $4)
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb, delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], ARRAY[$3], clock_timestamp() + make_interval(secs => $4))
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, delay timestamptz) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], NULL::jsonb[], $3)
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, delay integer) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], NULL::jsonb[], clock_timestamp() + make_interval(secs => $3))
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb, headers jsonb) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], ARRAY[$3], clock_timestamp())
$$;
CREATE FUNCTION pgmq.send(queue_name text, msg jsonb) RETURNS SETOF bigint LANGUAGE sql AS $$
  SELECT pgmq.send_batch($1, ARRAY[$2], NULL::jsonb[], clock_timestamp())
$$;
CREATE FUNCTION pgmq.read(queue_name text, vt integer, qty integer, conditional jsonb DEFAULT '{}')
RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$
DECLARE
  queue text := pgmq.format_table_name(queue_name, 'q');
BEGIN
  RETURN QUERY EXECUTE format($sql$
    WITH chosen AS (
      SELECT msg_id FROM pgmq.%I WHERE vt <= clock_timestamp() AND ($3 = '{}' OR message @> $3)
      ORDER BY msg_id LIMIT $1 FOR UPDATE SKIP LOCKED
    )
    UPDATE pgmq.%I AS m SET vt = clock_timestamp() + make_interval(secs => $2), read_ct = read_ct + 1
    FROM chosen WHERE m.msg_id = chosen.msg_id
    RETURNING m.msg_id, m.read_ct, m.enqueued_at, m.vt, m.message, m.headers$sql$, queue, queue)
    USING qty, vt, conditional;
END
$$;
CREATE FUNCTION pgmq.read_with_poll(queue_name text, vt integer, qty integer, max_poll_seconds integer DEFAULT 5,
  poll_interval_ms integer DEFAULT 100, conditional jsonb DEFAULT '{}') RETURNS SETOF pgmq.message_record LANGUAGE sql AS $$
  SELECT * FROM pgmq.read($1, $2, $3, $6)
$$;
CREATE FUNCTION pgmq.pop(queue_name text) RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$
DECLARE
  queue text := pgmq.format_table_name(queue_name, 'q');
BEGIN
  RETURN QUERY EXECUTE format($sql$
    DELETE FROM pgmq.%I WHERE msg_id = (SELECT min(msg_id) FROM pgmq.%I WHERE vt <= clock_timestamp())
    RETURNING msg_id, read_ct, enqueued_at, vt, message, headers$sql$, queue, queue);
END
$$;
CREATE FUNCTION pgmq.archive(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($sql$
    WITH archived AS (
      DELETE FROM pgmq.%I WHERE msg_id = ANY ($1) RETURNING msg_id, vt, read_ct, enqueued_at, message, headers
    )
    INSERT INTO pgmq.%I (msg_id, vt, read_ct, enqueued_at, message, headers)
    SELECT msg_id, vt, read_ct, enqueued_at, message, headers FROM archived RETURNING msg_id$sql$,
    pgmq.format_table_name(queue_name, 'q'), pgmq.format_table_name(queue_name, 'a')) USING msg_ids;
END
$$;
CREATE FUNCTION pgmq.archive(queue_name text, msg_id bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT count(*) > 0 FROM pgmq.archive($1, ARRAY[$2])
$$;
CREATE FUNCTION pgmq.delete(queue_name text, msg_ids bigint[]) RETURNS SETOF bigint LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format('DELETE FROM pgmq.%I WHERE msg_id = ANY ($1) RETURNING msg_id',
    pgmq.format_table_name(queue_name, 'q')) USING msg_ids;
END
$$;
CREATE FUNCTION pgmq.delete(queue_name text, msg_id bigint) RETURNS boolean LANGUAGE sql AS $$
  SELECT count(*) > 0 FROM pgmq.delete($1, ARRAY[$2])
$$;
CREATE FUNCTION pgmq.set_vt(queue_name text, msg_id bigint, vt integer) RETURNS SETOF pgmq.message_record LANGUAGE plpgsql AS $$
BEGIN
  RETURN QUERY EXECUTE format($sql$UPDATE pgmq.%I SET vt = clock_timestamp() + make_interval(secs => $2)
    WHERE msg_id = $1 RETURNING msg_id, read_ct, enqueued_at, vt, message, headers$sql$,
    pgmq.format_table_name(queue_name, 'q')) USING msg_id, vt;
END
$$;
`;
