import { type LifeStage, withLife, withStage } from '../render/life.ts';
import { markerLine, VOLATILE_MARK } from '../render/marker.ts';
import { type GitHubApi, githubError, isRefusal, statusOf } from './api.ts';
import { otherEditors } from './comment-edits.ts';
import { type Identity, readIdentity } from './identity.ts';
import { parseLife } from './life-record.ts';
import {
  allOwnComments,
  type CommentPlace,
  type Discussion,
  type OwnComment,
  ownComments,
} from './own-comments.ts';

export type LifeOutcome =
  | { readonly kind: 'created' | 'updated' | 'unchanged'; readonly url: string }
  /** The token may not comment. */
  | { readonly kind: 'refused'; readonly reason: string };

/** How often it is tried again when another run has written the same comment meanwhile. */
const TRIES = 4;

/** Every life begins with the review that the comment tells of. */
const REVIEWED: LifeStage = { stage: 'reviewed', state: 'done', link: null, when: null };

/**
 * Adds a stage to the life that the comment of a pull request tells, or says what has become of it; writes a short comment
 * where there is none. What the review says there stays as it is. Several runs may do this at once: what one of them
 * has overwritten is written again. `approved` is the plan whose approval started this run. Failures of the API other than a refusal
 * are SluiceError `github-failed`.
 */
export async function tellLife(
  api: GitHubApi,
  place: CommentPlace,
  next: LifeStage,
  approved: string | null = null,
): Promise<LifeOutcome> {
  try {
    const identity = await readIdentity(api);
    let outcome: LifeOutcome | null = null;
    for (let count = 0; count < TRIES; count += 1) {
      const comment = await newest(api, place, identity);
      if (comment !== null && isTold(comment.body, next, approved)) {
        return outcome ?? { kind: 'unchanged', url: comment.url };
      }
      outcome =
        comment === null ? await create(api, place, next) : await update(api, place, comment, next, approved);
    }
    return outcome ?? { kind: 'refused', reason: 'other runs write the comment all the time' };
  } catch (thrown) {
    if (!isRefusal(thrown)) throw githubError('tell the life of the change on the pull request', thrown);
    return { kind: 'refused', reason: `status ${statusOf(thrown)}` };
  }
}

/** What a comment tells, and whether it is all ours. */
export interface ToldLife {
  readonly stages: readonly LifeStage[];
  /** People who have edited the comment: whoever may write to the repository can. */
  readonly editors: readonly string[];
}

/** Reads what the comment of a pull request tells of its life so far. */
export async function readLife(api: GitHubApi, place: CommentPlace): Promise<ToldLife> {
  try {
    const comment = await newest(api, place, await readIdentity(api));
    if (comment === null) return { stages: [], editors: [] };
    return { stages: parseLife(comment.body), editors: await otherEditors(api, comment.nodeId) };
  } catch (thrown) {
    throw githubError('read the comment on the pull request', thrown);
  }
}

/** Whether anything waits on a pull request for the approval of this plan, of whichever project folder and environment. */
export async function isOffered(api: GitHubApi, place: Discussion, plan: string): Promise<boolean> {
  try {
    const comments = await allOwnComments(api, place, await readIdentity(api));
    const stages = comments.flatMap(({ body }) => parseLife(body));
    return stages.some(({ state, offer }) => state === 'waiting' && offer?.plan === plan);
  } catch (thrown) {
    throw githubError('read the comments on the pull request', thrown);
  }
}

/** Of several comments of ours, the one that is shown last; the next review removes the others. */
async function newest(api: GitHubApi, place: CommentPlace, identity: Identity): Promise<OwnComment | null> {
  return (await ownComments(api, place, identity)).at(-1) ?? null;
}

function isTold(body: string, next: LifeStage, approved: string | null): boolean {
  const stages = parseLife(body);
  return JSON.stringify(withStage(stages, next, approved)) === JSON.stringify(stages);
}

async function update(
  api: GitHubApi,
  { repository }: CommentPlace,
  comment: OwnComment,
  next: LifeStage,
  approved: string | null,
): Promise<LifeOutcome> {
  const body = withLife(comment.body, withStage(begun(parseLife(comment.body)), next, approved));
  await api.rest.issues.updateComment({ ...repository, comment_id: comment.id, body });
  return { kind: 'updated', url: comment.url };
}

async function create(api: GitHubApi, place: CommentPlace, next: LifeStage): Promise<LifeOutcome> {
  const text = '### Deployment\n\nNo review has commented here.';
  const body = `${markerLine(place.project, text)}\n${text}\n\n${VOLATILE_MARK}\n`;
  const { data } = await api.rest.issues.createComment({
    ...place.repository,
    issue_number: place.pullRequest,
    body: withLife(body, [next]),
  });
  return { kind: 'created', url: data.html_url };
}

function begun(stages: readonly LifeStage[]): readonly LifeStage[] {
  return stages.length === 0 ? [REVIEWED] : stages;
}
