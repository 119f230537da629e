import { standIn } from './stand-in.ts';

const answer = 'SELECT ROW(NULL, NULL, NULL, NULL)::@extschema@.http_response';

/** A function of the extension that would send a request: it answers with an empty response. */
function request(name: string, parameters: string): string {
  return `CREATE FUNCTION @extschema@.${name}(${parameters}) RETURNS @extschema@.http_response LANGUAGE sql AS $$ ${answer} $$;`;
}

export const http = standIn({
  name: 'http',
  version: '1.6',
  comment: 'HTTP client for PostgreSQL, allows web page retrieval inside the database.',
  missing: 'it sends nothing and answers every request with an empty response',
  script: `
CREATE DOMAIN @extschema@.http_method AS text;
CREATE TYPE @extschema@.http_header AS (field character varying, value character varying);
CREATE TYPE @extschema@.http_response AS
  (status integer, content_type character varying, headers @extschema@.http_header[], content character varying);
CREATE TYPE @extschema@.http_request AS (method @extschema@.http_method, uri character varying,
  headers @extschema@.http_header[], content_type character varying, content character varying);
CREATE FUNCTION @extschema@.http_header(field character varying, value character varying) RETURNS @extschema@.http_header
LANGUAGE sql AS $$ SELECT ROW($1, $2)::@extschema@.http_header $$;
CREATE FUNCTION @extschema@.http_headers(VARIADIC args text[]) RETURNS @extschema@.http_header[] LANGUAGE sql AS $$
  SELECT array_agg(ROW(args[i], args[i + 1])::@extschema@.http_header) FROM generate_series(1, cardinality(args), 2) AS i
$$;
${[
  request('http', 'request @extschema@.http_request'),
  request('http_get', 'uri character varying'),
  request('http_get', 'uri character varying, data jsonb'),
  request('http_post', 'uri character varying, content character varying, content_type character varying'),
  request('http_post', 'uri character varying, data jsonb'),
  request('http_put', 'uri character varying, content character varying, content_type character varying'),
  request('http_patch', 'uri character varying, content character varying, content_type character varying'),
  request('http_delete', 'uri character varying'),
  request('http_delete', 'uri character varying, content character varying, content_type character varying'),
  request('http_head', 'uri character varying'),
].join('\n')}
CREATE FUNCTION @extschema@.http_set_curlopt(curlopt character varying, value character varying) RETURNS boolean
LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.http_reset_curlopt() RETURNS boolean LANGUAGE sql AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.http_list_curlopt() RETURNS TABLE (curlopt text, value text) LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$;
CREATE FUNCTION @extschema@.urlencode(string character varying) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT string_agg(CASE WHEN c ~ '[A-Za-z0-9_.~*-]' THEN c ELSE
    regexp_replace(upper(encode(convert_to(c, 'UTF8'), 'hex')), '(..)', '%\\1', 'g') END, '' ORDER BY n)
  FROM regexp_split_to_table(string, '') WITH ORDINALITY AS letters (c, n)
$$;
CREATE FUNCTION @extschema@.urlencode(string bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT regexp_replace(upper(encode(string, 'hex')), '(..)', '%\\1', 'g')
$$;
CREATE FUNCTION @extschema@.urlencode(data jsonb) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT string_agg(@extschema@.urlencode(key::varchar) || '=' || @extschema@.urlencode(value::varchar), '&')
  FROM jsonb_each_text(data)
$$;
CREATE FUNCTION @extschema@.text_to_bytea(data text) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT convert_to(data, 'UTF8') $$;
CREATE FUNCTION @extschema@.bytea_to_text(data bytea) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT convert_from(data, 'UTF8') $$;
`,
});
