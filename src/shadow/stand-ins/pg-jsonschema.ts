import { standIn } from './stand-in.ts';

export const pgJsonschema = standIn({
  name: 'pg_jsonschema',
  version: '0.3.3',
  comment: 'pg_jsonschema',
  missing: 'it finds every document valid',
  script: `
CREATE FUNCTION @extschema@.json_matches_schema(schema json, instance json) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.jsonb_matches_schema(schema json, instance jsonb) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.jsonschema_is_valid(schema json) RETURNS boolean LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true $$;
CREATE FUNCTION @extschema@.jsonschema_validation_errors(schema json, instance json) RETURNS text[] LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT '{}'::text[] $$;
`,
});
