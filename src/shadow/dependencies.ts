import type { Environment } from '../core/ports.ts';

/** What the room needs to know of the machine and the process; handed over by the entry, or made up by a test. */
export interface ShadowDependencies {
  readonly env: Environment;
  /** Node's words: `process.platform`, `process.arch`. */
  readonly platform: string;
  readonly arch: string;
  /** The user of this process; null where the platform has no such thing. */
  readonly uid: number | null;
  /** Absolute path of `os.tmpdir()`. */
  readonly temporaryFolder: string;
  /** A file system in memory, if there is one: `/dev/shm`. */
  readonly memoryFolder: string | null;
  /** Absolute path of the running file: node_modules are looked for beside it and above it. */
  readonly runningFile: string;
  /** The version and build of Sluice: another one may replay in another way, or tell another thing of it. */
  readonly release: string;
  /** Tells the processes of this machine or container from those of others, which may have the same numbers. */
  readonly machine: string;
  /** The number of this process. */
  readonly processId: number;
  /** A random word of a dozen letters and digits, for names that nobody else may hit upon. */
  readonly randomWord: () => string;
  /** Milliseconds since 1970, to tell cache entries that nobody uses any more. */
  readonly now: () => number;
}
