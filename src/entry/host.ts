import type { Clock, Environment } from '../core/ports.ts';

/** A text stream of the process, as far as the entry needs it. */
export interface Output {
  write(text: string): void;
  readonly isTerminal: boolean;
  /** Width in columns; 80 where it is unknown. */
  readonly columns: number;
  /** The stream itself, where there is one, for libraries that move the cursor. */
  readonly stream?: NodeJS.WriteStream;
}

/** The process as an argument: everything that a run may know of the machine it is on. */
export interface Host {
  readonly env: Environment;
  readonly cwd: string;
  readonly clock: Clock;
  /** Data: the report. */
  readonly stdout: Output;
  /** People: progress, errors. */
  readonly stderr: Output;
  /** Puts a question to the person at the terminal; only where there is one. Rejects when the run is stopped. */
  readonly ask?: (question: string) => Promise<string>;
  /** Aborted, with a SluiceError `interrupted` as its reason, when somebody stops the run. */
  readonly signal: AbortSignal;
}
