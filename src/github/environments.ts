import type { EnvironmentProtection } from '../core/gate.ts';
import { type GitHubApi, githubError, statusOf } from './api.ts';
import type { RepositoryName } from './workflow-event.ts';

/**
 * How an environment of a repository is protected; null where there is none of that name. Needs `actions: read`.
 * Throws SluiceError `github-failed`.
 */
export async function readProtection(
  api: GitHubApi,
  repository: RepositoryName,
  name: string,
): Promise<EnvironmentProtection | null> {
  try {
    const { data } = await api.rest.repos.getEnvironment({ ...repository, environment_name: name });
    const asked = (data.protection_rules ?? []).flatMap((rule) =>
      rule.type === 'required_reviewers' && 'reviewers' in rule ? [rule] : [],
    );
    return {
      name,
      reviewers: asked.reduce((sum, rule) => sum + (rule.reviewers ?? []).length, 0),
      selfReview: asked.every((rule) => rule.prevent_self_review !== true),
      anyBranch: data.deployment_branch_policy === null || data.deployment_branch_policy === undefined,
    };
  } catch (thrown) {
    if (statusOf(thrown) === 404) return null;
    throw githubError(`read the environment ${name} (the job needs actions: read)`, thrown);
  }
}

/**
 * Who has approved that a run deploys to an environment, in the order in which they did, each once however often it was run.
 * Names of environments do not tell upper from lower case. Needs `actions: read`.
 */
export async function readReviews(
  api: GitHubApi,
  repository: RepositoryName,
  runId: number,
  environment: string,
): Promise<readonly string[]> {
  try {
    const { data } = await api.rest.actions.getReviewsForRun({ ...repository, run_id: runId });
    const wanted = environment.toLowerCase();
    const approvers = data
      .filter(
        ({ state, environments }) =>
          state === 'approved' && (environments ?? []).some(({ name }) => name?.toLowerCase() === wanted),
      )
      .flatMap(({ user }) => (user === null ? [] : [user.login]));
    return [...new Set(approvers)];
  } catch (thrown) {
    throw githubError('read who has approved this run (the job needs actions: read)', thrown);
  }
}

/** What somebody may do in a repository. Throws SluiceError `github-failed`. */
export async function readPermission(
  api: GitHubApi,
  repository: RepositoryName,
  login: string,
): Promise<'admin' | 'write' | 'read' | 'none'> {
  try {
    const { data } = await api.rest.repos.getCollaboratorPermissionLevel({ ...repository, username: login });
    const { permission } = data;
    return permission === 'admin' || permission === 'write' || permission === 'read' ? permission : 'none';
  } catch (thrown) {
    if (statusOf(thrown) === 404) return 'none';
    throw githubError(`read what ${login} may do in this repository`, thrown);
  }
}
