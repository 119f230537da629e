import { execFileSync } from 'node:child_process';
import { truncateSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { MAX_FILE_BYTES } from '../../src/project/file-source.ts';
import { briefly, compareProject } from '../support/compare-project.ts';
import { GitRepository, migrationPath, TemporaryFolder } from '../support/git-repository.ts';
import { pick, seededRandom } from '../support/seeded-random.ts';

const OLD = '20250101000000_old';
const NEW = migrationPath('20250401000000_new');

let original: GitRepository;

beforeAll(() => {
  original = GitRepository.create();
  original.commitMigrations(OLD);
});

afterAll(() => original[Symbol.dispose]());

/** A repository whose base has OLD. */
function repositoryWithOld(): GitRepository {
  return GitRepository.copy(original);
}

interface BadInput {
  readonly name: string;
  /** By its name or text it is judged alike wherever it was read from, so the work tree is enough. */
  readonly alike?: true;
  readonly put: (repository: GitRepository) => void;
  /** As `briefly` writes them. */
  readonly expected: readonly string[];
  /** What the first finding says. */
  readonly says?: { readonly line?: number | null; readonly message?: string; readonly remedy?: string };
  /** The last text that can be reviewed at the new version; null where there is none. */
  readonly sql?: string | null;
}

const content =
  (bytes: string | Uint8Array, file = NEW) =>
  (repository: GitRepository) =>
    repository.write(file, bytes);

const BAD_INPUT: readonly BadInput[] = [
  {
    name: 'an empty file',
    put: content(''),
    expected: [`warning migration-empty ${NEW}`],
    says: { line: 1, message: 'The file is empty.' },
    sql: '',
  },
  {
    name: 'nothing but comments',
    alike: true,
    put: content('-- to do\n/* later */ ;\n'),
    expected: [`warning migration-empty ${NEW}`],
    says: { message: 'nothing but comments' },
  },
  {
    name: 'a UTF-8 byte order mark',
    alike: true,
    put: content('\uFEFFselect 1;'),
    expected: [`note migration-byte-order-mark ${NEW}`],
    sql: 'select 1;',
  },
  { name: 'CRLF', put: content('select\r\n1;\r\n'), expected: [], sql: 'select\r\n1;\r\n' },
  {
    name: 'UTF-16 as Windows writes it',
    put: content(Buffer.from('\uFEFFselect 1;', 'utf16le')),
    expected: [`error migration-encoding ${NEW}`],
    says: { line: 1, message: 'offset 0', remedy: `iconv -f UTF-16 -t UTF-8 ${NEW}` },
    sql: null,
  },
  {
    name: 'UTF-16 without a byte order mark',
    alike: true,
    put: content(Buffer.from('select 1;', 'utf16le')),
    expected: [`error migration-encoding ${NEW}`],
    says: {
      message: 'NUL byte at offset 1. It is probably UTF-16 (little endian)',
      remedy: 'iconv -f UTF-16LE',
    },
    sql: null,
  },
  {
    name: 'Latin 1',
    alike: true,
    put: content(Buffer.from("select 1;\nselect 'caf\u00e9';", 'latin1')),
    expected: [`error migration-encoding ${NEW}`],
    says: {
      line: 2,
      message: 'byte offset 21 on. It is probably Windows-1252',
      remedy: 'iconv -f WINDOWS-1252',
    },
    sql: null,
  },
  {
    name: 'a NUL byte',
    alike: true,
    put: content("select 1;\nselect 'a\0b';"),
    expected: [`error migration-encoding ${NEW}`],
    says: { line: 2, message: 'NUL byte at offset 19' },
    sql: null,
  },
  {
    name: 'conflict markers',
    alike: true,
    put: content('create table a (\n<<<<<<< HEAD\n  x int\n=======\n  y int\n>>>>>>> feature\n);\n'),
    expected: [`error migration-conflict ${NEW}`],
    says: { line: 2 },
  },
  {
    name: 'psql commands',
    alike: true,
    put: content("\\set x 1\nselect 1;\n\\i other.sql\nselect '\\i';\nselect 2 \\gexec\n"),
    expected: [1, 2, 3].map(() => `error migration-psql-command ${NEW}`),
    says: { line: 1, message: '\\set' },
  },
  {
    name: 'COPY with its rows',
    alike: true,
    put: content('create table a (b text);\n\ncopy public.a (b)\n  from STDIN;\nx\\ty\n\\.\n'),
    expected: [`error migration-copy-stdin ${NEW}`],
    says: { line: 3, remedy: '--inserts' },
  },
  {
    name: 'a Git LFS pointer',
    put: content('version https://git-lfs.github.com/spec/v1\noid sha256:0123\nsize 9\n'),
    expected: [`error migration-lfs-pointer ${NEW}`],
    sql: null,
  },
  {
    name: 'a name without a version',
    alike: true,
    put: content('select 1;', 'supabase/migrations/Add users!.sql'),
    expected: ['error migration-name supabase/migrations/Add users!.sql'],
    says: {
      remedy: "git mv 'supabase/migrations/Add users!.sql' supabase/migrations/20260203040506_add_users.sql",
    },
  },
  {
    name: 'a version without a name',
    alike: true,
    put: content('select 1;', 'supabase/migrations/20250401000000.sql'),
    expected: ['error migration-name supabase/migrations/20250401000000.sql'],
    says: { remedy: '20250401000000_change.sql' },
  },
  {
    name: 'a hyphen for the underscore',
    alike: true,
    put: content('select 1;', 'supabase/migrations/20250401000000-add.sql'),
    expected: ['error migration-name supabase/migrations/20250401000000-add.sql'],
    says: { remedy: 'supabase/migrations/20250401000000_add.sql' },
  },
  {
    name: 'SQL in capitals as the ending',
    alike: true,
    put: content('select 1;', 'supabase/migrations/20250401000000_add.SQL'),
    expected: ['error migration-name supabase/migrations/20250401000000_add.SQL'],
    says: { remedy: 'supabase/migrations/20250401000000_add.sql' },
  },
  {
    name: 'a line break in the name',
    put: content('select 1;', 'supabase/migrations/20250401000000_a\nb.sql'),
    expected: ['error migration-name supabase/migrations/20250401000000_a\nb.sql'],
    says: { remedy: 'supabase/migrations/20250401000000_a_b.sql' },
  },
  {
    name: 'a dash in front of the name',
    put: content('select 1;', 'supabase/migrations/-rf.sql'),
    expected: ['error migration-name supabase/migrations/-rf.sql'],
  },
  {
    name: 'notes, hidden files and leftovers of editors are nobody’s business',
    alike: true,
    put: (repository) => {
      for (const name of ['README.md', '.gitkeep', '.20250401000000_a.sql.swp', 'LICENSE']) {
        repository.write(`supabase/migrations/${name}`, 'x');
      }
    },
    expected: [],
  },
  {
    name: 'the same version twice',
    put: (repository) => {
      repository.write(NEW, 'select 1;');
      repository.write(migrationPath('20250401000000_other'), 'select 2;');
    },
    expected: [`error migration-duplicate-version ${migrationPath('20250401000000_other')}`],
    says: { message: NEW, remedy: 'supabase/migrations/20260203040506_other.sql' },
  },
  {
    name: 'a version that the base has, under another name: the new file is the one to rename',
    alike: true,
    put: content('select 2;', migrationPath('20250101000000_a_new_one')),
    expected: [`error migration-duplicate-version ${migrationPath('20250101000000_a_new_one')}`],
  },
  {
    name: 'an up and a down file as other tools have them',
    alike: true,
    put: (repository) => {
      repository.write(migrationPath('20250401000000_users.down'), 'drop table users;');
      repository.write(migrationPath('20250401000000_users.up'), 'create table users ();');
    },
    expected: [`error migration-duplicate-version ${migrationPath('20250401000000_users.down')}`],
    says: {
      remedy:
        'git mv supabase/migrations/20250401000000_users.down.sql supabase/rollbacks/20250401000000_users.sql',
    },
  },
  {
    name: 'an edited migration',
    put: content('create table public.t_20250101000000_old (id int);\nselect 2;\n', migrationPath(OLD)),
    expected: [`error migration-edited ${migrationPath(OLD)}`],
    says: { line: 2, message: 'from line 2 on', remedy: 'git checkout ' },
  },
  {
    name: 'a deleted migration',
    put: (repository) => {
      repository.remove(migrationPath(OLD));
      repository.write(NEW, 'select 1;');
    },
    expected: [`error migration-deleted ${migrationPath(OLD)}`],
    says: { remedy: `-- ${migrationPath(OLD)}` },
  },
  {
    name: 'a renamed migration',
    put: (repository) => {
      repository.git('mv', migrationPath(OLD), migrationPath('20250101000000_renamed'));
    },
    expected: [`note migration-renamed ${migrationPath('20250101000000_renamed')}`],
    says: { message: 'called old before' },
  },
  {
    name: 'a migration older than the newest one of the base',
    alike: true,
    put: (repository) => {
      repository.write(migrationPath('20240101000000_late'), 'select 1;');
      repository.write('supabase/rollbacks/20240101000000_late.sql', 'select 2;');
    },
    expected: [`error migration-out-of-order ${migrationPath('20240101000000_late')}`],
    says: {
      remedy:
        'git mv supabase/migrations/20240101000000_late.sql supabase/migrations/20260203040506_late.sql && ' +
        'git mv supabase/rollbacks/20240101000000_late.sql supabase/rollbacks/20260203040506_late.sql',
    },
  },
  {
    name: 'a version of 20 digits among those of 14',
    alike: true,
    put: content('select 1;', migrationPath('20250401000000123456_precise')),
    expected: [`warning migration-version-width ${migrationPath('20250401000000123456_precise')}`],
  },
  {
    name: 'a version of one digit: as text it sorts after the year',
    alike: true,
    put: content('select 1;', migrationPath('3_short')),
    expected: [`warning migration-version-width ${migrationPath('3_short')}`],
    says: { remedy: '14 digits' },
  },
  {
    name: 'a first <version>_init.sql of 2020, which the Supabase CLI skips',
    alike: true,
    put: content('select 1;', migrationPath('20200101000000_init')),
    expected: [`error migration-skipped-init ${migrationPath('20200101000000_init')}`],
    says: { remedy: '20200101000000_initial.sql' },
  },
  {
    name: 'a sub-folder',
    put: content('select 1;', 'supabase/migrations/archive/20250401000000_a.sql'),
    expected: ['note migration-folder supabase/migrations/archive'],
  },
  {
    name: 'a folder with the name of a migration',
    put: content('select 1;', `${NEW}/inner.sql`),
    expected: [`error migration-folder ${NEW}`],
  },
  {
    name: 'a symlink out of the repository',
    put: (repository) => repository.link(NEW, '/etc/passwd'),
    expected: [`error migration-link ${NEW}`],
    says: { message: '/etc/passwd' },
    sql: null,
  },
  {
    name: 'a symlink out of the repository by way of its parents',
    put: (repository) => repository.link(NEW, '../../../../../../../../etc/passwd'),
    expected: [`error migration-link ${NEW}`],
    sql: null,
  },
  {
    name: 'a symlink to nothing',
    put: (repository) => repository.link(NEW, 'nowhere.sql'),
    expected: [`error migration-link ${NEW}`],
    says: { message: 'leads to nothing' },
    sql: null,
  },
  {
    name: 'a symlink to itself',
    put: (repository) => repository.link(NEW, '20250401000000_new.sql'),
    expected: [`error migration-link ${NEW}`],
    sql: null,
  },
  {
    name: 'a symlink inside the repository is followed',
    put: (repository) => {
      repository.write('shared/new.sql', 'select 42;');
      repository.link(NEW, '../../shared/new.sql');
    },
    expected: [],
    sql: 'select 42;',
  },
  {
    name: 'a rollback without a migration',
    alike: true,
    put: content('select 1;', 'supabase/rollbacks/20240101000000_gone.sql'),
    expected: ['warning rollback-without-migration supabase/rollbacks/20240101000000_gone.sql'],
  },
  {
    name: 'a rollback with the version of a migration and another name',
    alike: true,
    put: content('select 1;', 'supabase/rollbacks/20250101000000_new.sql'),
    expected: ['note rollback-other-name supabase/rollbacks/20250101000000_new.sql'],
    says: {
      message: 'which is called old and not new',
      remedy: 'git mv supabase/rollbacks/20250101000000_new.sql supabase/rollbacks/20250101000000_old.sql',
    },
  },
  {
    name: 'two rollbacks for one migration',
    alike: true,
    put: (repository) => {
      repository.write('supabase/rollbacks/20250101000000_old.sql', 'select 1;');
      repository.write('supabase/rollbacks/20250101000000_older.sql', 'select 1;');
    },
    expected: [
      'error rollback-duplicate-version supabase/rollbacks/20250101000000_older.sql',
      'note rollback-other-name supabase/rollbacks/20250101000000_older.sql',
    ],
  },
  {
    name: 'a rollback with a name of its own',
    alike: true,
    put: content('select 1;', 'supabase/rollbacks/undo.sql'),
    expected: ['warning rollback-name supabase/rollbacks/undo.sql'],
  },
  {
    name: 'a rollback that is not SQL',
    put: content('\\i undo.sql', 'supabase/rollbacks/20250101000000_old.sql'),
    expected: ['error migration-psql-command supabase/rollbacks/20250101000000_old.sql'],
  },
];

describe('what a file can be', () => {
  test.each(BAD_INPUT)('in the work tree: $name', async (input) => {
    using repository = repositoryWithOld();
    input.put(repository);
    await expectFindings(repository, { base: 'HEAD' }, input);
  });

  test.each(BAD_INPUT.filter(({ alike }) => alike !== true))('in a commit: $name', async (input) => {
    using repository = repositoryWithOld();
    input.put(repository);
    repository.commit();
    repository.remove('supabase');
    await expectFindings(repository, { base: 'HEAD~1', head: 'HEAD' }, input);
  });
});

async function expectFindings(
  repository: GitRepository,
  request: { base: string; head?: string },
  { expected, says, sql }: BadInput,
): Promise<void> {
  const comparison = await compareProject(repository, request);
  expect(briefly(comparison)).toEqual(expected);
  const first = comparison.findings.find(({ code }) => code !== 'config-missing');
  if (says?.line !== undefined) expect(first?.line).toBe(says.line);
  if (says?.message !== undefined) expect(first?.message).toContain(says.message);
  if (says?.remedy !== undefined) expect(first?.remedy).toContain(says.remedy);
  if (sql !== undefined) {
    expect(comparison.head.migrations.find(({ file }) => file === NEW)?.sql ?? null).toBe(sql);
  }
}

describe('in the work tree alone', () => {
  test('a file that is too large is not read, and one that is just not too large is', async () => {
    using repository = repositoryWithOld();
    repository.write(NEW, '-- ');
    truncateSync(repository.at(NEW), MAX_FILE_BYTES + 1);
    const comparison = await compareProject(repository, { base: 'HEAD' });
    expect(briefly(comparison)).toEqual([`error migration-too-large ${NEW}`]);
    repository.write(NEW, `select 1;${' '.repeat(MAX_FILE_BYTES - 9)}`);
    const accepted = await compareProject(repository, { base: 'HEAD' });
    expect(briefly(accepted)).toEqual([]);
    expect(accepted.head.migrations.at(-1)?.sql).toHaveLength(MAX_FILE_BYTES);
  });

  test('a named pipe is not waited for', async () => {
    using repository = repositoryWithOld();
    execFileSync('mkfifo', [repository.at(NEW)]);
    expect(briefly(await compareProject(repository, { base: 'HEAD' }))).toEqual([
      `error migration-unreadable ${NEW}`,
    ]);
  });

  test('a symlink into .git is not followed', async () => {
    using repository = repositoryWithOld();
    repository.link(NEW, '../../.git/config');
    expect(briefly(await compareProject(repository, { base: 'HEAD' }))).toEqual([
      `error migration-link ${NEW}`,
    ]);
  });

  test('a name that is not UTF-8', async () => {
    using repository = repositoryWithOld();
    const name = Buffer.concat([
      Buffer.from(repository.at('supabase/migrations/20250401000000_')),
      Buffer.from([0xe9]),
      Buffer.from('.sql'),
    ]);
    execFileSync('sh', ['-c', 'printf "select 1;" > "$(cat)"'], { input: name });
    const work = await compareProject(repository, { base: 'HEAD' });
    expect(briefly(work)).toEqual(['error migration-name supabase/migrations/20250401000000_\uFFFD.sql']);
    repository.commit();
    const committed = await compareProject(repository, { base: 'HEAD~1', head: 'HEAD' });
    expect(briefly(committed)).toEqual(briefly(work));
  });
});

describe('in a commit alone', () => {
  test('a file that is too large is passed over', async () => {
    using repository = repositoryWithOld();
    repository.write(NEW, '-- ');
    truncateSync(repository.at(NEW), MAX_FILE_BYTES + 1);
    repository.write(migrationPath('20250402000000_after'), 'select 1;');
    repository.commit();
    const comparison = await compareProject(repository, { base: 'HEAD~1', head: 'HEAD' });
    expect(briefly(comparison)).toEqual([`error migration-too-large ${NEW}`]);
    expect(comparison.head.migrations.at(-1)?.sql).toBe('select 1;');
  });
});

describe('what the base already has', () => {
  const COPY = 'copy a from stdin;\nx\n\\.\n';

  test.each([
    ['advice is not repeated', '', []],
    ['a name that was always skipped stays quiet', null, []],
    ['what stops the replay is told again', COPY, [`error migration-copy-stdin ${NEW}`]],
  ])('%s', async (_, text, expected) => {
    using repository = repositoryWithOld();
    repository.write(text === null ? 'supabase/migrations/notes.sql' : NEW, text ?? 'select 1;');
    repository.commit();
    repository.write(migrationPath('20250501000000_newest'), 'select 1;');
    expect(briefly(await compareProject(repository, { base: 'HEAD' }))).toEqual(expected);
  });

  test('advice is not repeated for other line ends, as a checkout on Windows makes them', async () => {
    using repository = repositoryWithOld();
    repository.write(NEW, '-- nothing yet\n');
    repository.commit();
    repository.write(NEW, '-- nothing yet\r\n');
    expect(briefly(await compareProject(repository, { base: 'HEAD' }))).toEqual([]);
  });

  test('a migration that never could run may be repaired', async () => {
    using repository = repositoryWithOld();
    repository.write(NEW, COPY);
    repository.commit();
    repository.write(NEW, "insert into a values ('x');");
    const comparison = await compareProject(repository, { base: 'HEAD' });
    expect(briefly(comparison)).toEqual([`note migration-repaired ${NEW}`]);
    expect(comparison.base.migrations.map(({ version }) => version)).toEqual(['20250101000000']);
  });
});

describe('names', () => {
  test('any name after a version is read as it is, from disk and from a commit', async () => {
    const random = seededRandom(20_250_101);
    const alphabet = [
      ' ',
      '"',
      "'",
      '`',
      '$',
      '\\',
      '*',
      '?',
      '[',
      ']',
      ':',
      ';',
      '|',
      '&',
      '<',
      '>',
      '#',
      '~',
      '!',
      '-',
      'é',
      '日',
      '🚰',
      '\t',
      'a',
      '_',
      '.',
      '@',
      '%',
    ] as const;
    using folder = GitRepository.create();
    folder.commit();
    const names = Array.from({ length: 200 }, (_, index) => {
      const length = 1 + Math.floor(random() * 20);
      return `${20_250_101_000_000 + index}_${Array.from({ length }, () => pick(random, alphabet)).join('')}`;
    });
    for (const name of names) folder.write(migrationPath(name), `select '${names.indexOf(name)}';`);
    const onDisk = await compareProject(folder, { base: 'HEAD' });
    folder.commit();
    const committed = await compareProject(folder, { base: 'HEAD~1', head: 'HEAD' });
    for (const { head } of [onDisk, committed]) {
      expect(head.migrations.map(({ version, name }) => `${version}_${name}`)).toEqual(names);
      expect(head.migrations.map(({ sql }) => sql)).toEqual(names.map((_, index) => `select '${index}';`));
    }
    expect(onDisk.findings).toEqual(committed.findings);
  });

  test('without git the level of a name that is skipped is a warning: it may be old', async () => {
    using folder = new TemporaryFolder();
    folder.write(NEW, 'select 1;');
    folder.write('supabase/migrations/notes.sql', 'select 1;');
    expect(briefly(await compareProject(folder, { since: '20250401000000' }))).toEqual([
      'warning migration-name supabase/migrations/notes.sql',
    ]);
  });
});
