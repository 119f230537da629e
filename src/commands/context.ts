import type {
  Clock,
  Progress,
  ProjectPort,
  ReplayPort,
  SchemaPort,
  ShadowPort,
  SqlParser,
} from '../core/ports.ts';

/** The rooms that a review reaches. */
export interface ReviewPorts {
  readonly project: ProjectPort;
  readonly parser: SqlParser;
  readonly shadow: ShadowPort;
  readonly replay: ReplayPort;
  readonly schema: SchemaPort;
}

/** What every command gets of the process. */
export interface CommandContext {
  readonly progress: Progress;
  readonly signal: AbortSignal;
  readonly clock: Clock;
  /** Takes work that may wait until the report has been told, such as stopping a server. Absent: it is done before. */
  readonly afterwards?: (work: () => Promise<void>) => void;
}
