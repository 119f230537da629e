import type { LockMode } from './locks.ts';
import type { Migration } from './migration.ts';
import type { Progress } from './process-ports.ts';
import type { ShadowDatabase } from './shadow-ports.ts';
import type { RoutineBody, Statement, SyntaxProblem } from './statements.ts';

export type CutResult =
  | { readonly ok: true; readonly statements: readonly Statement[] }
  | { readonly ok: false; readonly problem: SyntaxProblem };

export interface SqlParser {
  /** Cuts a file into statements with PostgreSQL's own parser. Loads the parser on first use. */
  cut(sql: string): Promise<CutResult>;
  /** What the body of the routine does that a CREATE FUNCTION or CREATE PROCEDURE makes; what cannot be read counts as dynamic. */
  routineBody(sql: string): Promise<RoutineBody>;
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
  /** The transaction held it already before the statement, which works on the relation as well. */
  readonly carried?: boolean;
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
  /** Migrations and scripts of one database one after the other over one connection, which is made when the first comes. */
  open(database: ShadowDatabase): ReplaySession;
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

/** Nobody else may need the database for itself while it is open. */
export interface ReplaySession extends AsyncDisposable {
  /** Connects ahead, for whoever will soon watch what migrations do. */
  connect(): void;
  /** As that of ReplayPort: what an earlier one left in the session is gone. */
  replay(migrations: readonly CutMigration[], options: ReplayOptions): Promise<readonly ObservedStatement[]>;
}
