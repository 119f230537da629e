import type { Progress } from './process-ports.ts';

/* ---------- the database of a developer's own machine (room: shadow) ---------- */

/** One project's database server on this machine. Its data outlives the command. */
export interface LocalServerPort {
  /**
   * Starts the server, unless it runs, and holds the project's lock until disposed of: the server goes on running then.
   * Throws SluiceError `dev-port-taken`, `dev-folder-unusable`, `dev-busy`, `dev-outdated`, `engine-unavailable`, `interrupted`.
   */
  start(request: LocalRequest): Promise<LocalServer>;
  /** Stops the server, if it runs, so that its files are whole. Throws `dev-busy`, `dev-folder-unusable`. */
  stop(request: Pick<LocalRequest, 'project' | 'signal' | 'progress'>): Promise<LocalState>;
  /** Holds the lock alone, so that no other command works on the database meanwhile. Throws `dev-busy`. */
  hold(request: Pick<LocalRequest, 'project' | 'signal' | 'progress'>): Promise<AsyncDisposable>;
  /** What there is; changes nothing. */
  look(project: string): Promise<LocalState>;
}

export interface LocalRequest {
  /** Absolute path of the folder that holds `supabase/`. */
  readonly project: string;
  readonly major: 15 | 17 | 18;
  /** As in ProjectConfig. */
  readonly autoExposeNewTables: boolean;
  /** A port that was asked for; null: the remembered one, else the first free one from `preferredPort` on. */
  readonly port: number | null;
  readonly preferredPort: number;
  /** Throw away a server of another major or baseline, with its data, where it is in the way. */
  readonly renew: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface LocalState {
  /** missing: there never was a server for this project. */
  readonly state: 'running' | 'stopped' | 'missing';
  /** Holds the well-known password of local development; null where there is no server yet. */
  readonly url: string | null;
  readonly port: number | null;
  readonly pid: number | null;
  /** Where its data lies. */
  readonly folder: string;
  readonly major: number | null;
  /** Stop: whether it ran until now. */
  readonly ran: boolean;
}

export interface LocalServer extends AsyncDisposable {
  readonly url: string;
  readonly port: number;
  readonly folder: string;
  readonly major: number;
  /** created: it has just been made. started: it was there and did not run. */
  readonly began: 'created' | 'started' | 'running';
  /** Root nodes of statements that the platform lets `postgres` run, and plain PostgreSQL only a superuser. */
  readonly elevated: ReadonlySet<string>;
  /** States of the database that were kept, newest first. */
  kept(): Promise<readonly KeptState[]>;
  /** Keeps the database as it is, with its rows, under the version that comes next. False where it is too large for that, or the disk has no room. Ends other sessions. */
  keep(state: Pick<KeptState, 'version' | 'head'>): Promise<boolean>;
  /** Puts the database back to a kept state, or (null) to that of a new project. Roles that are newer go too. Ends other sessions. */
  restore(state: KeptState | null): Promise<void>;
  /** Says that much is to be written now: until this is disposed of, a crash of the machine may cost the database. */
  hurry(): Promise<void>;
  /** Until the returned object is disposed of, `postgres` is a superuser, for statements of `elevated`. Roles that are made meanwhile are granted to it afterwards, as to every maker that is none. */
  elevate(): Promise<AsyncDisposable>;
}

/** The database as it was before a migration. */
export interface KeptState {
  /** The version that had not been applied yet. */
  readonly version: string;
  /** The digest of the migrations that had. */
  readonly head: string;
  /** `2026-11-22T17:05:00Z`. */
  readonly at: string;
}
