/**
 * Where rows wait that an allowed loss took out of their tables. `saved` tells what each table here was; rows are never removed from
 * it, and the tables stay until somebody drops them. No comparison of schemas looks here.
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
    );`;

/** Types that have no equality; of others outside pg_catalog it may be anywhere. */
export const WITHOUT_EQUALITY = `('json', 'xml', 'point', 'box', 'path', 'polygon', 'line', 'lseg', 'circle')`;
