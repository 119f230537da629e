import { bare, functions, ordinate, type Row, x, y } from './notation.ts';

const makers = functions([
  ['ST_MakePoint(double precision, double precision)', 'g', "format('POINT(%s %s)', $1, $2)"],
  [
    'ST_MakePoint(double precision, double precision, double precision)',
    'g',
    "format('POINT Z (%s %s %s)', $1, $2, $3)",
  ],
  [
    'ST_MakePoint(double precision, double precision, double precision, double precision)',
    'g',
    "format('POINT ZM (%s %s %s %s)', $1, $2, $3, $4)",
  ],
  ['ST_Point(double precision, double precision)', 'g', "format('POINT(%s %s)', $1, $2)"],
  [
    'ST_Point(double precision, double precision, srid integer)',
    'g',
    "format('SRID=%s;POINT(%s %s)', $3, $1, $2)",
  ],
  [
    'ST_PointZ(double precision, double precision, double precision, srid integer DEFAULT 0)',
    'g',
    "format('SRID=%s;POINT Z (%s %s %s)', $4, $1, $2, $3)",
  ],
  [
    'ST_MakeEnvelope(double precision, double precision, double precision, double precision, integer DEFAULT 0)',
    'g',
    "format('SRID=%s;POLYGON((%s %s,%s %s,%s %s,%s %s,%s %s))', $5, $1, $2, $1, $4, $3, $4, $3, $2, $1, $2)",
  ],
  ['ST_TileEnvelope(zoom integer, x integer, y integer)', 'g', "'SRID=3857;POLYGON((0 0,0 1,1 1,1 0,0 0))'"],
  ['ST_GeomFromText(text)', 'g', '$1'],
  ['ST_GeomFromText(text, integer)', 'g', "format('SRID=%s;%s', $2, $1)"],
  ['ST_GeometryFromText(text)', 'g', '$1'],
  ['ST_GeometryFromText(text, integer)', 'g', "format('SRID=%s;%s', $2, $1)"],
  ['ST_GeomFromEWKT(text)', 'g', '$1'],
  ['ST_PointFromText(text)', 'g', '$1'],
  ['ST_PointFromText(text, integer)', 'g', "format('SRID=%s;%s', $2, $1)"],
  ['ST_LineFromText(text)', 'g', '$1'],
  ['ST_LineFromText(text, integer)', 'g', "format('SRID=%s;%s', $2, $1)"],
  ['ST_PolygonFromText(text)', 'g', '$1'],
  ['ST_PolygonFromText(text, integer)', 'g', "format('SRID=%s;%s', $2, $1)"],
  ['ST_GeogFromText(text)', 'G', "CASE WHEN $1 LIKE 'SRID=%' THEN $1 ELSE 'SRID=4326;' || $1 END"],
  ['ST_GeographyFromText(text)', 'G', "CASE WHEN $1 LIKE 'SRID=%' THEN $1 ELSE 'SRID=4326;' || $1 END"],
  ['ST_GeogFromWKB(bytea)', 'G', "upper(encode($1, 'hex'))"],
  ['ST_GeomFromWKB(bytea)', 'g', "upper(encode($1, 'hex'))"],
  ['ST_GeomFromWKB(bytea, integer)', 'g', "upper(encode($1, 'hex'))"],
  ['ST_GeomFromEWKB(bytea)', 'g', "upper(encode($1, 'hex'))"],
  ['ST_GeomFromGeoHash(text, integer DEFAULT NULL)', 'g', "'POINT(0 0)'"],
  ...['text', 'json', 'jsonb'].map(
    (type): Row => [
      `ST_GeomFromGeoJSON(${type})`,
      'g',
      `CASE WHEN $1::jsonb ->> 'type' = 'Point' THEN format('SRID=4326;POINT(%s %s)', $1::jsonb -> 'coordinates' -> 0, $1::jsonb -> 'coordinates' -> 1)
        ELSE 'SRID=4326;' || upper($1::jsonb ->> 'type') || replace(replace(replace(regexp_replace($1::jsonb ->> 'coordinates', '([0-9.]), ([-0-9.])', '\\1 \\2', 'g'), '], [', ','), '[', '('), ']', ')') END`,
    ],
  ),
  [
    'ST_MakeLine(geom1 g, geom2 g)',
    'g',
    `format('LINESTRING(%s %s,%s %s)', ${x('$1')}, ${y('$1')}, ${x('$2')}, ${y('$2')})`,
  ],
  ['ST_MakePolygon(g)', 'g', `regexp_replace($1::text, 'LINESTRING\\s*(\\(.*\\))', 'POLYGON(\\1)')`],
  ['ST_Polygon(g, integer)', 'g', `format('SRID=%s;%s', $2, ${bare('$1')})`],
]);

