import type { Environment, Progress, ProjectComparison, ProjectRequest } from '../../src/core/ports.ts';
import { createProjectPort, runGit } from '../../src/project/index.ts';
import { GIT_ENVIRONMENT, type TemporaryFolder } from './git-repository.ts';

/** 2026-02-03 04:05:06 UTC, the time at which every test of the checkout happens. */
export const TEST_TIME = new Date('2026-02-03T04:05:06Z');

export const SILENT: Progress = {
  step: () => () => undefined,
  info: () => undefined,
  warn: () => undefined,
  amount: () => ({ advance: () => undefined, finish: () => undefined }),
};

/** Compares what a folder holds, with everything not named left to the defaults. */
export function compareProject(
  folder: TemporaryFolder,
  request: Partial<ProjectRequest> = {},
  env: Environment = GIT_ENVIRONMENT,
  progress: Progress = SILENT,
): Promise<ProjectComparison> {
  return createProjectPort({ cwd: folder.path, env, runGit, now: () => TEST_TIME }).compare(
    { projectDir: '.', base: null, head: null, since: null, pullRequest: null, ...request },
    progress,
  );
}

/** The versions of head that the base does not have. */
export function pendingVersions({ base, head }: ProjectComparison): readonly string[] {
  const known = new Set(base.migrations.map(({ version }) => version));
  return head.migrations.map(({ version }) => version).filter((version) => !known.has(version));
}

/** Findings in one line each: level, code, file. */
export function briefly({ findings }: Pick<ProjectComparison, 'findings'>): readonly string[] {
  return findings
    .filter(({ code }) => code !== 'config-missing')
    .map(({ level, code, file }) => `${level} ${code} ${file ?? '-'}`);
}
