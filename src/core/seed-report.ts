/** When a seed file that was loaded before is loaded again: never, when its content is another one, or each time. */
export type SeedPolicy = 'once' | 'changed' | 'always';

/** What became of seeding one database. */
export interface SeedSummary {
  /** The database, for people, without a password. */
  readonly target: string;
  /** What the environment is called; null where nobody said. */
  readonly environment: string | null;
  readonly when: SeedPolicy;
  /**
   * planned: nothing was run, as asked. nothing: there was nothing to load. refused: a check said no before anything was run.
   * failed: it stopped at a file, of which nothing is left; the files before it stay.
   */
  readonly outcome: 'planned' | 'nothing' | 'refused' | 'succeeded' | 'failed';
  /** The id of the run in the journal; null where none was written. */
  readonly run: string | null;
  readonly files: readonly SeedFileSummary[];
}

export interface SeedFileSummary {
  /** As it is recorded: relative to the project folder. */
  readonly path: string;
  readonly kind: 'sql' | 'csv';
  readonly bytes: number;
  /** Against what the database has recorded: never loaded, loaded with another content, loaded as it is. */
  readonly state: 'new' | 'changed' | 'unchanged';
  /** skipped: not to be loaded. waiting: to be loaded, and not loaded. */
  readonly result: 'skipped' | 'waiting' | 'loaded' | 'failed';
  /** Rows that the database counted; null where it was not loaded. */
  readonly rows: number | null;
  readonly milliseconds: number | null;
}
