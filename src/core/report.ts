import type { BackupSummary, RestoreSummary } from './backup-report.ts';
import type { DeploymentSummary } from './deployment-report.ts';
import type { DevSummary } from './dev-report.ts';
import type { DiffSummary } from './diff-report.ts';
import type { DriftSummary } from './drift-report.ts';
import type { Location } from './errors.ts';
import type { InitSummary } from './init-report.ts';
import type { LockMode } from './locks.ts';
import type { CreatedMigration } from './new-migration.ts';
import type { RepairSummary } from './repair-report.ts';
import type { RollbackSummary } from './rollback-report.ts';
import type { SeedSummary } from './seed-report.ts';
import type { StatusSummary } from './status-report.ts';

/** The version of the JSON report; it rises when a field changes its meaning or goes away. */
export const REPORT_SCHEMA = 1;

export type Level = 'error' | 'warning' | 'note';

/** One thing a reader must see. Codes are listed in finding-codes.ts. */
export interface Finding {
  readonly code: string;
  readonly level: Level;
  /** Null where the finding belongs to no file (for example to the whole run). */
  readonly file: string | null;
  readonly line: number | null;
  readonly message: string;
  readonly remedy: string;
  /** The SQL with a caret under the place, where there is one; several lines. */
  readonly excerpt?: string;
  readonly column?: number;
  readonly sqlState?: string;
  /** The object it is about, as shown to people (`public.orders`), raw and not escaped. */
  readonly object?: string;
}

export type HazardKind =
  | 'data-loss'
  | 'rewrite'
  | 'blocking-lock'
  | 'fails-on-rows'
  | 'breaks-clients'
  | 'non-transactional';

/** What a change may do to a live database. */
export interface Hazard {
  readonly kind: HazardKind;
  /** One sentence for people. Holds raw names; whoever prints it escapes it. */
  readonly detail: string;
  /** How to do the same without the hazard, where it is more than common advice. */
  readonly remedy?: string;
}

export type ChangeVerb = 'create' | 'alter' | 'drop' | 'rename' | 'data';

/**
 * One object created, altered, dropped or renamed between two snapshots, or (verb `data`) one statement that
 * changes rows. Sub-objects carry their table: a column is `{kind: 'column', schema, table, name}`.
 */
export interface Change {
  readonly verb: ChangeVerb;
  /** table, column, index, constraint, policy, function, trigger, view, type, … as pg-delta names kinds; `statement` for data. */
  readonly kind: string;
  /** Null for what lives in no schema: roles, extensions, publications. */
  readonly schema: string | null;
  readonly table: string | null;
  /** Name of the object; routines with their argument types: `total(integer)`. */
  readonly name: string;
  /** The former name, for a rename. */
  readonly from: string | null;
  /** What changed about it, one short phrase each: `type integer → bigint`. Raw names inside. */
  readonly details: readonly string[];
  readonly hazards: readonly Hazard[];
  /** The strongest lock taken on an already existing relation; null where none. */
  readonly lock: LockMode | null;
  /** The relations that lock is held on, `schema.name`. */
  readonly lockedRelations: readonly string[];
  /** The version of the migration that brought it; null where it cannot be told. */
  readonly migration: string | null;
  readonly file: string | null;
  readonly line: number | null;
}

export type ReversalVerdict = 'reversible' | 'lossy' | 'irreversible';

export interface Reversal {
  readonly verdict: ReversalVerdict;
  /** Names of what is lost or cannot come back; empty when reversible. */
  readonly objects: readonly string[];
  /** Why it is not plainly reversible, a sentence each. */
  readonly reasons: readonly string[];
  /** What the way down drops again: rows written there since the deployment go with it (rollback asks first). */
  readonly dropsAgain: readonly string[];
  readonly sql: string;
  readonly source: 'authored' | 'computed' | 'mixed' | 'none';
  /** What the rehearsal on the shadow showed. */
  readonly proof: ReversalProof;
}

export interface ReversalProof {
  /** Null where that step did not run. */
  readonly downMatchesBase: boolean | null;
  readonly upMatchesHead: boolean | null;
  /** What differed or failed, a line each. */
  readonly differences: readonly string[];
}

export interface MigrationSummary {
  readonly version: string;
  readonly name: string;
  readonly file: string;
  readonly statements: number;
  readonly reversal: ReversalVerdict | null;
}

export interface StandIn {
  readonly extension: string;
  /** What the stand-in does not do, for people. */
  readonly missing: string;
}

