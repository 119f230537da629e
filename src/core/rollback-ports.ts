import type { RelationName } from './deploy-ports.ts';
import type { ConnectionTarget } from './ports.ts';
import type { SavedRows } from './rollback-report.ts';
import type { LossGuard } from './rollback-work.ts';

/** What a rollback asks databases besides what a deployment does (room: database). Everything here only reads. */
export interface RollbackPort {
  /** What a schema demands of its rows, by the catalog; schemas of the system are left out. */
  rules(target: ConnectionTarget): Promise<readonly RowRule[]>;
  /** Which of the files with saved rows are not in a folder. */
  missingFiles(folder: string, files: readonly string[]): Promise<readonly string[]>;
  /** Connects to the live database for questions about rows and about earlier runs. Whoever opens it disposes of it. */
  open(target: ConnectionTarget): Promise<RowReader>;
}

export interface RowReader extends AsyncDisposable {
  /** How many rows hold what each guard is about; 0 where there is no such object. */
  held(guards: readonly LossGuard[]): Promise<readonly HeldRows[]>;
  /** Tables that belong to extensions and go with them. */
  extensionTables(extensions: readonly string[]): Promise<readonly RelationName[]>;
  /** Tables that inherit what each guard is about, and lose it with it. */
  heirs(guards: readonly LossGuard[]): Promise<readonly (readonly RelationName[])[]>;
  /** How many rows break each rule. */
  violations(questions: readonly RowQuestion[]): Promise<readonly Violations[]>;
  /** What runs of rollbacks took out of the history, as it was there, in version order. */
  removed(chain: string): Promise<readonly RemovedMigration[]>;
  /** The last deployment that succeeded and brought anything; null where there is none. */
  lastDeployment(): Promise<readonly string[] | null>;
  /** The last rollback that took anything out, unless it was brought back already; null where there is none. */
  lastRollback(): Promise<PastRollback | null>;
  /** Rows that a rollback saved; `file` is a name without a folder. */
  saved(chain: string): Promise<readonly SavedRows[]>;
  /** The run with which an unfinished rollback began: itself, or the one that it took up. */
  begun(run: string): Promise<BegunRollback>;
}

export interface BegunRollback {
  readonly chain: string;
  /** Of the live schema before its first step; null where it was not recorded. */
  readonly fingerprint: string | null;
}

export interface HeldRows {
  readonly rows: number;
  /** The parent of a partition, where that is named too and does not stay: its rows are counted there. */
  readonly within: string | null;
  /** What PostgreSQL says where a value cannot become one of the other type at all. */
  readonly refusal: string | null;
}

export interface RemovedMigration {
  readonly version: string;
  readonly name: string | null;
  readonly statements: readonly string[] | null;
  /** sha256 of the file, where Sluice had applied it. */
  readonly fileDigest: string | null;
  /** The step that took it out. */
  readonly step: string;
}

export interface PastRollback {
  readonly chain: string;
  readonly run: string;
  /** Versions that it took out, in version order. */
  readonly versions: readonly string[];
}

/** One thing that a schema demands of rows. */
export interface RowRule {
  readonly kind: 'not-null' | 'check' | 'unique' | 'foreign-key' | 'domain' | 'enum' | 'composite';
  readonly schema: string;
  /** The table; of `domain`, `enum` and `composite` the type. */
  readonly table: string;
  /** The constraint, index or column, for people. */
  readonly name: string;
  /** All columns of the table; empty for types. */
  readonly columns: readonly RuleColumn[];
  /** check, domain: the expression; null where there is none. */
  readonly expression: string | null;
  /** not-null, foreign-key: columns; unique: expressions; enum: the labels; composite: its attributes. */
  readonly keys: readonly string[];
  /** unique: only these rows count. */
  readonly predicate: string | null;
  /** unique: rows that hold NULL do not equal each other. */
  readonly nullsDistinct: boolean;
  readonly references: {
    readonly schema: string;
    readonly table: string;
    readonly columns: readonly RuleColumn[];
    readonly keys: readonly string[];
    /** What becomes of rows whose other row is deleted: they go too, their columns are emptied, or the deletion is refused. */
    readonly onDelete: 'cascade' | 'set' | 'refuse';
  } | null;
}

export interface RuleColumn {
  readonly name: string;
  readonly type: string;
  /** What rows get where the column comes back; null: NULL. */
  readonly default: string | null;
}

export interface RowQuestion {
  readonly rule: RowRule;
  /** What the rule's table (or type) is called in the live database. */
  readonly live: LiveNames;
  readonly references: LiveNames | null;
}

export interface LiveNames {
  readonly schema: string;
  readonly name: string;
  /** Present names of columns, attributes or values by those of the rule; null where the live table has none for it. */
  readonly columns: ReadonlyMap<string, string | null>;
}

export interface Violations {
  readonly rows: number;
  /** Why nobody can tell; null where it was counted. */
  readonly unknown: string | null;
}
