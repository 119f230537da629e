import { carriesMarker } from '../render/marker.ts';
import type { GitHubApi } from './api.ts';
import { type Author, type Identity, isAuthor } from './identity.ts';
import type { RepositoryName } from './workflow-event.ts';

/** Where the comment of a project folder is looked for. */
export interface CommentPlace {
  readonly repository: RepositoryName;
  readonly pullRequest: number;
  /** The project folder whose comment it is. */
  readonly project: string;
}

/** A comment that carries the marker of the project folder and was written by the identity. */
export interface OwnComment {
  readonly id: number;
  readonly url: string;
  readonly body: string;
}

/** All comments of ours on a pull request, over all pages. */
export async function ownComments(
  api: GitHubApi,
  { repository, pullRequest, project }: CommentPlace,
  identity: Identity,
): Promise<readonly OwnComment[]> {
  const found: OwnComment[] = [];
  const pages = api.paginate.iterator(api.rest.issues.listComments, {
    ...repository,
    issue_number: pullRequest,
    per_page: 100,
  });
  for await (const { data } of pages) {
    for (const comment of data) {
      const author: Author | null = comment.user ?? null;
      const body = comment.body ?? '';
      if (carriesMarker(body, project) && isAuthor(identity, author)) {
        found.push({ id: comment.id, url: comment.html_url, body });
      }
    }
  }
  return found;
}
