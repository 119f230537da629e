import { afterAll, describe, expect, test } from '@jest/globals';
import { briefly, compareProject, pendingVersions, SILENT } from '../support/compare-project.ts';
import { GIT_ENVIRONMENT, GitRepository, migrationPath } from '../support/git-repository.ts';

const OLD = '20250101000000_old';
const MERGED = '20250301000000_merged_later';
const NEW = '20250401000000_new';

interface PullRequest {
  readonly origin: GitRepository;
  readonly event: { readonly baseSha: string; readonly headSha: string; readonly baseRef: string };
}

/**
 * A repository as GitHub has it: a pull request from `feature` with NEW to main, which has got MERGED meanwhile, after
 * the pull request was opened; refs/pull/1/head and refs/pull/1/merge as GitHub makes them. `commits` more commits lie
 * between the common ancestor and both tips.
 */
function pullRequest(commits = 0): PullRequest {
  const { origin, event } = made.get(commits) ?? makePullRequest(commits);
  return { origin: GitRepository.copy(origin), event };
}

const made = new Map<number, PullRequest>();

afterAll(() => {
  for (const { origin } of made.values()) origin[Symbol.dispose]();
});

function makePullRequest(commits: number): PullRequest {
  const origin = GitRepository.create();
  const baseSha = origin.commitMigrations(OLD);
  origin.git('checkout', '--quiet', '-b', 'feature');
  origin.commitMany(commits);
  const headSha = origin.commitMigrations(NEW);
  origin.git('checkout', '--quiet', 'main');
  origin.commitMany(commits);
  origin.commitMigrations(MERGED);
  origin.git('checkout', '--quiet', '--detach', 'main');
  origin.git('merge', '--quiet', '--no-ff', '--message', 'Merge', headSha);
  origin.git('update-ref', 'refs/pull/1/merge', 'HEAD');
  origin.git('update-ref', 'refs/pull/1/head', headSha);
  origin.git('checkout', '--quiet', 'main');
  const pull = { origin, event: { baseSha, headSha, baseRef: 'main' } };
  made.set(commits, pull);
  return pull;
}

