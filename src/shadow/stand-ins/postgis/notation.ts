const geometry = '@extschema@.geometry';
const geography = '@extschema@.geography';

/** `name(arguments) → type`, and the expression that answers; types g and G stand for geometry and geography. */
export type Row = readonly [signature: string, returns: string, expression: string];

const typed = (text: string) =>
  text
    .replace(/\bg\b/gu, geometry)
    .replace(/\bG\b/gu, geography)
    .replace(/\bbox([23])d\b/gu, '@extschema@.box$1d');

/** The SQL that makes the functions of a table. */
export function functions(rows: readonly Row[]): string {
  return rows
    .map(
      ([signature, returns, expression]) =>
        `CREATE FUNCTION @extschema@.${typed(signature)} RETURNS ${typed(returns)} LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE AS $$ SELECT (${typed(expression)})::${typed(returns)} $$;`,
    )
    .join('\n');
}

/** The nth ordinate of a geometry's first point. */
export const ordinate = (argument: string, n: 1 | 2 | 3) =>
  `(regexp_match(${argument}::text, '\\(+\\s*([-+0-9.eE]+)\\s+([-+0-9.eE]+)\\s*([-+0-9.eE]*)'))[${n}]`;
export const x = (argument: string) => `nullif(${ordinate(argument, 1)}, '')::double precision`;
export const y = (argument: string) => `nullif(${ordinate(argument, 2)}, '')::double precision`;
/** The text without its reference system. */
export const bare = (argument: string) => `regexp_replace(${argument}::text, '^SRID=[0-9]+;', '')`;
