import { mkdir, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { renderJson } from '../../src/render/json.ts';
import { markerLine, VOLATILE_MARK } from '../../src/render/marker.ts';
import { COMMENT_LIMIT, FakeGitHub, type FakeUser, WORKFLOW_BOT } from '../support/github-api.ts';
import { hugeReport, report, typicalReport } from '../support/report-samples.ts';
import { type ActionRun, FakeRunner, runtimes } from '../support/run-action.ts';
import { runHere } from '../support/run-here.ts';

/**
 * The second stage, dist/ as the runner runs it: a workflow_run event, a folder of downloaded artifacts, a GitHub.
 */

const HEAD = 'a'.repeat(40);
const MALLORY: FakeUser = { login: 'mallory', id: 7, type: 'User' };
const FORKED = { headOwner: 'mallory', headRepo: 'shop', headBranch: 'patch' };

let github: FakeGitHub;
let runner: FakeRunner;
let nodes: readonly [string, string][];

beforeAll(async () => {
  nodes = await runtimes();
});

beforeEach(async () => {
  github = await FakeGitHub.start();
  runner = await FakeRunner.start();
  runner.node = nodes.at(-1)?.[1] ?? process.execPath;
  github.tokens.set('writer', { user: WORKFLOW_BOT, comments: 'write' });
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'read' });
  runner.env['GITHUB_API_URL'] = github.url;
  runner.event = workflowRun();
  github.addPullRequest(5, HEAD, FORKED);
});

