import type { LiveDatabase, LiveState, SqlScanner } from '../core/deploy-ports.ts';
import type { Migration } from '../core/migration.ts';
import { judgePending, type PendingMigrations } from '../core/pending.ts';
import { samePieces, sameTokens } from '../core/pieces.ts';

/** Holds the history of a live database against the checkout. */
export async function judgeHistory(
  repository: readonly Migration[],
  state: LiveState,
  live: LiveDatabase,
  scanner: SqlScanner,
  allowOutOfOrder: boolean,
): Promise<PendingMigrations> {
  const edited = await editedVersions(repository, state, live, scanner);
  return judgePending({ repository, history: state.history, edited, allowOutOfOrder });
}

/**
 * Versions whose file does not say what was applied. Most files are known by their digest; of the others the statements are
 * compared, without white space first, and by their tokens only where that differs. A history without statements, as older
 * versions of the Supabase CLI wrote it, tells nothing, and then nothing is claimed.
 */
export async function editedVersions(
  repository: readonly Migration[],
  { history }: LiveState,
  live: LiveDatabase,
  scanner: SqlScanner,
): Promise<ReadonlySet<string>> {
  const files = new Map(repository.map((migration) => [migration.version, migration]));
  const doubtful = history.filter(({ version, fileDigest }) => {
    const file = files.get(version);
    return file !== undefined && file.digest !== fileDigest;
  });
  const recorded = await live.recordedStatements(doubtful.map(({ version }) => version));
  const edited = new Set<string>();
  for (const { version } of doubtful) {
    const [file, statements] = [files.get(version), recorded.get(version) ?? null];
    if (file === undefined || statements === null || samePieces(file.sql, statements)) continue;
    // A line of its own for each semicolon, because a piece may end in a comment.
    const [now, then] = [await scanner.tokens(file.sql), await scanner.tokens(statements.join('\n;\n'))];
    if (now === null || then === null || !sameTokens(now, then)) edited.add(version);
  }
  return edited;
}
