import { chmodSync, chownSync, existsSync, mkdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import type { Environment } from '../../src/core/ports.ts';
import { createCheckoutFiles } from '../../src/project/checkout-files.ts';
import { createProjectPort, type RunGit, runGit } from '../../src/project/index.ts';
import { compareProject, pendingVersions, SILENT, TEST_TIME } from '../support/compare-project.ts';
import { GIT_ENVIRONMENT, GitRepository, migrationPath, TemporaryFolder } from '../support/git-repository.ts';

const OLD = '20250101000000_old';
const NEW = '20250401000000_new';

function repositoryWithTwo(): GitRepository {
  const repository = GitRepository.create();
  repository.commitMigrations(OLD);
  repository.commitMigrations(NEW);
  return repository;
}

/** Gives a repository to another user; returns the environment in which git sees it so. */
function givenAway(repository: GitRepository): Environment {
  const asAnother = process.getuid?.() === 0;
  // git itself simulates a foreign owner for its own tests; as root a real one is at hand.
  if (asAnother) for (const place of ['.', '.git']) chownSync(repository.at(place), 65_534, 65_534);
  return { ...GIT_ENVIRONMENT, ...(asAnother ? {} : { GIT_TEST_ASSUME_DIFFERENT_OWNER: '1' }) };
}

describe('nothing that a repository configures is executed', () => {
  test.each([
    ['a file system monitor', ['core.fsmonitor', 'touch owned; false']],
    ['an external diff', ['diff.external', 'touch owned']],
    ['a text conversion', ['diff.sql.textconv', 'touch owned']],
    ['a smudge filter', ['filter.sql.smudge', 'touch owned; cat']],
    ['a pager', ['core.pager', 'touch owned']],
    ['an editor', ['core.editor', 'touch owned']],
  ])('%s', async (_, [key, value]) => {
    using repository = repositoryWithTwo();
    repository.write('.gitattributes', '*.sql diff=sql filter=sql\n');
    repository.commit();
    repository.git('config', key ?? '', value ?? '');
    expect(pendingVersions(await compareProject(repository, { base: 'HEAD~2', head: 'HEAD' }))).toEqual([
      '20250401000000',
    ]);
    expect(pendingVersions(await compareProject(repository, { base: 'HEAD~2' }))).toEqual(['20250401000000']);
    expect(existsSync(repository.at('owned'))).toBe(false);
  });

  test('hooks, also while a shallow clone fetches', async () => {
    using origin = repositoryWithTwo();
    using checkout = GitRepository.checkoutLikeAction(origin, 'refs/heads/main');
    for (const hook of ['reference-transaction', 'post-checkout', 'post-merge', 'fsmonitor-watchman']) {
      checkout.write(`.git/hooks/${hook}`, '#!/bin/sh\ntouch owned\n');
      checkout.git('config', 'core.hooksPath', '.git/hooks');
      chmodSync(checkout.at(`.git/hooks/${hook}`), 0o755);
    }
    await compareProject(checkout);
    expect(existsSync(checkout.at('owned'))).toBe(false);
  });

  test('a remote that is a command', async () => {
    using repository = repositoryWithTwo();
    repository.git('remote', 'add', 'origin', 'ext::sh -c touch% owned');
    await expect(compareProject(repository, { base: 'origin/main' })).rejects.toMatchObject({
      code: 'git-ref-not-found',
    });
    expect(existsSync(repository.at('owned'))).toBe(false);
  });

  test('the transport of a partial clone that belongs to somebody else', async () => {
    using origin = repositoryWithTwo();
    origin.git('config', 'uploadpack.allowFilter', 'true');
    using repository = GitRepository.clone(origin, '--no-checkout', '--filter=blob:none');
    repository.git('config', 'remote.origin.url', 'ssh://host/repository');
    repository.git('config', 'protocol.ssh.allow', 'always');
    repository.git('config', 'core.sshCommand', `touch '${repository.at('owned')}'; false`);
    const compared = compareProject(repository, { base: 'HEAD~1', head: 'HEAD' }, givenAway(repository));
    await expect(compared).rejects.toMatchObject({ code: 'git-failed' });
    expect(existsSync(repository.at('owned'))).toBe(false);
  });

  test('what checks the signatures of commits', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.write('.git/gpg', `#!/bin/sh\ntouch '${repository.at('owned')}'\n`);
    chmodSync(repository.at('.git/gpg'), 0o755);
    repository.write(
      '.git/signed',
      repository
        .git('cat-file', 'commit', 'HEAD')
        .replace('\n\n', '\ngpgsig -----BEGIN PGP SIGNATURE-----\n \n -----END PGP SIGNATURE-----\n\n'),
    );
    repository.git('reset', '--soft', repository.git('hash-object', '-t', 'commit', '-w', '.git/signed'));
    repository.git('config', 'gpg.program', repository.at('.git/gpg'));
    repository.git('config', 'log.showSignature', 'true');
    const checkout = createCheckoutFiles({ cwd: repository.path, env: GIT_ENVIRONMENT, runGit });
    const file = migrationPath(OLD);
    expect(await checkout.mergedAt('.', [file], SILENT)).toEqual(new Map([[file, expect.any(Number)]]));
    expect(existsSync(repository.at('owned'))).toBe(false);
  });

  test('a bare repository that lies in the checkout as files', async () => {
    using repository = repositoryWithTwo();
    mkdirSync(repository.at('inner'));
    repository.git('init', '--quiet', '--bare', 'inner');
    repository.write('inner/config', '[core]\n\tbare = true\n\tfsmonitor = "touch owned; false"\n');
    await expect(compareProject(repository, { projectDir: 'inner', base: 'HEAD' })).rejects.toMatchObject({
      code: 'git-failed',
    });
    expect(existsSync(repository.at('inner/owned'))).toBe(false);
  });
});

