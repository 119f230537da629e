import { type GitHubApi, githubError, statusOf } from './api.ts';
import { commitsOfFiles } from './file-commits.ts';
import type { RepositoryName, WorkflowEvent } from './workflow-event.ts';

/**
 * The open pull requests whose head is the commit that another workflow run has reviewed. Neither the run's event
 * nor the artifact is asked for a number: the event is silent about forks, and an artifact can claim anything.
 */
export async function pullRequestsOf(
  api: GitHubApi,
  repository: RepositoryName,
  run: Extract<WorkflowEvent, { kind: 'workflow-run' }>,
): Promise<readonly number[]> {
  const { headRepository, headBranch, headSha } = run;
  if (headRepository === null || headBranch === null) return [];
  try {
    const open = await api.paginate(api.rest.pulls.list, {
      ...repository,
      state: 'open',
      head: `${headRepository.owner}:${headBranch}`,
      per_page: 100,
    });
    return open
      .filter(({ head }) => head.sha === headSha && head.repo?.name === headRepository.repo)
      .map(({ number }) => number);
  } catch (thrown) {
    throw githubError('find the pull request of the reviewed commit', thrown);
  }
}

/** A pull request that was merged, and who opened it. */
export interface MergedPullRequest {
  readonly number: number;
  readonly author: string | null;
}

/** What was merged into a branch. */
export interface MergedChange {
  readonly repository: RepositoryName;
  /** The commit that is looked back from. */
  readonly sha: string;
  /** Paths from the root of the repository. */
  readonly files: readonly string[];
}

/**
 * The merged pull requests that brought files to a commit, or changed or renamed them since; without files, those that the commit
 * itself belongs to. In the order of their numbers.
 */
export async function pullRequestsOfChange(
  api: GitHubApi,
  { repository, sha, files }: MergedChange,
): Promise<readonly MergedPullRequest[]> {
  try {
    const commits = files.length === 0 ? [sha] : await commitsOfFiles(api, repository, sha, files);
    const found = new Map<number, MergedPullRequest>();
    for (const commit of commits) {
      for (const pull of await pullRequestsWith(api, repository, commit)) found.set(pull.number, pull);
    }
    return [...found.values()].sort((left, right) => left.number - right.number);
  } catch (thrown) {
    throw githubError('find the pull requests of the migrations', thrown);
  }
}

async function pullRequestsWith(
  api: GitHubApi,
  repository: RepositoryName,
  sha: string,
): Promise<readonly MergedPullRequest[]> {
  try {
    const { data } = await api.rest.repos.listPullRequestsAssociatedWithCommit({
      ...repository,
      commit_sha: sha,
      per_page: 100,
    });
    return data
      .filter(({ merged_at: merged }) => merged !== null)
      .map(({ number, user }) => ({ number, author: user?.login ?? null }));
  } catch (thrown) {
    // A commit that GitHub does not know belongs to no pull request.
    if (statusOf(thrown) === 422) return [];
    throw thrown;
  }
}
