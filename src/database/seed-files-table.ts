import type pg from 'pg';
import { isRunHeldSql } from './advisory-lock.ts';
import { SEGMENTS } from './journal-tables.ts';
import { literal } from './literals.ts';
import { OURSELVES, STILL_OURS } from './segment-message.ts';

/** The table in which the Supabase CLI records seeds, made exactly as the CLI makes it. */
export const SEED_FILES = 'supabase_migrations.seed_files';

export async function prepareSeedFiles(client: pg.Client): Promise<void> {
  await client.query(
    `begin;set local lock_timeout = '4s';set local client_min_messages = warning;
create schema if not exists supabase_migrations;
create table if not exists ${SEED_FILES} (path text not null primary key, hash text not null);commit`,
  );
}

/** path → hash of everything that was loaded; empty where the table is missing. */
export async function readSeedFiles(client: pg.Client): Promise<ReadonlyMap<string, string>> {
  const { rows: known } = await client.query<{ there: boolean }>(
    `select exists (select from pg_catalog.pg_class c join pg_catalog.pg_namespace n on n.oid = c.relnamespace
       where n.nspname = 'supabase_migrations' and c.relname = 'seed_files') as there`,
  );
  if (known[0]?.there !== true) return new Map();
  const { rows } = await client.query<{ path: string; hash: string }>(`select path, hash from ${SEED_FILES}`);
  return new Map(rows.map(({ path, hash }) => [path, hash]));
}

/** What the journal calls a seed file where it keeps the versions of migrations. */
export function seedVersion(path: string): string {
  return `seed:${path}`;
}

/**
 * Statements that end the transaction of a seed file: its row in the journal, by which a broken COMMIT is told from a lost one,
 * and the one that the Supabase CLI writes. As for a segment of a migration, a row whose run cannot be named because the lock is
 * gone, or whose version cannot because the transaction is another one, takes everything back.
 */
export function closingSeed(run: string, path: string, digest: string): readonly string[] {
  return [
    ...OURSELVES,
    `insert into ${SEGMENTS} (run, version, segment, segments, state, digest, file_digest) values (
  (select ${literal(run)}::pg_catalog.uuid where ${isRunHeldSql(run)}), (select ${literal(seedVersion(path))}::pg_catalog.text where ${STILL_OURS}), 0, 1, 'committed', ${literal(digest)}, ${literal(digest)})`,
    `insert into ${SEED_FILES} (path, hash) values (${literal(path)}, ${literal(digest)}) on conflict (path) do update set hash = excluded.hash`,
  ];
}
