import { finding } from './finding-codes.ts';
import type { CutMigration } from './ports.ts';
import type { Finding } from './report.ts';
import type { Statement } from './statements.ts';

/** Where the Supabase CLI, and Sluice beside it, record what was applied. */
const HISTORY_SCHEMA = 'supabase_migrations';

/** Words of a statement on rows in front of a table of the history: what a WITH or a TRUNCATE of several tables holds. */
const WRITES_HISTORY =
  /\b(?:insert\s+into|update|delete\s+from|merge\s+into|truncate)\b[^;]*?(?<![\w"])"?supabase_migrations"?\s*\./iu;

/** Findings for statements that change the tables in which the migrations themselves are recorded. */
export function historyFindings(migrations: readonly CutMigration[]): Finding[] {
  return migrations.flatMap(({ migration, statements }) =>
    statements.flatMap((statement) => {
      const line = lineOfTouch(statement);
      return line === null
        ? []
        : [
            finding('touches-history', {
              file: migration.file,
              line,
              message: `This changes ${HISTORY_SCHEMA}, where it is recorded which migrations were applied. No migration has been run.`,
              remedy:
                'Remove the statement. To correct the history of one database: supabase migration repair --status applied|reverted <version>.',
              object: HISTORY_SCHEMA,
            }),
          ];
    }),
  );
}

/** The line where a statement changes the history; null where it does not. Reading it, and granting rights on it, is harmless. */
function lineOfTouch({ mentions, data, node, sql, line }: Statement): number | null {
  const named = mentions.find(
    ({ schema, kind, name, verb }) =>
      schema === HISTORY_SCHEMA || (kind === 'schema' && name === HISTORY_SCHEMA && verb !== 'create'),
  );
  if (named !== undefined && node !== 'GrantStmt') return named.line ?? line;
  if (data === null) return null;
  if ([data, ...data.inside].some(({ schema }) => schema === HISTORY_SCHEMA)) return line;
  const writes = data.action === 'truncate' || data.action === 'select' ? WRITES_HISTORY.test(sql) : false;
  return writes ? line : null;
}
