import { standIn } from '../stand-in.ts';
import { postgisComparisonsSql } from './comparisons.ts';
import { postgisShapesSql } from './shapes.ts';
import { postgisTypesSql } from './types.ts';

const geometry = '@extschema@.geometry';

const operators = `
${[
  ['&&', 'geometry', 'geometry_overlaps'],
  ['~', 'geometry', 'geometry_contains'],
  ['@', 'geometry', 'geometry_within'],
  ['~=', 'geometry', 'geometry_same'],
  ['<->', 'geometry', 'geometry_distance_centroid'],
  ['<#>', 'geometry', 'geometry_distance_centroid'],
  ['&&', 'geography', 'geography_overlaps'],
  ['<->', 'geography', 'geography_distance_knn'],
]
  .map(
    ([symbol, type, name]) =>
      `CREATE OPERATOR @extschema@.${symbol} (LEFTARG = @extschema@.${type}, RIGHTARG = @extschema@.${type}, FUNCTION = @extschema@.${name});`,
  )
  .join('\n')}
CREATE CAST (${geometry} AS json) WITH FUNCTION @extschema@.json(${geometry});
CREATE CAST (${geometry} AS jsonb) WITH FUNCTION @extschema@.jsonb(${geometry});
`;

/** Aggregates keep the first geometry they see. */
const aggregates = `
CREATE FUNCTION @extschema@.spatial_first(${geometry}, ${geometry}) RETURNS ${geometry} LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, $2) $$;
${['ST_Union', 'ST_Collect', 'ST_MakeLine', 'ST_MemUnion', 'ST_Polygonize']
  .map(
    (name) =>
      `CREATE AGGREGATE @extschema@.${name}(${geometry}) (SFUNC = @extschema@.spatial_first, STYPE = ${geometry});`,
  )
  .join('\n')}
CREATE FUNCTION @extschema@.spatial_extent(@extschema@.box2d, ${geometry}) RETURNS @extschema@.box2d LANGUAGE sql IMMUTABLE AS $$
  SELECT coalesce($1, @extschema@.box2d($2))
$$;
CREATE AGGREGATE @extschema@.ST_Extent(${geometry}) (SFUNC = @extschema@.spatial_extent, STYPE = @extschema@.box2d);
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement, text, integer) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE FUNCTION @extschema@.spatial_tile(bytea, anyelement, text, integer, text) RETURNS bytea LANGUAGE sql IMMUTABLE AS $$ SELECT coalesce($1, ''::bytea) $$;
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement, text) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement, text, integer) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE AGGREGATE @extschema@.ST_AsMVT(anyelement, text, integer, text) (SFUNC = @extschema@.spatial_tile, STYPE = bytea);
CREATE FUNCTION @extschema@.ST_ClusterDBSCAN(${geometry}, eps double precision, minpoints integer) RETURNS integer LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION @extschema@.ST_ClusterKMeans(geom ${geometry}, k integer) RETURNS integer LANGUAGE internal WINDOW AS 'window_row_number';
CREATE FUNCTION @extschema@.ST_Dump(${geometry}) RETURNS SETOF @extschema@.geometry_dump LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ARRAY[1], $1 $$;
CREATE FUNCTION @extschema@.ST_DumpPoints(${geometry}) RETURNS SETOF @extschema@.geometry_dump LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ARRAY[1], $1 $$;
CREATE FUNCTION @extschema@.ST_DumpRings(${geometry}) RETURNS SETOF @extschema@.geometry_dump LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT ARRAY[0], $1 $$;
CREATE FUNCTION @extschema@.ST_Subdivide(geom ${geometry}, maxvertices integer DEFAULT 256) RETURNS SETOF ${geometry} LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $1 $$;
CREATE FUNCTION @extschema@.ST_IsValidDetail(geom ${geometry}, flags integer DEFAULT 0) RETURNS @extschema@.valid_detail LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT true, NULL::varchar, NULL::${geometry} $$;
CREATE FUNCTION @extschema@.ST_HexagonGrid(size double precision, bounds ${geometry}, OUT geom ${geometry}, OUT i integer, OUT j integer) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2, 0, 0 $$;
CREATE FUNCTION @extschema@.ST_SquareGrid(size double precision, bounds ${geometry}, OUT geom ${geometry}, OUT i integer, OUT j integer) RETURNS SETOF record LANGUAGE sql IMMUTABLE STRICT AS $$ SELECT $2, 0, 0 $$;
`;

