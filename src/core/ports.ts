import type { LockMode } from './locks.ts';
import type { AuthoredRollback, Migration } from './migration.ts';
import type { Diagram, EngineFacts, Finding } from './report.ts';
import type { Statement, SyntaxProblem } from './statements.ts';

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
  /** A known amount of work (bytes, files); a bar in a terminal, sparse lines elsewhere. */
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
}

/** A row-level observation made while one statement ran on the shadow. */
export interface ObservedStatement {
  readonly migration: Migration;
  readonly statement: Statement;
  /** Locks on relations that existed before the migration's transaction began. */
  readonly locks: readonly { readonly schema: string; readonly relation: string; readonly mode: LockMode }[];
  /** Relations whose storage was written anew (relfilenode changed), which existed before. */
  readonly rewritten: readonly { readonly schema: string; readonly relation: string }[];
}

export interface ReplayOptions {
  /** Record locks and rewrites of each statement (costs a round trip a statement). */
  readonly observe: boolean;
  readonly signal: AbortSignal;
  readonly progress: Progress;
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
}

export interface ShadowDatabase {
  /** As `postgres`, the role that migrations run as: no superuser. */
  readonly migrator: ConnectionTarget;
  /** As the superuser of the shadow, for what supautils would elevate and for reading the catalog. */
  readonly administrator: ConnectionTarget;
}

/* ---------- schemas (room: schema) ---------- */

/** The facts of a schema read from the catalog. Opaque outside the schema room. */
export interface Snapshot {
  readonly fingerprint: string;
}

/** One object that differs between two snapshots, before hazards and places are known. */
export interface ObjectDifference {
  readonly verb: 'create' | 'alter' | 'drop' | 'rename';
  readonly kind: string;
  readonly schema: string | null;
  readonly table: string | null;
  readonly name: string;
  readonly from: string | null;
  readonly details: readonly string[];
  /** Facts for the rules of core/hazards.ts. */
  readonly destroysData: boolean;
  readonly column: ColumnFacts | null;
}

export interface ColumnFacts {
  readonly type: string;
  readonly notNull: boolean;
  readonly hasDefault: boolean;
  readonly generated: boolean;
}

export interface SchemaDifference {
  readonly objects: readonly ObjectDifference[];
  readonly sql: string;
}

/** One action of a computed reversal. */
export interface ReversalStep {
  readonly sql: string;
  /** The object that the step drops together with its rows or values, if any. */
  readonly destroys: { readonly kind: string; readonly display: string } | null;
  /** Must run outside a transaction. */
  readonly alone: boolean;
}

export interface SchemaPort {
  read(database: ConnectionTarget): Promise<Snapshot>;
  compare(before: Snapshot, after: Snapshot): SchemaDifference;
}

/** Facts of the catalog that the security rules judge. */
export interface SecurityFacts {
  readonly diagram: Diagram;
}
