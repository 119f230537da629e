import type { LiveSource, RunOrigin } from '../core/deploy-ports.ts';
import type { Progress, ShadowRequest } from '../core/ports.ts';
import type { DeployPorts } from './deploy-request.ts';

/** What a look for drift is asked to do. */
export interface DriftRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  readonly source: LiveSource;
  /** What to call the database. */
  readonly environment: string;
  /** Hold the live schema against what the last run recorded, or against what the applied migrations lead to. */
  readonly against: 'record' | 'repo';
  /** Write a migration of this name that takes the drift into the repository; null: write none. */
  readonly writeMigration: string | null;
  /** Record the live schema as what it should be from now on. */
  readonly record: boolean;
  /** How long merged migrations may wait to be deployed, in milliseconds; null: for ever. */
  readonly waitLimit: number | null;
  /** How long to wait for a deployment, where something is to be recorded, in milliseconds. */
  readonly lockWait: number;
  readonly engine: ShadowRequest['engine'];
  readonly shadowUrl: string | null;
  readonly origin: RunOrigin;
}

export interface DriftPorts extends DeployPorts {
  readonly checkout: CheckoutFiles;
  /** Milliseconds since 1970. */
  readonly today: () => number;
}

/** The checkout beyond its migrations (room: project). */
export interface CheckoutFiles {
  /**
   * When each file came into the branch that is checked out, in milliseconds since 1970; null for files that git knows
   * nothing about. Null as a whole where the clone is too shallow to tell.
   */
  mergedAt(
    projectDir: string,
    files: readonly string[],
    progress: Progress,
  ): Promise<ReadonlyMap<string, number | null> | null>;
  /** Writes the next migration; its path relative to the repository. Throws SluiceError `output-failed`. */
  writeMigration(projectDir: string, migration: NewMigration): Promise<string>;
}

export interface NewMigration {
  /** Newer than every version of the checkout. */
  readonly version: string;
  readonly name: string;
  readonly sql: string;
}