describe('a pull request checked out as actions/checkout does it', () => {
  test('the merge commit alone: only the missing parent is fetched', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/merge');
    const comparison = await compareProject(checkout, { pullRequest: event });
    expect(comparison.base.commit).toBe(origin.git('rev-parse', 'main'));
    expect(comparison.base.label).toMatch(/^main \(/u);
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(briefly(comparison)).toEqual([]);
    expect(checkout.git('for-each-ref')).toBe('');
  });

  test('the merge commit of a base branch that has moved on since: the base is what was merged', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/merge');
    const merged = origin.git('rev-parse', 'main');
    origin.commitMigrations('20250501000000_after_the_merge_commit');
    const comparison = await compareProject(checkout, { pullRequest: event });
    expect(comparison.base.commit).toBe(merged);
    expect(briefly(comparison)).toEqual([]);
  });

  test.each([
    ['one commit', 0],
    ['a common ancestor 40 commits away', 40],
  ])('the head of the branch alone, %s: history is deepened to the merge-base', async (_, commits) => {
    const { origin, event } = pullRequest(commits);
    using __ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/head');
    const comparison = await compareProject(checkout, { pullRequest: event });
    expect(comparison.base.commit).toBe(event.baseSha);
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(briefly(comparison)).toEqual([]);
  });

  test('order is judged against the base branch as it is now, not as the event says', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    origin.commitMigrations('20250501000000_newest');
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/head');
    expect(briefly(await compareProject(checkout, { pullRequest: event }))).toEqual([
      `error migration-out-of-order ${migrationPath(NEW)}`,
    ]);
  });

  test('all of history is here', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.clone(origin);
    checkout.git('checkout', '--quiet', '--detach', event.headSha);
    const comparison = await compareProject(checkout, { pullRequest: event });
    expect(comparison.base.commit).toBe(event.baseSha);
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(checkout.git('rev-parse', '--is-shallow-repository')).toBe('false');
  });

  test('the base branch was deleted: the commit of the event is the base', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.clone(origin);
    checkout.git('checkout', '--quiet', '--detach', event.headSha);
    const comparison = await compareProject(checkout, { pullRequest: { ...event, baseRef: 'gone' } });
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
  });

  test('the base alone, as pull_request_target has it: a warning says that nothing of it is here', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/heads/main');
    const warnings: string[] = [];
    const progress = { ...SILENT, warn: (text: string) => void warnings.push(text) };
    await compareProject(checkout, { pullRequest: event }, GIT_ENVIRONMENT, progress);
    expect(warnings).toEqual([expect.stringContaining('holds nothing of the pull request')]);
  });

  test('changes in the work tree after the checkout count', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/merge');
    checkout.write(migrationPath('20250402000000_generated'), 'select 1;');
    expect(pendingVersions(await compareProject(checkout, { pullRequest: event }))).toEqual([
      '20250401000000',
      '20250402000000',
    ]);
  });

  test('--base wins over the event', async () => {
    const { origin, event } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/merge');
    const comparison = await compareProject(checkout, { pullRequest: event, base: event.headSha });
    expect(comparison.base.commit).toBe(event.headSha);
  });

  test.each([
    ['a branch', 'main'],
    ['a remote branch', 'origin/main'],
    ['a tag', 'v1'],
  ])('a base that a checkout of depth 1 does not have is fetched: %s', async (_, base) => {
    const { origin } = pullRequest();
    using __ = origin;
    origin.git('tag', '--annotate', '--message', 'one', 'v1', 'main');
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/merge');
    const comparison = await compareProject(checkout, { base });
    expect(comparison.base.commit).toBe(origin.git('rev-parse', 'main'));
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(checkout.git('for-each-ref')).toBe('');
  });

  test('a push to the default branch: what its last commit brought', async () => {
    const { origin } = pullRequest();
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/heads/main');
    const comparison = await compareProject(checkout);
    expect(pendingVersions(comparison)).toEqual(['20250301000000']);
  });

  test('a commit that only exists here, on top of a shallow clone', async () => {
    const { origin } = pullRequest(3);
    using _ = origin;
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/head');
    checkout.commitMigrations('20250601000000_local');
    const comparison = await compareProject(checkout, { base: 'main' });
    expect(pendingVersions(comparison)).toEqual(['20250401000000', '20250601000000']);
  });

  test('a clone without blobs fetches what it lacks', async () => {
    const { origin } = pullRequest();
    using _ = origin;
    origin.git('config', 'uploadpack.allowFilter', 'true');
    using checkout = GitRepository.clone(origin, '--filter=blob:none');
    const comparison = await compareProject(checkout, { base: 'origin/feature', head: 'origin/main' });
    expect(pendingVersions(comparison)).toEqual(['20250301000000']);
  });
});

test('what is fetched is said, and no step is opened inside the step of the command', async () => {
  const { origin, event } = pullRequest(1);
  using _ = origin;
  using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/head');
  const said: string[] = [];
  const progress = {
    ...SILENT,
    info: (message: string) => void said.push(message),
    step: (title: string) => {
      throw new Error(title);
    },
  };
  await compareProject(checkout, { pullRequest: event }, GIT_ENVIRONMENT, progress);
  expect(said).toEqual(['Fetching main from the remote', 'Fetching history up to the common ancestor']);
});

describe('when the remote does not help', () => {
  test('it cannot be reached', async () => {
    const { origin, event } = pullRequest();
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/pull/1/merge');
    origin[Symbol.dispose]();
    await expect(compareProject(checkout, { pullRequest: event })).rejects.toMatchObject({
      code: 'git-ref-not-found',
      message: expect.stringContaining('main is not in this clone and could not be fetched: fatal:'),
      remedy: expect.stringContaining('fetch-depth: 0'),
    });
  });

  test('it asks for a password: nobody is asked, and none is shown', async () => {
    using checkout = GitRepository.create();
    checkout.commitMigrations(OLD);
    checkout.git('remote', 'add', 'origin', 'http://someone:s3cret@127.0.0.1:1/repository.git');
    const failure = compareProject(
      checkout,
      { base: 'origin/release' },
      { ...GIT_ENVIRONMENT, GIT_ASKPASS: '/bin/false' },
    );
    await expect(failure).rejects.toMatchObject({ code: 'git-ref-not-found' });
    await expect(failure).rejects.not.toMatchObject({ message: expect.stringContaining('s3cret') });
  });

  test('there is none', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    const event = { baseSha: '1'.repeat(40), headSha: '2'.repeat(40), baseRef: 'main' };
    await expect(compareProject(repository, { pullRequest: event })).rejects.toMatchObject({
      code: 'git-ref-not-found',
      message: expect.stringContaining('has no remote'),
    });
  });
});
