import { type GitHubApi, githubError } from './api.ts';
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
