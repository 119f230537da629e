import type { LockMode } from './locks.ts';
import type { AuthoredRollback, Migration } from './migration.ts';
import type { Change, Diagram, EngineFacts, Finding } from './report.ts';
import type { RoutineBody, Statement, SyntaxProblem } from './statements.ts';

/* ---------- the process and its edges ---------- */

/** Environment variables as an argument: nothing reads process.env but the entry. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** Where long work says what it is doing. Texts hold raw names; the implementation makes them safe for its medium. */
export interface Progress {
  /** A step begins; the returned function ends it. Steps do not nest. */
  step(title: string): () => void;
  /** Something worth a line while a step runs. */
  info(message: string): void;
  warn(message: string): void;
  /** A known amount of work (bytes, files); a bar in a terminal, sparse lines elsewhere. `advance` takes how much is done so far. */
  amount(title: string, total: number): { advance(done: number): void; finish(): void };
}

/** Milliseconds since some fixed moment; monotonic. */
export interface Clock {
  now(): number;
}

/* ---------- the checkout (room: project) ---------- */

export interface ProjectConfig {
  /** `[db] major_version`. */
  readonly majorVersion: 15 | 17 | 18;
  /** Schemas that the API exposes: `[api] schemas`, default public and graphql_public. */
  readonly exposedSchemas: readonly string[];
  /** `[api] auto_expose_new_tables`: whether the API's roles may use what is made in public; absent: they may. */
  readonly autoExposeNewTables?: boolean;
}

/** One side of a comparison: the migrations that a checkout holds, in version order. */
export interface Checkout {
  /** What to call it: a short commit, a branch, `work tree`, `version 2025…`. */
  readonly label: string;
  /** The commit's full id; null for the work tree or --since. */
  readonly commit: string | null;
  readonly migrations: readonly Migration[];
}

/** What to compare. At most one of `since` and `base`. */
export interface ProjectRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  readonly base: string | null;
  /** Null: the work tree. */
  readonly head: string | null;
  /** Without git: everything up to and including this version is the base. */
  readonly since: string | null;
  /** From the workflow event of a pull request. */
  readonly pullRequest: {
    readonly baseSha: string;
    readonly headSha: string;
    readonly baseRef: string;
  } | null;
}

export interface ProjectComparison {
  /** Project folder relative to the repository root, `.` for the root. */
  readonly project: string;
  readonly config: ProjectConfig;
  readonly base: Checkout;
  readonly head: Checkout;
  /** The head's authored rollbacks, in version order. */
  readonly rollbacks: readonly AuthoredRollback[];
  /** What the files themselves say: names, encodings, duplicates, order, edits. */
  readonly findings: readonly Finding[];
}

export interface ProjectPort {
  compare(request: ProjectRequest, progress: Progress): Promise<ProjectComparison>;
}

/* ---------- SQL text (room: sql) ---------- */

export type CutResult =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly problem: SyntaxProblem };

export interface SqlParser {
  /** Cuts a file into statements with PostgreSQL's own parser. Loads the parser on first use. */
  cut(sql: string): Promise<CutResult>;
  /** What the body of the routine does that a CREATE FUNCTION or CREATE PROCEDURE makes; what cannot be read counts as dynamic. */
  routineBody(sql: string): Promise<RoutineBody>;
}

/* ---------- databases ---------- */

