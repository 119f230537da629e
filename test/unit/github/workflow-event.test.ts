import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { readWorkflowEvent } from '../../../src/github/workflow-event.ts';

const BASE = 'b'.repeat(40);
const HEAD = 'a'.repeat(40);
const SHOP = { name: 'shop', full_name: 'acme/shop', owner: { login: 'acme' } };
const FORK = { name: 'shop-fork', full_name: 'mallory/shop-fork', owner: { login: 'mallory' } };

function pullRequest(head: object = { sha: HEAD, repo: SHOP }): object {
  return {
    action: 'opened',
    pull_request: { number: 5, base: { sha: BASE, ref: 'main', repo: SHOP }, head },
  };
}

function workflowRun(change: object = {}): object {
  return {
    workflow_run: {
      id: 9,
      run_attempt: 2,
      event: 'pull_request',
      conclusion: 'success',
      head_sha: HEAD,
      head_branch: 'feature',
      head_repository: FORK,
      ...change,
    },
  };
}

async function read(name: string, payload: unknown) {
  const folder = mkdtempSync(join(tmpdir(), 'sluice-event-'));
  try {
    const file = join(folder, 'event.json');
    writeFileSync(file, typeof payload === 'string' ? payload : JSON.stringify(payload));
    return await readWorkflowEvent({ GITHUB_EVENT_NAME: name, GITHUB_EVENT_PATH: file });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

describe('the workflow event', () => {
  test('of a pull request', async () => {
    expect(await read('pull_request', pullRequest())).toEqual({
      kind: 'pull-request',
      number: 5,
      baseSha: BASE,
      baseRef: 'main',
      headSha: HEAD,
      headRepository: { owner: 'acme', repo: 'shop' },
      fork: false,
    });
  });

  test.each([
    ['from a fork', { sha: HEAD, repo: FORK }, { owner: 'mallory', repo: 'shop-fork' }],
    ['from a fork that is gone', { sha: HEAD, repo: null }, null],
  ])('of a pull request %s', async (_case, head, headRepository) => {
    expect(await read('pull_request', pullRequest(head))).toMatchObject({ fork: true, headRepository });
  });

  test('of another run', async () => {
    expect(await read('workflow_run', workflowRun())).toEqual({
      kind: 'workflow-run',
      runId: 9,
      runAttempt: 2,
      event: 'pull_request',
      conclusion: 'success',
      headSha: HEAD,
      headBranch: 'feature',
      headRepository: { owner: 'mallory', repo: 'shop-fork' },
    });
  });

  test.each(['push', 'workflow_dispatch', 'schedule'])(
    'of another kind is not looked into: %s',
    async (name) => {
      expect(await read(name, 'not even JSON')).toEqual({ kind: 'other', name });
    },
  );
});

describe('an event that is not what its name promises', () => {
  test.each([
    ['no JSON', 'pull_request', '{'],
    ['no pull request', 'pull_request', {}],
    ['a number that is text', 'pull_request', { pull_request: { ...pullRequest(), number: '5' } }],
    [
      'a commit that is an option of git',
      'pull_request',
      pullRequest({ sha: '--upload-pack=x', repo: SHOP }),
    ],
    ['a commit that is a branch', 'pull_request', pullRequest({ sha: 'main', repo: SHOP })],
    ['a run without a commit', 'workflow_run', workflowRun({ head_sha: null })],
    ['a run whose number is text', 'workflow_run', workflowRun({ id: '9' })],
  ])('is refused: %s', async (_case, name, payload) => {
    await expect(read(name, payload)).rejects.toMatchObject({ code: 'github-event-invalid', exit: 2 });
  });

  test('is refused where there is no file', async () => {
    await expect(readWorkflowEvent({ GITHUB_EVENT_NAME: 'pull_request' })).rejects.toMatchObject({
      code: 'github-event-invalid',
    });
  });
});
