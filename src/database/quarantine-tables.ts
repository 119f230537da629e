/**
 * Where rows wait that an allowed loss took out of their tables. `saved` tells what each table here was; rows are never removed from
 * it, and the tables stay until somebody drops them. Where `file` is set, the rows are in that file, the table here is empty and
 * only keeps its columns, and `source` is the query that the file answers. No comparison of schemas looks here.
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
    alter table sluice_quarantine.saved add column if not exists source text, add column if not exists file text, add column if not exists sha256 text, add column if not exists bytes bigint, add column if not exists kept text[] not null default '{}';`;

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
};

/** The settings for the rest of the transaction. */
export function steadySettings(): string {
  return `select ${Object.entries(STEADY_SETTINGS)
    .map(([name, value]) => `pg_catalog.set_config('${name}', '${value}', true)`)
    .join(', ')}`;
}

/** Types that have no equality; of others outside pg_catalog it may be anywhere. */
export const WITHOUT_EQUALITY = `('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')`;
