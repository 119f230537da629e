import { existsSync } from 'node:fs';
import { cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { GitRepository } from '../support/git-repository.ts';
import { FakeGitHub, WORKFLOW_BOT } from '../support/github-api.ts';
import { serverFoldersOf } from '../support/process-tree.ts';
import { CHANGE_FILE, pullRequestPayload, repositoryWith } from '../support/pull-request.ts';
import { type ActionRun, FakeRunner, runtimes } from '../support/run-action.ts';
import { runHere } from '../support/run-here.ts';
import { processesOf, until } from '../support/shadow-process.ts';

/** The review of a pull request, dist/ as the runner runs it: a checkout, an event, a GitHub, a real Postgres. */

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
  runner.env['GITHUB_API_URL'] = github.url;
  github.tokens.set('writer', { user: WORKFLOW_BOT, comments: 'write' });
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'read' });
});

afterEach(async () => {
  await runner[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

/** Puts a checkout into the workspace, with the event of the pull request from `feature` to `main`. */
async function check(origin: GitRepository, checkout: GitRepository, owner = 'acme') {
  const payload = pullRequestPayload(origin, owner);
  await cp(checkout.path, runner.workspace, { recursive: true });
  github.addPullRequest(5, payload.pull_request.head.sha);
  runner.event = { name: 'pull_request', payload };
  return { base: payload.pull_request.base.sha, head: payload.pull_request.head.sha };
}

/** Puts a pull request that adds the SQL as a migration into the workspace. */
async function pullRequest(sql: string, owner = 'acme') {
  using origin = repositoryWith(sql);
  return await check(origin, origin, owner);
}

/** Lines by which a run speaks to the runner. */
function commands(run: ActionRun): readonly string[] {
  return run.stdout.split('\n').filter((line) => /^\s*::|##\[/u.test(line));
}

describe('a pull request', () => {
  test('that drops a column: comment, summary, annotations, outputs and report say so', async () => {
    const { head } = await pullRequest('-- no longer used\n\nalter table public.orders drop column note;\n');
    const run = await runner.run({ command: 'review' });
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.outputs).toMatchObject({
      verdict: 'attention',
      migrations: '1',
      changes: '1',
      destructive: '1',
      rewrites: '0',
      reversal: 'lossy',
      head: expect.stringMatching(/^[0-9a-f]{64}$/u),
      'artifact-name': 'sluice-review',
      'comment-url': expect.stringContaining('/pull/5#issuecomment-'),
    });
    expect(github.comments).toMatchObject([
      { body: expect.stringContaining(`/blob/${head}/supabase/migrations/`) },
    ]);
    expect(run.summary).toContain('1 destructive');
    expect(commands(run)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^::warning title=[^:]+,file=supabase/migrations/${CHANGE_FILE},line=3`, 'u'),
      ),
    );
    const written: unknown = JSON.parse(await readFile(run.outputs['report-path'] ?? '', 'utf8'));
    expect(written).toMatchObject({ command: 'review', head: run.outputs['head'] });

    runner.env['GITHUB_RUN_ID'] = '4712';
    const again = await runner.run({ command: 'review' });
    expect(again).toMatchObject({ exit: 0, stdout: expect.stringContaining('right already') });
    expect(github.comments).toMatchObject([{ updates: 0 }]);
  });

  test('with an SQL error: the job fails with the line, and the comment says where', async () => {
    await pullRequest(
      'create table public.items (id bigint);\nalter table public.nowhere add column x int;\n',
    );
    const run = await runner.run({ command: 'review' });
    expect(run.exit).toBe(1);
    expect(run.outputs['verdict']).toBe('blocked');
    expect(commands(run)).toContainEqual(
      expect.stringMatching(
        new RegExp(`^::error title=[^:]+,file=supabase/migrations/${CHANGE_FILE},line=2`, 'u'),
      ),
    );
    expect(github.comments).toMatchObject([{ body: expect.stringContaining('nowhere') }]);
  });

  test('from a fork: the token may not comment, and nothing fails', async () => {
    await pullRequest('alter table public.orders drop column note;\n', 'mallory');
    const run = await runHere(runner, { command: 'review', 'github-token': 'reader' });
    expect(run).toMatchObject({ exit: 0, stdout: expect.stringContaining('job summary and the artifact') });
    expect(run.summary).toContain('1 destructive');
    expect(run.outputs['comment-url']).toBeUndefined();
    expect(github.comments).toEqual([]);
  });

  test('of a job without the right to comment: a warning says which one it lacks', async () => {
    const { base } = await pullRequest('select 1;\n');
    const run = await runner.run({ base, head: 'feature', 'github-token': 'reader' });
    expect(run).toMatchObject({
      exit: 0,
      stdout: expect.stringMatching(/^::warning::.*pull-requests: write/mu),
    });
  });

  test('whose review does not fit into the summary any more: a warning, and the report file', async () => {
    const { base } = await pullRequest('select 1;\n');
    runner.summary = 'x'.repeat(1024 * 1024 - 10);
    const run = await runner.run({ base, head: base });
    expect(run).toMatchObject({ exit: 0, summary: runner.summary });
    expect(run.stdout).toMatch(/^::warning::.*no room/mu);
  });

  test('whose review cannot run: the comment of the run before no longer stands', async () => {
    await pullRequest('create table public.items (id bigint);\n');
    await runHere(runner, { command: 'review' });
    expect(github.comments.map(({ body }) => body)).toEqual([expect.stringContaining('public.items')]);
    const run = await runHere(runner, {
      command: 'review',
      engine: 'url',
      'shadow-url': 'postgresql://postgres:hunter2@127.0.0.1:1/postgres',
    });
    expect(run).toMatchObject({ exit: 3, outputs: { verdict: 'blocked', 'artifact-name': 'sluice-review' } });
    expect(github.comments.map(({ body }) => body)).toEqual([
      expect.stringContaining('### 🔴 the review could not run'),
    ]);
    const [{ body } = { body: '' }] = github.comments;
    expect(body).toContain('This review could not run: ');
    expect(body).not.toMatch(/public\.items|hunter2/u);
    const report: unknown = JSON.parse(await readFile(run.outputs['report-path'] ?? '', 'utf8'));
    expect(report).toMatchObject({ verdict: 'blocked', head: null, migrations: [] });
  });

  test('whose review cannot run: the comment is the same one where the folder supabase was given', async () => {
    await pullRequest('create table public.items (id bigint);\n');
    const inputs = { command: 'review', 'project-dir': 'supabase' };
    await runHere(runner, inputs);
    const shadow = 'postgresql://postgres@127.0.0.1:1/postgres';
    await runHere(runner, { ...inputs, engine: 'url', 'shadow-url': shadow });
    expect(github.comments.map(({ body }) => body)).toEqual([expect.stringContaining('could not run')]);
  });

  test('that touches no migration: no comment', async () => {
    const { base } = await pullRequest('select 1;\n');
    const run = await runHere(runner, { command: 'review', base, head: base });
    expect(run).toMatchObject({ exit: 0, outputs: { verdict: 'nothing' } });
    expect(github.comments).toEqual([]);
  });

  test('in a checkout of depth 1: what is missing is fetched', async () => {
    using origin = repositoryWith('create table public.items (id bigint);\n');
    using checkout = GitRepository.checkoutLikeAction(origin, 'feature');
    await check(origin, checkout);
    const run = await runHere(runner, { command: 'review', comment: 'false' });
    expect(run).toMatchObject({ exit: 0, outputs: { migrations: '1' } });
  });

  test('whose names are hostile: they reach neither the runner nor the reader', async () => {
    const evil = '\n::error::pwned\n##[error]pwned @team <img src=x onerror=alert(1)> | `';
    const name = `"${evil}"`;
    await pullRequest(`create table public.${name} (id bigint primary key, ${name} text);\n`);
    const run = await runner.run({ command: 'review', 'fail-on': 'never' });
    expect(run.exit).toBe(0);
    for (const line of commands(run)) {
      expect(line).toMatch(/^::(?:add-mask|group|endgroup|error title|warning title|notice title)/u);
    }
    expect(run.stdout).not.toContain('##[');
    expect(github.comments).toHaveLength(1);
  });
});

describe('what the settings choose', () => {
  test('fail-on, format, report, and no comment, summary or annotations', async () => {
    await pullRequest('alter table public.orders drop column note;\n');
    const run = await runner.run({
      command: 'review',
      'fail-on': 'warning',
      format: 'json',
      report: 'out/review.json',
      comment: 'false',
      summary: 'false',
      annotations: 'false',
    });
    expect(run.exit).toBe(1);
    expect(run.outputs['report-path']).toBe(join(runner.workspace, 'out/review.json'));
    expect(existsSync(join(runner.workspace, 'out/review.json'))).toBe(true);
    expect(run.stdout).toContain('"command": "review"');
    expect(run.summary).toBe('');
    expect(github.requests).toEqual([]);
    expect(commands(run).filter((line) => /^::(?:warning|notice) title/u.test(line))).toEqual([]);
  });

  test('that cannot be used are named all at once, before anything runs', async () => {
    runner.env['SHADOW'] = 'postgresql://u:hunter2@h/db';
    const run = await runner.run({
      engine: 'docker',
      'fail-on': 'maybe',
      since: 'yesterday',
      comment: 'perhaps',
      'shadow-url': 'env:SHADOW',
    });
    expect(run.exit).toBe(2);
    for (const name of ['engine', 'fail-on', 'since', 'comment', 'shadow-url']) {
      expect(run.stdout).toContain(`${name}: `);
    }
    expect(run.stdout.replaceAll(/^::add-mask::.*$/gmu, '')).not.toContain('hunter2');
    expect(run.stdout).toContain('::add-mask::hunter2');
  });
});

describe('stopped in the middle', () => {
  test.each(['SIGINT', 'SIGTERM'] as const)('by %s, it ends with 130 and leaves nothing', async (signal) => {
    await pullRequest('select pg_sleep(60);\n');
    const run = await runner.start({ command: 'review' });
    await run.saw('under review');
    const folders = serverFoldersOf(run.pid);
    expect(folders.length).toBeGreaterThan(0);
    run.kill(signal);
    expect(await run.done).toMatchObject({
      exit: 130,
      stdout: expect.stringContaining(`Stopped by ${signal}`),
    });
    expect(folders.filter((folder) => existsSync(folder))).toEqual([]);
    expect(folders.flatMap((folder) => processesOf(folder))).toEqual([]);
    expect(github.comments).toEqual([]);
  });

  test('by SIGKILL, nothing is left either, and the post step has nothing to say', async () => {
    await pullRequest('select pg_sleep(60);\n');
    const run = await runner.start({ command: 'review' });
    await run.saw('under review');
    const folders = serverFoldersOf(run.pid);
    run.kill('SIGKILL');
    expect(await run.done).toMatchObject({ signal: 'SIGKILL' });
    await until('no folder', () => folders.every((folder) => !existsSync(folder)));
    await until('no process', () => folders.flatMap((folder) => processesOf(folder)).length === 0);
    expect(await (await runner.start({}, 'post')).done).toMatchObject({ exit: 0, stdout: '', stderr: '' });
  });
});

test('the post step removes the report that the main step left for the steps between', async () => {
  await pullRequest('create table public.items (id bigint);\n');
  const run = await runner.run({ command: 'review', comment: 'false' });
  const file = run.outputs['report-path'] ?? '';
  expect(existsSync(file)).toBe(true);
  runner.env['STATE_report-folder'] = run.state['report-folder'] ?? '';
  expect(await (await runner.start({}, 'post')).done).toMatchObject({ exit: 0 });
  expect(existsSync(file)).toBe(false);
});
