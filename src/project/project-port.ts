import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { sameContent } from '../core/history-checks.ts';
import { compareVersions } from '../core/migration.ts';
import type {
  Checkout,
  Environment,
  Progress,
  ProjectComparison,
  ProjectPort,
  ProjectRequest,
} from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { commitFiles } from './commit-files.ts';
import { readCommits } from './commits.ts';
import { findInFiles } from './comparison-findings.ts';
import { createSqlReader } from './content.ts';
import type { FileSource } from './file-source.ts';
import { createGit } from './git.ts';
import type { RunGit } from './git-process.ts';
import type { MigrationFile, MigrationsFolder } from './migrations-folder.ts';
import { nearestFolder, projectFolder, projectIn } from './project-folder.ts';
import { findRepository, rootWithoutGit } from './repository.ts';
import { migrationsOf, readMigrations, readProject, rollbacksOf, type SideContext } from './side.ts';
import { chooseSides, type Sides, stepBack } from './sides.ts';
import { workTreeFiles } from './work-tree-files.ts';

export interface ProjectDependencies {
  /** The working directory that relative paths start from; absolute. */
  readonly cwd: string;
  /** For git, and for `env(NAME)` in config.toml. */
  readonly env: Environment;
  readonly runGit: RunGit;
  /** The time for the versions that remedies suggest. */
  readonly now: () => Date;
}

const NO_FOLDER: MigrationsFolder = { outcome: 'missing', files: [], strays: [] };

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

/** Without git, but for reading a head that is a commit. */
async function compareSince(
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
    const repository = await findRepository(git);
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
  const done = progress.step('Reading migrations');
  const project = await readProject(context, env);
  done();
  const isBase = ({ version }: { readonly version: string }): boolean => compareVersions(version, since) <= 0;
  const base: MigrationsFolder = {
    ...NO_FOLDER,
    outcome: 'visited',
    files: project.migrations.files.filter(isBase),
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
    base: checkout(`version ${since}`, null, base.files),
    head: checkout(labelOf(request.head, head), head, project.migrations.files),
    rollbacks: rollbacksOf(project.rollbacks.files),
    findings: [...findings, ...unknownSince(project.migrations, since)],
  };
}

function unknownSince({ files }: MigrationsFolder, since: string): readonly Finding[] {
  if (files.length === 0 || files.some(({ version }) => version === since)) return [];
  return [
    finding('since-unknown', {
      file: null,
      line: null,
      message: `No migration has version ${since}; everything older than it counts as the base.`,
      remedy: 'Check the digits, unless the version was meant as a point in time.',
    }),
  ];
}

async function compareCommits(
  { cwd, env, runGit, now }: ProjectDependencies,
  request: ProjectRequest,
  progress: Progress,
): Promise<ProjectComparison> {
  const folder = projectFolder(cwd, request.projectDir);
  const git = createGit(runGit, nearestFolder(folder), env);
  const { root, shallow } = await findRepository(git);
  const commits = readCommits(git, shallow, progress);
  const chosen = await chooseSides(request, commits);
  const done = progress.step('Reading migrations');
  const reader = createSqlReader(true);
  const shared = {
    project: projectIn(root, folder),
    reader,
    now: now(),
    badNames: 'error',
  } as const;
  const headSource =
    request.head === null || chosen.head === null
      ? workTreeFiles(root)
      : commitFiles(git, chosen.head, reader.isKnown);
  const project = await readProject({ ...shared, source: headSource, where: request.head ?? root }, env);
  const migrationsAt = (commit: string | null, where: string): Promise<MigrationsFolder> =>
    commit === null
      ? Promise.resolve(NO_FOLDER)
      : readMigrations({ ...shared, source: commitFiles(git, commit, reader.isKnown), where });

  let sides = chosen;
  let ancestor = await migrationsAt(sides.ancestor, sides.baseName);
  if (sides.mayStepBack && sameFiles(project.migrations.files, ancestor.files)) {
    // On the default branch itself with nothing new in the work tree: what did its last commit bring?
    sides = await stepBack(sides, commits);
    ancestor = await migrationsAt(sides.ancestor, sides.baseName);
  }
  const tip = sides.tip === sides.ancestor ? ancestor : await migrationsAt(sides.tip, sides.baseName);
  done();
  return {
    project: shared.project,
    config: project.config.config,
    base: checkout(
      baseLabel(sides),
      sides.ancestor,
      ancestor.files.filter(({ broken }) => !broken),
    ),
    head: checkout(
      labelOf(request.head, sides.head),
      request.head === null ? null : sides.head,
      project.migrations.files,
    ),
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

function checkout(label: string, commit: string | null, files: readonly MigrationFile[]): Checkout {
  return { label, commit, migrations: migrationsOf(files) };
}

function labelOf(asked: string | null, commit: string | null): string {
  if (asked === null) return 'work tree';
  return commit === null || commit.startsWith(asked)
    ? asked.slice(0, 12)
    : `${asked} (${commit.slice(0, 7)})`;
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
