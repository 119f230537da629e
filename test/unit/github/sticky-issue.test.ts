import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGitHubApi } from '../../../src/github/api.ts';
import { keepStickyIssue, type StickyIssueOutcome } from '../../../src/github/sticky-issue.ts';
import { renderIssue } from '../../../src/render/issue.ts';
import { FakeGitHub, type FakeUser, WORKFLOW_BOT } from '../../support/github-api.ts';
import { report } from '../../support/report-samples.ts';
import { SILENT } from '../../support/shadow-requests.ts';

const SOMEBODY: FakeUser = { login: 'ada', id: 1, type: 'User' };
let github: FakeGitHub;

beforeEach(async () => {
  github = await FakeGitHub.start();
  github.tokens.set('job', { user: WORKFLOW_BOT, comments: 'write', issues: true });
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'read' });
});

afterEach(async () => {
  await github[Symbol.asyncDispose]();
});

/** What a look for drift in an environment found, as an issue. */
function issue(environment: string, message: string, project = '.') {
  const found = report({
    command: 'drift',
    project,
    timings: [{ step: 'snapshot', milliseconds: Math.round(Math.random() * 1_000) }],
    findings: [{ code: 'drift', level: 'error', file: null, line: null, message, remedy: 'Put it back.' }],
    drift: {
      environment,
      ...{ target: 'postgres@db/postgres', serverVersion: '17.6', against: 'record', outcome: 'found' },
      ...{ record: null, backSql: '', loses: [], migrationSql: '', written: null, recorded: null },
      ...{ unseen: [], waiting: [] },
    },
  });
  return renderIssue(found, { linkBase: null, summaryUrl: 'https://github.com/acme/shop/actions/runs/1' });
}

async function keep(
  rendered: ReturnType<typeof issue>,
  open: boolean,
  runId = 10,
  token = 'job',
): Promise<StickyIssueOutcome> {
  const api = createGitHubApi({
    token,
    env: { GITHUB_API_URL: github.url },
    progress: SILENT,
    signal: new AbortController().signal,
    retryBase: 1,
  });
  return await keepStickyIssue(api, {
    repository: { owner: 'acme', repo: 'shop' },
    ...rendered,
    open,
    closing: 'It is as it should be.',
    reopening: 'It happened again.',
    run: { runId, attempt: 1 },
  });
}

describe('the issue of an environment', () => {
  test('is opened, left alone, kept up to date, closed, and opened again: always the same one', async () => {
    expect(await keep(issue('staging', 'A table is new.'), false)).toEqual({ kind: 'none' });
    expect(await keep(issue('staging', 'A table is new.'), true)).toMatchObject({ kind: 'created' });
    const [only] = github.issues.all;
    expect(only).toMatchObject({ state: 'open', title: expect.stringContaining('staging') });
    expect(only?.body).toContain('A table is new.');
    // Timings differ from run to run.
    expect(await keep(issue('staging', 'A table is new.'), true, 11)).toMatchObject({ kind: 'unchanged' });
    expect(await keep(issue('staging', 'Two tables are new.'), true, 12)).toMatchObject({ kind: 'updated' });
    expect(only?.body).toContain('Two tables are new.');
    expect(await keep(issue('staging', ''), false, 13)).toMatchObject({ kind: 'closed' });
    expect(only).toMatchObject({ state: 'closed', state_reason: 'completed' });
    expect(await keep(issue('staging', ''), false, 14)).toEqual({ kind: 'none' });
    expect(await keep(issue('staging', 'Again.'), true, 15)).toMatchObject({ kind: 'reopened' });
    expect(github.issues.all).toHaveLength(1);
    expect(only?.state).toBe('open');
    expect(github.comments.map(({ body }) => body)).toEqual(['It is as it should be.', 'It happened again.']);
  });

  test('is another one for each environment and each project folder', async () => {
    await keep(issue('staging', 'x'), true);
    await keep(issue('production', 'x'), true);
    await keep(issue('staging', 'x', 'apps/shop'), true);
    expect(github.issues.all).toHaveLength(3);
    await keep(issue('staging', 'x'), false);
    expect(github.issues.all.map(({ state }) => state)).toEqual(['closed', 'open', 'open']);
  });

  test('is found behind hundreds of others, and is none of somebody else, nor a pull request', async () => {
    const { body } = issue('staging', 'x');
    await keep(issue('staging', 'x'), true);
    github.issues.add(SOMEBODY, { body });
    github.issues.add(WORKFLOW_BOT, { body, pull_request: {} });
    for (let count = 0; count < 250; count += 1) github.issues.add(SOMEBODY);
    const before = github.issues.all.length;
    expect(await keep(issue('staging', 'y'), true, 11)).toMatchObject({
      kind: 'updated',
      url: 'https://github.com/acme/shop/issues/1',
    });
    expect(github.issues.all).toHaveLength(before);
    expect(github.issues.all.filter(({ state }) => state === 'closed')).toEqual([]);
  });

  test('that two runs have doubled stays once, the first of them', async () => {
    let raced = false;
    github.meanwhile = (method, path) => {
      if (method !== 'POST' || !path.endsWith('/issues') || raced) return;
      raced = true;
      github.issues.add(WORKFLOW_BOT, { body: issue('staging', 'x').body });
    };
    expect(await keep(issue('staging', 'x'), true)).toMatchObject({ kind: 'superseded' });
    expect(github.issues.all.map(({ state, state_reason }) => [state, state_reason])).toEqual([
      ['open', null],
      ['closed', 'not_planned'],
    ]);
    await keep(issue('staging', ''), false, 11);
    expect(await keep(issue('staging', 'y'), true, 12)).toMatchObject({
      kind: 'reopened',
      url: 'https://github.com/acme/shop/issues/1',
    });
  });

  test.each(['completed', 'not_planned'])(
    'that a person has closed as %s is opened again while there is drift',
    async (reason) => {
      await keep(issue('staging', 'x'), true);
      Object.assign(github.issues.all[0] ?? {}, { state: 'closed', state_reason: reason });
      expect(await keep(issue('staging', 'x'), true, 11)).toMatchObject({ kind: 'reopened' });
      expect(github.issues.all).toHaveLength(1);
    },
  );

  test('that a newer run has written is left alone', async () => {
    await keep(issue('staging', 'x'), true, 20);
    expect(await keep(issue('staging', 'y'), true, 19)).toMatchObject({ kind: 'superseded' });
    expect(await keep(issue('staging', ''), false, 19)).toMatchObject({ kind: 'superseded' });
    expect(github.issues.all[0]).toMatchObject({ state: 'open', body: expect.stringContaining('\n') });
  });

  test('that the token may not write is an outcome, and an outage an error', async () => {
    expect(await keep(issue('staging', 'x'), true, 10, 'reader')).toEqual({
      kind: 'refused',
      reason: 'status 403',
    });
    github.faults.push({ method: 'GET', path: /\/issues$/u, times: 9, status: 502, message: 'Bad Gateway' });
    await expect(keep(issue('staging', 'x'), true)).rejects.toMatchObject({ code: 'github-failed' });
  });

  test('that somebody edited by hand is put right again', async () => {
    await keep(issue('staging', 'x'), true);
    const [only] = github.issues.all;
    if (only !== undefined) only.body = only.body.replace('x', 'all is well');
    expect(await keep(issue('staging', 'x'), true, 11)).toMatchObject({ kind: 'updated' });
    expect(only?.body).not.toContain('all is well');
  });
});
