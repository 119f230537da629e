import type { LiveDatabase, LiveState } from '../core/deploy-ports.ts';
import type { ProjectComparison } from '../core/ports.ts';
import type { RowReader } from '../core/rollback-ports.ts';
import type { CommandContext } from './context.ts';
import type { LoadedRollbackPorts, RollbackRequest } from './rollback-request.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Everything that a rollback works with. */
export interface RollbackInput {
  readonly comparison: ProjectComparison;
  readonly live: LiveDatabase;
  readonly rows: RowReader;
  readonly state: LiveState;
  readonly request: RollbackRequest;
  readonly ports: LoadedRollbackPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}
