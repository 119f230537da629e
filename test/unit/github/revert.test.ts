import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createGitHubApi } from '../../../src/github/api.ts';
import { openRevert, type RevertOutcome } from '../../../src/github/revert.ts';
import { GitRepository } from '../../support/git-repository.ts';
import { FakeGitHub, WORKFLOW_BOT } from '../../support/github-api.ts';

const FILES = [
  'supabase/migrations/20250101000000_orders.sql',
  'supabase/migrations/20250102000000_notes.sql',
  'supabase/rollbacks/20250102000000_notes.sql',
  'supabase/migrations/20250103000000_more.sql',
  'other/supabase/migrations/20250103000000_more.sql',
];

let github: FakeGitHub;
let repository: GitRepository;

beforeEach(async () => {
  github = await FakeGitHub.start();
  repository = GitRepository.create();
  for (const file of FILES) repository.write(file, `-- ${file}`);
  repository.commit('all');
  github.promotion.checkout = repository.path;
  github.tokens.set('token', { user: WORKFLOW_BOT, comments: 'write', contents: true });
});

afterEach(async () => {
  repository[Symbol.dispose]();
  await github[Symbol.asyncDispose]();
});

async function revert(versions: readonly string[], body = 'why', project = '.'): Promise<RevertOutcome> {
  const api = createGitHubApi({
    token: 'token',
    env: { GITHUB_API_URL: github.url },
    progress: { warn: () => {} },
    signal: new AbortController().signal,
    retryBase: 1,
  });
  return await openRevert(api, {
    repository: { owner: 'acme', repo: 'shop' },
    project,
    versions,
    title: 'Revert',
    body,
  });
}

function removed(branch: string): string[] {
  return repository.git('diff', '--name-only', '--diff-filter=D', 'main', branch).split('\n');
}

describe('the pull request that reverts', () => {
  test('removes the files of the versions and of their rollbacks, and nothing else', async () => {
    const outcome = await revert(['20250103000000', '20250102000000']);
    expect(outcome).toEqual({
      kind: 'opened',
      url: 'https://github.com/acme/shop/pull/1',
      files: [FILES[3], FILES[1], FILES[2]].sort(),
    });
    expect(removed('sluice/revert-20250102000000-20250103000000')).toEqual([FILES[1], FILES[3], FILES[2]]);
    expect(github.opened).toEqual([{ number: 1, title: 'Revert', body: 'why' }]);
  });

  test('of a project folder removes what is in that folder', async () => {
    await revert(['20250103000000'], 'why', 'other');
    expect(removed('sluice/revert-other-20250103000000')).toEqual([FILES[4]]);
  });

  test('is opened in a repository of more files than GitHub lists at once', async () => {
    github.mostTreeEntries = 3;
    await revert(['20250103000000', '20250102000000']);
    expect(removed('sluice/revert-20250102000000-20250103000000')).toEqual([FILES[1], FILES[3], FILES[2]]);
  });

  test('is not opened where a part of the files cannot be seen', async () => {
    github.mostTreeEntries = 2;
    await expect(revert(['20250103000000'])).rejects.toMatchObject({ code: 'github-failed' });
  });

  test('is renewed when it is asked for again', async () => {
    await revert(['20250103000000']);
    repository.write('README.md', 'meanwhile');
    repository.commit('meanwhile');
    expect(await revert(['20250103000000'], 'why now')).toMatchObject({ kind: 'updated' });
    expect(github.opened.map(({ number, body }) => [number, body])).toEqual([
      [1, 'why'],
      [1, 'why now'],
    ]);
    expect(removed('sluice/revert-20250103000000')).toEqual([FILES[3]]);
  });

  test('is not needed where the files are gone already', async () => {
    expect(await revert(['20240101000000'])).toEqual({ kind: 'nothing' });
    expect(github.writes).toEqual([]);
  });

  test('is left to a person where workflows may open none: the branch is there', async () => {
    github.mayOpenPullRequests = false;
    expect(await revert(['20250103000000'])).toMatchObject({
      kind: 'branch',
      url: 'https://github.com/acme/shop/compare/main...sluice/revert-20250103000000?expand=1',
    });
    expect(removed('sluice/revert-20250103000000')).toEqual([FILES[3]]);
  });

  test('cannot be opened by a token that may not write branches', async () => {
    github.tokens.set('token', { user: WORKFLOW_BOT, comments: 'write' });
    await expect(revert(['20250103000000'])).rejects.toMatchObject({ code: 'github-failed' });
  });
});