export interface EngineFacts {
  readonly name: 'embedded' | 'supabase' | 'url';
  readonly major: number;
  /** The full version the server says, `17.10`. */
  readonly version: string;
  readonly standIns: readonly StandIn[];
  /** How many migrations of the base were not replayed, because the cache had the state after them; absent: it was not asked. */
  readonly restored?: number;
  /** Nothing was replayed this time: the cache had what the engine told of the same migrations. */
  readonly earlier?: true;
}

/** A touched table for the entity diagram. */
export interface DiagramTable {
  readonly schema: string;
  readonly name: string;
  readonly change: 'created' | 'altered' | 'dropped' | 'unchanged';
  readonly columns: readonly {
    readonly name: string;
    readonly type: string;
    readonly key: 'primary' | 'foreign' | null;
    readonly change: 'created' | 'altered' | 'dropped' | 'unchanged';
  }[];
}

export interface DiagramRelation {
  readonly from: { readonly schema: string; readonly table: string };
  readonly to: { readonly schema: string; readonly table: string };
  readonly name: string;
  /** Whether the referencing columns may be NULL. */
  readonly optional: boolean;
}

export interface Diagram {
  readonly tables: readonly DiagramTable[];
  readonly relations: readonly DiagramRelation[];
}

export interface Timing {
  readonly step: string;
  readonly milliseconds: number;
}

export type Verdict = 'nothing' | 'safe' | 'attention' | 'blocked';

/** What a verb found out. The same object feeds text, Markdown and JSON. */
export interface Report {
  readonly schema: typeof REPORT_SCHEMA;
  readonly command: string;
  /**
   * nothing: there is nothing to review. safe: changes without hazards or findings above note.
   * attention: hazards or warnings a person should read. blocked: at least one finding of level error.
   */
  readonly verdict: Verdict;
  /** The project folder relative to the repository root, `.` for the root itself. */
  readonly project: string;
  readonly migrations: readonly MigrationSummary[];
  readonly changes: readonly Change[];
  readonly findings: readonly Finding[];
  readonly reversal: Reversal | null;
  readonly plan: PlanSummary | null;
  /** Only of `deploy`. */
  readonly deployment?: DeploymentSummary;
  /** Only of `rollback`. */
  readonly rollback?: RollbackSummary;
  /** Only of `drift`. */
  readonly drift?: DriftSummary;
  /** Only of `repair`. */
  readonly repair?: RepairSummary;
  /** Only of `init`. */
  readonly init?: InitSummary;
  /** Of `backup`, and of a `deploy` that made one. */
  readonly backup?: BackupSummary;
  /** Only of `restore`. */
  readonly restore?: RestoreSummary;
  /** Of `seed`, and of `deploy` with seeds. */
  readonly seed?: SeedSummary;
  /** Only of `status`. */
  readonly status?: StatusSummary;
  /** Only of `dev`. */
  readonly dev?: DevSummary;
  /** Only of `diff`. */
  readonly diff?: DiffSummary;
  /** Only of `new`. */
  readonly created?: CreatedMigration;
  /** The digest of the ordered list of (version, sha256) of the head. */
  readonly head: string | null;
  readonly base: { readonly ref: string | null; readonly version: string | null };
  readonly engine: EngineFacts | null;
  readonly diagram: Diagram | null;
  /** The schema difference as SQL, from base to head. */
  readonly differenceSql: string;
  readonly timings: readonly Timing[];
}

/** What one command would do to one database. */
export interface PlanSummary {
  /** Covers the database, the checkout, what is pending and the live schema; hand it to `--expect-plan`. */
  readonly digest: string;
  /** The database, for people, without a password. */
  readonly target?: string;
  readonly serverVersion?: string;
  /** The fingerprint of the live schema; null where it was not read. */
  readonly liveSchema?: string | null;
  /** The transactions, in order. */
  readonly segments?: readonly PlanSegment[];
  /** The tables that the changes touch, as large as they are in the live database. */
  readonly sizes?: readonly TableSize[];
}

export interface PlanSegment {
  readonly version: string;
  /** Counted from 1. */
  readonly number: number;
  /** `alone`: outside any transaction. */
  readonly kind: 'transaction' | 'alone';
  /** Committed by an earlier run, so it is not run again. */
  readonly done: boolean;
  /** Long texts are cut, and marked with … at their end. */
  readonly statements: readonly { readonly line: number; readonly sql: string }[];
  /** Statements that are left out here, because there are too many. */
  readonly more: number;
}

export interface TableSize {
  readonly schema: string;
  readonly name: string;
  /** The planner's estimate; null where the table was never analysed. */
  readonly rows: number | null;
  /** With indexes and TOAST. */
  readonly bytes: number;
}

export type { Location };