afterEach(async () => {
  await runner[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

function workflowRun(change: Record<string, unknown> = {}) {
  return {
    name: 'workflow_run',
    payload: {
      action: 'completed',
      workflow_run: {
        id: 900,
        run_attempt: 1,
        event: 'pull_request',
        conclusion: 'success',
        head_sha: HEAD,
        head_branch: 'patch',
        head_repository: { name: 'shop', full_name: 'mallory/shop', owner: { login: 'mallory' } },
        pull_requests: [],
        ...change,
      },
    },
  };
}

/** By the sources, in this process: most cases are about what is written to GitHub. */
async function comment(content: string | Report, token = 'writer'): Promise<ActionRun> {
  return await runHere(runner, await inputsFor(content, token));
}

async function commentByBundle(content: string | Report, token = 'writer'): Promise<ActionRun> {
  return await runner.run(await inputsFor(content, token));
}

async function inputsFor(content: string | Report, token: string): Promise<Readonly<Record<string, string>>> {
  const folder = join(runner.temp, 'reports', 'sluice-review');
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, 'report.json'), typeof content === 'string' ? content : renderJson(content));
  return { command: 'comment', report: join(runner.temp, 'reports'), 'github-token': token };
}

function bodies(): readonly string[] {
  return github.comments.filter(({ user }) => user === WORKFLOW_BOT).map(({ body }) => body);
}

describe('the comment of a review on a fork', () => {
  test('is created, left alone, updated in place', async () => {
    const first = await commentByBundle(typicalReport());
    expect(first).toMatchObject({ exit: 0, stderr: '' });
    expect(first.outputs['comment-url']).toContain('/pull/5#issuecomment-');
    expect(bodies()).toEqual([expect.stringContaining('destructive')]);

    runner.event = workflowRun({ id: 901 });
    expect(
      await commentByBundle({ ...typicalReport(), timings: [{ step: 'engine', milliseconds: 9_999 }] }),
    ).toMatchObject({
      exit: 0,
      stdout: expect.stringContaining('unchanged'),
    });
    expect(github.writes).toHaveLength(1);

    runner.event = workflowRun({ id: 902 });
    expect(await commentByBundle(report({ migrations: typicalReport().migrations }))).toMatchObject({
      exit: 0,
    });
    expect(github.comments).toMatchObject([{ updates: 1, body: expect.not.stringContaining('destructive') }]);
  });

  test('says that a stranger’s run made the report', async () => {
    await commentByBundle(typicalReport());
    expect(bodies()[0]).toContain('From the report of a run on a fork');
  });

  test('is reduced where it is too long, and says so', async () => {
    expect(await comment(hugeReport())).toMatchObject({ exit: 0 });
    expect(bodies()[0]?.length).toBeLessThanOrEqual(COMMENT_LIMIT);
    expect(bodies()[0]).toContain('Shortened to fit');
  });

  test('is found on the third page', async () => {
    for (let count = 0; count < 250; count += 1) github.addComment(5, MALLORY, `comment ${count}`);
    const old = github.addComment(5, WORKFLOW_BOT, `${markerLine('.', 'old')}\nold\n${VOLATILE_MARK}`);
    expect(await comment(typicalReport())).toMatchObject({ exit: 0 });
    expect(old.updates).toBe(1);
    expect(github.comments).toHaveLength(251);
  });

  test('is not confused by one with the marker that somebody else wrote', async () => {
    const foreign = github.addComment(5, MALLORY, `${markerLine('.', 'old')}\nold\n${VOLATILE_MARK}`);
    expect(await comment(typicalReport())).toMatchObject({ exit: 0 });
    expect(foreign.updates).toBe(0);
    expect(bodies()).toHaveLength(1);
  });

  test('goes to the pull request of that commit and branch, whatever else is open', async () => {
    github.addPullRequest(6, 'b'.repeat(40), FORKED);
    github.addPullRequest(7, HEAD, { ...FORKED, headBranch: 'other' });
    github.addPullRequest(8, HEAD, { ...FORKED, state: 'closed' });
    await comment(typicalReport());
    expect(github.comments.map(({ issue }) => issue)).toEqual([5]);
  });
});

describe('an artifact that a stranger made', () => {
  test.each([
    ['no JSON', 'hello'],
    ['other fields', JSON.stringify({ ...report(), pullRequest: 1 })],
    ['a field of another type', JSON.stringify({ ...report(), changes: {} })],
    ['another command', JSON.stringify({ ...report(), command: 'deploy' })],
    ['bytes that are not UTF-8', '\ud800'],
    ['nothing', ''],
    ['megabytes', `{"schema":1,"x":"${'x'.repeat(9 * 1024 * 1024)}"}`],
  ])('that holds %s is refused and nothing is written', async (_case, content) => {
    const run = await comment(content);
    expect(run).toMatchObject({ exit: 2, stdout: expect.stringContaining('report-invalid') });
    expect(github.requests).toEqual([]);
  });

  test('cannot choose the pull request', async () => {
    const other = github.addPullRequest(6, 'b'.repeat(40));
    await comment(typicalReport());
    expect(github.comments.filter(({ issue }) => issue === other.number)).toEqual([]);
  });

  test('that is a link is not followed', async () => {
    const folder = join(runner.temp, 'reports');
    await mkdir(folder, { recursive: true });
    await writeFile(join(runner.temp, 'elsewhere.json'), renderJson(typicalReport()));
    await symlink(join(runner.temp, 'elsewhere.json'), join(folder, 'report.json'));
    const run = await runHere(runner, { command: 'comment', report: folder });
    expect(run).toMatchObject({ exit: 0, stdout: expect.stringContaining('no report') });
    expect(github.requests).toEqual([]);
  });

  test('cannot speak to the runner through names', async () => {
    const evil = '\n::error::pwned\n::add-mask::a\n##[error]pwned @team <img src=x>';
    const [migration] = typicalReport().migrations;
    const run = await commentByBundle(
      report({ project: evil, migrations: migration === undefined ? [] : [migration] }),
    );
    expect(bodies()).toHaveLength(1);
    expect(run.stdout.replace('::add-mask::writer', '')).not.toMatch(/^\s*::|##\[/mu);
  });
});

describe('when there is nothing to comment', () => {
  test.each([
    ['the run was no review of a pull request', { event: 'push' }, 'no review of a pull request'],
    ['the branch of the fork is gone', { head_repository: null }, 'No open pull request'],
    ['a newer commit was pushed', { head_sha: 'c'.repeat(40) }, 'No open pull request'],
  ])('%s', async (_case, change, said) => {
    runner.event = workflowRun(change);
    expect(await comment(typicalReport())).toMatchObject({ exit: 0, stdout: expect.stringContaining(said) });
    expect(github.comments).toEqual([]);
  });
});

describe('what goes wrong', () => {
  test('a token without the permission fails the job and names it', async () => {
    const run = await commentByBundle(typicalReport(), 'reader');
    expect(run).toMatchObject({ exit: 3, stdout: expect.stringContaining('pull-requests: write') });
  });

  test('an outage is waited for', async () => {
    github.faults.push({ method: 'POST', path: /comments$/u, times: 1, status: 502, message: 'Bad Gateway' });
    expect(await comment(typicalReport())).toMatchObject({ exit: 0 });
    expect(bodies()).toHaveLength(1);
  });

  test('another event is refused', async () => {
    runner.event = { name: 'push', payload: {} };
    expect(await comment(typicalReport())).toMatchObject({
      exit: 2,
      stdout: expect.stringContaining('workflow_run'),
    });
  });

  test('the token never reaches the log', async () => {
    const run = await commentByBundle(typicalReport());
    const unmasked = run.stdout.replace('::add-mask::writer', '');
    expect(run.stdout).toContain('::add-mask::writer');
    expect(unmasked).not.toContain('writer');
  });
});

test('the bundle runs on the Node of this machine too', async () => {
  runner.node = process.execPath;
  expect(await commentByBundle(typicalReport())).toMatchObject({ exit: 0 });
  expect(bodies()).toHaveLength(1);
});
