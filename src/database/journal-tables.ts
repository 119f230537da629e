/**
 * The tables of history and journal. The history is made exactly as the Supabase CLI makes it, so that either of them may
 * come first. The journal is append only: no row is ever changed or removed.
 *
 * `sluice_deployments` gets two rows a run: one with the outcome `running` before anything happens, and one with what became
 * of it. A run that has only the first was killed, or lost its connection: whoever holds the lock next sees that, because
 * nobody else can be running, resumes the work, and writes `interrupted` for it. So each run has its row in
 * every outcome, and nothing has to be written at the moment of a kill.
 *
 * `sluice_segments` gets its row in the same transaction as the segment's statements, so that a segment is committed exactly
 * when its row is there: after a broken COMMIT the row is the answer. A statement that runs outside any transaction has a
 * row `began` before it, with what is needed to find out later how far it came, and its row `committed` after it.
 */
export const HISTORY_TABLE_SQL = `
create schema if not exists supabase_migrations;
create table if not exists supabase_migrations.schema_migrations (version text not null primary key);
alter table supabase_migrations.schema_migrations add column if not exists statements text[];
alter table supabase_migrations.schema_migrations add column if not exists name text;`;

export const JOURNAL_TABLES_SQL = `
create table if not exists supabase_migrations.sluice_deployments (
  id bigint generated always as identity primary key,
  run uuid not null,
  kind text not null,
  outcome text not null,
  recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
  role text not null default session_user,
  actor text,
  source text,
  commit_id text,
  tool text not null,
  plan_digest text,
  head_before text,
  head_after text,
  versions text[] not null default '{}',
  error text,
  milliseconds bigint,
  fingerprint text,
  snapshot bytea,
  details jsonb not null default '{}',
  unique (run, outcome)
);
create index if not exists sluice_deployments_fingerprint on supabase_migrations.sluice_deployments (fingerprint) where snapshot is not null;
create table if not exists supabase_migrations.sluice_segments (
  id bigint generated always as identity primary key,
  run uuid not null,
  version text not null,
  segment integer not null,
  segments integer not null,
  state text not null,
  digest text not null,
  file_digest text not null,
  session jsonb,
  details jsonb not null default '{}',
  recorded_at timestamptz not null default pg_catalog.clock_timestamp(),
  unique (run, version, segment, state)
);
create index if not exists sluice_segments_version on supabase_migrations.sluice_segments (version, id);`;

export const HISTORY = 'supabase_migrations.schema_migrations';
export const DEPLOYMENTS = 'supabase_migrations.sluice_deployments';
export const SEGMENTS = 'supabase_migrations.sluice_segments';
