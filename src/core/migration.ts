/** One file `supabase/migrations/<version>_<name>.sql`. */
export interface Migration {
  /** The digits before the first `_`, compared as text, as the Supabase CLI does. */
  readonly version: string;
  /** What follows the first `_`, without `.sql`. */
  readonly name: string;
  /** Path relative to the repository root, with forward slashes. */
  readonly file: string;
  /** The file decoded as UTF-8, without a byte order mark. */
  readonly sql: string;
  /** sha256 of the file's bytes, hex. */
  readonly digest: string;
}

/** A file `supabase/rollbacks/<version>_<name>.sql`: the authored reversal of the migration with that version. */
export interface AuthoredRollback {
  readonly version: string;
  readonly file: string;
  readonly sql: string;
  readonly digest: string;
}

export interface MigrationFileName {
  readonly version: string;
  readonly name: string;
}

/**
 * Reads a file name the way the Supabase CLI does (pattern `^([0-9]+)_(.*)\.sql$`); null where the CLI would skip the file.
 */
export function parseMigrationFileName(fileName: string): MigrationFileName | null {
  // The CLI's dot takes every character but a line feed; JavaScript's leaves out three more.
  const match = /^([0-9]+)_([^\n]*)\.sql$/u.exec(fileName);
  if (match === null) return null;
  const [, version, name] = match;
  if (version === undefined || name === undefined) return null;
  return { version, name };
}

/** Orders versions as text (byte order of ASCII digits), the order in which the Supabase CLI applies files. */
export function compareVersions(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
