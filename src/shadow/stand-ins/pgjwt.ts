import { standIn } from './stand-in.ts';

/** JSON Web Tokens over pgcrypto, which the engine has: this one works in full. */
export const pgjwt = standIn({
  name: 'pgjwt',
  version: '0.2.0',
  comment: 'JSON Web Token API for Postgresql',
  missing: 'nothing: tokens are really signed and verified',
  relocatable: false,
  requires: ['pgcrypto'],
  script: `
CREATE FUNCTION @extschema@.url_encode(data bytea) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT translate(encode(data, 'base64'), E'+/=\\n', '-_')
$$;
CREATE FUNCTION @extschema@.url_decode(data text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$
  SELECT decode(rpad(translate(data, '-_', '+/'), (ceil(length(data) / 4.0) * 4)::integer, '='), 'base64')
$$;
CREATE FUNCTION @extschema@.algorithm_sign(signables text, secret text, algorithm text) RETURNS text LANGUAGE plpgsql STABLE AS $$
DECLARE
  -- pgcrypto may live in any schema, and PostgreSQL 15 has no macro that names it.
  home text := (SELECT extnamespace::regnamespace::text FROM pg_catalog.pg_extension WHERE extname = 'pgcrypto');
  signature bytea;
BEGIN
  EXECUTE format('SELECT %s.hmac($1, $2, $3)', home)
    INTO signature USING signables, secret, 'sha' || substr(algorithm, 3);
  RETURN @extschema@.url_encode(signature);
END
$$;
CREATE FUNCTION @extschema@.sign(payload json, secret text, algorithm text DEFAULT 'HS256') RETURNS text LANGUAGE sql STABLE AS $$
  SELECT parts.signables || '.' || @extschema@.algorithm_sign(parts.signables, secret, algorithm)
  FROM (
    SELECT @extschema@.url_encode(convert_to('{"alg":"' || algorithm || '","typ":"JWT"}', 'utf8'))
      || '.' || @extschema@.url_encode(convert_to(payload::text, 'utf8')) AS signables
  ) AS parts
$$;
CREATE FUNCTION @extschema@.try_cast_double(inp text) RETURNS double precision LANGUAGE plpgsql IMMUTABLE AS $$
BEGIN
  RETURN inp::double precision;
EXCEPTION WHEN OTHERS THEN
  RETURN NULL;
END
$$;
CREATE FUNCTION @extschema@.verify(token text, secret text, algorithm text DEFAULT 'HS256',
  OUT header json, OUT payload json, OUT valid boolean) RETURNS record LANGUAGE sql STABLE AS $$
  SELECT
    convert_from(@extschema@.url_decode(parts[1]), 'utf8')::json,
    convert_from(@extschema@.url_decode(parts[2]), 'utf8')::json,
    parts[3] = @extschema@.algorithm_sign(parts[1] || '.' || parts[2], secret, algorithm)
  FROM regexp_split_to_array(token, '\\.') AS parts
$$;
`,
});
