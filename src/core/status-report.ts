/** A version in one environment, beside the repository. */
export interface VersionState {
  /**
   * applied: in the history. edited: applied with other statements than the file has. missing: applied, and not in the
   * repository. pending: in the repository only. out-of-order: pending, and older than the newest applied. half-done: a run
   * stopped in it. rolled-back: applied once and taken back. absent: neither here nor in the repository.
   */
  readonly state:
    | 'applied'
    | 'edited'
    | 'missing'
    | 'pending'
    | 'out-of-order'
    | 'half-done'
    | 'rolled-back'
    | 'absent';
  /** When it was recorded as applied or rolled back, `2026-11-22 17:05:00 UTC`; null where another tool did it. */
  readonly at: string | null;
  /** The run of the journal that did it, who started it, from where (the page of a workflow run) and from which commit. */
  readonly run: string | null;
  readonly actor: string | null;
  readonly source: string | null;
  readonly commit: string | null;
  /** deploy, baseline (adopted), rollback, repair; null where another tool did it. */
  readonly kind: string | null;
}

export interface EnvironmentStatus {
  readonly name: string;
  /** The database, for people, without a password; null where it could not be reached. */
  readonly target: string | null;
  readonly serverVersion: string | null;
  /** Why it could not be looked at; null where it could. */
  readonly problem: string | null;
  /** Versions of its history. */
  readonly applied: number;
  /** Migrations of the checkout that it does not have. */
  readonly pending: number;
  /** The newest applied version. */
  readonly newest: string | null;
  /** Runs that did not come to their end. */
  readonly unfinished: number;
}

/** Histories of one or several databases beside the repository. */
export interface StatusSummary {
  readonly environments: readonly EnvironmentStatus[];
  /** Every version that the checkout or any history knows, oldest first; one state for each environment, in their order. */
  readonly versions: readonly {
    readonly version: string;
    readonly name: string | null;
    /** Null where the checkout does not have it. */
    readonly file: string | null;
    readonly states: readonly VersionState[];
  }[];
  /** Versions that one environment has and another one has not, told once a pair. */
  readonly leads: readonly {
    readonly ahead: string;
    readonly behind: string;
    readonly versions: readonly string[];
  }[];
}
