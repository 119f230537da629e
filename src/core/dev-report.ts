/** The local database of a project, and what became of it. */
export interface DevSummary {
  readonly task: 'start' | 'stop' | 'reset' | 'url' | 'status' | 'watch';
  /** missing: there never was one. */
  readonly state: 'running' | 'stopped' | 'missing';
  /** Null where there is none. It holds the well-known password of local development. */
  readonly url: string | null;
  /** Where its data lies on this machine. */
  readonly folder: string;
  readonly serverVersion: string | null;
  /** created, started: by this run. running: it ran already. stopped: this run stopped it. null: nothing was done. */
  readonly did: 'created' | 'started' | 'running' | 'stopped' | null;
  readonly applied: readonly { readonly version: string; readonly milliseconds: number }[];
  /** Versions that the database has, with those of this run. */
  readonly migrations: number;
  /** Versions of the checkout that it does not have. */
  readonly pending: readonly string[];
  /** What happened to rows, for people; null where nothing did. */
  readonly rows: string | null;
  /** The file that the URL was written to; null where nobody asked for it. */
  readonly environmentFile: string | null;
}
