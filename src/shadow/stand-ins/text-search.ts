import { type StandInExtension, standIn } from './stand-in.ts';

/**
 * An index method over that of the contrib module bloom, which takes several columns and asks nothing of a type but a
 * hash. Without operators in its classes no query is ever planned to use such an index.
 */
function indexMethod(
  name: string,
  classes: readonly { readonly name: string; readonly type: string; readonly default?: true }[],
): string {
  const types = [...new Set(classes.map(({ type }) => type))];
  const hashOf = (type: string) => `${name}_hash_${type.replaceAll(' ', '_').replace('[]', '_array')}`;
  return `
CREATE FUNCTION ${name}handler(internal) RETURNS index_am_handler LANGUAGE c AS '$libdir/bloom', 'blhandler';
CREATE ACCESS METHOD ${name} TYPE INDEX HANDLER ${name}handler;
${types
  .map(
    (type) =>
      `CREATE FUNCTION ${hashOf(type)}(${type}) RETURNS integer ${
        fixed.has(type)
          ? `LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT hashtext($1::text) $$`
          : `LANGUAGE internal IMMUTABLE STRICT AS 'hashvarlena'`
      };`,
  )
  .join('\n')}
${classes
  .map(
    (of) =>
      `CREATE OPERATOR CLASS ${of.name}${of.default ? ' DEFAULT' : ''} FOR TYPE ${of.type} USING ${name} AS FUNCTION 1 ${hashOf(of.type)}(${of.type});`,
  )
  .join('\n')}
`;
}

/** Types that PostgreSQL keeps by value, not as a string of bytes. */
const fixed = new Set([
  'boolean',
  'smallint',
  'integer',
  'bigint',
  'real',
  'double precision',
  'timestamp',
  'timestamptz',
  'uuid',
]);

const matches = (operator: string, left: string, right: string, name: string, body: string) => `
CREATE FUNCTION ${name}(${left}, ${right}) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ${body} $$;
CREATE OPERATOR ${operator} (LEFTARG = ${left}, RIGHTARG = ${right}, FUNCTION = ${name});`;

const contains = 'position(lower($2) IN lower($1)) > 0';

const pgroonga = standIn({
  name: 'pgroonga',
  version: '3.2.5',
  comment: 'Super fast and all languages supported full text search index based on Groonga',
  missing: 'it searches by plain substring and its indexes are never used',
  relocatable: true,
  script: `
${indexMethod('pgroonga', [
  { name: 'pgroonga_text_full_text_search_ops_v2', type: 'text', default: true },
  { name: 'pgroonga_text_full_text_search_ops', type: 'text' },
  { name: 'pgroonga_text_term_search_ops_v2', type: 'text' },
  { name: 'pgroonga_text_regexp_ops_v2', type: 'text' },
  { name: 'pgroonga_text_array_full_text_search_ops_v2', type: 'text[]', default: true },
  { name: 'pgroonga_text_array_full_text_search_ops', type: 'text[]' },
  { name: 'pgroonga_text_array_term_search_ops_v2', type: 'text[]' },
  { name: 'pgroonga_varchar_term_search_ops_v2', type: 'character varying', default: true },
  { name: 'pgroonga_varchar_full_text_search_ops_v2', type: 'character varying' },
  { name: 'pgroonga_varchar_full_text_search_ops', type: 'character varying' },
  { name: 'pgroonga_varchar_array_term_search_ops_v2', type: 'character varying[]', default: true },
  { name: 'pgroonga_jsonb_ops_v2', type: 'jsonb', default: true },
  { name: 'pgroonga_jsonb_ops', type: 'jsonb' },
  { name: 'pgroonga_jsonb_full_text_search_ops_v2', type: 'jsonb' },
  { name: 'pgroonga_bool_ops', type: 'boolean', default: true },
  { name: 'pgroonga_int2_ops', type: 'smallint', default: true },
  { name: 'pgroonga_int4_ops', type: 'integer', default: true },
  { name: 'pgroonga_int8_ops', type: 'bigint', default: true },
  { name: 'pgroonga_float4_ops', type: 'real', default: true },
  { name: 'pgroonga_float8_ops', type: 'double precision', default: true },
  { name: 'pgroonga_timestamp_ops', type: 'timestamp', default: true },
  { name: 'pgroonga_timestamptz_ops', type: 'timestamptz', default: true },
  { name: 'pgroonga_uuid_ops', type: 'uuid', default: true },
])}
${matches('&@', 'text', 'text', 'pgroonga_match_text', contains)}
${matches('&@~', 'text', 'text', 'pgroonga_query_text', contains)}
${matches('&^', 'text', 'text', 'pgroonga_prefix_text', 'starts_with(lower($1), lower($2))')}
${matches('&~', 'text', 'text', 'pgroonga_regexp_text', '$1 ~* $2')}
${matches('&@', 'text[]', 'text', 'pgroonga_match_text_array', "position(lower($2) IN lower(array_to_string($1, ' '))) > 0")}
${matches('&@~', 'text[]', 'text', 'pgroonga_query_text_array', "position(lower($2) IN lower(array_to_string($1, ' '))) > 0")}
${matches('&@', 'character varying', 'character varying', 'pgroonga_match_varchar', contains)}
${matches('&@~', 'character varying', 'character varying', 'pgroonga_query_varchar', contains)}
${matches('&@', 'jsonb', 'text', 'pgroonga_match_jsonb', 'position(lower($2) IN lower($1::text)) > 0')}
${matches('&@~', 'jsonb', 'text', 'pgroonga_query_jsonb', 'position(lower($2) IN lower($1::text)) > 0')}
CREATE FUNCTION pgroonga_score(tableoid oid, ctid tid) RETURNS double precision LANGUAGE sql STABLE AS $$ SELECT 1::double precision $$;
CREATE FUNCTION pgroonga_snippet_html(target text, keywords text[], width integer DEFAULT 200) RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT ARRAY[left($1, $3)] $$;
CREATE FUNCTION pgroonga_highlight_html(target text, keywords text[]) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
CREATE FUNCTION pgroonga_query_extract_keywords(query text, index_name text DEFAULT '') RETURNS text[] LANGUAGE sql IMMUTABLE AS $$ SELECT regexp_split_to_array($1, '\\s+') $$;
CREATE FUNCTION pgroonga_query_escape(query text) RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT $1 $$;
CREATE FUNCTION pgroonga_normalize(target text, normalizername text DEFAULT 'NormalizerAuto') RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT lower($1) $$;
CREATE FUNCTION pgroonga_command(groongacommand text) RETURNS text LANGUAGE sql AS $$ SELECT '[]'::text $$;
`,
});

