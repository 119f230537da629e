import type { Environment } from '../core/ports.ts';

/** What the room needs to know of the machine and the process; handed over by the entry, or made up by a test. */
export interface ShadowDependencies {
  readonly env: Environment;
  /** Node's names: `process.platform`, `process.arch`. */
  readonly platform: string;
  readonly arch: string;
  /** The user of this process; null where the platform has no such thing. */
  readonly uid: number | null;
  /** `os.tmpdir()`. */
  readonly temporaryFolder: string;
  /** Path of the running file: node_modules are looked for beside it and above it. */
  readonly runningFile: string;
  /** A short random word of letters and digits, for names that nobody else may hit upon. */
  readonly randomWord: () => string;
}
