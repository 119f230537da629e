const kinds = [
  'Geometry',
  'Point',
  'LineString',
  'Polygon',
  'MultiPoint',
  'MultiLineString',
  'MultiPolygon',
  'GeometryCollection',
];

const labels = kinds.flatMap((kind) =>
  ['', 'Z', 'M', 'ZM'].flatMap((dimensions) =>
    ['', ',4326', ',3857'].map((reference) => `'(${kind}${dimensions}${reference})'`),
  ),
);

/**
 * The type modifier, `(Point,4326)`: PostgreSQL keeps it as a number and asks a C function for its text. enum_out is
 * one: given the OID of an enum's value it answers with the label. So each modifier is a label of an enum, made
 * beforehand or when it is first asked for.
 */
const modifiers = `
CREATE TYPE @extschema@.spatial_modifier AS ENUM (${labels.join(', ')});
CREATE FUNCTION @extschema@.spatial_modifier_number(words cstring[], reference text) RETURNS integer
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  word text := lower(words[1]::text);
  kind text := (ARRAY['${kinds.join("', '")}'])[array_position(
    ARRAY['${kinds.map((kind) => kind.toLowerCase()).join("', '")}'], regexp_replace(word, '(zm|z|m)$', ''))];
  dimensions text := upper(coalesce(substring(word FROM '(zm|z|m)$'), ''));
  label text;
  number oid;
BEGIN
  IF kind IS NULL AND word ~ '^[0-9]+$' AND cardinality(words) = 1 THEN
    kind := 'Geometry';
    dimensions := '';
    reference := word;
  ELSIF kind IS NULL THEN
    RAISE EXCEPTION 'Invalid geometry type modifier: %', words[1] USING ERRCODE = 'invalid_parameter_value';
  END IF;
  reference := coalesce(nullif(coalesce(words[2]::text, reference), '0'), '');
  label := '(' || kind || dimensions || CASE WHEN reference = '' THEN '' ELSE ',' || reference END || ')';
  SELECT oid INTO number FROM pg_enum WHERE enumtypid = '@extschema@.spatial_modifier'::regtype AND enumlabel = label;
  IF number IS NULL THEN
    EXECUTE format('ALTER TYPE @extschema@.spatial_modifier ADD VALUE %L', label);
    SELECT oid INTO number FROM pg_enum WHERE enumtypid = '@extschema@.spatial_modifier'::regtype AND enumlabel = label;
  END IF;
  RETURN number::bigint::integer;
END
$$;
ALTER TYPE @extschema@.spatial_modifier OWNER TO postgres;
ALTER FUNCTION @extschema@.spatial_modifier_number(cstring[], text) OWNER TO postgres;
CREATE FUNCTION @extschema@.geometry_typmod_in(cstring[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN RETURN @extschema@.spatial_modifier_number($1, ''); END $$;
CREATE FUNCTION @extschema@.geography_typmod_in(cstring[]) RETURNS integer LANGUAGE plpgsql IMMUTABLE STRICT AS $$
BEGIN RETURN @extschema@.spatial_modifier_number($1, '4326'); END $$;
CREATE FUNCTION @extschema@.postgis_typmod_out(integer) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'enum_out';
`;

