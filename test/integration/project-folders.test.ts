import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { briefly, compareProject, pendingVersions } from '../support/compare-project.ts';
import { GitRepository, migrationPath, TemporaryFolder } from '../support/git-repository.ts';

const OLD = '20250101000000_old';
const NEW = '20250401000000_new';

/** Two projects in one repository; HEAD adds a migration to the second. */
function monorepo(): GitRepository {
  return GitRepository.copy(original);
}

let original: GitRepository;

beforeAll(() => {
  original = makeMonorepo();
});

afterAll(() => original[Symbol.dispose]());

function makeMonorepo(): GitRepository {
  const repository = GitRepository.create();
  for (const app of ['apps/shop', 'apps/blog']) {
    repository.write(`${app}/${migrationPath(OLD)}`, 'select 1;');
    repository.write(`${app}/supabase/config.toml`, `[api]\nschemas = ["${app.slice(5)}"]\n`);
  }
  repository.commit();
  repository.write(`apps/blog/${migrationPath(NEW)}`, 'select 2;');
  repository.commit();
  return repository;
}

describe('several projects in one repository', () => {
  test.each([
    ['apps/shop', 'apps/shop', [], ['shop']],
    ['apps/blog', 'apps/blog', ['20250401000000'], ['blog']],
    ['apps/blog/', 'apps/blog', ['20250401000000'], ['blog']],
    ['./apps/../apps/blog', 'apps/blog', ['20250401000000'], ['blog']],
    ['apps/blog/supabase', 'apps/blog', ['20250401000000'], ['blog']],
  ])('--project-dir %s', async (projectDir, project, pending, exposedSchemas) => {
    using repository = monorepo();
    for (const head of [null, 'HEAD']) {
      const comparison = await compareProject(repository, { projectDir, base: 'HEAD~1', head });
      expect(comparison.project).toBe(project);
      expect(comparison.config.exposedSchemas).toEqual(exposedSchemas);
      expect(pendingVersions(comparison)).toEqual(pending);
      expect(comparison.head.migrations[0]?.file).toBe(`${project}/${migrationPath(OLD)}`);
    }
  });

  test('the repository root as a project is called .', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    expect((await compareProject(repository)).project).toBe('.');
  });

  test('an absolute folder, and one that is named by a symlink', async () => {
    using repository = monorepo();
    repository.link('shortcut', 'apps/blog');
    for (const projectDir of [repository.at('apps/blog'), 'shortcut']) {
      const comparison = await compareProject(repository, { projectDir, base: 'HEAD~1' });
      expect(comparison.project).toBe('apps/blog');
    }
  });

  test('a folder with spaces, quotes and letters of other scripts', async () => {
    using repository = GitRepository.create();
    const projectDir = `apps/a "b" $(c) 日本 -d`;
    repository.write(`${projectDir}/${migrationPath(OLD)}`, 'select 1;');
    repository.commit();
    for (const head of [null, 'HEAD']) {
      const comparison = await compareProject(repository, { projectDir, base: 'HEAD', head });
      expect(comparison.project).toBe(projectDir);
      expect(comparison.base.migrations).toHaveLength(1);
    }
  });
});

describe('a project that is not there', () => {
  test.each([null, 'HEAD'])('says where it looked and what there is instead (head %j)', async (head) => {
    using repository = monorepo();
    await expect(compareProject(repository, { projectDir: 'apps/store', head })).rejects.toMatchObject({
      code: 'project-not-found',
      message: expect.stringContaining('no apps/store/supabase/migrations'),
      likelyCause: expect.stringContaining('apps/blog, apps/shop'),
      remedy: expect.stringContaining('--project-dir apps/blog'),
    });
  });

  test('in a folder without any project', async () => {
    using folder = new TemporaryFolder();
    await expect(compareProject(folder, { since: '1' })).rejects.toMatchObject({
      code: 'project-not-found',
      message: expect.stringContaining(folder.path),
      remedy: expect.stringContaining('sluice new'),
    });
  });

  test('in no repository, and not even a folder', async () => {
    using folder = new TemporaryFolder();
    await expect(compareProject(folder, { projectDir: 'no/such/folder' })).rejects.toMatchObject({
      code: 'project-not-found',
      message: expect.stringMatching(/There is no folder .*no\/such\/folder\.$/u),
      remedy: expect.stringContaining('--project-dir'),
    });
  });

  test('outside of the folder it runs in, and not even a folder', async () => {
    using folder = new TemporaryFolder();
    using elsewhere = new TemporaryFolder();
    const projectDir = elsewhere.at('gone');
    await expect(compareProject(folder, { projectDir, since: '1' })).rejects.toMatchObject({
      code: 'project-not-found',
      message: expect.stringMatching(/There is no folder .*gone\.$/u),
    });
  });

  test('in a repository that is not the one it runs in', async () => {
    using repository = monorepo();
    using folder = new TemporaryFolder();
    await expect(compareProject(repository, { projectDir: folder.path })).rejects.toMatchObject({
      code: 'git-failed',
    });
  });

  test('a file in place of the folder', async () => {
    using repository = GitRepository.create();
    repository.write('supabase/migrations', 'select 1;');
    repository.commit();
    for (const head of [null, 'HEAD']) {
      await expect(compareProject(repository, { head })).rejects.toMatchObject({
        code: 'project-not-found',
        message: expect.stringContaining('is a file'),
      });
    }
  });

  test('a submodule in place of the folder: its history is elsewhere', async () => {
    using inner = GitRepository.create();
    inner.write(`${OLD}.sql`, 'select 1;');
    inner.commit();
    using repository = GitRepository.create();
    repository.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      `file://${inner.path}`,
      'supabase/migrations',
    );
    repository.commit();
    for (const head of [null, 'HEAD']) {
      await expect(compareProject(repository, { base: 'HEAD', head })).rejects.toMatchObject({
        code: 'project-not-found',
        message: expect.stringContaining('submodule'),
      });
    }
  });

  test('a whole project in a submodule is reviewed in the history of the submodule', async () => {
    using inner = GitRepository.create();
    inner.commitMigrations(OLD);
    inner.commitMigrations(NEW);
    using repository = GitRepository.create();
    repository.git(
      '-c',
      'protocol.file.allow=always',
      'submodule',
      '--quiet',
      'add',
      `file://${inner.path}`,
      'database',
    );
    repository.commit();
    const comparison = await compareProject(repository, { projectDir: 'database', base: 'HEAD~1' });
    expect(comparison.project).toBe('.');
    expect(pendingVersions(comparison)).toEqual(['20250401000000']);
  });
});

