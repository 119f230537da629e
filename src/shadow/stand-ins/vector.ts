import { standIn } from './stand-in.ts';
import { vectorIndexSql } from './vector-index.ts';
import { vectorTypeSql } from './vector-type.ts';

/** The sparse form, `{1:0.5,7:2}/10`: a type to store, with distances that know nothing. */
const sparse = `
CREATE TYPE sparsevec;
CREATE FUNCTION sparsevec_in(cstring, oid, integer) RETURNS sparsevec LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textin';
CREATE FUNCTION sparsevec_out(sparsevec) RETURNS cstring LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textout';
CREATE FUNCTION sparsevec_typmod_in(cstring[]) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'bittypmodin';
CREATE FUNCTION sparsevec_recv(internal, oid, integer) RETURNS sparsevec LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textrecv';
CREATE FUNCTION sparsevec_send(sparsevec) RETURNS bytea LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'textsend';
CREATE TYPE sparsevec (INPUT = sparsevec_in, OUTPUT = sparsevec_out, TYPMOD_IN = sparsevec_typmod_in,
  RECEIVE = sparsevec_recv, SEND = sparsevec_send, STORAGE = external);
CREATE FUNCTION sparsevec(sparsevec, integer, boolean) RETURNS sparsevec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT $1 $$;
CREATE CAST (sparsevec AS sparsevec) WITH FUNCTION sparsevec(sparsevec, integer, boolean) AS IMPLICIT;
CREATE FUNCTION sparsevec_hash(sparsevec) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
${[
  ['l2_distance', '<->'],
  ['sparsevec_negative_inner_product', '<#>'],
  ['cosine_distance', '<=>'],
  ['l1_distance', '<+>'],
]
  .map(
    ([name, operator]) => `
CREATE FUNCTION ${name}(sparsevec, sparsevec) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT 0::double precision $$;
CREATE OPERATOR ${operator} (LEFTARG = sparsevec, RIGHTARG = sparsevec, FUNCTION = ${name}, COMMUTATOR = ${operator});`,
  )
  .join('')}
`;

/** Distances between bit strings, for vectors that were quantised to one bit a dimension. */
const bits = `
CREATE FUNCTION hamming_distance(bit, bit) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT length(replace(($1 # $2)::text, '0', ''))::double precision
$$;
CREATE FUNCTION jaccard_distance(bit, bit) RETURNS double precision LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$
  SELECT coalesce(1 - length(replace(($1 & $2)::text, '0', ''))::double precision
    / nullif(length(replace(($1 | $2)::text, '0', '')), 0), 1)
$$;
CREATE OPERATOR <~> (LEFTARG = bit, RIGHTARG = bit, FUNCTION = hamming_distance, COMMUTATOR = <~>);
CREATE OPERATOR <%> (LEFTARG = bit, RIGHTARG = bit, FUNCTION = jaccard_distance, COMMUTATOR = <%>);
CREATE FUNCTION bit_hash(bit) RETURNS integer LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE AS 'hashvarlena';
`;

/** The types convert into each other: to a poorer form without being asked, back when assigned. */
const conversions = `
CREATE FUNCTION vector_to_halfvec(vector, integer, boolean) RETURNS halfvec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC SELECT halfvec($1::text::halfvec, $2, $3); END;
CREATE FUNCTION halfvec_to_vector(halfvec, integer, boolean) RETURNS vector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC SELECT vector($1::text::vector, $2, $3); END;
CREATE FUNCTION vector_to_sparsevec(vector, integer, boolean) RETURNS sparsevec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT ('{' || coalesce(string_agg(i || ':' || a, ',' ORDER BY i) FILTER (WHERE a <> 0), '') || '}/' || count(*))::sparsevec
  FROM unnest(vector_to_float4($1, -1, false)) WITH ORDINALITY AS numbers (a, i);
END;
CREATE FUNCTION sparsevec_to_vector(sparsevec, integer, boolean) RETURNS vector LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
  SELECT vector(('[' || string_agg(coalesce(substring($1::text FROM '[{,]' || i || ':([^,}]+)'), '0'), ',' ORDER BY i) || ']')::vector, $2, $3)
  FROM generate_series(1, split_part($1::text, '/', 2)::integer) AS i;
END;
CREATE CAST (vector AS halfvec) WITH FUNCTION vector_to_halfvec(vector, integer, boolean) AS IMPLICIT;
CREATE CAST (halfvec AS vector) WITH FUNCTION halfvec_to_vector(halfvec, integer, boolean) AS ASSIGNMENT;
CREATE CAST (vector AS sparsevec) WITH FUNCTION vector_to_sparsevec(vector, integer, boolean) AS IMPLICIT;
CREATE CAST (sparsevec AS vector) WITH FUNCTION sparsevec_to_vector(sparsevec, integer, boolean) AS ASSIGNMENT;
${['integer', 'real', 'double precision', 'numeric']
  .map(
    (element) => `
CREATE FUNCTION array_to_sparsevec(${element}[], integer, boolean) RETURNS sparsevec LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
BEGIN ATOMIC SELECT vector_to_sparsevec(array_to_vector($1, -1, false), $2, $3); END;
CREATE CAST (${element}[] AS sparsevec) WITH FUNCTION array_to_sparsevec(${element}[], integer, boolean) AS ASSIGNMENT;`,
  )
  .join('')}
`;

export const vector = standIn({
  name: 'vector',
  version: '0.8.0',
  comment: 'vector data type and ivfflat and hnsw access methods',
  missing:
    'vectors are kept as text and its indexes are never used, so nothing can be said about speed, recall or the limits on dimensions',
  relocatable: true,
  script: [vectorTypeSql('vector'), vectorTypeSql('halfvec'), sparse, bits, conversions, vectorIndexSql].join(
    '\n',
  ),
});
