import { existsSync, realpathSync } from 'node:fs';
import path from 'node:path';
import { SluiceError } from '../core/errors.ts';
import { type Git, gitFailed } from './git.ts';

export interface Repository {
  /** The work tree's root: absolute, with symlinks resolved. */
  readonly root: string;
  /** Some history is missing here, as actions/checkout leaves it by default. */
  readonly shallow: boolean;
}

/**
 * Asks git for the work tree that the project folder belongs to. Throws `git-failed` outside of one, or
 * `project-not-found` where the folder is not there either.
 */
export async function findRepository(git: Git, projectFolder: string): Promise<Repository> {
  const args = ['rev-parse', '--is-shallow-repository', '--show-toplevel'];
  const result = await git.attempt(args);
  if (result.exitCode !== 0) {
    if (!existsSync(projectFolder)) throw noFolder(projectFolder, gitFailed(args, result));
    throw gitFailed(args, result);
  }
  const said = result.stdout.toString('utf8');
  const lineEnd = said.indexOf('\n');
  const root = said.slice(lineEnd + 1).replace(/\n$/u, '');
  if (root === '') {
    throw new SluiceError('git-failed', {
      message: 'git names no work tree for this folder.',
      remedy: 'Run Sluice in a clone with a work tree, or compare without git: --since VERSION.',
    });
  }
  return { root: realpathSync(root), shallow: said.slice(0, lineEnd) === 'true' };
}

/**
 * The root to speak of where git is not asked: the nearest folder upwards that holds `.git`, else the working
 * directory, else (a project outside the working directory) the project folder itself.
 * @throws SluiceError project-not-found
 */
export function rootWithoutGit(cwd: string, projectFolder: string): string {
  for (let folder = projectFolder; ; folder = path.dirname(folder)) {
    if (existsSync(path.join(folder, '.git'))) return folder;
    if (path.dirname(folder) === folder) break;
  }
  const from = realpathSync(cwd);
  if (isInside(from, projectFolder)) return from;
  if (!existsSync(projectFolder)) throw noFolder(projectFolder);
  return projectFolder;
}

function noFolder(projectFolder: string, cause?: SluiceError): SluiceError {
  return new SluiceError('project-not-found', {
    message: `There is no folder ${projectFolder}.`,
    remedy: 'Point --project-dir at the folder that holds supabase/.',
    ...(cause === undefined ? {} : { cause }),
  });
}

/** Whether `inner` is `outer` or lies below it; both absolute. */
export function isInside(outer: string, inner: string): boolean {
  const relative = path.relative(outer, inner);
  return (
    relative === '' ||
    (relative !== '..' && !relative.startsWith(`..${path.sep}`) && !path.isAbsolute(relative))
  );
}
