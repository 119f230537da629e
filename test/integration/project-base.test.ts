import { describe, expect, test } from '@jest/globals';
import { briefly, compareProject, pendingVersions } from '../support/compare-project.ts';
import { GitRepository, migrationPath, TemporaryFolder } from '../support/git-repository.ts';

const OLD = '20250101000000_old';
const MERGED = '20250301000000_merged_later';
const NEW = '20250401000000_new';
const LATE = '20250201000000_late';

/** main has OLD; the branch `feature` adds `added`; meanwhile main gets MERGED. Ends on main. */
function divergedRepository(added: string): GitRepository {
  const repository = GitRepository.create();
  repository.commitMigrations(OLD);
  repository.git('checkout', '--quiet', '-b', 'feature');
  repository.commitMigrations(added);
  repository.git('checkout', '--quiet', 'main');
  repository.commitMigrations(MERGED);
  return repository;
}

describe('base and head as refs', () => {
  test.each([
    ['a branch', 'main'],
    ['a full ref', 'refs/heads/main'],
    ['a relative name', 'feature~1'],
    ['a tag with an annotation', 'v1'],
  ])('%s', async (_, base) => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.git('tag', '--annotate', '--message', 'one', 'v1');
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.commitMigrations(NEW);
    const comparison = await compareProject(repository, { base, head: 'feature' });
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(comparison.head.commit).toBe(repository.git('rev-parse', 'feature'));
    expect(comparison.base.commit).toBe(repository.git('rev-parse', 'main'));
  });

  test('short and full commit ids', async () => {
    using repository = GitRepository.create();
    const before = repository.commitMigrations(OLD);
    const after = repository.commitMigrations(NEW);
    const comparison = await compareProject(repository, { base: before, head: after.slice(0, 8) });
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(comparison.base.label).toBe(before.slice(0, 7));
  });

  test('a branch whose name begins with a dash, and one that no shell would take', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.git('update-ref', 'refs/heads/-rf', 'HEAD');
    repository.git('branch', 'a;$(touch>owned)');
    repository.commitMigrations(NEW);
    expect(pendingVersions(await compareProject(repository, { base: '-rf' }))).toEqual(['20250401000000']);
    expect(pendingVersions(await compareProject(repository, { base: 'a;$(touch>owned)' }))).toEqual([
      '20250401000000',
    ]);
  });

  test('a branch of the remote that a whole checkout has brought, where nobody may ask the remote', async () => {
    using origin = divergedRepository(NEW);
    using checkout = GitRepository.clone(origin, '--branch', 'feature');
    checkout.git('remote', 'set-url', 'origin', checkout.at('gone'));
    expect(pendingVersions(await compareProject(checkout, { base: 'main' }))).toEqual(['20250401000000']);
  });

  test.each([
    'nowhere',
    '--upload-pack=touch owned',
    'two\nlines',
    '',
    '0123456789012345678901234567890123456789',
  ])('a ref that is nowhere is named, with what to do: %j', async (base) => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    await expect(compareProject(repository, { base })).rejects.toMatchObject({
      code: 'git-ref-not-found',
      remedy: expect.stringContaining('fetch-depth: 0'),
    });
  });
});

describe('what counts as the base', () => {
  test('a branch that is merely behind is judged against where it began', async () => {
    using repository = divergedRepository(NEW);
    const comparison = await compareProject(repository, { base: 'main', head: 'feature' });
    expect(comparison.base.migrations.map(({ version }) => version)).toEqual(['20250101000000']);
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(briefly(comparison)).toEqual([]);
  });

  test('order is judged against what the base branch has got since', async () => {
    using repository = divergedRepository(LATE);
    const comparison = await compareProject(repository, { base: 'main', head: 'feature' });
    expect(comparison.findings).toContainEqual(
      expect.objectContaining({
        code: 'migration-out-of-order',
        level: 'error',
        file: migrationPath(LATE),
        remedy: `Rename it: git mv ${migrationPath(LATE)} supabase/migrations/20260203040506_late.sql`,
      }),
    );
  });

  test('a version that the base branch has got since, with other content', async () => {
    using repository = divergedRepository('20250301000000_mine');
    const comparison = await compareProject(repository, { base: 'main', head: 'feature' });
    expect(briefly(comparison)).toEqual([
      'error migration-version-taken supabase/migrations/20250301000000_mine.sql',
    ]);
  });

  test('a commit of the base branch that was picked into the branch is no conflict', async () => {
    using repository = divergedRepository(NEW);
    repository.git('checkout', '--quiet', 'feature');
    repository.git('cherry-pick', 'main');
    const comparison = await compareProject(repository, { base: 'main' });
    expect(briefly(comparison)).toEqual([]);
  });

  test('without a common ancestor the base is the base branch itself', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.git('checkout', '--quiet', '--orphan', 'other');
    repository.git('rm', '-rfq', '.');
    repository.commitMigrations(OLD, NEW);
    expect(pendingVersions(await compareProject(repository, { base: 'main' }))).toEqual(['20250401000000']);
  });

  test('a base from before the project existed is empty', async () => {
    using repository = GitRepository.create();
    repository.write('README.md', 'nothing yet');
    repository.commit();
    repository.commitMigrations(OLD);
    const comparison = await compareProject(repository, { base: 'HEAD~1' });
    expect(comparison.base.migrations).toEqual([]);
    expect(pendingVersions(comparison)).toEqual(['20250101000000']);
  });
});

