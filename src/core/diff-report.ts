/** What a database has that its applied migrations do not lead to. The objects are the report's `changes`. */
export interface DiffSummary {
  /** The database, for people, without a password. */
  readonly target: string;
  /** none: nothing. found: something. unknown: nobody can tell, and a finding says why. busy: a deployment was at work. */
  readonly outcome: 'none' | 'found' | 'unknown' | 'busy';
  /** Brings a database of the applied migrations there; empty where there is nothing. */
  readonly migrationSql: string;
  /** The migration that was written; null where none was asked for. */
  readonly written: string | null;
  /** Whether it is recorded as applied in that database. */
  readonly marked: boolean;
}
