/** The version of the manifest; it rises when a field changes its meaning or goes away. */
export const MANIFEST_FORMAT = 1;

/** The name of the manifest in a backup's folder. A folder without one is no backup. */
export const MANIFEST_FILE = 'manifest.json';

/**
 * How a backup was made. pg_dump: by that program. supabase: by `supabase db dump`, which runs it in Docker. copy: by Sluice
 * itself, the rows as COPY gives them and the schema as it is read from the catalog.
 */
export type BackupWay = 'pg_dump' | 'supabase' | 'copy';

/** What a backup says about itself. Not encrypted: it holds names and numbers, and no rows. */
export interface BackupManifest {
  readonly format: typeof MANIFEST_FORMAT;
  readonly tool: string;
  /** When the rows are from, ISO 8601 in UTC. */
  readonly takenAt: string;
  readonly way: BackupWay;
  /** Why this way, in a sentence. */
  readonly why: string;
  /** The program that made it, with its version; null where none did. */
  readonly program: string | null;
  /** For people, without a password. */
  readonly database: string;
  /** `17.6`. */
  readonly serverVersion: string;
  readonly encryption: 'age' | null;
  /** In the order in which they are restored; the snapshot is for comparing. */
  readonly files: readonly BackupFile[];
  readonly tables: readonly TableRows[];
  /** Extensions and roles that must be there, or be makeable, where it is restored. */
  readonly extensions: readonly string[];
  readonly roles: readonly string[];
  /** What the backup does not hold, a sentence each. */
  readonly leftOut: readonly string[];
  /** The command that restores it with PostgreSQL's own programs. */
  readonly restoreCommand: string;
}

export interface BackupFile {
  readonly name: string;
  /** key: what opens the other files, itself opened by the passphrase. */
  readonly holds: 'statements' | 'rows' | 'snapshot' | 'key';
  readonly bytes: number;
  readonly sha256: string;
}

export interface TableRows {
  readonly schema: string;
  readonly name: string;
  readonly rows: number;
}

/** The file that opens those of an encrypted backup. */
export const KEY_FILE = 'key.age';

/** How a backup is restored without Sluice: the files are parts of one script, in the order of their names. */
export function restoreCommand(encryption: BackupManifest['encryption']): string {
  const psql = 'psql -X -v ON_ERROR_STOP=1 --single-transaction "$DATABASE_URL"';
  return encryption === null
    ? `cat [1-3]-*.sql.gz | gunzip | ${psql}`
    : `for file in [1-3]-*.sql.gz.age; do age -d -i ${KEY_FILE} "$file" | gunzip; done | ${psql}`;
}
