import type { Progress } from './process-ports.ts';
import type { PlatformServices } from './project-ports.ts';
import type { EngineFacts } from './report.ts';

/** How to reach one database. Never printed: it may carry a password. */
export interface ConnectionTarget {
  /** Host name, address or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /** In the driver's words, so that a target can be handed to it as it is: where this is not said, it takes PGSSLMODE for what is meant. */
  readonly ssl: TransportSecurity | false;
  /** What the server's lists of sessions call us. */
  readonly application_name?: string;
  /** Settings of the session as a command line, `-c search_path=app`. */
  readonly options?: string;
  /** How long connecting may take, in milliseconds. */
  readonly connectionTimeoutMillis?: number;
  readonly keepAlive?: boolean;
}

export interface TransportSecurity {
  readonly rejectUnauthorized: boolean;
  /** A root certificate in PEM; absent: those of Node. */
  readonly ca?: string;
  /** Present where the host's name in the certificate is not to be checked. */
  readonly checkServerIdentity?: () => undefined;
}

export interface ShadowRequest {
  readonly engine: 'auto' | 'embedded' | 'supabase' | 'url';
  readonly major: 15 | 17 | 18;
  /** For `url`: a server on which Sluice may make and drop databases of its own. */
  readonly serverUrl: string | null;
  /** As in ProjectConfig. */
  readonly autoExposeNewTables?: boolean;
  /** As in ProjectConfig; for `supabase`. */
  readonly platformServices?: PlatformServices;
  /**
   * What will be replayed in the first database, a digest of the content for each step. The shadow may begin with a state
   * that was kept after some of them, and can keep the one after all of them. Absent: it begins with the baseline.
   */
  readonly history?: readonly string[];
  /** A copy of the first database will be asked for as soon as it has the whole history, so it may be made ahead. */
  readonly copyAhead?: boolean;
  /** Told as soon as it is known what the shadow begins with, while it is still being started; once more where that turns out to be damaged. */
  readonly beginsWith?: (state: Pick<KeptStates, 'restored' | 'notes'>) => void;
  /** Told when the server is on its way and this process has time until it is there. */
  readonly starting?: () => void;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface ShadowPort {
  /** Provides a server with the Supabase baseline. Whoever opens it disposes of it. */
  open(request: ShadowRequest): Promise<Shadow>;
  /**
   * What was noted of such a shadow, without starting one. `about` says of what in any words: the same ones on the same baseline find
   * the notes again. Null where there is no cache for it.
   */
  notes(request: ShadowRequest, about: readonly string[]): Promise<ShadowNotes | null>;
}

/** What was found out on a shadow, so that it need not be found out again. */
export interface ShadowNotes {
  /** As a run of the same Sluice has kept it; empty where none has. */
  readonly text: string;
  /** Keeps other notes. A cache that cannot be written to costs time, not the result. */
  keep(text: string): Promise<void>;
}

export interface Shadow extends AsyncDisposable {
  readonly engine: Omit<EngineFacts, 'standIns'>;
  /** What the engine's stand-ins leave out, by extension name; only those that a migration uses end up in a report. */
  readonly standIns: ReadonlyMap<string, string>;
  /** A fresh database with the baseline in it. */
  createDatabase(): Promise<ShadowDatabase>;
  /** A database with the same objects under the same identities; nobody may be connected to the original. Absent where the server is not the shadow's own. */
  readonly copyDatabase?: (database: ShadowDatabase) => Promise<ShadowDatabase>;
  /** Present where there was a history in the request and there is a cache. */
  readonly states?: KeptStates;
}

/** States of the shadow that outlive it, so that a history is not replayed again. */
export interface KeptStates {
  /** How many steps of the history the first database has behind it already. */
  readonly restored: number;
  /** What was written down with the state that was restored; empty where none was. */
  readonly notes: string;
  /**
   * Keeps the server as it is, with the whole history in its first database; nobody may use it until this returns. It is
   * written to the cache when the shadow is disposed of, with `notes`. Does nothing where that state is kept already.
   */
  keep(notes: () => string): Promise<void>;
}

export interface ShadowDatabase {
  /** As `postgres`, the role that migrations run as: no superuser. */
  readonly migrator: ConnectionTarget;
  /** As the superuser of the shadow, for what supautils would elevate and for reading the catalog. */
  readonly administrator: ConnectionTarget;
  /** What runs as the superuser because the platform's supautils would let postgres do it. */
  readonly elevations: readonly Elevation[];
  /** Index methods of stand-ins, which refuse every option: CREATE INDEX runs without, and the options are written down after. */
  readonly optionlessIndexMethods: readonly string[];
  /** Extensions that are stand-ins: they have one version, and take any that a migration names. */
  readonly standInExtensions: readonly string[];
}

/** A kind of statement that needs a superuser in plain PostgreSQL and does not on the platform. */
export interface Elevation {
  /** Root node of the parse tree, `CreateEventTrigStmt`. */
  readonly node: string;
  /** Run afterwards as the superuser, so that the new object belongs to postgres as on the platform; null where not needed. */
  readonly handOver: string | null;
}
