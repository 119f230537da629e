import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { compareVersions } from '../core/migration.ts';
import type { Progress, ProjectComparison, ProjectRequest } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { baseCheckout, headCheckout } from './checkouts.ts';
import { commitFiles } from './commit-files.ts';
import { readCommits } from './commits.ts';
import { findInFiles } from './comparison-findings.ts';
import { createSqlReader } from './content.ts';
import type { ProjectDependencies } from './dependencies.ts';
import type { FileSource } from './file-source.ts';
import { createGit } from './git.ts';
import type { MigrationsFolder } from './migrations-folder.ts';
import { nearestFolder, projectFolder, projectIn } from './project-folder.ts';
import { findRepository, rootWithoutGit } from './repository.ts';
import { readProject, rollbacksOf, type SideContext } from './side.ts';
import { workTreeFiles } from './work-tree-files.ts';

/** Without git, but for reading a head that is a commit. */
export async function compareSince(
  { cwd, env, runGit, now }: ProjectDependencies,
  request: ProjectRequest,
  since: string,
  progress: Progress,
): Promise<ProjectComparison> {
  if (!/^[0-9]+$/u.test(since)) {
    throw new SluiceError('settings-invalid', {
      message: `--since takes the version of a migration, digits alone; it was ${JSON.stringify(since)}.`,
      remedy: 'Write the digits that begin the file name of the last migration that is already live.',
    });
  }
  const folder = projectFolder(cwd, request.projectDir);
  const reader = createSqlReader(false);
  let root: string;
  let source: FileSource;
  let head: string | null = null;
  if (request.head === null) {
    root = rootWithoutGit(cwd, folder);
    source = workTreeFiles(root);
  } else {
    const git = createGit(runGit, nearestFolder(folder), env);
    const repository = await findRepository(git, folder);
    root = repository.root;
    head = await readCommits(git, repository.shallow, progress).resolve(request.head);
    source = commitFiles(git, head, reader.isKnown);
  }
  const context: SideContext = {
    source,
    where: request.head ?? root,
    project: projectIn(root, folder),
    reader,
    now: now(),
    badNames: 'warning',
  };
  const project = await readProject(context, env);
  const isBase = ({ version }: { readonly version: string }): boolean => compareVersions(version, since) <= 0;
  const base: MigrationsFolder = {
    outcome: 'visited',
    files: project.migrations.files.filter(isBase),
    strays: [],
  };
  const findings = findInFiles({
    config: project.config,
    head: project.migrations,
    rollbacks: project.rollbacks,
    ancestor: base,
    tip: base,
    baseName: `version ${since}`,
    ancestorCommit: null,
    now: context.now,
  });
  return {
    project: context.project,
    config: project.config.config,
    base: baseCheckout(`version ${since}`, null, base),
    head: headCheckout(request.head, head, project.migrations),
    rollbacks: rollbacksOf(project.rollbacks.files),
    findings: [...findings, ...unknownSince(project.migrations, since)],
  };
}

function unknownSince({ files }: MigrationsFolder, since: string): readonly Finding[] {
  // Zero asks for all of them.
  if (files.length === 0 || /^0+$/u.test(since) || files.some(({ version }) => version === since)) return [];
  return [
    finding('since-unknown', {
      file: null,
      line: null,
      message: `No migration has version ${since}; everything older than it counts as the base.`,
      remedy: 'Check the digits, unless the version was meant as a point in time.',
    }),
  ];
}
