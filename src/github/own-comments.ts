import { carriesMarker, carriesSomeMarker } from '../render/marker.ts';
import type { GitHubApi } from './api.ts';
import { type Author, type Identity, isAuthor } from './identity.ts';
import type { RepositoryName } from './workflow-event.ts';

/** Where comments are looked for. */
export interface Discussion {
  readonly repository: RepositoryName;
  readonly pullRequest: number;
}

/** Where the comment of a project folder is looked for. */
export interface CommentPlace extends Discussion {
  /** The project folder whose comment it is. */
  readonly project: string;
}

/** A comment that carries the marker of the project folder and was written by the identity. */
export interface OwnComment {
  readonly id: number;
  /** Its id in GraphQL. */
  readonly nodeId: string;
  readonly url: string;
  readonly body: string;
}

/** The comments of ours about a project folder on a pull request, over all pages. */
export function ownComments(
  api: GitHubApi,
  place: CommentPlace,
  identity: Identity,
): Promise<readonly OwnComment[]> {
  return commentsWith(api, place, identity, (body) => carriesMarker(body, place.project));
}

/** The comments of ours about any project folder. */
export function allOwnComments(
  api: GitHubApi,
  place: Discussion,
  identity: Identity,
): Promise<readonly OwnComment[]> {
  return commentsWith(api, place, identity, carriesSomeMarker);
}

async function commentsWith(
  api: GitHubApi,
  { repository, pullRequest }: Discussion,
  identity: Identity,
  isWanted: (body: string) => boolean,
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
      if (isWanted(body) && isAuthor(identity, author)) {
        found.push({ id: comment.id, nodeId: comment.node_id, url: comment.html_url, body });
      }
    }
  }
  return found;
}
