import { sameContent } from '../core/listed-migration.ts';
import type { Progress, ProjectComparison, ProjectRequest } from '../core/ports.ts';
import { baseCheckout, headCheckout } from './checkouts.ts';
import { commitFiles } from './commit-files.ts';
import { readCommits } from './commits.ts';
import { findInFiles } from './comparison-findings.ts';
import { createSqlReader } from './content.ts';
import type { ProjectDependencies } from './dependencies.ts';
import { createGit } from './git.ts';
import type { MigrationFile, MigrationsFolder } from './migrations-folder.ts';
import { nearestFolder, projectFolder, projectIn } from './project-folder.ts';
import { findRepository } from './repository.ts';
import { readMigrations, readProject, rollbacksOf } from './side.ts';
import { chooseSides, type Sides, stepBack } from './sides.ts';
import { workTreeFiles } from './work-tree-files.ts';

const NO_FOLDER: MigrationsFolder = { outcome: 'missing', files: [], strays: [] };

/**
 * The head beside the point where it began. Where nothing was asked for and there is nothing new on the default branch,
 * what its last commit brought.
 */
export async function compareCommits(
  { cwd, env, runGit, now }: ProjectDependencies,
  request: ProjectRequest,
  progress: Progress,
): Promise<ProjectComparison> {
  const folder = projectFolder(cwd, request.projectDir);
  const git = createGit(runGit, nearestFolder(folder), env);
  const { root, shallow } = await findRepository(git, folder);
  const commits = readCommits(git, shallow, progress);
  const chosen = await chooseSides(request, commits);
  warnOfAnotherHead(request, chosen, progress);
  const reader = createSqlReader(true);
  const shared = { project: projectIn(root, folder), reader, now: now(), badNames: 'error' } as const;
  const headSource =
    request.head === null || chosen.head === null
      ? workTreeFiles(root)
      : commitFiles(git, chosen.head, reader.isKnown);
  const migrationsAt = (commit: string | null, where: string): Promise<MigrationsFolder> =>
    commit === null
      ? Promise.resolve(NO_FOLDER)
      : readMigrations({ ...shared, source: commitFiles(git, commit, reader.isKnown), where });

  // The head first: of the base, only what differs from it is read then.
  const project = await readProject({ ...shared, source: headSource, where: request.head ?? root }, env);
  const began = await migrationsAt(chosen.ancestor, chosen.baseName);
  const nothingNew = chosen.mayStepBack && sameFiles(project.migrations.files, began.files);
  const sides = nothingNew ? await stepBack(chosen, commits) : chosen;
  const ancestor = nothingNew ? await migrationsAt(sides.ancestor, sides.baseName) : began;
  const tip = sides.tip === sides.ancestor ? ancestor : await migrationsAt(sides.tip, sides.baseName);
  return {
    project: shared.project,
    config: project.config.config,
    base: baseCheckout(baseLabel(sides), sides.ancestor, ancestor),
    head: headCheckout(request.head, sides.head, project.migrations),
    rollbacks: rollbacksOf(project.rollbacks.files),
    findings: findInFiles({
      config: project.config,
      head: project.migrations,
      rollbacks: project.rollbacks,
      ancestor,
      tip,
      baseName: sides.baseName,
      ancestorCommit: sides.ancestor,
      now: shared.now,
    }),
  };
}

/** `pull_request_target`, for instance, checks the base out: a review of that would be calm about a change that it has not seen. */
function warnOfAnotherHead(
  { base, head, pullRequest }: ProjectRequest,
  sides: Sides,
  progress: Progress,
): void {
  if (base !== null || head !== null || pullRequest === null || sides.head === pullRequest.headSha) return;
  if (sides.head === null || sides.ancestor !== sides.head) return;
  progress.warn(
    `The checkout holds nothing of the pull request: ${sides.head.slice(0, 7)} is a part of ${sides.baseName}. Run on pull_request, and let actions/checkout choose the ref.`,
  );
}

function baseLabel({ baseName, ancestor }: Sides): string {
  if (ancestor === null) return 'nothing';
  return ancestor.startsWith(baseName) ? ancestor.slice(0, 7) : `${baseName} (${ancestor.slice(0, 7)})`;
}

function sameFiles(left: readonly MigrationFile[], right: readonly MigrationFile[]): boolean {
  return (
    left.length === right.length &&
    left.every((file, index) => {
      const other = right[index];
      return other !== undefined && other.file === file.file && sameContent(other, file);
    })
  );
}
