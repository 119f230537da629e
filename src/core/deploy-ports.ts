import type { RestoreTarget, RowSource } from './backup-ports.ts';
import type { Migration } from './migration.ts';
import type { ConnectionTarget, Progress, Snapshot } from './ports.ts';
import type { RollbackWork } from './rollback-work.ts';
import type { SeedOrders } from './seed-ports.ts';
import type { Segment } from './segments.ts';

/* ---------- a live database (room: database) ---------- */

/** Where the live database is: a connection string, or what the Management API makes one from. */
export type LiveSource =
  | { readonly kind: 'url'; readonly url: string }
  | {
      readonly kind: 'project';
      readonly projectRef: string;
      readonly password: string;
      readonly accessToken: string;
    };

export interface LivePort {
  /** Connects. Whoever opens it disposes of it. Throws SluiceError where it cannot be reached or is unsuitable. */
  open(
    source: LiveSource,
    options: { readonly signal: AbortSignal; readonly progress: Progress },
  ): Promise<LiveDatabase>;
}

/** One live database and the control connection to it. Reading needs no more rights than `select`. */
export interface LiveDatabase extends AsyncDisposable {
  readonly target: ConnectionTarget;
  /** For people, without a password: `postgres@db.example.com:5432/postgres`. */
  readonly shown: string;
  identity(): Promise<LiveIdentity>;
  /** History and journal as they are now. Missing tables are empty ones. */
  state(): Promise<LiveState>;
  /** The statements that the history recorded; null where it has none. */
  recordedStatements(versions: readonly string[]): Promise<ReadonlyMap<string, readonly string[] | null>>;
  /** What the journal knows of versions: who applied them last, and who took them back since. */
  journaledVersions(): Promise<JournaledVersions>;
  /** The last run that left a schema with that fingerprint, and what else it wrote down about it; null where none did. */
  recordOf(fingerprint: string): Promise<SchemaRecord | null>;
  /** The session that is deploying at this moment, for people; null where none is. */
  deploying(): Promise<string | null>;
  /** A recorded snapshot; null where there is none with that fingerprint. */
  recordedSnapshot(fingerprint: string): Promise<Uint8Array | null>;
  /** Sizes from the catalog's own estimates; relations that do not exist are left out. */
  sizes(relations: readonly RelationName[]): Promise<readonly RelationSize[]>;
  /** Takes the deployment's lock, which holds until this is disposed of. Throws `deploy-locked`. */
  lock(request: { readonly wait: number; readonly waiting: (holder: string) => void }): Promise<void>;
  /** Makes the tables of history and journal where they are missing; the lock must be held. */
  prepare(): Promise<void>;
  /** Writes that a run begins; the lock must be held. */
  begin(run: RunStart): Promise<void>;
  /** Writes how a run ended, on another connection if this one broke. */
  finish(run: RunEnd): Promise<void>;
  /** Runs migrations; see DeployOrders. Throws at the first that fails; what was told as done stays done. */
  apply(orders: DeployOrders): Promise<void>;
  /** Changes rows of the history, with the rows of the run, in one transaction. Throws `history-moved` where a row is not what it was. */
  repair(rows: readonly RepairedRow[], run: RunStart, end: RunEnd): Promise<void>;
  /** Opens a transaction on a connection of its own that a backup reads rows in. */
  openRows(platformSchemas: readonly string[]): Promise<RowSource>;
  /** Opens a transaction on a connection of its own that a backup is restored in. */
  openRestore(): Promise<RestoreTarget>;
  /** Writes that a backup was made, where there is a journal and the role may write to it; says whether it did. */
  noteBackup(end: RunEnd): Promise<boolean>;
  /** Seed files that were loaded, path → sha256 of the file, as the Supabase CLI records them; a missing table is an empty one. */
  seeded(): Promise<ReadonlyMap<string, string>>;
  /** Loads seed files; see SeedOrders. The run must have begun. Throws at the first that fails; what was told as done stays done. */
  seed(orders: SeedOrders): Promise<void>;
  /** Records migrations as applied without running them, with the row of the run, in one transaction. */
  adopt(migrations: readonly RecordedMigration[], run: RunStart, end: RunEnd): Promise<void>;
}

