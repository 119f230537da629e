import type { LiveDatabase, LiveState } from '../core/deploy-ports.ts';
import type { ProjectComparison } from '../core/ports.ts';
import type { CommandContext } from './context.ts';
import type { DeployPorts, DeployRequest, LoadedPorts } from './deploy-request.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Everything that a deployment is planned from. */
export interface PlanInput {
  readonly comparison: ProjectComparison;
  readonly head: string;
  readonly live: LiveDatabase;
  readonly state: LiveState;
  readonly request: DeployRequest;
  readonly ports: LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
  /** Whether this brings a rollback back; then what was rolled back is what is wanted. */
  readonly isUndo?: true;
}

/** What is known of a database before any schema is read. */
export type QuickInput = Omit<PlanInput, 'ports'> & { readonly ports: DeployPorts };
