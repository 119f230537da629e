import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from '@jest/globals';
import { ADA, GRACE } from '../support/deploy-world.ts';
import { GitRepository } from '../support/git-repository.ts';
import { FakeGitHub, type FakeUser, WORKFLOW_BOT } from '../support/github-api.ts';
import { FakeRunner } from '../support/run-action.ts';
import { runHere } from '../support/run-here.ts';

/** Whoever brought a change may not approve it, however much is deployed with it. */

const HEAD = 'c'.repeat(64);
const PLAN = '1-ab';

let github: FakeGitHub;
let runner: FakeRunner;
let repository: GitRepository;

beforeEach(async () => {
  github = await FakeGitHub.start();
  runner = await FakeRunner.start();
  repository = GitRepository.create();
  github.promotion.checkout = repository.path;
  github.tokens.set('writer', { user: WORKFLOW_BOT, comments: 'write' });
  for (const { login } of [ADA, GRACE]) github.promotion.permissions.set(login, 'write');
  runner.env['GITHUB_API_URL'] = github.url;
});

afterEach(async () => {
  repository[Symbol.dispose]();
  await runner[Symbol.asyncDispose]();
  await github[Symbol.asyncDispose]();
});

/** Merges a pull request that brings files. */
function merge(number: number, author: FakeUser, files: readonly string[]): void {
  for (const file of files) repository.write(file, 'select 1;\n');
  repository.commit(`merge ${number}`);
  const sha = repository.git('rev-parse', 'HEAD');
  github.addPullRequest(number, sha);
  const known = github.pullRequests.findIndex((one) => one.number === number);
  const [opened] = github.pullRequests.splice(known, 1);
  if (opened === undefined) throw new Error(`there is no pull request ${number}`);
  github.pullRequests.push({ ...opened, state: 'closed', author, merged: true, commits: [sha] });
}

/** Merges a pull request that gives a file another name. */
function rename(number: number, author: FakeUser, from: string, to: string): void {
  repository.git('mv', from, to);
  merge(number, author, []);
}

/** Offers the plan of files on the pull requests that brought them. */
async function offer(files: readonly string[]): Promise<void> {
  runner.env['GITHUB_SHA'] = repository.git('rev-parse', 'HEAD');
  const report = join(runner.temp, 'deploy.json');
  await writeFile(
    report,
    JSON.stringify({
      project: '.',
      head: HEAD,
      migrations: files.map((file) => ({ version: file.slice(20, 34), file })),
      plan: { digest: PLAN },
      findings: [],
      timings: [],
    }),
  );
  const life = { command: 'life', approval: 'comment', state: 'waiting', environment: 'production', report };
  expect(await runHere(runner, life)).toMatchObject({ exit: 0 });
}

async function approve(number: number, user: FakeUser, inputs: Readonly<Record<string, string>> = {}) {
  const comment = { id: 1, html_url: 'https://github.com/acme/shop/pull/6#issuecomment-1', user };
  runner.event = {
    name: 'issue_comment',
    payload: {
      action: 'created',
      issue: { number, pull_request: {} },
      comment: { ...comment, body: `/sluice approve ${PLAN}` },
    },
  };
  return await runHere(runner, { command: 'approve', environment: 'production', ...inputs });
}

const FILES = Array.from({ length: 101 }, (_, at) => `supabase/migrations/${20250101000000 + at}_x.sql`);

test('the author of one file of more than a hundred may not approve them', async () => {
  merge(5, ADA, FILES.slice(0, 1));
  merge(6, GRACE, FILES.slice(1));
  await offer(FILES);
  const approval = await approve(6, ADA);
  expect(approval.outputs['outcome']).toBe('refused');
  expect(approval.summary).toContain('ada wrote a change');
});

test.each(['.', './', 'supabase', './supabase/'])(
  'somebody else may, where the project folder is written %s',
  async (folder) => {
    merge(5, ADA, FILES.slice(0, 1));
    await offer(FILES.slice(0, 1));
    const approval = await approve(5, GRACE, { 'project-dir': folder });
    expect(approval.outputs).toMatchObject({ outcome: 'approved', 'plan-digest': PLAN });
  },
);

test('of another project folder is left to the workflow of that one', async () => {
  merge(5, ADA, FILES.slice(0, 1));
  await offer(FILES.slice(0, 1));
  const approval = await approve(5, GRACE, { 'project-dir': 'apps/blog' });
  expect(approval).toMatchObject({ exit: 0, outputs: { outcome: 'nothing' } });
  expect(github.promotion.reactions).toEqual([]);
});

test('somebody does not stop being the author because another renames the file', async () => {
  const [first = '', second = '', third = ''] = FILES;
  merge(5, ADA, [first]);
  rename(6, GRACE, first, second);
  rename(7, GRACE, second, third);
  await offer([third]);
  const approval = await approve(7, ADA);
  expect(approval.outputs['outcome']).toBe('refused');
  expect(approval.summary).toContain('ada wrote a change');
});

test('a comment that somebody has edited offers nothing', async () => {
  const [first = ''] = FILES;
  merge(5, ADA, [first]);
  await offer([first]);
  const [comment] = github.comments;
  if (comment === undefined) throw new Error('nothing was told');
  comment.editors = ['github-actions', 'ada'];
  const approval = await approve(5, GRACE);
  expect(approval.outputs['outcome']).toBe('refused');
  expect(approval.summary).toContain('edited by ada');
});
