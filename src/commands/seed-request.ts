import type { DeployLimits, LivePort, LiveSource, RunOrigin } from '../core/deploy-ports.ts';
import type { SqlParser } from '../core/ports.ts';
import type { SeedProjectPort } from '../core/seed-ports.ts';
import type { SeedPolicy } from '../core/seed-report.ts';

/** How a database is seeded, whichever command does it. */
export interface SeedChoice {
  readonly when: SeedPolicy;
  /** The name of the environment; null where nobody said, which only a database on this machine allows. */
  readonly environment: string | null;
  /** Whether production is meant; the repository has to say so too. */
  readonly allowProduction: boolean;
}

/** What `seed` is asked to do. */
export interface SeedDatabaseRequest extends SeedChoice {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  readonly source: LiveSource;
  /** Change nothing; say what would be loaded. */
  readonly plan: boolean;
  /** How long to wait for a deployment, in milliseconds. */
  readonly lockWait: number;
  readonly limits: DeployLimits;
  readonly origin: RunOrigin;
}

export interface SeedPorts {
  readonly seeds: SeedProjectPort;
  readonly parser: SqlParser;
  readonly live: LivePort;
  /** A new UUID. */
  readonly newRun: () => string;
}
