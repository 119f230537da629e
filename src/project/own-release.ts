import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { WorkflowSource } from '../core/starter-workflows.ts';
import type { ProjectDependencies } from './dependencies.ts';
import { createGit } from './git.ts';
import { repositoryPage } from './repository-page.ts';

interface OwnPackage {
  readonly folder: string;
  readonly version: string | null;
  readonly repository: string | null;
  /** Written by the release, beside what npm knows. */
  readonly commit: string | null;
}

/**
 * Where this very program comes from: the package of a release says it, a clone is asked through git. Null where neither
 * knows. `runningFile` is a file of the program, absolute.
 */
export async function ownRelease(
  runningFile: string,
  { env, runGit }: Pick<ProjectDependencies, 'env' | 'runGit'>,
): Promise<WorkflowSource | null> {
  const own = ownPackage(path.dirname(runningFile));
  if (own === null) return null;
  const release = own.version === null ? null : `v${own.version}`;
  const named = slugOf(own.repository ?? '');
  if (named !== null && own.commit !== null) return { repository: named, ref: own.commit, release };
  if (named !== null && release !== null) return { repository: named, ref: release, release: null };
  const git = createGit(runGit, own.folder, env);
  const said = async (args: readonly string[]): Promise<string> => {
    const { exitCode, stdout } = await git.attempt(args);
    return exitCode === 0 ? stdout.toString('utf8').trim() : '';
  };
  // Below somebody's node_modules git would speak of that repository.
  const top = await git.attempt(['rev-parse', '--show-cdup']);
  if (top.exitCode !== 0 || top.stdout.toString('utf8').trim() !== '') return null;
  const cloned = slugOf(await said(['remote', 'get-url', 'origin']));
  const commit = await said(['rev-parse', 'HEAD']);
  return cloned === null || commit === '' ? null : { repository: cloned, ref: commit, release: null };
}

function slugOf(url: string): string | null {
  const page = repositoryPage(url.replace(/^git\+/u, ''));
  return page === null ? null : page.split('/').slice(-2).join('/');
}

function ownPackage(start: string): OwnPackage | null {
  for (let folder = start; ; folder = path.dirname(folder)) {
    const read = packageIn(folder);
    if (read !== null) return read;
    if (path.dirname(folder) === folder) return null;
  }
}

/** Null where there is none, and for the one beside the bundle that only names the kind of its modules. */
function packageIn(folder: string): OwnPackage | null {
  let read: unknown;
  try {
    read = JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
  } catch {
    return null;
  }
  if (typeof read !== 'object' || read === null || !('name' in read)) return null;
  const text = (value: unknown): string | null => (typeof value === 'string' ? value : null);
  const repository = 'repository' in read ? read.repository : null;
  const url =
    typeof repository === 'object' && repository !== null && 'url' in repository
      ? repository.url
      : repository;
  return {
    folder,
    version: text('version' in read ? read.version : null),
    repository: text(url),
    commit: text('commit' in read ? read.commit : null),
  };
}
