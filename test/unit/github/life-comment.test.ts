import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGitHubApi, type GitHubApi } from '../../../src/github/api.ts';
import { readLife, tellLife } from '../../../src/github/life-comment.ts';
import { keepStickyComment } from '../../../src/github/sticky-comment.ts';
import type { LifeStage } from '../../../src/render/life.ts';
import { markerLine, VOLATILE_MARK } from '../../../src/render/marker.ts';
import { FakeGitHub, type FakeUser, WORKFLOW_BOT } from '../../support/github-api.ts';

const HEAD = 'a'.repeat(40);
const MALLORY: FakeUser = { login: 'mallory', id: 7, type: 'User' };

let github: FakeGitHub;

beforeEach(async () => {
  github = await FakeGitHub.start();
  github.tokens.set('writer', { user: WORKFLOW_BOT, comments: 'write' });
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'read' });
  github.addPullRequest(5, HEAD);
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
});

function api(token = 'writer'): GitHubApi {
  return createGitHubApi({
    token,
    env: { GITHUB_API_URL: github.url },
    progress: { warn: () => {} },
    signal: new AbortController().signal,
    retryBase: 1,
  });
}

function place() {
  return { repository: { owner: github.owner, repo: github.repo }, pullRequest: 5, project: '.' };
}

function review(text: string): string {
  return `${markerLine('.', text)}\n${text}\n\n${VOLATILE_MARK}\n\n<sub>1 s</sub>`;
}

const REVIEW = '### 🟢 1 migration\n\nIt can be undone.\n\n#### Changes';
const STAGING: LifeStage = { stage: 'staging', state: 'done', link: null, when: null };

describe('the life of a change', () => {
  test('is told in the comment of its review, which stays as it is', async () => {
    github.addComment(5, WORKFLOW_BOT, review(REVIEW));
    expect(await tellLife(api(), place(), STAGING)).toMatchObject({ kind: 'updated' });
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('reviewed ✓ → staging ✓');
    expect(github.comments[0]?.body).toContain('#### Changes');
  });

  test('is told in a comment of its own where no review has written one', async () => {
    expect(await tellLife(api(), place(), STAGING)).toMatchObject({ kind: 'created' });
    expect((await readLife(api(), place())).stages).toEqual([STAGING]);
  });

  test('that is told already changes nothing', async () => {
    await tellLife(api(), place(), STAGING);
    const writes = github.writes.length;
    expect(await tellLife(api(), place(), STAGING)).toMatchObject({ kind: 'unchanged' });
    expect(github.writes).toHaveLength(writes);
  });

  test('survives a review that comes later and says something else', async () => {
    github.addComment(5, WORKFLOW_BOT, review(REVIEW));
    await tellLife(api(), place(), STAGING);
    const outcome = await keepStickyComment(api(), {
      ...place(),
      headSha: HEAD,
      body: review(REVIEW.replace('🟢 1', '🔴 2')),
      note: null,
      create: true,
      run: { runId: 100, attempt: 1 },
    });
    expect(outcome.kind).toBe('updated');
    expect(github.comments[0]?.body).toContain('🔴 2 migration');
    expect((await readLife(api(), place())).stages).toMatchObject([
      { stage: 'reviewed' },
      { stage: 'staging' },
    ]);
  });

  test('is written again where another run has overwritten it', async () => {
    github.addComment(5, WORKFLOW_BOT, review(REVIEW));
    let times = 1;
    const other = review(REVIEW);
    github.meanwhile = (method) => {
      // Right after our writing, before we look again.
      if (method !== 'GET' || times === 0 || github.comments[0]?.updates !== 1) return;
      times -= 1;
      github.comments[0].body = other;
    };
    await tellLife(api(), place(), STAGING);
    expect((await readLife(api(), place())).stages).toMatchObject([
      { stage: 'reviewed' },
      { stage: 'staging' },
    ]);
    expect(times).toBe(0);
  });

  test('of somebody else’s comment is not believed', async () => {
    await tellLife(api(), place(), { ...STAGING, stage: 'production' });
    const body = github.comments[0]?.body ?? '';
    github.comments.length = 0;
    github.addComment(5, MALLORY, body);
    expect((await readLife(api(), place())).stages).toEqual([]);
  });

  test('is no reason to fail where the token may not comment', async () => {
    github.addComment(5, WORKFLOW_BOT, review(REVIEW));
    expect(await tellLife(api('reader'), place(), STAGING)).toMatchObject({ kind: 'refused' });
  });

  test.each([
    ['no JSON', 'x'],
    ['something else', '{"stage":1}'],
    ['a state that there is not', '[{"stage":"s","state":"gone","link":null,"when":null}]'],
  ])('that was tampered with is begun anew: %s', async (_case, record) => {
    const forged = `<!-- sluice:life ${Buffer.from(record).toString('base64')} -->\nx\n<!-- sluice:life:end -->`;
    github.addComment(5, WORKFLOW_BOT, review(REVIEW.replace('#### Changes', `${forged}\n\n#### Changes`)));
    expect((await readLife(api(), place())).stages).toEqual([]);
    await tellLife(api(), place(), STAGING);
    expect((await readLife(api(), place())).stages).toMatchObject([
      { stage: 'reviewed' },
      { stage: 'staging' },
    ]);
  });
});
