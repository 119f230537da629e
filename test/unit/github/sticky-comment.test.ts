import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGitHubApi, type GitHubApi } from '../../../src/github/api.ts';
import { keepStickyComment, type StickyComment } from '../../../src/github/sticky-comment.ts';
import { markerLine, VOLATILE_MARK } from '../../../src/render/marker.ts';
import { FakeGitHub, type FakeUser, WORKFLOW_BOT } from '../../support/github-api.ts';

const HEAD = 'a'.repeat(40);
const MALLORY: FakeUser = { login: 'mallory', id: 7, type: 'User' };
const OTHER_BOT: FakeUser = { login: 'github-actions', id: 8, type: 'User' };

let github: FakeGitHub;
let warnings: string[];

beforeEach(async () => {
  github = await FakeGitHub.start();
  github.tokens.set('writer', { user: WORKFLOW_BOT, comments: 'write' });
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'read' });
  github.tokens.set('outsider', { user: WORKFLOW_BOT, comments: 'none' });
  github.tokens.set('shy', { user: WORKFLOW_BOT, comments: 'write', graphql: false });
  github.addPullRequest(5, HEAD);
  warnings = [];
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
});

function api(token = 'writer', signal = new AbortController().signal): GitHubApi {
  return createGitHubApi({
    token,
    env: { GITHUB_API_URL: github.url },
    progress: { warn: (text) => void warnings.push(text) },
    signal,
    retryBase: 1,
  });
}

function body(text: string, project = '.', timing = '1.0 s'): string {
  return `${markerLine(project, text)}\n${text}\n${VOLATILE_MARK}\n\n<sub>${timing}</sub>`;
}

function wanted(text: string, change: Partial<StickyComment> = {}): StickyComment {
  return {
    repository: { owner: github.owner, repo: github.repo },
    pullRequest: 5,
    headSha: HEAD,
    project: '.',
    body: body(text, change.project),
    note: null,
    create: true,
    run: { runId: 100, attempt: 1 },
    ...change,
  };
}

function fillPages(pages: number): void {
  for (let count = 0; count < pages * 100; count += 1) github.addComment(5, MALLORY, `comment ${count}`);
}

describe('the sticky comment', () => {
  test('is created where there is none', async () => {
    const outcome = await keepStickyComment(api(), wanted('one'));
    expect(outcome).toEqual({ kind: 'created', url: expect.stringContaining('/pull/5#issuecomment-') });
    expect(github.comments.map((comment) => comment.body)).toEqual([expect.stringContaining('\none\n')]);
  });

  test('is updated in place where the review says something else', async () => {
    await keepStickyComment(api(), wanted('one'));
    const outcome = await keepStickyComment(api(), wanted('two', { run: { runId: 101, attempt: 1 } }));
    expect(outcome.kind).toBe('updated');
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain('\ntwo\n');
  });

  test('is not touched where only timings differ', async () => {
    await keepStickyComment(api(), wanted('one'));
    const again = wanted('one', { body: body('one', '.', '9.9 s'), run: { runId: 101, attempt: 1 } });
    expect((await keepStickyComment(api(), again)).kind).toBe('unchanged');
    expect(github.writes).toEqual([`POST /repos/acme/shop/issues/5/comments`]);
  });

  test('is found on the third page', async () => {
    fillPages(2);
    github.addComment(5, WORKFLOW_BOT, body('one'));
    expect((await keepStickyComment(api(), wanted('two'))).kind).toBe('updated');
    expect(github.comments).toHaveLength(201);
  });

  test.each([
    ['a person', MALLORY],
    ['somebody whose login resembles ours', OTHER_BOT],
    ['a deleted account', null],
  ])('is not mistaken for one with the marker that %s wrote', async (_case, author) => {
    const foreign = github.addComment(5, author, body('trust me'));
    expect((await keepStickyComment(api(), wanted('one'))).kind).toBe('created');
    expect(foreign).toMatchObject({ body: body('trust me'), updates: 0 });
    expect((await keepStickyComment(api(), wanted('two', { run: { runId: 101, attempt: 1 } }))).kind).toBe(
      'updated',
    );
    expect(foreign.updates).toBe(0);
  });

  test('is not mistaken for one of ours that merely quotes the marker', async () => {
    github.addComment(5, WORKFLOW_BOT, `> ${body('quoted')}`);
    expect((await keepStickyComment(api(), wanted('one'))).kind).toBe('created');
  });

  test('is not begun where there is nothing to say', async () => {
    expect(await keepStickyComment(api(), wanted('nothing', { create: false }))).toEqual({ kind: 'none' });
    expect(github.comments).toEqual([]);
  });

  test('is kept right where there is nothing to say any more', async () => {
    await keepStickyComment(api(), wanted('one'));
    const outcome = await keepStickyComment(api(), wanted('nothing', { create: false }));
    expect(outcome.kind).toBe('updated');
    expect(github.comments[0]?.body).toContain('\nnothing\n');
  });

  test('is not touched where only the note behind it differs', async () => {
    await keepStickyComment(api(), wanted('one'));
    expect((await keepStickyComment(api(), wanted('one', { note: 'a note' }))).kind).toBe('unchanged');
  });

  test('is one for each project folder', async () => {
    await keepStickyComment(api(), wanted('one', { project: 'apps/a' }));
    await keepStickyComment(api(), wanted('one', { project: 'apps/b' }));
    expect((await keepStickyComment(api(), wanted('two', { project: 'apps/b' }))).kind).toBe('updated');
    expect(github.comments).toHaveLength(2);
  });

  test('is found by login where GitHub does not tell whom the token acts as', async () => {
    github.addComment(5, WORKFLOW_BOT, body('one'));
    expect((await keepStickyComment(api('shy'), wanted('two'))).kind).toBe('updated');
  });
});

