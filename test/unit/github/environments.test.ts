import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGitHubApi } from '../../../src/github/api.ts';
import { readReviews } from '../../../src/github/environments.ts';
import { FakeGitHub, type FakeUser, WORKFLOW_BOT } from '../../support/github-api.ts';

const RUN = 100;
const ADA: FakeUser = { login: 'ada', id: 1, type: 'User' };
const GRACE: FakeUser = { login: 'grace', id: 2, type: 'User' };

let github: FakeGitHub;

beforeEach(async () => {
  github = await FakeGitHub.start();
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'none', actions: true });
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
});

async function reviewersOf(environment: string): Promise<readonly string[]> {
  const api = createGitHubApi({
    token: 'reader',
    env: { GITHUB_API_URL: github.url },
    progress: { warn: () => {} },
    signal: new AbortController().signal,
  });
  return await readReviews(api, { owner: github.owner, repo: github.repo }, RUN, environment);
}

describe('who has approved a run', () => {
  test('is told of one environment', async () => {
    github.promotion.approvals.set(RUN, [
      { user: ADA, environment: 'staging' },
      { user: GRACE, environment: 'production' },
    ]);
    expect(await reviewersOf('production')).toEqual(['grace']);
  });

  test('is found where the workflow writes the environment in other letters', async () => {
    github.promotion.approvals.set(RUN, [{ user: GRACE, environment: 'Production' }]);
    expect(await reviewersOf('production')).toEqual(['grace']);
  });

  test('is told once, however often the run was approved', async () => {
    const environment = 'production';
    github.promotion.approvals.set(RUN, [
      { user: GRACE, environment },
      { user: ADA, environment },
      { user: GRACE, environment },
    ]);
    expect(await reviewersOf(environment)).toEqual(['grace', 'ada']);
  });
});
