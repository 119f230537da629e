import type { ConnectionTarget } from '../../src/core/ports.ts';
import { deployedMigration, openLive, runEnd, runStart } from './live.ts';

/** A history under versions that a tool invented, and one row that is missing; another tool has a column of its own. */
export const WRONG_HISTORY = `
create schema supabase_migrations;
create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text, created_by text);
insert into supabase_migrations.schema_migrations values
  ('20240305101112', '{"create table public.a (id int)"}', 'a', 'ada'), ('20240305101113', null, 'b', 'ada')`;

const FILES = {
  '20240101000000_a.sql': 'create table public.a (id int);',
  '20240102000000_b.sql': 'create table public.b (id int);',
  '20240103000000_c.sql': 'create table public.c (id int);',
};
const FROM = ['20240305101112', '20240305101113', null];

/** Writes what is left to be repaired of it, under the lock. */
export async function repairScenario(target: ConnectionTarget): Promise<void> {
  await using live = await openLive(target);
  await live.lock({ wait: 20_000, waiting: () => {} });
  await live.prepare();
  const { history } = await live.state();
  const known = new Set(history.map(({ version }) => version));
  const rows = [];
  for (const [index, [file, sql]] of Object.entries(FILES).entries()) {
    const { migration, pieces } = await deployedMigration(file, sql);
    if (!known.has(migration.version)) rows.push({ migration, pieces, from: FROM[index] ?? null });
  }
  if (rows.length === 0) return;
  const { run } = runStart();
  const versions = rows.map(({ migration }) => migration.version);
  const common = { kind: 'repair', versions } as const;
  await live.repair(rows, { ...runStart(run), ...common }, { ...runEnd(run), ...common });
}
