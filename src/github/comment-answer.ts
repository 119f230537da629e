import { type GitHubApi, githubError } from './api.ts';
import type { RepositoryName } from './workflow-event.ts';

export interface CommentAnswer {
  readonly repository: RepositoryName;
  readonly pullRequest: number;
  readonly commentId: number;
  readonly accepted: boolean;
  /** Markdown for a comment of its own; null for none. */
  readonly text: string | null;
}

/** Answers a comment with a reaction, and with words where there are some. Throws SluiceError `github-failed`. */
export async function answerComment(api: GitHubApi, answer: CommentAnswer): Promise<void> {
  const { repository, pullRequest, commentId, accepted, text } = answer;
  try {
    await api.rest.reactions.createForIssueComment({
      ...repository,
      comment_id: commentId,
      content: accepted ? '+1' : '-1',
    });
    if (text === null) return;
    await api.rest.issues.createComment({ ...repository, issue_number: pullRequest, body: text });
  } catch (thrown) {
    throw githubError('answer the comment (the job needs pull-requests: write)', thrown);
  }
}

/** Who opened a pull request; null where the account is gone. Throws SluiceError `github-failed`. */
export async function authorOf(
  api: GitHubApi,
  repository: RepositoryName,
  number: number,
): Promise<string | null> {
  try {
    const { data } = await api.rest.pulls.get({ ...repository, pull_number: number });
    return data.user?.login ?? null;
  } catch (thrown) {
    throw githubError(`read who opened pull request ${number}`, thrown);
  }
}