/** A spatial type that keeps whatever text it is given: WKT, EWKT or hexadecimal WKB. */
function spatialType(name: 'geometry' | 'geography'): string {
  const internal = 'LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE';
  const pair = `@extschema@.${name}, @extschema@.${name}`;
  const operator = (symbol: string, word: string, commutator: string, negator: string) =>
    `CREATE OPERATOR @extschema@.${symbol} (LEFTARG = @extschema@.${name}, RIGHTARG = @extschema@.${name}, FUNCTION = @extschema@.${name}_${word}${
      commutator === '' ? '' : `, COMMUTATOR = OPERATOR(@extschema@.${commutator})`
    }${negator === '' ? '' : `, NEGATOR = OPERATOR(@extschema@.${negator})`});`;
  return `
CREATE TYPE @extschema@.${name};
CREATE FUNCTION @extschema@.${name}_in(cstring, oid, integer) RETURNS @extschema@.${name} ${internal} AS 'textin';
CREATE FUNCTION @extschema@.${name}_out(@extschema@.${name}) RETURNS cstring ${internal} AS 'textout';
CREATE FUNCTION @extschema@.${name}_recv(internal, oid, integer) RETURNS @extschema@.${name} ${internal} AS 'textrecv';
CREATE FUNCTION @extschema@.${name}_send(@extschema@.${name}) RETURNS bytea ${internal} AS 'textsend';
CREATE TYPE @extschema@.${name} (INPUT = @extschema@.${name}_in, OUTPUT = @extschema@.${name}_out,
  TYPMOD_IN = @extschema@.${name}_typmod_in, TYPMOD_OUT = @extschema@.postgis_typmod_out,
  RECEIVE = @extschema@.${name}_recv, SEND = @extschema@.${name}_send, DELIMITER = ':', STORAGE = main);
CREATE FUNCTION @extschema@.${name}(@extschema@.${name}, integer, boolean) RETURNS @extschema@.${name}
LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;
CREATE CAST (@extschema@.${name} AS @extschema@.${name})
  WITH FUNCTION @extschema@.${name}(@extschema@.${name}, integer, boolean) AS IMPLICIT;
CREATE FUNCTION @extschema@.${name}(bytea) RETURNS @extschema@.${name} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT upper(encode($1, 'hex'))::@extschema@.${name}
$$;
CREATE FUNCTION @extschema@.bytea(@extschema@.${name}) RETURNS bytea LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT convert_to($1::text, 'UTF8')
$$;
CREATE CAST (bytea AS @extschema@.${name}) WITH FUNCTION @extschema@.${name}(bytea) AS IMPLICIT;
CREATE CAST (@extschema@.${name} AS bytea) WITH FUNCTION @extschema@.bytea(@extschema@.${name}) AS IMPLICIT;
${['lt', 'le', 'eq', 'ge', 'gt']
  .map(
    (word) =>
      `CREATE FUNCTION @extschema@.${name}_${word}(${pair}) RETURNS boolean ${internal} AS 'bytea${word}';`,
  )
  .join('\n')}
CREATE FUNCTION @extschema@.${name}_cmp(${pair}) RETURNS integer ${internal} AS 'byteacmp';
CREATE FUNCTION @extschema@.${name}_hash(@extschema@.${name}) RETURNS integer ${internal} AS 'hashvarlena';
${operator('<', 'lt', '>', '>=')}
${operator('<=', 'le', '>=', '>')}
${operator('=', 'eq', '=', '')}
${operator('>=', 'ge', '<=', '<')}
${operator('>', 'gt', '<', '<=')}
CREATE OPERATOR CLASS @extschema@.btree_${name}_ops DEFAULT FOR TYPE @extschema@.${name} USING btree AS
  OPERATOR 1 @extschema@.<, OPERATOR 2 @extschema@.<=, OPERATOR 3 @extschema@.=, OPERATOR 4 @extschema@.>=,
  OPERATOR 5 @extschema@.>, FUNCTION 1 @extschema@.${name}_cmp(${pair});
CREATE OPERATOR CLASS @extschema@.hash_${name}_ops DEFAULT FOR TYPE @extschema@.${name} USING hash AS
  OPERATOR 1 @extschema@.=, FUNCTION 1 @extschema@.${name}_hash(@extschema@.${name});
`;
}

/**
 * GiST classes. GiST needs functions in C that know the data; those of pg_trgm know text, which is what is kept here.
 * Without operators in the classes no query is ever planned to use such an index.
 */
const spatialIndex = `
CREATE TYPE @extschema@.box2df;
CREATE FUNCTION @extschema@.box2df_in(cstring) RETURNS @extschema@.box2df LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_in';
CREATE FUNCTION @extschema@.box2df_out(@extschema@.box2df) RETURNS cstring LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_out';
CREATE TYPE @extschema@.box2df (INPUT = @extschema@.box2df_in, OUTPUT = @extschema@.box2df_out);
CREATE FUNCTION @extschema@.spatial_gist_consistent(internal, text, smallint, oid, internal) RETURNS boolean LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_consistent';
CREATE FUNCTION @extschema@.spatial_gist_union(internal, internal) RETURNS @extschema@.box2df LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_union';
CREATE FUNCTION @extschema@.spatial_gist_compress(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_compress';
CREATE FUNCTION @extschema@.spatial_gist_decompress(internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_decompress';
CREATE FUNCTION @extschema@.spatial_gist_penalty(internal, internal, internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_penalty';
CREATE FUNCTION @extschema@.spatial_gist_picksplit(internal, internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_picksplit';
CREATE FUNCTION @extschema@.spatial_gist_same(@extschema@.box2df, @extschema@.box2df, internal) RETURNS internal LANGUAGE c IMMUTABLE STRICT AS '$libdir/pg_trgm', 'gtrgm_same';
${[
  ['gist_geometry_ops_2d', 'geometry', ' DEFAULT'],
  ['gist_geometry_ops_nd', 'geometry', ''],
  ['gist_geography_ops', 'geography', ' DEFAULT'],
]
  .map(
    ([name, type, preference]) => `