describe('a project without migrations', () => {
  test.each([
    ['a config.toml alone', (repository: GitRepository) => repository.write('supabase/config.toml', '')],
    ['an empty folder', (repository: GitRepository) => repository.write('supabase/migrations/.gitkeep', '')],
  ])('%s has nothing to review', async (_, put) => {
    using repository = GitRepository.create();
    put(repository);
    repository.commit();
    for (const head of [null, 'HEAD']) {
      const comparison = await compareProject(repository, { head });
      expect(comparison.head.migrations).toEqual([]);
      expect(briefly(comparison)).toEqual(['note migrations-empty -']);
    }
  });

  test('when the last one was deleted, that is told too', async () => {
    using repository = GitRepository.create();
    repository.write('supabase/config.toml', '');
    repository.commitMigrations(OLD);
    repository.remove(migrationPath(OLD));
    expect(briefly(await compareProject(repository, { base: 'HEAD' }))).toEqual([
      'note migrations-empty -',
      `error migration-deleted ${migrationPath(OLD)}`,
    ]);
  });
});

describe('a migrations folder that is a symlink', () => {
  test('inside the repository it is followed', async () => {
    using repository = GitRepository.create();
    repository.write(`database/sql/${OLD}.sql`, 'select 1;');
    repository.link('supabase/migrations', '../database/sql');
    repository.commit();
    for (const head of [null, 'HEAD']) {
      const comparison = await compareProject(repository, { base: 'HEAD', head });
      expect(comparison.head.migrations.map(({ file }) => file)).toEqual([migrationPath(OLD)]);
      expect(comparison.base.migrations).toEqual(comparison.head.migrations);
    }
  });

  test('the whole supabase folder may be one, with links of its own inside', async () => {
    using repository = GitRepository.create();
    repository.write(`database/migrations/${OLD}.sql`, 'select 1;');
    repository.link(`database/migrations/${NEW}.sql`, `${OLD}.sql`);
    repository.link('supabase', 'database');
    repository.commit();
    for (const head of [null, 'HEAD']) {
      const comparison = await compareProject(repository, { base: 'HEAD', head });
      expect(comparison.head.migrations.map(({ sql }) => sql)).toEqual(['select 1;', 'select 1;']);
    }
  });

  test('out of the repository it is not', async () => {
    using elsewhere = new TemporaryFolder();
    elsewhere.write(`${OLD}.sql`, 'select 1;');
    using repository = GitRepository.create();
    repository.link('supabase/migrations', elsewhere.path);
    repository.commit();
    for (const request of [{}, { head: 'HEAD' }, { since: '1' }]) {
      await expect(compareProject(repository, request)).rejects.toMatchObject({
        code: 'migration-unreadable',
      });
    }
  });
});

describe('config.toml', () => {
  test('is read from the head', async () => {
    using repository = GitRepository.create();
    repository.write('supabase/config.toml', '[db]\nmajor_version = 15\n');
    repository.commitMigrations(OLD);
    repository.write('supabase/config.toml', '[db]\nmajor_version = 17\n');
    expect((await compareProject(repository)).config.majorVersion).toBe(17);
    expect((await compareProject(repository, { head: 'HEAD' })).config.majorVersion).toBe(15);
  });

  test.each([
    [
      'UTF-16',
      (repository: GitRepository) =>
        repository.write('supabase/config.toml', Buffer.from('\uFEFF[db]', 'utf16le')),
      'UTF-16',
    ],
    ['a folder', (repository: GitRepository) => repository.write('supabase/config.toml/x', ''), 'not a file'],
    [
      'a symlink out of the repository',
      (repository: GitRepository) => repository.link('supabase/config.toml', '/etc/hosts'),
      'out of the repository',
    ],
  ])('%s is refused', async (_, put, message) => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    put(repository);
    repository.commit();
    for (const head of [null, 'HEAD']) {
      await expect(compareProject(repository, { head })).rejects.toMatchObject({
        code: 'config-invalid',
        message: expect.stringContaining(message),
      });
    }
  });

  test('none at all: the defaults, with a note', async () => {
    using repository = GitRepository.create();
    repository.commitMigrations(OLD);
    const { config, findings } = await compareProject(repository);
    expect(config).toMatchObject({ majorVersion: 17, exposedSchemas: ['public', 'graphql_public'] });
    expect(findings).toEqual([expect.objectContaining({ code: 'config-missing', level: 'note' })]);
  });
});