export interface LiveIdentity {
  /** The cluster's identifier and the database's name: the same by whatever host and role one connects. */
  readonly key: string;
  readonly database: string;
  readonly user: string;
  /** `17.6`. */
  readonly version: string;
}

/** A row of the history. */
export interface AppliedMigration {
  readonly version: string;
  readonly name: string | null;
  /** sha256 of the file, where Sluice itself applied or adopted it. */
  readonly fileDigest: string | null;
}

/** Segments of a migration that are committed although the migration is not in the history. */
export interface CommittedSegment {
  readonly version: string;
  /** Counted from 0. */
  readonly number: number;
  /** sha256 of the segment's statements. */
  readonly digest: string;
}

/** The last word of the journal about what the schema should be. */
export interface LiveAnchor {
  /** What the live schema was when the anchor was set; null where the run recorded none. */
  readonly fingerprint: string | null;
  /** Versions that later runs brought, in the order of their commit. */
  readonly appliedSince: readonly string[];
  /** Runs behind the anchor that did not succeed, oldest first. */
  readonly unfinished: readonly UnfinishedRun[];
  /** The plan of the last run that succeeded; null where none did. */
  readonly succeededPlan: string | null;
  /** The head that the last run left, if it succeeded and found that the live schema is what the migrations lead to. */
  readonly verifiedHead: string | null;
}

export interface UnfinishedRun {
  readonly run: string;
  readonly kind: RunStart['kind'];
  /** Whether anything of it is committed. */
  readonly hasCommitted: boolean;
  /** `running`: it was killed, or nobody could write what became of it. */
  readonly outcome: 'running' | 'failed' | 'interrupted';
  readonly startedAt: string;
  readonly planDigest: string | null;
  readonly actor: string | null;
  readonly source: string | null;
}

export interface LiveState {
  /** In version order. */
  readonly history: readonly AppliedMigration[];
  /** In the order of their commit. */
  readonly segments: readonly CommittedSegment[];
  /** Null where no run was ever recorded. */
  readonly anchor: LiveAnchor | null;
  /** Versions that a rollback took out of the history and nobody has brought back or let go since. */
  readonly rolledBack: readonly RolledBackVersion[];
}

/** A version that must not be deployed again by accident. */
export interface RolledBackVersion {
  readonly version: string;
  readonly run: string;
  readonly at: string;
  readonly actor: string | null;
  readonly reason: string | null;
}

/** What a run wrote down about the schema that it left. */
export interface SchemaRecord {
  readonly run: string;
  /** `2026-11-22 17:05:00 UTC`. */
  readonly at: string;
  /** As LiveSchemaReader.digest; null where the run wrote none. */
  readonly schemaDigest: string | null;
  /** Of the server, at that time; null where the run wrote none. */
  readonly serverMajor: number | null;
}

/** A run of the journal and what it was for. */
export interface JournaledRun {
  readonly run: string;
  /** `2026-11-22 17:05:00 UTC`. */
  readonly at: string;
  readonly kind: string;
  readonly actor: string | null;
  readonly source: string | null;
  readonly commit: string | null;
}

export interface JournaledVersions {
  readonly applied: ReadonlyMap<string, JournaledRun>;
  /** Those that a rollback took back after they were applied last. */
  readonly rolledBack: ReadonlyMap<string, JournaledRun>;
}

export interface RelationName {
  readonly schema: string;
  readonly name: string;
}

export interface RelationSize extends RelationName {
  /** The planner's estimate; null where the relation was never analysed. */
  readonly rows: number | null;
  /** The table with its TOAST and indexes. */
  readonly bytes: number;
}

/** Who deploys from where; every text is recorded as it is. */
export interface RunOrigin {
  readonly actor: string | null;
  /** The URL of the workflow run, or what stands for it. */
  readonly source: string | null;
  readonly commit: string | null;
  readonly tool: string;
}