describe('odd surroundings', () => {
  test('git is not installed', async () => {
    using repository = repositoryWithTwo();
    await expect(compareProject(repository, {}, { PATH: '/nonexistent' })).rejects.toMatchObject({
      code: 'git-failed',
      likelyCause: expect.stringContaining('not installed'),
      remedy: expect.stringContaining('--since'),
    });
  });

  test('no repository', async () => {
    using folder = new TemporaryFolder();
    folder.write(migrationPath(OLD), 'select 1;');
    await expect(compareProject(folder)).rejects.toMatchObject({
      code: 'git-failed',
      message: expect.stringContaining('not a git repository'),
      remedy: expect.stringContaining('--since'),
    });
  });

  test('variables of a hook that calls Sluice do not lead it elsewhere', async () => {
    using repository = repositoryWithTwo();
    using other = GitRepository.create();
    const env = {
      ...GIT_ENVIRONMENT,
      GIT_DIR: other.at('.git'),
      GIT_WORK_TREE: other.path,
      GIT_INDEX_FILE: '/nowhere',
    };
    expect(pendingVersions(await compareProject(repository, { base: 'HEAD~1' }, env))).toEqual([
      '20250401000000',
    ]);
  });

  test('messages of git in another language do not matter', async () => {
    using repository = repositoryWithTwo();
    const env = { ...GIT_ENVIRONMENT, LANG: 'de_DE.UTF-8', LANGUAGE: 'de', LC_ALL: 'de_DE.UTF-8' };
    expect(pendingVersions(await compareProject(repository, { base: 'HEAD~1' }, env))).toEqual([
      '20250401000000',
    ]);
  });

  test('a linked work tree', async () => {
    using repository = repositoryWithTwo();
    using place = new TemporaryFolder();
    repository.git('worktree', 'add', '--quiet', '-b', 'feature', place.at('tree'));
    const port = createProjectPort({
      cwd: place.at('tree'),
      env: GIT_ENVIRONMENT,
      runGit,
      now: () => TEST_TIME,
    });
    const request = { projectDir: '.', base: 'HEAD~1', head: null, since: null, pullRequest: null };
    expect(pendingVersions(await port.compare(request, SILENT))).toEqual(['20250401000000']);
  });

  test('a folder that belongs to somebody else, as in a container job', async () => {
    using repository = repositoryWithTwo();
    expect(
      pendingVersions(await compareProject(repository, { base: 'HEAD~1' }, givenAway(repository))),
    ).toEqual(['20250401000000']);
  });

  test('a git that answers nonsense is an error, not a guess', async () => {
    using repository = repositoryWithTwo();
    const nonsense: RunGit = async (invocation) => {
      const result = await runGit({ ...invocation, onOutput: () => undefined });
      if (!invocation.args.includes('--batch')) return runGit(invocation);
      invocation.onOutput?.(Buffer.from('warning: something else\n'));
      return result;
    };
    const port = createProjectPort({
      cwd: repository.path,
      env: GIT_ENVIRONMENT,
      runGit: nonsense,
      now: () => TEST_TIME,
    });
    const request = { projectDir: '.', base: 'HEAD~1', head: 'HEAD', since: null, pullRequest: null };
    await expect(port.compare(request, SILENT)).rejects.toMatchObject({ code: 'git-failed' });
  });
});