const rum = standIn({
  name: 'rum',
  version: '1.3',
  comment: 'RUM index access method',
  missing: 'its indexes are never used and all distances are zero',
  relocatable: true,
  script: `
${indexMethod('rum', [
  { name: 'rum_tsvector_ops', type: 'tsvector', default: true },
  { name: 'rum_tsvector_hash_ops', type: 'tsvector' },
  { name: 'rum_tsvector_addon_ops', type: 'tsvector' },
  { name: 'rum_tsvector_hash_addon_ops', type: 'tsvector' },
  { name: 'rum_tsquery_ops', type: 'tsquery', default: true },
  { name: 'rum_text_ops', type: 'text', default: true },
  { name: 'rum_int4_ops', type: 'integer', default: true },
  { name: 'rum_int8_ops', type: 'bigint', default: true },
  { name: 'rum_float8_ops', type: 'double precision', default: true },
  { name: 'rum_timestamp_ops', type: 'timestamp', default: true },
  { name: 'rum_timestamptz_ops', type: 'timestamptz', default: true },
])}
CREATE FUNCTION rum_ts_distance(tsvector, tsquery) RETURNS real LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT 0::real $$;
CREATE FUNCTION rum_ts_score(tsvector, tsquery) RETURNS real LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ts_rank($1, $2) $$;
CREATE OPERATOR <=> (LEFTARG = tsvector, RIGHTARG = tsquery, FUNCTION = rum_ts_distance);
CREATE FUNCTION rum_timestamp_distance(timestamp, timestamp) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT abs(extract(epoch FROM $1 - $2))::double precision $$;
CREATE OPERATOR <=> (LEFTARG = timestamp, RIGHTARG = timestamp, FUNCTION = rum_timestamp_distance);
CREATE FUNCTION rum_timestamptz_distance(timestamptz, timestamptz) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT abs(extract(epoch FROM $1 - $2))::double precision $$;
CREATE OPERATOR <=> (LEFTARG = timestamptz, RIGHTARG = timestamptz, FUNCTION = rum_timestamptz_distance);
`,
});

/** Full text search of other making than PostgreSQL's. */
export const textSearch: readonly StandInExtension[] = [pgroonga, rum];
