import { compareVersions, type MigrationFileName } from './migration.ts';

/** One migration file as the rules about a list of them need it. */
export interface ListedMigration extends MigrationFileName {
  readonly file: string;
  /** Null where the file cannot be read as text. */
  readonly sql: string | null;
  /** sha256 of the bytes. */
  readonly digest: string;
  /** It could not run as it is (encoding, psql commands, …), so nowhere has it been applied. */
  readonly broken: boolean;
}

export interface HistoryChecks {
  readonly head: readonly ListedMigration[];
  /** What the head began from; what it edits, renames or deletes is judged against this. */
  readonly ancestor: readonly ListedMigration[];
  /** What the base branch holds now; order is judged against this. */
  readonly tip: readonly ListedMigration[];
  /** What people call the base, for messages. */
  readonly baseName: string;
  /** The commit of `ancestor`, for commands that bring files back; null where there is none. */
  readonly ancestorCommit: string | null;
  /** The head's authored rollbacks, which have to be renamed with their migration. */
  readonly rollbacks: readonly { readonly version: string; readonly file: string }[];
  readonly now: Date;
}

/** Whether two texts say the same to a database: line endings and a byte order mark change with a checkout's settings. */
export function sameContent(
  left: Pick<ListedMigration, 'sql' | 'digest'>,
  right: Pick<ListedMigration, 'sql' | 'digest'>,
): boolean {
  if (left.digest === right.digest) return true;
  if (left.sql === null || right.sql === null) return false;
  return left.sql.replaceAll('\r\n', '\n') === right.sql.replaceAll('\r\n', '\n');
}

/** The migrations of each version, in the order of the list. */
export function byVersion(list: readonly ListedMigration[]): ReadonlyMap<string, readonly ListedMigration[]> {
  const groups = new Map<string, ListedMigration[]>();
  for (const item of list) {
    const group = groups.get(item.version);
    if (group === undefined) groups.set(item.version, [item]);
    else group.push(item);
  }
  return groups;
}

/** The version that sorts last; null for an empty list. */
export function newestVersion(list: readonly { readonly version: string }[]): string | null {
  return list.reduce<string | null>(
    (newest, { version }) => (newest === null || compareVersions(version, newest) > 0 ? version : newest),
    null,
  );
}
