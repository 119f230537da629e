import { standIn } from './stand-in.ts';

export const pgGraphql = standIn({
  name: 'pg_graphql',
  version: '1.5.11',
  comment: 'pg_graphql: GraphQL support',
  missing: 'it answers no GraphQL query',
  schema: 'graphql',
  script: `
CREATE SEQUENCE graphql.seq_schema_version CYCLE;
CREATE FUNCTION graphql.get_schema_version() RETURNS integer LANGUAGE sql SECURITY DEFINER AS $$
  SELECT last_value::integer FROM graphql.seq_schema_version
$$;
CREATE FUNCTION graphql.increment_schema_version() RETURNS event_trigger LANGUAGE plpgsql SECURITY DEFINER AS $$
BEGIN
  PERFORM nextval('graphql.seq_schema_version');
END
$$;
CREATE FUNCTION graphql.comment_directive(comment_ text) RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce((regexp_match(comment_, '@graphql\\((.+)\\)'))[1]::jsonb, '{}'::jsonb)
$$;
CREATE FUNCTION graphql.exception(message text) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION USING ERRCODE = '22000', MESSAGE = message;
END
$$;
CREATE FUNCTION graphql._internal_resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL,
  extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$ SELECT '{"data": null}'::jsonb $$;
CREATE FUNCTION graphql.resolve(query text, variables jsonb DEFAULT '{}', "operationName" text DEFAULT NULL,
  extensions jsonb DEFAULT NULL) RETURNS jsonb LANGUAGE sql AS $$
  SELECT graphql._internal_resolve(query, variables, "operationName", extensions)
$$;
ALTER FUNCTION graphql.get_schema_version() OWNER TO postgres;
ALTER FUNCTION graphql.increment_schema_version() OWNER TO postgres;
GRANT USAGE ON SCHEMA graphql TO postgres WITH GRANT OPTION;
GRANT USAGE ON SCHEMA graphql TO anon, authenticated, service_role;
GRANT ALL ON ALL ROUTINES IN SCHEMA graphql TO postgres, anon, authenticated, service_role;
GRANT ALL ON ALL SEQUENCES IN SCHEMA graphql TO postgres, anon, authenticated, service_role;
`,
});
