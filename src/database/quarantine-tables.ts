/** Columns that older versions do not know. */
export const QUARANTINE_COLUMNS_SQL = `alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}',
      add column if not exists segment int not null default 0, add column if not exists shows text, add column if not exists digest text, add column if not exists former text[], add column if not exists there boolean, add column if not exists clashing text;`;

/**
 * Where rows wait that an allowed loss took out of their tables. `saved` tells what each table here was; rows are never removed from
 * it, and the tables stay until somebody drops them. Where `file` is set, the rows are in that file, the table here is empty and
 * only keeps its columns, and `source` is the query that the file answers. `former` is what the place of the rows is called below the
 * step, and `there` whether it was there when an undo began; what was in it by then waits in `present_<id>` until the undo ends.
 * `clashing` is a query for saved rows that did not come back because others have their keys. No comparison of schemas looks here.
 */
export const QUARANTINE_TABLES_SQL = `
    create schema if not exists sluice_quarantine;
    create table if not exists sluice_quarantine.saved (
      id bigint generated always as identity primary key,
      chain uuid not null,
      step text not null,
      kind text not null,
      object text not null,
      schema_name text not null,
      table_name text not null,
      column_name text,
      place text,
      keys text[],
      unsteady text[] not null default '{}',
      rows bigint not null default 0,
      last_value bigint,
      is_called boolean,
      saved_at timestamptz not null default pg_catalog.clock_timestamp(),
      restored_at timestamptz,
      restored_rows bigint
    );
    ${QUARANTINE_COLUMNS_SQL}`;

/**
 * Settings under which names mean the catalog's, no policy hides rows, and a value's text is the same whatever a role, a database or a
 * migration has set: what is written under them is read under them.
 */
export const STEADY_SETTINGS: Readonly<Record<string, string>> = {
  search_path: 'pg_catalog',
  row_security: 'off',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  xmloption: 'content',
  lc_monetary: 'C',
  array_nulls: 'on',
};

/** The settings for the rest of the transaction. */
export function steadySettings(): string {
  return `select ${steadyCalls()}`;
}

function steadyCalls(): string {
  return Object.entries(STEADY_SETTINGS)
    .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
    .join(', ');
}

/** The settings in a block of PL/pgSQL that declares `FORMER_SETTINGS`; the session may have others of a migration, and gets them back. */
export const ENTER_STEADY = `
    perform ${steadyCalls()};`;
export const FORMER_SETTINGS = `settings jsonb := pg_catalog.jsonb_build_object(${Object.keys(STEADY_SETTINGS)
  .map((name) => `'${name}', pg_catalog.current_setting('${name}')`)
  .join(', ')});`;
export const LEAVE_STEADY = `
    perform pg_catalog.set_config(key, value, true) from pg_catalog.jsonb_each_text(settings);`;

/** SQL of a condition: there is a quarantine, with all columns that are known today. */
export const HAS_QUARANTINE = `exists (select from pg_catalog.pg_attribute where attrelid = pg_catalog.to_regclass('sluice_quarantine.saved') and attname = 'clashing')`;

/**
 * SQL of a query for the columns of a key of `relation` that never changes its rows' identity: unique, checked at once, of all rows,
 * and never NULL. `gone` is SQL of a text[] of columns that do not count. NULL where there is none.
 */
export function keySql(relation: string, gone: string): string {
  return `(select k.names from (
          select i.indexrelid, i.indisprimary, (
            select array_agg(a.attname::text order by u.n) from unnest(i.indkey::int2[]) with ordinality u(attnum, n)
            join pg_attribute a on a.attrelid = i.indrelid and a.attnum = u.attnum and a.attnotnull and a.attname <> all(${gone}) where u.n <= i.indnkeyatts
          ) as names, i.indnkeyatts from pg_index i
          where i.indrelid = ${relation} and i.indisunique and i.indisvalid and i.indimmediate and i.indpred is null and i.indexprs is null
        ) k where cardinality(k.names) = k.indnkeyatts order by k.indisprimary desc, k.indexrelid limit 1)`;
}
