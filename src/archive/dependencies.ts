import type { Environment } from '../core/ports.ts';

/** What the room must know of the machine. */
export interface ArchiveDependencies {
  readonly env: Environment;
  readonly cwd: string;
  /** Where packages of Linux put the programs of several majors side by side; a folder for each major in it. */
  readonly programFolders: readonly string[];
  readonly temporaryFolder: string;
  /** The base-2 logarithm of scrypt's cost: 18 as `age` takes it. */
  readonly scryptWorkFactor: number;
  /** A few letters and digits that nobody else has. */
  readonly randomWord: () => string;
}
