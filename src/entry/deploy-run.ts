import type { Clock, Environment, Progress } from '../core/ports.ts';
import type { Report } from '../core/report.ts';
import type { DeploySettings } from './deploy-settings.ts';

/** All that a deployment needs besides its settings. */
export interface DeployContext {
  readonly env: Environment;
  readonly cwd: string;
  readonly clock: Clock;
  readonly progress: Progress;
  readonly signal: AbortSignal;
}

/** Runs a deployment; a seam, so that both doors can be tried without a database. */
export type RunDeploy = (settings: DeploySettings, context: DeployContext) => Promise<Report>;
