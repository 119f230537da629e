import { standIn } from './stand-in.ts';

/** The foreign data wrappers that the extension brings, by the prefix of their handler and validator. */
const sources = [
  'airtable',
  'auth0',
  'big_query',
  'click_house',
  'cognito',
  'duckdb',
  'firebase',
  'hello_world',
  'iceberg',
  'infura',
  'logflare',
  'mssql',
  'redis',
  's3',
  's3_vectors',
  'stripe',
  'wasm',
];

export const wrappers = standIn({
  name: 'wrappers',
  version: '0.5.6',
  comment: 'Foreign data wrappers developed by Supabase',
  missing: 'it reaches no foreign service: servers and foreign tables can be made but not read',
  script: `
CREATE TABLE @extschema@.wrappers_fdw_stats (
  fdw_name text CONSTRAINT wrappers_fdw_stats_pkey PRIMARY KEY,
  create_times bigint,
  rows_in bigint,
  rows_out bigint,
  bytes_in bigint,
  bytes_out bigint,
  metadata jsonb,
  created_at timestamptz NOT NULL DEFAULT timezone('utc', now()),
  updated_at timestamptz NOT NULL DEFAULT timezone('utc', now())
);
-- A handler must be a C function; that of postgres_fdw does everything short of reaching a server.
${sources
  .map(
    (source) => `
CREATE FUNCTION @extschema@.${source}_fdw_handler() RETURNS fdw_handler LANGUAGE c STRICT AS '$libdir/postgres_fdw', 'postgres_fdw_handler';
CREATE FUNCTION @extschema@.${source}_fdw_validator(options text[], catalog oid) RETURNS void LANGUAGE plpgsql AS $$ BEGIN END $$;
CREATE FUNCTION @extschema@.${source}_fdw_meta() RETURNS TABLE (name text, version text, author text, website text)
LANGUAGE sql STRICT AS $$ SELECT '${source}'::text, '0.0.0'::text, NULL::text, NULL::text $$;`,
  )
  .join('\n')}
GRANT ALL ON @extschema@.wrappers_fdw_stats TO postgres WITH GRANT OPTION;
`,
});
