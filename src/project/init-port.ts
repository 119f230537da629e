import {
  mkdirSync,
  readdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import path from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { FileEdit, InitPort, InitSurvey } from '../core/init-ports.ts';
import { compareVersions, parseMigrationFileName } from '../core/migration.ts';
import type { ProjectDependencies } from './dependencies.ts';
import { createGit, type Git, whatGitSaid } from './git.ts';
import { nearestFolder, projectFolder, projectIn, projectNotFound } from './project-folder.ts';
import { pushWorkflow } from './push-workflows.ts';
import { isInside } from './repository.ts';
import { repositoryPage } from './repository-page.ts';
import { workTreeFiles } from './work-tree-files.ts';

const WORKFLOWS = '.github/workflows';

/** The repository that `init` sets up. Nothing is written outside of it, symlinks included. */
export function createInitPort({ cwd, env, runGit }: Omit<ProjectDependencies, 'now'>): InitPort {
  let root: string | null = null;
  return {
    async survey(projectDir) {
      const absolute = projectFolder(cwd, projectDir);
      const git = createGit(runGit, nearestFolder(absolute), env);
      root = await workTree(git);
      const survey = await surveyOf(git, root, projectIn(root, absolute));
      // Nobody who has not named this folder wants a second project in it.
      if (!survey.hasProject && projectDir === '.') await refuseElsewhere(root, survey.project);
      return survey;
    },
    async edit(edits) {
      if (root === null) throw new TypeError('the repository has to be looked at first');
      for (const edit of edits) apply(root, edit);
    },
  };
}

async function refuseElsewhere(root: string, project: string): Promise<void> {
  const source = workTreeFiles(root);
  if ((await source.findProjects(1)).length > 0) throw await projectNotFound(source, project, root);
}

async function workTree(git: Git): Promise<string> {
  const result = await git.attempt(['rev-parse', '--show-toplevel']);
  const root = result.exitCode === 0 ? result.stdout.toString('utf8').replace(/\n$/u, '') : '';
  if (root === '') {
    throw new SluiceError('project-not-found', {
      message: 'There is no git repository here.',
      likelyCause: whatGitSaid(result),
      remedy: 'Run it in a clone of your repository, or begin one: git init',
    });
  }
  return realpathSync(root);
}

async function surveyOf(git: Git, root: string, project: string): Promise<InitSurvey> {
  const supabase = project === '.' ? 'supabase' : `${project}/supabase`;
  const config = `${supabase}/config.toml`;
  const names = namesIn(path.join(root, supabase, 'migrations'));
  const workflows = (namesIn(path.join(root, WORKFLOWS)) ?? [])
    .filter((name) => /\.ya?ml$/u.test(name))
    .map((name) => `${WORKFLOWS}/${name}`);
  const files = new Map<string, string>();
  for (const file of [...workflows, config]) {
    const text = textAt(root, file);
    if (text !== null) files.set(file, text);
  }
  return {
    project,
    hasProject: files.has(config) || names !== null,
    versions: (names ?? [])
      .flatMap((name) => parseMigrationFileName(name)?.version ?? [])
      .sort(compareVersions),
    files,
    pushes: workflows.flatMap((file) => pushWorkflow(file, files.get(file) ?? '') ?? []),
    page: repositoryPage(await saidBy(git, ['remote', 'get-url', 'origin'])),
    branch: await branchOf(git),
  };
}

/** The default branch of the remote, else the branch that is checked out. */
async function branchOf(git: Git): Promise<string> {
  const remote = await saidBy(git, ['symbolic-ref', '--quiet', '--short', 'refs/remotes/origin/HEAD']);
  if (remote !== '') return remote.replace(/^origin\//u, '');
  const current = await saidBy(git, ['symbolic-ref', '--quiet', '--short', 'HEAD']);
  return current === '' ? 'main' : current;
}

async function saidBy(git: Git, args: readonly string[]): Promise<string> {
  const { exitCode, stdout } = await git.attempt(args);
  return exitCode === 0 ? stdout.toString('utf8').trim() : '';
}

function namesIn(folder: string): readonly string[] | null {
  try {
    return readdirSync(folder).sort();
  } catch {
    return null;
  }
}

function textAt(root: string, file: string): string | null {
  try {
    return readFileSync(path.join(root, file), 'utf8');
  } catch {
    return null;
  }
}

/** Written beside its place and renamed, so that a file is whole or not there. */
function apply(root: string, { file, text }: FileEdit): void {
  const target = path.join(root, file);
  try {
    mkdirSync(path.dirname(target), { recursive: true });
    if (!isInside(root, realpathSync(path.dirname(target)))) {
      throw new Error('a symlink leads out of the repository');
    }
    if (text === null) {
      rmSync(target);
      return;
    }
    const whole = `${target}.sluice-new`;
    // A link of that name, from whoever wrote the checkout, would lead the writing anywhere.
    rmSync(whole, { force: true });
    writeFileSync(whole, text, { flag: 'wx' });
    renameSync(whole, target);
  } catch (cause) {
    throw new SluiceError('output-failed', {
      message: `${file} could not be ${text === null ? 'removed' : 'written'}: ${messageOf(cause)}.`,
      remedy: 'Make the repository writable and run sluice init again: it takes up what is missing.',
      cause,
    });
  }
}
