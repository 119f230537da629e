import type { Migration } from '../../src/core/migration.ts';
import type { ShadowDatabase } from '../../src/core/ports.ts';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { SILENT } from './shadow-requests.ts';

const parser = createSqlParser();
const replay = createReplayPort();

/** Runs one migration's text on a shadow as a review would, watching what it does (`observe`) or not. */
export async function replayText(database: ShadowDatabase, sql: string, observe = false): Promise<void> {
  const cut = await parser.cut(sql);
  if (!cut.ok) throw new Error(cut.problem.message);
  const migration: Migration = {
    version: '20240101000000',
    name: 'text',
    file: 'supabase/migrations/20240101000000_text.sql',
    sql,
    digest: '',
  };
  await replay.replay(database, [{ migration, statements: cut.statements }], {
    observe,
    signal: new AbortController().signal,
    progress: SILENT,
  });
}
