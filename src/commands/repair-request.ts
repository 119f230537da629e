import type { LiveSource, RunOrigin } from '../core/deploy-ports.ts';
import type { ShadowRequest } from '../core/ports.ts';

/** What a repair of a history is asked to do. */
export interface RepairRequest {
  /** Folder that holds `supabase/`, relative to the working directory. */
  readonly projectDir: string;
  readonly source: LiveSource;
  /** Change the history; else only say what would be changed. */
  readonly apply: boolean;
  /** How long to wait for a deployment, in milliseconds. */
  readonly lockWait: number;
  readonly engine: ShadowRequest['engine'];
  readonly shadowUrl: string | null;
  readonly origin: RunOrigin;
}