export interface RunStart {
  /** A UUID. */
  readonly run: string;
  readonly kind: 'deploy' | 'rollback' | 'undo' | 'resume' | 'seed' | 'baseline' | 'repair' | 'backup';
  readonly origin: RunOrigin;
  readonly planDigest: string;
  readonly headBefore: string;
  readonly versions: readonly string[];
  /** The schema before the run; null where it was not read. */
  readonly before: RecordedSnapshot | null;
  /** What must be known of the run also if it never comes to its end. */
  readonly details?: Readonly<Record<string, unknown>>;
}

export interface RunEnd {
  readonly run: string;
  readonly kind: RunStart['kind'];
  readonly origin: RunOrigin;
  readonly outcome: 'succeeded' | 'failed' | 'interrupted';
  readonly planDigest: string;
  readonly headAfter: string | null;
  /** Versions that are in the history because of this run. */
  readonly versions: readonly string[];
  readonly error: string | null;
  readonly milliseconds: number;
  readonly after: RecordedSnapshot | null;
  /** What else is worth keeping: the result of the verification, approvals. */
  readonly details: Readonly<Record<string, unknown>>;
}

export interface RecordedSnapshot {
  readonly fingerprint: string;
  /** Null: the journal holds them already. */
  readonly bytes: Uint8Array | null;
  /**
   * In which form the bytes are. A schema that is recorded already in this form is not stored again; null: in whatever
   * form it is.
   */
  readonly form: string | null;
}

/** What the history records of a migration. */
export interface RecordedMigration {
  readonly migration: Migration;
  /** The file in pieces, as the Supabase CLI records it. */
  readonly pieces: readonly string[];
}

/** What a row of the history is to become. */
export interface RepairedRow extends RecordedMigration {
  /** The version that the row has now; null where there is none yet. */
  readonly from: string | null;
}

/** A migration with what is to be run of it. */
export interface DeployedMigration extends RecordedMigration {
  readonly segments: readonly Segment[];
  /** How many of its segments an earlier run has committed. */
  readonly committed: number;
  /** Present where this is a step of a rollback, or of what takes one back, and no migration. */
  readonly rollback?: RollbackWork;
}

export interface DeployOrders {
  readonly run: string;
  readonly migrations: readonly DeployedMigration[];
  readonly limits: DeployLimits;
  readonly events: DeployEvents;
  /** A folder of this machine: rows that a rollback takes away are saved to files in it, and come back from there. */
  readonly savedRows?: string | null;
}

export interface DeployLimits {
  /** In milliseconds; 0: for ever. */
  readonly lockTimeout: number;
  /** In milliseconds; 0: for ever; null: what the role has. */
  readonly statementTimeout: number | null;
  /** How often a segment that met a lock is tried again. */
  readonly lockRetries: number;
}

export interface DeployEvents {
  /** A migration is in the history now. */
  readonly done: (migration: Migration, milliseconds: number) => void;
  readonly retrying: (migration: Migration, why: string) => void;
  readonly reconnected: (migration: Migration, committed: boolean) => void;
}

/* ---------- snapshots that outlive a process (room: schema) ---------- */

export interface SnapshotCodec {
  /** Equal for equal schemas of a project, whoever reads them; what belongs to the platform is left out. */
  fingerprint(snapshot: Snapshot): string;
  /** Compressed, with its version and digest. */
  serialize(snapshot: Snapshot): Promise<Uint8Array>;
  /** What the journal keeps of a snapshot. */
  record(snapshot: Snapshot): Promise<RecordedSnapshot>;
  /**
   * A snapshot that can be compared with others; who is who in the catalog is not kept. Null where the bytes were written by
   * another version of the format. Throws SluiceError `schema-unreadable` where they are damaged.
   */
  deserialize(bytes: Uint8Array): Promise<Snapshot | null>;
  /** Gets a stored snapshot ready to be looked at as a whole, in pieces between which others have their turn. */
  unpack(snapshot: Snapshot): Promise<void>;
  /** Whether it holds all that is looked at today; one that an older Sluice has written is compared as far as it goes. */
  isComplete(snapshot: Snapshot): boolean;
}

/* ---------- SQL text (room: sql) ---------- */

export interface SqlScanner {
  /** The tokens of a text without comments and white space, as PostgreSQL's own scanner cuts them; null where it cannot. */
  tokens(sql: string): Promise<readonly string[] | null>;
}
