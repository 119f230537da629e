/** What a look for drift came to. The objects themselves are the report's `changes`, from the reference to the live schema. */
export interface DriftSummary {
  /** What the database is called. */
  readonly environment: string;
  /** The database, for people, without a password. */
  readonly target: string;
  readonly serverVersion: string;
  /** What the live schema was held against: what the last run recorded, or what the applied migrations lead to. */
  readonly against: 'record' | 'repo';
  /**
   * none: the live schema is as it should be. found: it is not. unknown: nobody can tell, and a finding says why. busy: a
   * deployment was at work.
   */
  readonly outcome: 'none' | 'found' | 'unknown' | 'busy';
  /** The run that recorded the schema; null where there is none, or where it was held against the repository. */
  readonly record: { readonly run: string; readonly at: string } | null;
  /** Puts the live schema back; empty without drift. */
  readonly backSql: string;
  /** What putting it back does to rows and values, for people. */
  readonly loses: readonly string[];
  /** Takes the drift into the repository; empty without drift. */
  readonly migrationSql: string;
  /** The migration that was written; null where none was asked for. */
  readonly written: string | null;
  /** The run that recorded the live schema as what it should be from now on; null where nobody asked for it. */
  readonly recorded: string | null;
  /** What the role could not see, and so was not compared. */
  readonly unseen: readonly string[];
  /** Migrations of the checkout that the database does not have. */
  readonly waiting: readonly WaitingMigration[];
}

export interface WaitingMigration {
  readonly version: string;
  readonly file: string;
  /** When it came into the branch that is checked out, `2026-11-22 17:05 UTC`; null where git does not say. */
  readonly since: string | null;
}