const accessors = functions([
  ['ST_X(g)', 'double precision', ordinate('$1', 1)],
  ['ST_Y(g)', 'double precision', ordinate('$1', 2)],
  ['ST_Z(g)', 'double precision', `nullif(${ordinate('$1', 3)}, '')`],
  ['ST_M(g)', 'double precision', 'NULL'],
  ...['XMin', 'XMax'].map((name): Row => [`ST_${name}(box3d)`, 'double precision', '0']),
  ...['YMin', 'YMax', 'ZMin', 'ZMax'].map((name): Row => [`ST_${name}(box3d)`, 'double precision', '0']),
  ['ST_SRID(g)', 'integer', "coalesce(substring($1::text FROM '^SRID=([0-9]+);'), '0')"],
  ['ST_SRID(G)', 'integer', "coalesce(substring($1::text FROM '^SRID=([0-9]+);'), '4326')"],
  ['ST_SetSRID(g, integer)', 'g', `format('SRID=%s;%s', $2, ${bare('$1')})`],
  ['ST_SetSRID(G, integer)', 'G', `format('SRID=%s;%s', $2, ${bare('$1')})`],
  ['ST_GeometryType(g)', 'text', `'ST_' || initcap(substring(${bare('$1')} FROM '^[A-Za-z]+'))`],
  ['GeometryType(g)', 'text', `upper(substring(${bare('$1')} FROM '^[A-Za-z]+'))`],
  ['ST_IsValid(g)', 'boolean', 'true'],
  ['ST_IsValid(g, integer)', 'boolean', 'true'],
  ['ST_IsValidReason(g)', 'text', "'Valid Geometry'"],
  ['ST_IsSimple(g)', 'boolean', 'true'],
  ['ST_IsClosed(g)', 'boolean', 'true'],
  ['ST_IsEmpty(g)', 'boolean', "$1::text LIKE '%EMPTY%'"],
  ['ST_NPoints(g)', 'integer', "cardinality(string_to_array($1::text, ','))"],
  ['ST_NumPoints(g)', 'integer', "cardinality(string_to_array($1::text, ','))"],
  ['ST_NumGeometries(g)', 'integer', '1'],
  ['ST_NumInteriorRings(g)', 'integer', '0'],
  [
    'ST_Dimension(g)',
    'integer',
    "CASE WHEN $1::text LIKE '%POLYGON%' THEN 2 WHEN $1::text LIKE '%LINE%' THEN 1 ELSE 0 END",
  ],
  ['ST_CoordDim(g)', 'smallint', '2'],
  ['ST_NDims(g)', 'smallint', '2'],
  ...[
    'ST_GeometryN(g, integer)',
    'ST_PointN(g, integer)',
    'ST_InteriorRingN(g, integer)',
    'ST_StartPoint(g)',
    'ST_EndPoint(g)',
    'ST_ExteriorRing(g)',
    'ST_Boundary(g)',
    'ST_Envelope(g)',
    'ST_Points(g)',
  ].map((signature): Row => [signature, 'g', '$1::text']),
]);

const outputs = functions([
  ...['g', 'G']
    .flatMap((type): Row[] => [
      [`ST_AsText(${type})`, 'text', bare('$1')],
      [`ST_AsText(${type}, integer)`, 'text', bare('$1')],
      [`ST_AsEWKT(${type})`, 'text', '$1::text'],
      [`ST_AsBinary(${type})`, 'bytea', `convert_to($1::text, 'UTF8')`],
      [`ST_AsEWKB(${type})`, 'bytea', `convert_to($1::text, 'UTF8')`],
      [
        `ST_AsGeoJSON(${type}, maxdecimaldigits integer DEFAULT 9, options integer DEFAULT 8)`,
        'text',
        `json_build_object('type', initcap(substring(${bare('$1')} FROM '^[A-Za-z]+')), 'coordinates', json_build_array(${x('$1')}, ${y('$1')}))`,
      ],
      [`ST_AsKML(${type}, integer DEFAULT 15)`, 'text', "''"],
      [`ST_AsGML(${type}, integer DEFAULT 15)`, 'text', "''"],
      [`ST_AsSVG(${type}, integer DEFAULT 0, integer DEFAULT 15)`, 'text', "''"],
      [`ST_GeoHash(${type}, integer DEFAULT 0)`, 'text', 'left(md5($1::text), 10)'],
    ])
    .filter(([signature]) => signature !== 'ST_AsEWKB(G)'),
  ['ST_AsText(text)', 'text', '$1'],
  ['ST_AsHEXEWKB(g)', 'text', "upper(encode(convert_to($1::text, 'UTF8'), 'hex'))"],
  ['ST_AsLatLonText(g)', 'text', '$1::text'],
  ['ST_AsEncodedPolyline(g, integer DEFAULT 5)', 'text', "''"],
  [
    'ST_AsMVTGeom(geom g, bounds box2d, extent integer DEFAULT 4096, buffer integer DEFAULT 256, clip_geom boolean DEFAULT true)',
    'g',
    '$1::text',
  ],
  [
    'json(g)',
    'json',
    `json_build_object('type', 'Point', 'coordinates', json_build_array(${x('$1')}, ${y('$1')}))`,
  ],
  [
    'jsonb(g)',
    'jsonb',
    `jsonb_build_object('type', 'Point', 'coordinates', jsonb_build_array(${x('$1')}, ${y('$1')}))`,
  ],
]);

/** What makes geometries, looks into them and writes them down. */
export const postgisShapesSql = [makers, accessors, outputs].join('\n');
