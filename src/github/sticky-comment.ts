import { lifeRecord, withLife } from '../render/life.ts';
import { COMMENT_LIMIT } from '../render/markdown.ts';
import { bodyIsSame } from '../render/marker.ts';
import { type GitHubApi, githubError, isRefusal, statusOf } from './api.ts';
import { type Identity, readIdentity } from './identity.ts';
import { parseLife } from './life-record.ts';
import { type OwnComment, ownComments } from './own-comments.ts';
import { isNewer, type RunStamp, readStamp, stampLine } from './run-stamp.ts';
import type { RepositoryName } from './workflow-event.ts';

/** Largest body that the renderer may make: its life, and what is added behind it, must fit too. */
export const STICKY_BODY_LIMIT = COMMENT_LIMIT - 6_000;

export interface StickyComment {
  readonly repository: RepositoryName;
  readonly pullRequest: number;
  /** The commit that was reviewed: the comment is left to others once the pull request has another. */
  readonly headSha: string;
  /** The project folder whose comment it is. */
  readonly project: string;
  /** As the renderer made it, with the hidden marker in its first line, at most STICKY_BODY_LIMIT. */
  readonly body: string;
  /** A line of Markdown behind the body that does not count as a change of it. */
  readonly note: string | null;
  /** Whether to write a comment where there is none yet; with nothing to say, only an existing one is kept right. */
  readonly create: boolean;
  /** Which run writes. */
  readonly run: RunStamp;
}

export type StickyOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** There is none, and there was nothing to write one for. */
  | { readonly kind: 'none' }
  /** A newer run, or a run of a newer commit, has the say. */
  | { readonly kind: 'superseded'; readonly url: string | null }
  /** The token may not: a fork's, or a job without the permission. */
  | { readonly kind: 'refused'; readonly reason: string };

/**
 * Keeps one comment for a project folder on a pull request: finds it by its marker and its author over all pages,
 * creates or updates it, leaves it alone where it says the same already or where a newer run has written it, and
 * removes what two runs at once have doubled. A token that may not write is an outcome, every other failure of the
 * API is a SluiceError `github-failed`.
 */
export async function keepStickyComment(api: GitHubApi, wanted: StickyComment): Promise<StickyOutcome> {
  try {
    if (await isOutdated(api, wanted)) return { kind: 'superseded', url: null };
    const identity = await readIdentity(api);
    const note = wanted.note === null ? '' : `\n\n${wanted.note}`;
    const body = `${wanted.body}${note}\n${stampLine(wanted.run)}`;
    const kept = await settle(api, wanted, await ownComments(api, wanted, identity));
    if (kept === null && !wanted.create) return { kind: 'none' };
    if (kept === null) return await create(api, wanted, body, identity);
    const stamp = readStamp(kept.body);
    if (stamp !== null && isNewer(stamp, wanted.run)) return { kind: 'superseded', url: kept.url };
    if (bodyIsSame(kept.body, wanted.body)) return { kind: 'unchanged', url: kept.url };
    return (
      (await update(api, wanted, kept, withLifeOf(kept.body, body))) ??
      (await create(api, wanted, body, identity))
    );
  } catch (thrown) {
    if (!isRefusal(thrown)) throw githubError('keep the comment on the pull request', thrown);
    return { kind: 'refused', reason: `status ${statusOf(thrown)}` };
  }
}

/** What deployments have told there since stays, whatever a review says anew. */
function withLifeOf(former: string, body: string): string {
  return lifeRecord(body) === null ? withLife(body, parseLife(former)) : body;
}

/** Whether the pull request has moved on to another commit. Where the token may not read it, it has not. */
async function isOutdated(api: GitHubApi, wanted: StickyComment): Promise<boolean> {
  try {
    const { data } = await api.rest.pulls.get({ ...wanted.repository, pull_number: wanted.pullRequest });
    return data.head.sha !== wanted.headSha;
  } catch (thrown) {
    if (!isRefusal(thrown)) throw thrown;
    return false;
  }
}

/** Null where the comment is gone meanwhile. */
async function update(
  api: GitHubApi,
  wanted: StickyComment,
  comment: OwnComment,
  body: string,
): Promise<StickyOutcome | null> {
  try {
    await api.rest.issues.updateComment({ ...wanted.repository, comment_id: comment.id, body });
    return { kind: 'updated', url: comment.url };
  } catch (thrown) {
    if (statusOf(thrown) !== 404) throw thrown;
    return null;
  }
}

async function create(
  api: GitHubApi,
  wanted: StickyComment,
  body: string,
  identity: Identity,
): Promise<StickyOutcome> {
  const { data } = await api.rest.issues.createComment({
    ...wanted.repository,
    issue_number: wanted.pullRequest,
    body,
  });
  // Another run may have created one between our look and our writing: look again, and let the newest stay.
  const kept = await settle(api, wanted, await ownComments(api, wanted, identity));
  return kept === null || kept.id === data.id
    ? { kind: 'created', url: data.html_url }
    : { kind: 'superseded', url: kept.url };
}

/**
 * Of several comments of ours, keeps the one of the newest run (of equals the first) and removes the rest. Runs that
 * do this at the same time keep the same one, whatever their order.
 */
async function settle(
  api: GitHubApi,
  wanted: StickyComment,
  comments: readonly OwnComment[],
): Promise<OwnComment | null> {
  const [first, ...others] = [...comments].sort((left, right) => left.id - right.id);
  if (first === undefined) return null;
  const kept = others.reduce((best, next) => {
    const [bestStamp, nextStamp] = [readStamp(best.body), readStamp(next.body)];
    return nextStamp !== null && (bestStamp === null || isNewer(nextStamp, bestStamp)) ? next : best;
  }, first);
  for (const { id } of comments) {
    if (id !== kept.id) await remove(api, wanted, id);
  }
  return kept;
}

async function remove(api: GitHubApi, wanted: StickyComment, id: number): Promise<void> {
  try {
    await api.rest.issues.deleteComment({ ...wanted.repository, comment_id: id });
  } catch (thrown) {
    // The other run was faster, or somebody else removed it.
    if (statusOf(thrown) !== 404) throw thrown;
  }
}
