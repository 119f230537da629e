import type { LiveDatabase, LiveIdentity, LiveState } from '../core/deploy-ports.ts';
import type { LiveSchemaReader } from '../core/drift-ports.ts';
import type { PendingMigrations } from '../core/pending.ts';
import type { ProjectComparison } from '../core/ports.ts';
import type { CommandContext } from './context.ts';
import type { LoadedPorts } from './deploy-request.ts';
import type { DriftPorts, DriftRequest } from './drift-request.ts';
import type { Stopwatch } from './stopwatch.ts';

/** Everything that a look for drift works with. */
export interface DriftInput {
  readonly request: DriftRequest;
  readonly ports: DriftPorts & LoadedPorts;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
  readonly comparison: ProjectComparison;
  readonly live: LiveDatabase;
  readonly identity: LiveIdentity;
  readonly state: LiveState;
  readonly judged: PendingMigrations;
  readonly reader: LiveSchemaReader;
}