CREATE OPERATOR CLASS @extschema@.${name}${preference} FOR TYPE @extschema@.${type} USING gist AS
  FUNCTION 1 @extschema@.spatial_gist_consistent(internal, text, smallint, oid, internal),
  FUNCTION 2 @extschema@.spatial_gist_union(internal, internal),
  FUNCTION 3 @extschema@.spatial_gist_compress(internal),
  FUNCTION 4 @extschema@.spatial_gist_decompress(internal),
  FUNCTION 5 @extschema@.spatial_gist_penalty(internal, internal, internal),
  FUNCTION 6 @extschema@.spatial_gist_picksplit(internal, internal),
  FUNCTION 7 @extschema@.spatial_gist_same(@extschema@.box2df, @extschema@.box2df, internal),
  STORAGE @extschema@.box2df;`,
  )
  .join('\n')}
`;

/** Boxes, which functions and aggregates answer with. */
function boxType(name: 'box2d' | 'box3d'): string {
  return `
CREATE TYPE @extschema@.${name};
CREATE FUNCTION @extschema@.${name}_in(cstring) RETURNS @extschema@.${name} LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION @extschema@.${name}_out(@extschema@.${name}) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE @extschema@.${name} (INPUT = @extschema@.${name}_in, OUTPUT = @extschema@.${name}_out);
CREATE FUNCTION @extschema@.${name}(@extschema@.geometry) RETURNS @extschema@.${name} LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT 'BOX(0 0,0 0)'::@extschema@.${name}
$$;
CREATE FUNCTION @extschema@.geometry(@extschema@.${name}) RETURNS @extschema@.geometry LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT 'POLYGON((0 0,0 0,0 0,0 0,0 0))'::@extschema@.geometry
$$;
CREATE CAST (@extschema@.geometry AS @extschema@.${name}) WITH FUNCTION @extschema@.${name}(@extschema@.geometry) AS IMPLICIT;
CREATE CAST (@extschema@.${name} AS @extschema@.geometry) WITH FUNCTION @extschema@.geometry(@extschema@.${name}) AS IMPLICIT;
`;
}

const conversions = `
CREATE FUNCTION @extschema@.geography(@extschema@.geometry) RETURNS @extschema@.geography LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT (CASE WHEN $1::text LIKE 'SRID=%' OR $1::text ~ '^[0-9A-F]+$' THEN $1::text ELSE 'SRID=4326;' || $1::text END)::@extschema@.geography
$$;
CREATE FUNCTION @extschema@.geometry(@extschema@.geography) RETURNS @extschema@.geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT $1::text::@extschema@.geometry
$$;
CREATE FUNCTION @extschema@.geometry(point) RETURNS @extschema@.geometry LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT format('POINT(%s %s)', $1[0], $1[1])::@extschema@.geometry
$$;
CREATE CAST (@extschema@.geometry AS @extschema@.geography) WITH FUNCTION @extschema@.geography(@extschema@.geometry) AS IMPLICIT;
CREATE CAST (@extschema@.geography AS @extschema@.geometry) WITH FUNCTION @extschema@.geometry(@extschema@.geography);
CREATE CAST (point AS @extschema@.geometry) WITH FUNCTION @extschema@.geometry(point);
CREATE CAST (text AS @extschema@.geometry) WITH INOUT AS IMPLICIT;
CREATE CAST (@extschema@.geometry AS text) WITH INOUT AS IMPLICIT;
CREATE TYPE @extschema@.geometry_dump AS (path integer[], geom @extschema@.geometry);
CREATE TYPE @extschema@.valid_detail AS (valid boolean, reason character varying, location @extschema@.geometry);
`;

export const postgisTypesSql = [
  modifiers,
  spatialType('geometry'),
  spatialType('geography'),
  boxType('box2d'),
  boxType('box3d'),
  conversions,
  spatialIndex,
].join('\n');