describe('the work tree as head', () => {
  test('untracked, staged, ignored and changed files count', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.write('.gitignore', '*_ignored.sql\n');
    repository.write(migrationPath('20250401000000_untracked'), 'select 1;');
    repository.write(migrationPath('20250401000001_ignored'), 'select 1;');
    repository.write(migrationPath('20250401000002_staged'), 'select 1;');
    repository.git('add', migrationPath('20250401000002_staged'));
    repository.write(migrationPath(OLD), 'create table public.other (id int);\n');
    const comparison = await compareProject(repository, { base: 'HEAD' });
    expect(pendingVersions(comparison)).toEqual(['20250401000000', '20250401000001', '20250401000002']);
    expect(comparison.head).toMatchObject({ label: 'work tree', commit: null });
    expect(briefly(comparison)).toEqual([`error migration-edited ${migrationPath(OLD)}`]);
  });

  test('line endings and a byte order mark that a checkout adds are no edit', async () => {
    using repository = GitRepository.create();
    repository.write(migrationPath(OLD), 'create table a (\n  id int\n);\n');
    repository.commit();
    repository.write(migrationPath(OLD), '\uFEFFcreate table a (\r\n  id int\r\n);\r\n');
    expect(briefly(await compareProject(repository, { base: 'HEAD' }))).toEqual([
      `note migration-byte-order-mark ${migrationPath(OLD)}`,
    ]);
  });

  test('reading leaves the repository as it was', async () => {
    using repository = divergedRepository(NEW);
    repository.write(migrationPath(NEW), 'select 1;');
    const state = (): readonly string[] => [
      repository.git('status', '--porcelain'),
      repository.git('for-each-ref'),
      repository.git('stash', 'list'),
      repository.git('config', '--local', '--list'),
    ];
    const before = state();
    await compareProject(repository, { base: 'feature' });
    await compareProject(repository, { base: 'main', head: 'feature' });
    expect(state()).toEqual(before);
  });
});

describe('when no base is named', () => {
  test('on a branch: the merge-base with the default branch that origin points to', async () => {
    using origin = GitRepository.create('trunk');
    origin.commitMigrations(OLD);
    using clone = GitRepository.clone(origin);
    clone.git('checkout', '--quiet', '-b', 'feature');
    clone.commitMigrations(NEW);
    const comparison = await compareProject(clone);
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(comparison.base.label).toMatch(/^origin\/trunk \([0-9a-f]{7}\)$/u);
  });

  test.each(['main', 'master'])('without a remote: the branch %s', async (branch) => {
    using repository = GitRepository.create(branch);
    repository.commitMigrations(OLD);
    repository.git('checkout', '--quiet', '-b', 'feature');
    repository.commitMigrations(NEW);
    expect(pendingVersions(await compareProject(repository))).toEqual(['20250401000000']);
  });

  test('on the default branch with something new in the work tree: HEAD', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.write(migrationPath(NEW), 'select 1;');
    expect(pendingVersions(await compareProject(repository))).toEqual(['20250401000000']);
  });

  test('on the default branch with nothing new: what its last commit brought', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    repository.commitMigrations(NEW);
    const comparison = await compareProject(repository);
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(comparison.base.label).toMatch(/^main~1 /u);
  });

  test('on the default branch after a merge: all that the merge brought', async () => {
    using repository = divergedRepository(NEW);
    repository.git('merge', '--quiet', '--no-ff', '--message', 'Merge', 'feature');
    expect(pendingVersions(await compareProject(repository))).toEqual(['20250401000000']);
  });

  test('at the very first commit everything is new', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    const comparison = await compareProject(repository);
    expect(pendingVersions(comparison)).toEqual(['20250101000000']);
    expect(comparison.base).toMatchObject({ label: 'nothing', commit: null });
  });

  test('in a repository without commits everything is new', async () => {
    using repository = GitRepository.create();
    repository.write(migrationPath(OLD), 'select 1;');
    expect(pendingVersions(await compareProject(repository))).toEqual(['20250101000000']);
  });

  test('commits on main that are not pushed yet are reviewed against origin', async () => {
    using origin = GitRepository.create();
    origin.commitMigrations(OLD);
    using clone = GitRepository.clone(origin);
    clone.commitMigrations(NEW);
    expect(pendingVersions(await compareProject(clone))).toEqual(['20250401000000']);
  });
});

describe('--since', () => {
  test('needs no repository', async () => {
    using folder = new TemporaryFolder();
    for (const name of [OLD, LATE, NEW]) folder.write(migrationPath(name), 'select 1;');
    const comparison = await compareProject(folder, { since: '20250201000000' }, { PATH: '/nonexistent' });
    expect(comparison.base).toMatchObject({ label: 'version 20250201000000', commit: null });
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
    expect(briefly(comparison)).toEqual([]);
  });

  test('takes a head commit too', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD, NEW);
    repository.commitMigrations('20250501000000_not_in_head');
    const comparison = await compareProject(repository, { since: '20250101000000', head: 'HEAD~1' });
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
  });

  test('says when no migration has that version', async () => {
    using folder = new TemporaryFolder();
    folder.write(migrationPath(OLD), 'select 1;');
    expect(briefly(await compareProject(folder, { since: '20250101' }))).toEqual(['note since-unknown -']);
  });

  test.each(['', '2025-01-01', 'v1', '20250101000000_old', '１２'])('refuses %j', async (since) => {
    using folder = new TemporaryFolder();
    folder.write(migrationPath(OLD), 'select 1;');
    await expect(compareProject(folder, { since })).rejects.toMatchObject({ code: 'settings-invalid' });
  });
});
