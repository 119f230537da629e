const geometry = '@extschema@.geometry';
const geography = '@extschema@.geography';

/** `name(arguments) → type`, and the expression that answers; types g and G stand for geometry and geography. */
type Row = readonly [signature: string, returns: string, expression: string];

const typed = (text: string) =>
  text
    .replace(/\bg\b/gu, geometry)
    .replace(/\bG\b/gu, geography)
    .replace(/\bbox([23])d\b/gu, '@extschema@.box$1d');

function functions(rows: readonly Row[]): string {
  return rows
    .map(
      ([signature, returns, expression]) =>
        `CREATE FUNCTION @extschema@.${typed(signature)} RETURNS ${typed(returns)} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT (${typed(expression)})::${typed(returns)} $$;`,
    )
    .join('\n');
}

/** The nth ordinate of a geometry's first point. */
const ordinate = (argument: string, n: 1 | 2 | 3) =>
  `(regexp_match(${argument}::text, '\\(+\\s*([-+0-9.eE]+)\\s+([-+0-9.eE]+)\\s*([-+0-9.eE]*)'))[${n}]`;
const x = (argument: string) => `nullif(${ordinate(argument, 1)}, '')::double precision`;
const y = (argument: string) => `nullif(${ordinate(argument, 2)}, '')::double precision`;
const bare = (argument: string) => `regexp_replace(${argument}::text, '^SRID=[0-9]+;', '')`;

const planar = `sqrt((${x('$1')} - ${x('$2')}) ^ 2 + (${y('$1')} - ${y('$2')}) ^ 2)`;
const spherical = `2 * 6371008.8 * asin(least(1, sqrt(sin(radians(${y('$2')} - ${y('$1')}) / 2) ^ 2
  + cos(radians(${y('$1')})) * cos(radians(${y('$2')})) * sin(radians(${x('$2')} - ${x('$1')}) / 2) ^ 2)))`;

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

const measures = functions([
  ['ST_Distance(g, g)', 'double precision', planar],
  ['ST_Distance(G, G, use_spheroid boolean DEFAULT true)', 'double precision', spherical],
  ['ST_DistanceSphere(g, g)', 'double precision', spherical],
  ['ST_DistanceSpheroid(g, g)', 'double precision', spherical],
  ['ST_3DDistance(g, g)', 'double precision', planar],
  ['ST_MaxDistance(g, g)', 'double precision', planar],
  ['ST_HausdorffDistance(g, g)', 'double precision', planar],
  ['ST_FrechetDistance(g, g, double precision DEFAULT -1)', 'double precision', planar],
  ['geometry_distance_centroid(g, g)', 'double precision', planar],
  ['geography_distance_knn(G, G)', 'double precision', spherical],
  ['ST_Azimuth(g, g)', 'double precision', `atan2(${x('$2')} - ${x('$1')}, ${y('$2')} - ${y('$1')})`],
  ['ST_Azimuth(G, G)', 'double precision', `atan2(${x('$2')} - ${x('$1')}, ${y('$2')} - ${y('$1')})`],
  ...[
    'ST_Length(g)',
    'ST_Length2D(g)',
    'ST_LengthSpheroid(g)',
    'ST_Length(G, use_spheroid boolean DEFAULT true)',
    'ST_Area(g)',
    'ST_Area(G, use_spheroid boolean DEFAULT true)',
    'ST_Perimeter(g)',
    'ST_Perimeter(G, use_spheroid boolean DEFAULT true)',
    'ST_LineLocatePoint(g, g)',
  ].map((signature): Row => [signature, 'double precision', '0']),
  ['ST_DWithin(g, g, double precision)', 'boolean', `${planar} <= $3`],
  ['ST_DWithin(G, G, double precision, use_spheroid boolean DEFAULT true)', 'boolean', `${spherical} <= $3`],
  ['ST_DFullyWithin(g, g, double precision)', 'boolean', `${planar} <= $3`],
  ['ST_PointInsideCircle(g, double precision, double precision, double precision)', 'boolean', 'false'],
]);

const relations = functions([
  ...[
    'Contains',
    'ContainsProperly',
    'Within',
    'Intersects',
    'Covers',
    'CoveredBy',
    'Crosses',
    'Overlaps',
    'Touches',
    'Equals',
    'OrderingEquals',
    '3DIntersects',
    'Relate',
  ].map(
    (name): Row => [
      `ST_${name}(g, g)`,
      name === 'Relate' ? 'text' : 'boolean',
      name === 'Relate' ? "'FFFFFFFFF'" : '$1::text = $2::text',
    ],
  ),
  ['ST_Disjoint(g, g)', 'boolean', '$1::text <> $2::text'],
  ...['Intersects', 'Covers', 'CoveredBy'].map(
    (name): Row => [`ST_${name}(G, G)`, 'boolean', '$1::text = $2::text'],
  ),
  ...['geometry_overlaps', 'geometry_contains', 'geometry_within', 'geometry_same'].map(
    (name): Row => [`${name}(g, g)`, 'boolean', '$1::text = $2::text'],
  ),
  ['geography_overlaps(G, G)', 'boolean', '$1::text = $2::text'],
]);

