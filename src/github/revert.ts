import { posix } from 'node:path';
import { type GitHubApi, githubError, isRefusal, statusOf } from './api.ts';
import type { RepositoryName } from './workflow-event.ts';

export interface Revert {
  readonly repository: RepositoryName;
  /** The project folder from the root of the repository, `.` for the root. */
  readonly project: string;
  /** Versions whose files are to go. */
  readonly versions: readonly string[];
  readonly title: string;
  readonly body: string;
}

export type RevertOutcome =
  | { readonly kind: 'opened' | 'updated'; readonly url: string; readonly files: readonly string[] }
  /** The default branch has none of the files any more. */
  | { readonly kind: 'nothing' }
  /** The branch is there, but GitHub lets workflows open no pull requests. */
  | { readonly kind: 'branch'; readonly url: string; readonly files: readonly string[] };

/**
 * Opens a pull request that removes the files of migrations, and of their rollbacks, from the default branch; asked again, it
 * renews the same branch. Throws SluiceError `github-failed`.
 */
export async function openRevert(api: GitHubApi, revert: Revert): Promise<RevertOutcome> {
  const { repository } = revert;
  try {
    const { data: about } = await api.rest.repos.get({ ...repository });
    const base = about.default_branch;
    const { data: ref } = await api.rest.git.getRef({ ...repository, ref: `heads/${base}` });
    const { data: parent } = await api.rest.git.getCommit({ ...repository, commit_sha: ref.object.sha });
    const files = await filesOf(api, revert, parent.tree.sha);
    if (files.length === 0) return { kind: 'nothing' };
    const branch = branchOf(revert);
    const { data: tree } = await api.rest.git.createTree({
      ...repository,
      base_tree: parent.tree.sha,
      // A file without a blob is one that goes.
      tree: files.map((path) => ({ path, mode: '100644' as const, type: 'blob' as const, sha: null })),
    });
    const { data: commit } = await api.rest.git.createCommit({
      ...repository,
      message: revert.title,
      tree: tree.sha,
      parents: [ref.object.sha],
    });
    await pointBranch(api, repository, branch, commit.sha);
    return { ...(await propose(api, revert, base, branch, about.html_url)), files };
  } catch (thrown) {
    throw githubError('revert the migrations in the repository', thrown);
  }
}

async function filesOf(
  api: GitHubApi,
  { repository, project, versions }: Revert,
  tree: string,
): Promise<string[]> {
  const segments = posix.join(project, 'supabase').split('/');
  const files: string[] = [];
  for (const folder of ['migrations', 'rollbacks']) {
    const names = await filesIn(api, repository, tree, [...segments, folder]);
    const own = names.filter((name) => versions.includes(/^([0-9]+)_.*\.sql$/u.exec(name)?.[1] ?? ''));
    files.push(...own.map((name) => [...segments, folder, name].join('/')));
  }
  return files;
}

/** The names of the files of one folder. Folder by folder, for GitHub cuts a list of all files of a large repository short. */
async function filesIn(
  api: GitHubApi,
  repository: RepositoryName,
  root: string,
  segments: readonly string[],
): Promise<readonly string[]> {
  let entries = await entriesOf(api, repository, root);
  for (const segment of segments) {
    const folder = entries.find(({ path, type }) => type === 'tree' && path === segment);
    if (folder === undefined) return [];
    entries = await entriesOf(api, repository, folder.sha);
  }
  return entries.flatMap(({ path, type }) => (type === 'blob' ? [path] : []));
}

async function entriesOf(api: GitHubApi, repository: RepositoryName, tree: string) {
  const { data } = await api.rest.git.getTree({ ...repository, tree_sha: tree });
  if (data.truncated) throw new Error('GitHub lists only a part of a folder');
  return data.tree;
}

/** The same versions have the same branch, so that a second try does not open a second one. */
function branchOf({ versions, project }: Revert): string {
  const sorted = [...versions].sort();
  const folder = project === '.' ? '' : `${project.replaceAll(/[^A-Za-z0-9]+/gu, '-')}-`;
  return `sluice/revert-${folder}${sorted[0] ?? ''}${sorted.length > 1 ? `-${sorted.at(-1) ?? ''}` : ''}`;
}

async function pointBranch(
  api: GitHubApi,
  repository: RepositoryName,
  branch: string,
  sha: string,
): Promise<void> {
  try {
    await api.rest.git.createRef({ ...repository, ref: `refs/heads/${branch}`, sha });
  } catch (thrown) {
    if (statusOf(thrown) !== 422) throw thrown;
    await api.rest.git.updateRef({ ...repository, ref: `heads/${branch}`, sha, force: true });
  }
}

async function propose(
  api: GitHubApi,
  { repository, title, body }: Revert,
  base: string,
  branch: string,
  page: string,
): Promise<{ readonly kind: 'opened' | 'updated' | 'branch'; readonly url: string }> {
  const head = `${repository.owner}:${branch}`;
  try {
    const { data: open } = await api.rest.pulls.list({ ...repository, state: 'open', head, base });
    const [known] = open;
    if (known !== undefined) {
      await api.rest.pulls.update({ ...repository, pull_number: known.number, title, body });
      return { kind: 'updated', url: known.html_url };
    }
    const { data } = await api.rest.pulls.create({ ...repository, title, body, head: branch, base });
    return { kind: 'opened', url: data.html_url };
  } catch (thrown) {
    // A setting of the repository decides whether workflows may open pull requests.
    if (!isRefusal(thrown)) throw thrown;
    return { kind: 'branch', url: `${page}/compare/${base}...${branch}?expand=1` };
  }
}
