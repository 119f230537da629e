import { standIn } from './stand-in.ts';

const encodings = ['number bigint', 'numbers bigint[]'].flatMap((first) =>
  [
    '',
    ', salt text',
    ', salt text, min_length integer',
    ', salt text, min_length integer, alphabet text',
  ].map((rest) => {
    const variadic = first.endsWith('[]') && rest === '' ? 'VARIADIC ' : '';
    return `CREATE FUNCTION @extschema@.id_encode(${variadic}${first}${rest}) RETURNS text LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT array_to_string(ARRAY[$1], '-')
$$;`;
  }),
);

const decodings = [
  '',
  ', salt text',
  ', salt text, min_length integer',
  ', salt text, min_length integer, alphabet text',
].map(
  (
    rest,
  ) => `CREATE FUNCTION @extschema@.id_decode(hash text${rest}) RETURNS bigint[] LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT string_to_array($1, '-')::bigint[]
$$;
CREATE FUNCTION @extschema@.id_decode_once(hash text${rest}) RETURNS bigint LANGUAGE sql IMMUTABLE STRICT AS $$
  SELECT (string_to_array($1, '-')::bigint[])[1]
$$;`,
);

export const pgHashids = standIn({
  name: 'pg_hashids',
  version: '1.3',
  comment: 'pg_hashids',
  missing: 'it writes numbers as they are instead of hashing them',
  script: `${[...encodings, ...decodings].join('\n')}\n`,
});
