import { existsSync, realpathSync, statSync } from 'node:fs';
import path from 'node:path';
import { SluiceError } from '../core/errors.ts';
import { quotePath } from '../core/quote-path.ts';
import type { FileSource } from './file-source.ts';
import { isInside, rootWithoutGit } from './repository.ts';

/** How many other projects an error names. */
const MAX_NAMED = 10;

/**
 * Turns `--project-dir` into a path: absolute, symlinks resolved as git does for its root, and without a trailing
 * `supabase` where that is the folder itself.
 */
export function projectFolder(cwd: string, projectDir: string): string {
  const asked = path.resolve(cwd, projectDir);
  const nearest = nearestFolder(asked);
  const absolute = path.join(realpathSync(nearest), path.relative(nearest, asked));
  const isSupabaseFolder =
    path.basename(absolute) === 'supabase' &&
    !isFolder(path.join(absolute, 'supabase')) &&
    (isFolder(path.join(absolute, 'migrations')) || existsSync(path.join(absolute, 'config.toml')));
  return isSupabaseFolder ? path.dirname(absolute) : absolute;
}

/** The folder on disk that is nearest to one that may not exist (in the commit that is checked out). */
export function nearestFolder(absolute: string): string {
  let folder = absolute;
  while (!isFolder(folder) && path.dirname(folder) !== folder) folder = path.dirname(folder);
  return folder;
}

/** The path relative to the repository root with forward slashes, `.` for the root. Throws `project-not-found` outside of it. */
export function projectIn(root: string, absolute: string): string {
  if (!isInside(root, absolute)) {
    throw new SluiceError('project-not-found', {
      message: `${absolute} lies outside the repository ${root}.`,
      remedy:
        'Run Sluice in the repository that holds the project, or point --project-dir at a folder inside this one.',
    });
  }
  const relative = path.relative(root, absolute).split(path.sep).join('/');
  if (/[\r\n]/u.test(relative)) {
    throw new SluiceError('project-not-found', {
      message: 'The name of the project folder holds a line break, which git cannot be asked about.',
      remedy: 'Rename the folder.',
    });
  }
  return relative === '' ? '.' : relative;
}

/** What a report calls the project of `--project-dir`, as far as git need not be asked for it. Throws `project-not-found`. */
export function projectName(cwd: string, projectDir: string): string {
  const folder = projectFolder(cwd, projectDir);
  return projectIn(rootWithoutGit(cwd, folder), folder);
}

/** A path inside the project, relative to the repository root. */
export function inProject(project: string, inner: string): string {
  return project === '.' ? inner : `${project}/${inner}`;
}

/** The error for a project that is not where it was looked for, with those that are elsewhere. */
export async function projectNotFound(
  source: FileSource,
  project: string,
  where: string,
): Promise<SluiceError> {
  const others = (await source.findProjects(MAX_NAMED)).filter((folder) => folder !== project);
  const looked = inProject(project, 'supabase/migrations');
  return new SluiceError('project-not-found', {
    message: `There is no ${looked} in ${where}, and no config.toml beside it.`,
    likelyCause:
      others.length > 0
        ? `The project is in another folder: ${others.join(', ')}.`
        : 'The checkout does not hold the project, or --project-dir names another folder than the one that holds supabase/.',
    remedy:
      others.length > 0
        ? `Say which one: --project-dir ${quotePath(others[0] ?? '.')}`
        : 'Point --project-dir at the folder that holds supabase/, or make the first migration: sluice new NAME',
  });
}

/** The error for a folder that is there and cannot be used. */
export function folderUnusable(
  folder: string,
  outcome: 'not-a-folder' | 'submodule' | 'outside',
  where: string,
): SluiceError {
  switch (outcome) {
    case 'not-a-folder':
      return new SluiceError('project-not-found', {
        message: `${folder} in ${where} is a file, not a folder.`,
        remedy: `Make ${folder} a folder of SQL files.`,
      });
    case 'submodule':
      return new SluiceError('project-not-found', {
        message: `${folder} in ${where} lies in a git submodule, whose history is another repository's.`,
        remedy: `Review in the submodule's own repository, or point --project-dir into it after checking it out (actions/checkout with submodules: true).`,
      });
    case 'outside':
      return new SluiceError('migration-unreadable', {
        message: `${folder} in ${where} is a symlink that leads out of the repository. It was not followed.`,
        remedy: 'Put the folder itself in place of the link.',
      });
  }
}

function isFolder(absolute: string): boolean {
  return statSync(absolute, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