/** What makes a new geometry of one or two: it answers with the first, unchanged. */
const processing = functions([
  ...[
    "ST_Buffer(g, double precision, options text DEFAULT '')",
    'ST_Buffer(g, double precision, quadsegs integer)',
    'ST_Centroid(g)',
    'ST_PointOnSurface(g)',
    'ST_ConvexHull(g)',
    'ST_ConcaveHull(g, double precision, boolean DEFAULT false)',
    'ST_Union(geom1 g, geom2 g)',
    'ST_Intersection(g, g)',
    'ST_Difference(g, g)',
    'ST_SymDifference(g, g)',
    'ST_Collect(geom1 g, geom2 g)',
    'ST_ClosestPoint(g, g)',
    'ST_ShortestLine(g, g)',
    'ST_Simplify(g, double precision)',
    'ST_Simplify(g, double precision, boolean)',
    'ST_SimplifyPreserveTopology(g, double precision)',
    'ST_SimplifyVW(g, double precision)',
    'ST_ChaikinSmoothing(g)',
    'ST_Translate(g, double precision, double precision)',
    'ST_Scale(g, double precision, double precision)',
    'ST_Rotate(g, double precision)',
    'ST_Force2D(g)',
    'ST_Force3D(g)',
    'ST_Force3DZ(g)',
    'ST_Force4D(g)',
    'ST_ForceRHR(g)',
    'ST_ForcePolygonCCW(g)',
    'ST_ForcePolygonCW(g)',
    'ST_ForceCollection(g)',
    'ST_Multi(g)',
    'ST_MakeValid(g)',
    'ST_MakeValid(g, text)',
    'ST_SnapToGrid(g, double precision)',
    'ST_SnapToGrid(g, double precision, double precision)',
    'ST_Snap(g, g, double precision)',
    'ST_Segmentize(g, double precision)',
    'ST_LineInterpolatePoint(g, double precision)',
    'ST_LineSubstring(g, double precision, double precision)',
    'ST_LineMerge(g)',
    'ST_FlipCoordinates(g)',
    'ST_Reverse(g)',
    'ST_Normalize(g)',
    'ST_RemoveRepeatedPoints(g, double precision DEFAULT 0)',
    'ST_UnaryUnion(g)',
    'ST_Node(g)',
    'ST_CollectionExtract(g)',
    'ST_CollectionExtract(g, integer)',
    'ST_CollectionHomogenize(g)',
    'ST_Expand(g, double precision)',
    'ST_AddPoint(g, g)',
    'ST_RemovePoint(g, integer)',
    'ST_OffsetCurve(g, double precision)',
    'ST_MinimumBoundingCircle(g)',
    'ST_OrientedEnvelope(g)',
    'ST_BuildArea(g)',
    'ST_Polygonize(g[])',
    'ST_GeneratePoints(g, integer)',
    'ST_VoronoiPolygons(g)',
    'ST_DelaunayTriangles(g)',
    'ST_ClipByBox2D(g, box2d)',
    'ST_Split(g, g)',
    'ST_ShiftLongitude(g)',
    'ST_SwapOrdinates(g, cstring)',
    'ST_Transform(g, text)',
    'ST_Transform(g, text, integer)',
    'ST_Transform(g, text, text)',
  ]
    .filter((signature) => !signature.includes('[]') && !signature.includes('cstring'))
    .map((signature): Row => [signature, 'g', '$1::text']),
  ['ST_Transform(g, integer)', 'g', `format('SRID=%s;%s', $2, ${bare('$1')})`],
  ...[
    'ST_Buffer(G, double precision)',
    'ST_Centroid(G, use_spheroid boolean DEFAULT true)',
    'ST_Intersection(G, G)',
    'ST_Project(G, double precision, double precision)',
    'ST_Segmentize(G, double precision)',
  ].map((signature): Row => [signature, 'G', '$1::text']),
  ['ST_Expand(box2d, double precision)', 'box2d', '$1::text'],
  ['ST_MakeBox2D(g, g)', 'box2d', "'BOX(0 0,0 0)'"],
  ['ST_Collect(g[])', 'g', '$1[1]::text'],
  ['ST_Union(g[])', 'g', '$1[1]::text'],
  ['ST_MakeLine(g[])', 'g', '$1[1]::text'],
]);

export const postgisFunctionsSql = [makers, accessors, outputs, measures, relations, processing].join('\n');
