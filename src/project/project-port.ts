import type { ProjectPort } from '../core/ports.ts';
import { compareCommits } from './compare-commits.ts';
import { compareSince } from './compare-since.ts';
import type { ProjectDependencies } from './dependencies.ts';

/** The checkout: migrations, rollbacks and config.toml of head and base, and what the files themselves say. */
export function createProjectPort(dependencies: ProjectDependencies): ProjectPort {
  return {
    compare(request, progress) {
      return request.since === null
        ? compareCommits(dependencies, request, progress)
        : compareSince(dependencies, request, request.since, progress);
    },
  };
}
