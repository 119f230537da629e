import type { RollbackPort } from '../core/rollback-ports.ts';
import type { DeployPorts, DeployRequest, LoadedPorts } from './deploy-request.ts';

/** What a rollback is asked to do, besides what a deployment is asked too. */
export interface RollbackRequest
  extends Omit<
    DeployRequest,
    'requireVerified' | 'adopt' | 'allowOutOfOrder' | 'verify' | 'backup' | 'seed'
  > {
  readonly mode: 'rollback' | 'undo' | 'resume-deploys';
  /** The version that is to be the newest afterwards, `0` for none, or `last-deployment`; null where the mode needs none. */
  readonly to: string | null;
  /** Objects whose rows or values may go, as the plan names them. */
  readonly allowDataLoss: readonly string[];
  /** A folder of this machine for the rows of allowed losses, where an undo finds them again; null: the schema sluice_quarantine. */
  readonly savedRows: string | null;
  /** Why, for the journal and the reports. */
  readonly reason: string | null;
}

export interface RollbackPorts extends DeployPorts {
  readonly rows: RollbackPort;
}

/** With what compares schemas. */
export type LoadedRollbackPorts = RollbackPorts & LoadedPorts;
