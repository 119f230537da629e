import type {
  DeployLimits,
  LivePort,
  LiveSource,
  RunOrigin,
  SnapshotCodec,
  SqlScanner,
} from '../core/deploy-ports.ts';
import type { AskedSchema, DriftPort } from '../core/drift-ports.ts';
import type { ConnectionTarget, SchemaPort, ShadowRequest } from '../core/ports.ts';
import type { SeedProjectPort } from '../core/seed-ports.ts';
import type { ReviewPorts } from './context.ts';
import type { BackupOrder, BackupRooms } from './make-backup.ts';
import type { SeedChoice } from './seed-request.ts';

/** What a deployment is asked to do. */
export interface DeployRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  readonly source: LiveSource;
  /** Change nothing; say what would happen. */
  readonly plan: boolean;
  /** Go on only if the plan is still the one with this digest. */
  readonly expectPlan: string | null;
  /** Go on only if the checkout holds exactly the migrations with this digest. */
  readonly requireVerified: string | null;
  /** Record everything up to this version as applied, instead of running anything. */
  readonly adopt: string | null;
  readonly allowOutOfOrder: boolean;
  /** What to do where the live schema is not what the last deployment left. */
  readonly drift: 'fail' | 'warn' | 'ignore';
  /** Whether to hold what lands against the shadow. */
  readonly verify: boolean;
  /** How long to wait for another deployment, in milliseconds. */
  readonly lockWait: number;
  readonly limits: DeployLimits;
  readonly engine: ShadowRequest['engine'];
  readonly shadowUrl: string | null;
  /** Whether to take what was replayed before from the cache, and to keep there what was not. */
  readonly cache: boolean;
  readonly origin: RunOrigin;
  /** Back up to a folder first; null: do not. */
  readonly backup: Pick<BackupOrder, 'folder' | 'way' | 'passphrase'> | null;
  /** Who approved it, and where; recorded as it is. */
  readonly approvedBy: string | null;
  /** What to load after the migrations; absent or null: no seeds. */
  readonly seed?: SeedChoice | null;
}

export interface DeployPorts extends Omit<ReviewPorts, 'schema'> {
  readonly live: LivePort;
  readonly seeds: SeedProjectPort;
  readonly scanner: SqlScanner;
  /** Loads what compares schemas. It is large, and a deployment with nothing to do needs none of it. */
  readonly loadComparison: () => Promise<Comparison>;
  /** Asks a server ahead what it says of its schema; needs nothing of what `loadComparison` loads. */
  readonly askSchema: (database: ConnectionTarget) => Promise<AskedSchema>;
  /** Loads what makes backups, where one is wanted. */
  readonly loadBackup: () => Promise<BackupRooms>;
  /** A new UUID. */
  readonly newRun: () => string;
}

export interface Comparison {
  readonly schema: SchemaPort;
  readonly codec: SnapshotCodec;
  readonly drift: DriftPort;
}

/** With everything that a deployment needs which has something to do. */
export type LoadedPorts = DeployPorts & Comparison;