describe('two runs at once', () => {
  test.each([
    ['an earlier run is overtaken', 99, 1, 'updated'],
    ['a later run has the say', 101, 1, 'superseded'],
    ['a later attempt of the same run has the say', 100, 2, 'superseded'],
  ])('%s', async (_case, runId, attempt, kind) => {
    await keepStickyComment(api(), wanted('theirs', { run: { runId, attempt } }));
    expect((await keepStickyComment(api(), wanted('ours'))).kind).toBe(kind);
    expect(github.comments).toHaveLength(1);
  });

  test('leave the comment alone once the pull request has another commit', async () => {
    const old = wanted('old', { headSha: 'b'.repeat(40), run: { runId: 200, attempt: 1 } });
    expect(await keepStickyComment(api(), old)).toEqual({ kind: 'superseded', url: null });
    expect(github.writes).toEqual([]);
  });

  test.each([
    ['newer', 101, 'superseded', 'theirs'],
    ['older', 99, 'created', 'ours'],
  ])('that both create one keep the newest run’s: the other is %s', async (_case, runId, kind, kept) => {
    github.meanwhile = (method) => {
      if (method !== 'POST' || github.comments.length > 0) return;
      if (!github.requests.at(-1)?.path.endsWith('/comments')) return;
      github.addComment(5, WORKFLOW_BOT, `${body('theirs')}\n<!-- sluice:by run:${runId} attempt:1 -->`);
    };
    expect((await keepStickyComment(api(), wanted('ours'))).kind).toBe(kind);
    expect(github.comments).toHaveLength(1);
    expect(github.comments[0]?.body).toContain(`\n${kept}\n`);
  });

  test('clear up what earlier runs have doubled', async () => {
    github.addComment(5, WORKFLOW_BOT, body('first'));
    github.addComment(5, WORKFLOW_BOT, body('second'));
    github.addComment(5, MALLORY, body('foreign'));
    expect((await keepStickyComment(api(), wanted('ours'))).kind).toBe('updated');
    expect(github.comments.map((comment) => comment.user?.login)).toEqual(['github-actions[bot]', 'mallory']);
  });

  test('write a new one where somebody deleted it in between', async () => {
    github.addComment(5, WORKFLOW_BOT, body('first'));
    github.meanwhile = (method) => {
      if (method === 'PATCH') github.comments.length = 0;
    };
    expect((await keepStickyComment(api(), wanted('ours'))).kind).toBe('created');
    expect(github.comments).toHaveLength(1);
  });
});

describe('what GitHub refuses', () => {
  test.each([
    ['a token that may only read', 'reader', 'status 403'],
    ['a token that does not see the repository', 'outsider', 'status 404'],
    ['a token that GitHub does not know', 'unknown', 'status 401'],
  ])('%s is an outcome, not a failure', async (_case, token, reason) => {
    expect(await keepStickyComment(api(token), wanted('one'))).toEqual({ kind: 'refused', reason });
  });
});

describe('what passes by itself', () => {
  test.each([
    ['an outage', { status: 502, message: 'Bad Gateway' }],
    ['the rate limit', { status: 403, message: 'API rate limit exceeded', headers: limitHeaders() }],
    [
      'the secondary limit',
      { status: 429, message: 'secondary rate limit', headers: { 'retry-after': '0' } },
    ],
  ])('%s is waited for', async (_case, fault) => {
    github.faults.push({ method: 'POST', path: /comments$/u, times: 1, ...fault });
    expect((await keepStickyComment(api(), wanted('one'))).kind).toBe('created');
    expect(github.comments).toHaveLength(1);
  });

  test('an outage that lasts is an error that says what to do', async () => {
    github.faults.push({ method: 'GET', path: /comments$/u, times: 99, status: 503, message: 'Unavailable' });
    await expect(keepStickyComment(api(), wanted('one'))).rejects.toMatchObject({
      code: 'github-failed',
      message: expect.stringContaining('keep the comment'),
      remedy: expect.stringContaining('githubstatus.com'),
    });
  });

  test('a GitHub that does not answer does not hold up the end', async () => {
    const controller = new AbortController();
    github.silent = /comments$/u;
    github.meanwhile = (_method, path) => {
      if (path.endsWith('/comments')) controller.abort();
    };
    await expect(keepStickyComment(api('writer', controller.signal), wanted('one'))).rejects.toMatchObject({
      code: 'github-failed',
    });
  });

  test('every request carries the token, a user agent and the API version that was asked for', async () => {
    await keepStickyComment(api(), wanted('one'));
    for (const { headers } of github.requests) {
      expect(headers.authorization).toBe('token writer');
      expect(headers['user-agent']).toContain('sluice');
      expect(headers.accept).toContain('application/vnd.github');
    }
  });
});

function limitHeaders() {
  return { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': '0' };
}
