import type { ProjectRequest } from '../core/ports.ts';
import type { Commits } from './commits.ts';

/**
 * Which commits a comparison is made of. Three, because two questions need different answers:
 *
 * - `ancestor`, the merge-base of base branch and head, is the base of the review: what head changes is judged against
 *   the point where it began. Judged against the tip, a branch that is merely behind would seem to delete what others
 *   have merged since.
 * - `tip`, what the base branch holds now, decides about order: a new version must be newer than all that is merged,
 *   also than what was merged after the branch began.
 *
 * GitHub's checkout of a pull request is a merge commit of both, so there ancestor and tip are the same commit.
 */
export interface Sides {
  /** The commit that the head is, or (for the work tree) that it is checked out from; null in a repository without commits. */
  readonly head: string | null;
  readonly ancestor: string | null;
  readonly tip: string | null;
  /** What people call the base. */
  readonly baseName: string;
  /** Nothing lies between base and head: a caller that was given no base may look one commit further back. */
  readonly mayStepBack: boolean;
}

/**
 * Chooses base and head. In order: `--base`; the pull request of the workflow event; the default branch
 * (origin/HEAD, origin/main, origin/master, what the remote calls its default, main, master); HEAD.
 * Throws `git-ref-not-found` for what is neither here nor on the remote.
 */
export async function chooseSides(
  request: Pick<ProjectRequest, 'base' | 'head' | 'pullRequest'>,
  commits: Commits,
): Promise<Sides> {
  const head = request.head === null ? await commits.find('HEAD') : await commits.resolve(request.head);
  if (request.base !== null) {
    const tip = await commits.resolve(request.base);
    return { ...(await between(commits, tip, head)), baseName: request.base, mayStepBack: false };
  }
  if (request.pullRequest !== null) return pullRequestSides(request.pullRequest, commits, head);
  return defaultSides(commits, head);
}

async function pullRequestSides(
  { baseSha, baseRef, headSha }: NonNullable<ProjectRequest['pullRequest']>,
  commits: Commits,
  head: string | null,
): Promise<Sides> {
  const named = { baseName: baseRef, mayStepBack: false };
  const parents = head === null ? [] : await commits.parents(head);
  const [merged, branch] = parents;
  if (merged !== undefined && branch === headSha) {
    // The merge commit that GitHub made: its first parent is the base branch as it was merged. One commit is all that
    // a shallow clone has to fetch. The event's base id may be older than that.
    await commits.obtain(merged, baseRef);
    return { head, ancestor: merged, tip: merged, ...named };
  }
  // The event's base id stays at what the branch was when the pull request was last pushed to; the tip may be newer.
  const current = await commits.remoteTip(baseRef);
  const tip = current ?? baseSha;
  await commits.obtain(tip, baseRef);
  return { ...(await between(commits, tip, head)), ...named };
}

async function defaultSides(commits: Commits, head: string | null): Promise<Sides> {
  const { name, commit } = (await defaultBranch(commits)) ?? { name: 'HEAD', commit: head };
  if (commit === null) return { head, ancestor: null, tip: null, baseName: name, mayStepBack: false };
  const sides = await between(commits, commit, head);
  return { ...sides, baseName: name, mayStepBack: head !== null && sides.ancestor === head };
}

async function defaultBranch(
  commits: Commits,
): Promise<{ readonly name: string; readonly commit: string } | null> {
  const pointed = await commits.symbolic('refs/remotes/origin/HEAD');
  for (const ref of [pointed, 'refs/remotes/origin/main', 'refs/remotes/origin/master']) {
    const commit = ref === null ? null : await commits.find(ref);
    if (ref !== null && commit !== null) return { name: shortName(ref), commit };
  }
  const remote = await commits.remoteDefault();
  if (remote !== null) {
    await commits.obtain(remote.commit, remote.branch);
    return { name: remote.branch, commit: remote.commit };
  }
  for (const ref of ['refs/heads/main', 'refs/heads/master']) {
    const commit = await commits.find(ref);
    if (commit !== null) return { name: shortName(ref), commit };
  }
  return null;
}

/** The commit before the head, for a default branch that has nothing to compare with but its own past. */
export async function stepBack(sides: Sides, commits: Commits): Promise<Sides> {
  if (sides.head === null) return sides;
  const [parent] = await commits.parents(sides.head);
  if (parent === undefined)
    return { ...sides, ancestor: null, tip: null, baseName: 'nothing', mayStepBack: false };
  await commits.obtain(parent, 'the commit before the head');
  return { ...sides, ancestor: parent, tip: parent, baseName: `${sides.baseName}~1`, mayStepBack: false };
}

async function between(
  commits: Commits,
  tip: string,
  head: string | null,
): Promise<Pick<Sides, 'head' | 'ancestor' | 'tip'>> {
  if (head === null || head === tip) return { head, ancestor: tip, tip };
  // Unrelated histories have no ancestor; then the tip is all there is to compare with.
  return { head, ancestor: (await commits.mergeBase(tip, head)) ?? tip, tip };
}

function shortName(ref: string): string {
  return ref.replace(/^refs\/(heads|remotes)\//u, '');
}
