import type { Environment } from '../core/ports.ts';
import type { RunGit } from './git-process.ts';

export interface ProjectDependencies {
  /** The working directory that relative paths start from; absolute. */
  readonly cwd: string;
  /** For git, and for `env(NAME)` in config.toml. */
  readonly env: Environment;
  readonly runGit: RunGit;
  /** The time for the versions that remedies suggest. */
  readonly now: () => Date;
}