const management = `
CREATE TABLE @extschema@.spatial_ref_sys (
  srid integer CONSTRAINT spatial_ref_sys_pkey PRIMARY KEY CHECK (srid > 0 AND srid <= 998999),
  auth_name varchar(256),
  auth_srid integer,
  srtext varchar(2048),
  proj4text varchar(2048)
);
INSERT INTO @extschema@.spatial_ref_sys (srid, auth_name, auth_srid, proj4text) VALUES
  (4326, 'EPSG', 4326, '+proj=longlat +datum=WGS84 +no_defs'),
  (4269, 'EPSG', 4269, '+proj=longlat +datum=NAD83 +no_defs'),
  (3857, 'EPSG', 3857, '+proj=merc +a=6378137 +b=6378137 +units=m +no_defs');
GRANT SELECT ON @extschema@.spatial_ref_sys TO PUBLIC;
CREATE VIEW @extschema@.geometry_columns AS
  SELECT current_database()::varchar(256) AS f_table_catalog, n.nspname AS f_table_schema, c.relname AS f_table_name,
    a.attname AS f_geometry_column, 2 AS coord_dimension,
    coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM ',([0-9]+)\\)'), '0')::integer AS srid,
    upper(coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM '\\(([A-Za-z]+)'), 'GEOMETRY'))::varchar(30) AS type
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.atttypid = '@extschema@.geometry'::regtype AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT a.attisdropped;
CREATE VIEW @extschema@.geography_columns AS
  SELECT current_database()::name AS f_table_catalog, n.nspname AS f_table_schema, c.relname AS f_table_name,
    a.attname AS f_geography_column, 2 AS coord_dimension, 4326 AS srid,
    coalesce(substring(format_type(a.atttypid, a.atttypmod) FROM '\\(([A-Za-z]+)'), 'Geometry') AS type
  FROM pg_attribute AS a JOIN pg_class AS c ON c.oid = a.attrelid JOIN pg_namespace AS n ON n.oid = c.relnamespace
  WHERE a.atttypid = '@extschema@.geography'::regtype AND c.relkind IN ('r', 'v', 'm', 'f', 'p') AND NOT a.attisdropped;
GRANT SELECT ON @extschema@.geometry_columns, @extschema@.geography_columns TO PUBLIC;
CREATE FUNCTION @extschema@.PostGIS_Version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '3.3 USE_GEOS=1 USE_PROJ=1 USE_STATS=1'::text $$;
CREATE FUNCTION @extschema@.PostGIS_Lib_Version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '3.3.7'::text $$;
CREATE FUNCTION @extschema@.PostGIS_Full_Version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT 'POSTGIS="3.3.7"'::text $$;
CREATE FUNCTION @extschema@.AddGeometryColumn(schema_name varchar, table_name varchar, column_name varchar, new_srid integer,
  new_type varchar, new_dim integer, use_typmod boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I.%I ADD COLUMN %I @extschema@.geometry(%s,%s)', schema_name, table_name, column_name, new_type, new_srid);
  RETURN format('%s.%s.%s SRID:%s TYPE:%s DIMS:%s', schema_name, table_name, column_name, new_srid, new_type, new_dim);
END
$$;
CREATE FUNCTION @extschema@.AddGeometryColumn(table_name varchar, column_name varchar, new_srid integer, new_type varchar,
  new_dim integer, use_typmod boolean DEFAULT true) RETURNS text LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %I ADD COLUMN %I @extschema@.geometry(%s,%s)', table_name, column_name, new_type, new_srid);
  RETURN format('%s.%s SRID:%s TYPE:%s DIMS:%s', table_name, column_name, new_srid, new_type, new_dim);
END
$$;
CREATE FUNCTION @extschema@.UpdateGeometrySRID(table_name varchar, column_name varchar, new_srid integer) RETURNS text
LANGUAGE sql AS $$ SELECT ''::text $$;
CREATE FUNCTION @extschema@.Populate_Geometry_Columns(use_typmod boolean DEFAULT true) RETURNS text LANGUAGE sql AS $$ SELECT ''::text $$;
CREATE FUNCTION @extschema@.ST_EstimatedExtent(text, text) RETURNS @extschema@.box2d LANGUAGE sql AS $$ SELECT 'BOX(0 0,0 0)'::@extschema@.box2d $$;
`;

export const postgis = standIn({
  name: 'postgis',
  version: '3.3.7',
  comment: 'PostGIS geometry and geography spatial types and functions',
  missing:
    'geometries are kept as the text they were given; only points have true distances, everything that would compute a shape answers with its first argument, spatial indexes are never used, and functions used less often are missing',
  script: [postgisTypesSql, postgisShapesSql, postgisComparisonsSql, operators, aggregates, management].join(
    '\n',
  ),
});
