import type { AuthoredRollback, Migration } from './migration.ts';
import type { Progress } from './process-ports.ts';
import type { Finding } from './report.ts';

/** Services of the platform that bring schemas of their own into the local stack. */
export interface PlatformServices {
  readonly auth: boolean;
  readonly storage: boolean;
  readonly realtime: boolean;
}

export interface ProjectConfig {
  /** `[db] major_version`. */
  readonly majorVersion: 15 | 17 | 18;
  /** Schemas that the API exposes: `[api] schemas`, default public and graphql_public. */
  readonly exposedSchemas: readonly string[];
  /** `[api] auto_expose_new_tables`: whether the API's roles may use what is made in public; absent: they may. */
  readonly autoExposeNewTables?: boolean;
  /** `[db] port`, where the local database is expected; absent: the usual one. */
  readonly databasePort?: number;
  /** `[auth] enabled` and its like; absent: all are on. */
  readonly platformServices?: PlatformServices;
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