/** How to reach one database. Never printed: it may carry a password. */
export interface ConnectionTarget {
  /** Host name, address or the folder of a Unix socket. */
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly user: string;
  readonly password?: string;
  /** Absent: without TLS. In the driver's words, so that a target can be handed to it as it is. */
  readonly ssl?: TransportSecurity;
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

/** What one statement did while it ran on the shadow. Names are those that the objects had right after it (before it, where it dropped them). */
export interface ObservedStatement {
  readonly migration: Migration;
  readonly statement: Statement;
  /** Locks on relations that existed before the first migration that is watched. */
  readonly locks: readonly ObservedLock[];
  /** Relations whose storage was written anew (relfilenode changed), which existed before. */
  readonly rewritten: readonly { readonly schema: string; readonly relation: string }[];
  /** Tables (bare names) whose rows PostgreSQL says it read in order to check them. */
  readonly verified: readonly string[];
  /** What the statement did to objects by the catalog's own account, other objects that a CASCADE took along included. */
  readonly events: readonly ObservedEvent[];
  /** Where names without a schema were looked up. */
  readonly searchPath: readonly string[];
}

export interface ObservedLock {
  readonly schema: string;
  readonly relation: string;
  readonly mode: LockMode;
  /** Its rows are in partitions, on which some forms of statements do not work. */
  readonly partitioned: boolean;
}

export interface ObservedEvent {
  readonly verb: 'alter' | 'drop';
  /** Address parts as pg_identify_object_as_address names them, `["public","orders","note"]`. */
  readonly names: readonly string[];
}

export interface ReplayOptions {
  /** Record locks and rewrites of each statement (costs a round trip a statement). */
  readonly observe: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
  /** Called when a migration is done and committed, before the next one begins. */
  readonly done?: (migration: Migration) => Promise<void>;
}

/** A migration cut into statements. */
export interface CutMigration {
  readonly migration: Migration;
  readonly statements: readonly Statement[];
}

export interface ReplayPort {
  /**
   * Runs migrations in order as the Supabase CLI would: each file one transaction, settings reset before it.
   * Throws SluiceError `sql-failed` with migration, statement, line, SQLSTATE and caret.
   */
  replay(
    database: ShadowDatabase,
    migrations: readonly CutMigration[],
    options: ReplayOptions,
  ): Promise<readonly ObservedStatement[]>;
}

/* ---------- the shadow (room: shadow) ---------- */

export interface ShadowRequest {
  readonly engine: 'auto' | 'embedded' | 'supabase' | 'url';
  readonly major: 15 | 17 | 18;
  /** For `url`: a server on which Sluice may make and drop databases of its own. */
  readonly serverUrl: string | null;
  /** As in ProjectConfig. */
  readonly autoExposeNewTables?: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
}

export interface ShadowPort {
  /** Provides a server with the Supabase baseline. Whoever opens it disposes of it. */
  open(request: ShadowRequest): Promise<Shadow>;
}

export interface Shadow extends AsyncDisposable {
  readonly engine: Omit<EngineFacts, 'standIns'>;
  /** What the engine's stand-ins leave out, by extension name; only those that a migration uses end up in a report. */
  readonly standIns: ReadonlyMap<string, string>;
  /** A fresh database with the baseline in it. */
  createDatabase(): Promise<ShadowDatabase>;
  /** A database with the same objects under the same identities; nobody may be connected to the original. Absent where the server is not the shadow's own. */
  readonly copyDatabase?: (database: ShadowDatabase) => Promise<ShadowDatabase>;
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
}

/** A kind of statement that needs a superuser in plain PostgreSQL and does not on the platform. */
export interface Elevation {
  /** Root node of the parse tree, `CreateEventTrigStmt`. */
  readonly node: string;
  /** Run afterwards as the superuser, so that the new object belongs to postgres as on the platform; null where not needed. */
  readonly handOver: string | null;
}

/* ---------- schemas (room: schema) ---------- */

/** The facts of a schema read from the catalog at one moment. Opaque outside the schema room. */
export interface Snapshot {
  /** Equal fingerprints mean equal schemas, as far as the catalog is read. */
  readonly fingerprint: string;
}

/** One object that differs between two snapshots, before hazards and places are known. */
export interface ObjectDifference {
  readonly verb: 'create' | 'alter' | 'drop' | 'rename';
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  /** The former name, for a rename. */
  readonly from: string | null;
  readonly details: readonly string[];
  /** Rows or values go with it: a dropped table or column, or one made anew under the same name. */
  readonly destroysData: boolean;
  /** For columns that exist before or after. */
  readonly column: { readonly before: ColumnFacts | null; readonly after: ColumnFacts | null } | null;
  /** What the difference cannot be undone by, if it is of a kind that is only seen and not modelled; else null. */
  readonly unmodelled: string | null;
}

export interface ColumnFacts {
  readonly type: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  /** Computed by the server: GENERATED … AS or an identity. */
  readonly generated: boolean;
  readonly identity: boolean;
}

/** An object that has another name (or schema) afterwards, known by its identity in the catalog and not by guessing. */
export interface ObjectRename {
  readonly kind: string;
  readonly before: { readonly schema: string | null; readonly table: string | null; readonly name: string };
  readonly after: { readonly schema: string | null; readonly table: string | null; readonly name: string };
}

/** All renames between two moments, and how to go back and forth between the names. */
export interface RenameSet {
  readonly renames: readonly ObjectRename[];
  /** New objects that have a renamed one's former name: under the inverse they are called `before` meanwhile. */
  readonly parked: readonly ObjectRename[];
  /** What gives every renamed object its former name back, in the order in which it works. */
  readonly steps: readonly RenameStep[];
}

export interface RenameStep {
  readonly inverse: string;
  /** Undoes the inverse. */
  readonly forward: string;
}

/** Facts of the catalog that the security rules judge; names are raw. */
export interface SecurityFact {
  readonly rule: SecurityRule;
  readonly kind: 'table' | 'policy' | 'function' | 'view' | 'materializedView';
  readonly schema: string;
  readonly table: string | null;
  readonly name: string;
  /** What the rule's sentence needs: a command, roles, the other table. */
  readonly detail: string;
}

export type SecurityRule =
  | 'rls-disabled'
  | 'rls-without-policy'
  | 'policy-recursion'
  | 'definer-without-search-path'
  | 'view-bypasses-rls'
  | 'materialized-view-exposed'
  | 'policy-open-for-writes';

export interface SchemaPort {
  /** Connects once for all that is to be read from a database. Throws SluiceError `schema-unreadable`. */
  open(database: ConnectionTarget): Promise<SchemaReader>;
  /**
   * The same for a database of which there is a copy that stays as it is: what both have in common is not read, so that
   * the cost follows the change. The first snapshot is to be read before anything changes. Snapshots of one such reader
   * can only be compared with each other. No role may be dropped or renamed while it is open.
   */
  openBeside(database: ConnectionTarget, copy: ConnectionTarget): Promise<SchemaReader>;
  /** Objects of both snapshots that are the same and have another name. Only sound within one database. */
  renames(before: Snapshot, after: Snapshot): RenameSet;
  /** Objects that differ; where objects were renamed in between, hand in a snapshot after with the former names. */
  compare(before: Snapshot, after: Snapshot): readonly ObjectDifference[];
  /** Tables and columns that exist in both under the same name and are not the same: dropped and made anew. */
  recreated(before: Snapshot, after: Snapshot): readonly ObjectDifference[];
  /** Statements that lead from one schema to the other. */
  planSql(from: Snapshot, to: Snapshot): Promise<readonly string[]>;
  /** The touched tables, their columns and the relations among them. */
  diagram(before: Snapshot, after: Snapshot, changes: readonly Change[]): Diagram | null;
}

/** Reads one database over a connection of its own. Whoever opens it disposes of it. */
export interface SchemaReader extends AsyncDisposable {
  /** Reads the whole schema in one consistent transaction. Throws SluiceError `schema-unreadable`. */
  read(): Promise<Snapshot>;
  /** What the security rules find; `exposed` are the schemas that the API serves. */
  security(exposed: readonly string[]): Promise<readonly SecurityFact[]>;
}
