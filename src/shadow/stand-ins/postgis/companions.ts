import { type StandInExtension, standIn } from '../stand-in.ts';

const empty = 'LANGUAGE plpgsql AS $$ BEGIN RETURN; END $$';

/**
 * Extensions that build on PostGIS: their schemas, types and best known functions. A schema that the control file fixes
 * belongs to whoever creates the extension; on the platform that is the superuser.
 */
export const postgisCompanions: readonly StandInExtension[] = [
  standIn({
    name: 'postgis_topology',
    version: '3.3.7',
    comment: 'PostGIS topology spatial types and functions',
    missing: 'topologies are recorded and nothing more',
    schema: 'topology',
    requires: ['postgis'],
    script: `
ALTER SCHEMA topology OWNER TO CURRENT_USER;
CREATE TABLE topology.topology (
  id serial CONSTRAINT topology_pkey PRIMARY KEY,
  name varchar NOT NULL UNIQUE,
  srid integer NOT NULL,
  precision double precision NOT NULL,
  hasz boolean NOT NULL DEFAULT false
);
CREATE TABLE topology.layer (
  topology_id integer NOT NULL REFERENCES topology.topology (id),
  layer_id integer NOT NULL,
  schema_name varchar NOT NULL,
  table_name varchar NOT NULL,
  feature_column varchar NOT NULL,
  feature_type integer NOT NULL,
  level integer NOT NULL DEFAULT 0,
  child_id integer,
  PRIMARY KEY (layer_id, topology_id)
);
CREATE TYPE topology.topogeometry AS (topology_id integer, layer_id integer, id integer, type integer);
CREATE FUNCTION topology.CreateTopology(atopology varchar, srid integer DEFAULT 0, prec double precision DEFAULT 0, hasz boolean DEFAULT false)
RETURNS integer LANGUAGE sql AS $$
  INSERT INTO topology.topology (name, srid, precision, hasz) VALUES ($1, $2, $3, $4) RETURNING id
$$;
GRANT USAGE ON SCHEMA topology TO PUBLIC;
GRANT ALL ON ALL TABLES IN SCHEMA topology TO postgres;
`,
  }),
  standIn({
    name: 'postgis_raster',
    version: '3.3.7',
    comment: 'PostGIS raster types and functions',
    missing: 'rasters can be stored, not read',
    requires: ['postgis'],
    script: `
CREATE TYPE @extschema@.raster;
CREATE FUNCTION @extschema@.raster_in(cstring) RETURNS @extschema@.raster LANGUAGE internal IMMUTABLE STRICT AS 'textin';
CREATE FUNCTION @extschema@.raster_out(@extschema@.raster) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT AS 'textout';
CREATE TYPE @extschema@.raster (INPUT = @extschema@.raster_in, OUTPUT = @extschema@.raster_out);
`,
  }),
  standIn({
    name: 'postgis_sfcgal',
    version: '3.3.7',
    comment: 'PostGIS SFCGAL functions',
    missing: 'it has no functions',
    requires: ['postgis'],
    script: `
CREATE FUNCTION @extschema@.postgis_sfcgal_version() RETURNS text LANGUAGE sql IMMUTABLE AS $$ SELECT '1.3.10'::text $$;
`,
  }),
  standIn({
    name: 'postgis_tiger_geocoder',
    version: '3.3.7',
    comment: 'PostGIS tiger geocoder and reverse geocoder',
    missing: 'it finds no address',
    schema: 'tiger',
    requires: ['postgis', 'fuzzystrmatch'],
    script: `
ALTER SCHEMA tiger OWNER TO CURRENT_USER;
CREATE SCHEMA tiger_data;
CREATE TYPE tiger.norm_addy AS (address integer, predirabbrev varchar, streetname varchar, streettypeabbrev varchar,
  postdirabbrev varchar, internal varchar, location varchar, stateabbrev varchar, zip varchar, parsed boolean);
CREATE FUNCTION tiger.normalize_address(in_rawinput varchar) RETURNS tiger.norm_addy LANGUAGE sql AS $$ SELECT NULL::tiger.norm_addy $$;
GRANT USAGE ON SCHEMA tiger, tiger_data TO postgres WITH GRANT OPTION;
`,
  }),
  standIn({
    name: 'address_standardizer',
    version: '3.3.7',
    comment: 'Used to parse an address into constituent elements.',
    missing: 'it parses no address',
    relocatable: true,
    script: `
CREATE TYPE stdaddr AS (building text, house_num text, predir text, qual text, pretype text, name text, suftype text,
  sufdir text, ruralroute text, extra text, city text, state text, country text, postcode text, box text, unit text);
CREATE FUNCTION standardize_address(lextab text, gaztab text, rultab text, address text) RETURNS stdaddr LANGUAGE plpgsql AS $$ BEGIN RETURN NULL; END $$;
CREATE FUNCTION parse_address(text, OUT num text, OUT street text, OUT street2 text, OUT address1 text, OUT city text,
  OUT state text, OUT zip text, OUT zipplus text, OUT country text) RETURNS record LANGUAGE plpgsql AS $$ BEGIN END $$;
`,
  }),
  standIn({
    name: 'address_standardizer_data_us',
    version: '3.3.7',
    comment: 'Address Standardizer US dataset example',
    missing: 'its tables are empty',
    relocatable: true,
    script: `
CREATE TABLE us_lex (id serial PRIMARY KEY, seq integer, word text, stdword text, token integer, is_custom boolean NOT NULL DEFAULT true);
CREATE TABLE us_gaz (id serial PRIMARY KEY, seq integer, word text, stdword text, token integer, is_custom boolean NOT NULL DEFAULT true);
CREATE TABLE us_rules (id serial PRIMARY KEY, rule text, is_custom boolean NOT NULL DEFAULT true);
`,
  }),
  standIn({
    name: 'pgrouting',
    version: '3.4.1',
    comment: 'pgRouting Extension',
    missing: 'it finds no route',
    requires: ['postgis'],
    script: ['bigint, bigint', 'bigint, anyarray', 'anyarray, bigint', 'anyarray, anyarray']
      .flatMap((ends) =>
        ['pgr_dijkstra', 'pgr_astar', 'pgr_bddijkstra'].map(
          (
            name,
          ) => `CREATE FUNCTION @extschema@.${name}(text, ${ends}, directed boolean DEFAULT true, OUT seq integer,
  OUT path_seq integer, OUT node bigint, OUT edge bigint, OUT cost double precision, OUT agg_cost double precision) RETURNS SETOF record ${empty};`,
        ),
      )
      .join('\n'),
  }),
];
