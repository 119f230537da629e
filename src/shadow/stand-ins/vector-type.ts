/**
 * A dense vector type, `[1,2,3]` with an optional number of dimensions, over PostgreSQL's own text functions.
 * Bodies are written as BEGIN ATOMIC where they name the type, so that they stay right when the extension moves to
 * another schema.
 */
export function vectorTypeSql(type: 'vector' | 'halfvec'): string {
  const sql = 'LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE';
  const internal = 'LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE';
  const pair = `${type}, ${type}`;
  const numbers = (argument: string) => `translate(${argument}::text, '[]', '{}')::double precision[]`;
  const elementwise = (expression: string) => `
BEGIN ATOMIC
  SELECT ('[' || string_agg((${expression})::real::text, ',' ORDER BY i) || ']')::${type}
  FROM unnest(${numbers('$1')}, ${numbers('$2')}) WITH ORDINALITY AS pairs (a, b, i);
END`;
  const over = (expression: string) =>
    `$$ SELECT ${expression} FROM unnest(${numbers('$1')}, ${numbers('$2')}) AS pairs (a, b) $$`;
  const distances: readonly (readonly [name: string, expression: string, operator: string | null])[] = [
    ['l2_distance', 'sqrt(sum((a - b) ^ 2))', '<->'],
    ['inner_product', 'sum(a * b)', null],
    [`${type}_negative_inner_product`, '-sum(a * b)', '<#>'],
    ['cosine_distance', '1 - sum(a * b) / nullif(sqrt(sum(a * a)) * sqrt(sum(b * b)), 0)', '<=>'],
    ['l1_distance', 'sum(abs(a - b))', '<+>'],
    [`${type}_l2_squared_distance`, 'sum((a - b) ^ 2)', null],
    [`${type}_spherical_distance`, 'acos(least(greatest(sum(a * b), -1), 1)) / pi()', null],
  ];
  const norm = type === 'vector' ? 'vector_norm' : 'l2_norm';
  const elements = ['real', 'integer', 'double precision', 'numeric'];
  return `
CREATE TYPE ${type};
CREATE FUNCTION ${type}_in(cstring, oid, integer) RETURNS ${type} ${internal} AS 'textin';
CREATE FUNCTION ${type}_out(${type}) RETURNS cstring ${internal} AS 'textout';
CREATE FUNCTION ${type}_typmod_in(cstring[]) RETURNS integer ${internal} AS 'bittypmodin';
CREATE FUNCTION ${type}_recv(internal, oid, integer) RETURNS ${type} ${internal} AS 'textrecv';
CREATE FUNCTION ${type}_send(${type}) RETURNS bytea ${internal} AS 'textsend';
CREATE TYPE ${type} (INPUT = ${type}_in, OUTPUT = ${type}_out, TYPMOD_IN = ${type}_typmod_in, RECEIVE = ${type}_recv,
  SEND = ${type}_send, STORAGE = external);

CREATE FUNCTION ${type}(${type}, integer, boolean) RETURNS ${type} LANGUAGE plpgsql IMMUTABLE STRICT PARALLEL SAFE AS $$
DECLARE
  dimensions integer := cardinality(${numbers('$1')});
BEGIN
  IF $2 <> -1 AND dimensions <> $2 THEN
    RAISE EXCEPTION 'expected % dimensions, not %', $2, dimensions USING ERRCODE = 'data_exception';
  END IF;
  RETURN $1;
END
$$;
CREATE CAST (${type} AS ${type}) WITH FUNCTION ${type}(${type}, integer, boolean) AS IMPLICIT;
${elements
  .map(
    (element) => `
CREATE FUNCTION array_to_${type}(${element}[], integer, boolean) RETURNS ${type} ${sql}
BEGIN ATOMIC SELECT ${type}(translate($1::text, '{}', '[]')::${type}, $2, $3); END;
CREATE CAST (${element}[] AS ${type}) WITH FUNCTION array_to_${type}(${element}[], integer, boolean) AS ASSIGNMENT;`,
  )
  .join('')}
CREATE FUNCTION ${type}_to_float4(${type}, integer, boolean) RETURNS real[] ${sql} AS $$ SELECT translate($1::text, '[]', '{}')::real[] $$;
CREATE CAST (${type} AS real[]) WITH FUNCTION ${type}_to_float4(${type}, integer, boolean)${type === 'vector' ? ' AS IMPLICIT' : ' AS ASSIGNMENT'};

${distances
  .map(([name, expression, operator]) => {
    const made = `CREATE FUNCTION ${name}(${pair}) RETURNS double precision ${sql} AS ${over(expression)};`;
    return operator === null
      ? made
      : `${made}\nCREATE OPERATOR ${operator} (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${name}, COMMUTATOR = ${operator});`;
  })
  .join('\n')}
CREATE FUNCTION vector_dims(${type}) RETURNS integer ${sql} AS $$ SELECT cardinality(${numbers('$1')}) $$;
CREATE FUNCTION ${norm}(${type}) RETURNS double precision ${sql} AS $$
  SELECT sqrt(sum(a * a)) FROM unnest(${numbers('$1')}) AS a
$$;
CREATE FUNCTION l2_normalize(${type}) RETURNS ${type} ${sql}
BEGIN ATOMIC
  SELECT ('[' || string_agg((a / nullif(${norm}($1), 0))::real::text, ',' ORDER BY i) || ']')::${type}
  FROM unnest(${numbers('$1')}) WITH ORDINALITY AS numbers (a, i);
END;
CREATE FUNCTION binary_quantize(${type}) RETURNS bit ${sql} AS $$
  SELECT string_agg(CASE WHEN a > 0 THEN '1' ELSE '0' END, '' ORDER BY i)::bit varying::bit
  FROM unnest(${numbers('$1')}) WITH ORDINALITY AS numbers (a, i)
$$;
CREATE FUNCTION subvector(${type}, integer, integer) RETURNS ${type} ${sql}
BEGIN ATOMIC SELECT translate((${numbers('$1')})[$2:$2 + $3 - 1]::text, '{}', '[]')::${type}; END;
CREATE FUNCTION ${type}_add(${pair}) RETURNS ${type} ${sql} ${elementwise('a + b')};
CREATE FUNCTION ${type}_sub(${pair}) RETURNS ${type} ${sql} ${elementwise('a - b')};
CREATE FUNCTION ${type}_mul(${pair}) RETURNS ${type} ${sql} ${elementwise('a * b')};
CREATE FUNCTION ${type}_concat(${pair}) RETURNS ${type} ${sql}
BEGIN ATOMIC SELECT (rtrim($1::text, ']') || ',' || ltrim($2::text, '['))::${type}; END;
CREATE OPERATOR + (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_add, COMMUTATOR = +);
CREATE OPERATOR - (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_sub);
CREATE OPERATOR * (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_mul, COMMUTATOR = *);
CREATE OPERATOR || (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_concat);

${(['lt', 'le', 'eq', 'ne', 'ge', 'gt'] as const)
  .map((name) => `CREATE FUNCTION ${type}_${name}(${pair}) RETURNS boolean ${internal} AS 'bytea${name}';`)
  .join('\n')}
CREATE FUNCTION ${type}_cmp(${pair}) RETURNS integer ${internal} AS 'byteacmp';
CREATE OPERATOR < (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_lt, COMMUTATOR = >, NEGATOR = >=);
CREATE OPERATOR <= (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_le, COMMUTATOR = >=, NEGATOR = >);
CREATE OPERATOR = (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_eq, COMMUTATOR = =, NEGATOR = <>);
CREATE OPERATOR <> (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_ne, COMMUTATOR = <>, NEGATOR = =);
CREATE OPERATOR >= (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_ge, COMMUTATOR = <=, NEGATOR = <);
CREATE OPERATOR > (LEFTARG = ${type}, RIGHTARG = ${type}, FUNCTION = ${type}_gt, COMMUTATOR = <, NEGATOR = <=);
CREATE OPERATOR CLASS ${type}_ops DEFAULT FOR TYPE ${type} USING btree AS
  OPERATOR 1 <, OPERATOR 2 <=, OPERATOR 3 =, OPERATOR 4 >=, OPERATOR 5 >, FUNCTION 1 ${type}_cmp(${pair});

CREATE FUNCTION ${type}_accum(double precision[], ${type}) RETURNS double precision[] ${sql} AS $$
  SELECT array_agg(coalesce(a, 0) + b ORDER BY i)
  FROM unnest($1, 1::double precision || ${numbers('$2')}) WITH ORDINALITY AS pairs (a, b, i)
$$;
CREATE FUNCTION ${type}_avg(double precision[]) RETURNS ${type} ${sql}
BEGIN ATOMIC
  SELECT ('[' || string_agg((a / $1[1])::real::text, ',' ORDER BY i) || ']')::${type}
  FROM unnest($1[2:]) WITH ORDINALITY AS numbers (a, i);
END;
CREATE AGGREGATE avg(${type})
  (SFUNC = ${type}_accum, STYPE = double precision[], FINALFUNC = ${type}_avg, INITCOND = '{0}');
CREATE AGGREGATE sum(${type}) (SFUNC = ${type}_add, STYPE = ${type}, COMBINEFUNC = ${type}_add, PARALLEL = SAFE);
CREATE FUNCTION ${type}_hash(${type}) RETURNS integer ${internal} AS 'hashvarlena';
`;
}
