import { symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { SluiceError } from '../../src/core/errors.ts';
import type { ShadowDatabase } from '../../src/core/ports.ts';
import { deployTo } from '../support/deploy.ts';
import { openLive } from '../support/live.ts';
import { SeedFolder, seedTo } from '../support/seed.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';
import { SILENT } from '../support/shadow-requests.ts';

const shared = sharedPlainShadow();
let folder: SeedFolder;

beforeAll(async () => {
  folder = await SeedFolder.make();
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

const TABLE = 'create table public.users (id int primary key, name text not null, note text)';

async function database(sql = TABLE): Promise<FreshDatabase> {
  const live = await shared.freshDatabase();
  await live.asMigrator.query(sql);
  return live;
}

type UsedDatabase = Pick<FreshDatabase, 'migrator' | 'asMigrator'>;

let used: ShadowDatabase | null = null;

/** One database for all tests that leave nothing behind but rows and what is recorded of them: a new one is dear. */
async function emptied(): Promise<UsedDatabase> {
  if (used === null) {
    const made = await database();
    used = made;
    // Makes the tables of the journal.
    await seedTo(made.migrator, await project('-- nothing'));
  }
  const asMigrator = await shared.connect(used.migrator);
  await asMigrator.query('truncate public.users; truncate supabase_migrations.seed_files');
  return { migrator: used.migrator, asMigrator };
}

async function users({ asMigrator }: UsedDatabase): Promise<readonly unknown[]> {
  return (await asMigrator.query('select id, name, note from public.users order by id')).rows;
}

async function count({ asMigrator }: FreshDatabase, sql: string): Promise<number> {
  return Number(
    (await asMigrator.query<{ count: string }>(`select count(*) as count from ${sql}`)).rows[0]?.count,
  );
}

let projects = 0;
/** One or more files under supabase/; a lone text is seed.sql. */
async function project(
  files: string | Buffer | Readonly<Record<string, string | Buffer>>,
  config = '',
): Promise<string> {
  projects += 1;
  const all = typeof files === 'string' || Buffer.isBuffer(files) ? { 'seed.sql': files } : files;
  const placed = Object.fromEntries(
    Object.entries(all).map(([name, content]) => [`supabase/${name}`, content]),
  );
  return await folder.project(String(projects), placed, config);
}

const SEEDS = '[db.seed]\nsql_paths = ["./seeds"]\n';

describe('when a file is loaded again', () => {
  test.each([
    ['once', false, 1],
    ['once', true, 1],
    ['changed', false, 1],
    ['changed', true, 2],
    ['always', false, 2],
  ] as const)('%s, changed: %s', async (when, changed, times) => {
    const live = await database('create table public.users (name text)');
    const path = await project("insert into users values ('a');");
    await seedTo(live.migrator, path, { when });
    if (changed) await writeFile(join(path, 'supabase/seed.sql'), "insert into users values ('b');");
    const report = await seedTo(live.migrator, path, { when });
    expect(await count(live, 'users')).toBe(times);
    expect(report.seed?.outcome).toBe(times === 1 ? 'nothing' : 'succeeded');
    expect(report.findings.map(({ code }) => code)).toEqual(
      when === 'once' && changed ? ['seed-changed'] : [],
    );
  });

  test('a plan changes nothing', async () => {
    const live = await database();
    const report = await seedTo(live.migrator, await project("insert into users values (1, 'a');"), {
      plan: true,
    });
    expect(report.seed).toMatchObject({
      outcome: 'planned',
      run: null,
      files: [{ state: 'new', result: 'waiting' }],
    });
    expect(await users(live)).toEqual([]);
    // The tables of the journal are made only where something is run.
    const made = await live.asMigrator.query(
      "select to_regclass('supabase_migrations.sluice_deployments') as made",
    );
    expect(made.rows).toEqual([{ made: null }]);
  });
});

describe('a file that fails', () => {
  test('leaves nothing of itself, and says where', async () => {
    const live = await database();
    const path = await project(
      {
        'seeds/1.sql': "insert into users values (1, 'kept');",
        'seeds/2.sql':
          "insert into users values (2, 'gone');\n-- ü 😀\ninsert into users\n  values (3, missing);\n",
        'seeds/3.sql': "insert into users values (4, 'never');",
      },
      SEEDS,
    );
    const report = await seedTo(live.migrator, path);
    expect(report.seed).toMatchObject({
      outcome: 'failed',
      files: [{ result: 'loaded' }, { result: 'failed' }, { result: 'waiting' }],
    });
    expect(report.findings).toMatchObject([
      {
        code: 'seed-failed',
        file: 'supabase/seeds/2.sql',
        line: 4,
        sqlState: '42703',
        excerpt: 'LINE 4:   values (3, missing);\n                     ^',
      },
    ]);
    expect(await users(live)).toEqual([{ id: 1, name: 'kept', note: null }]);
    const journal = await live.asMigrator.query(
      'select kind, outcome from supabase_migrations.sluice_deployments order by id',
    );
    expect(journal.rows).toEqual([
      { kind: 'seed', outcome: 'running' },
      { kind: 'seed', outcome: 'failed' },
    ]);
    await writeFile(join(path, 'supabase/seeds/2.sql'), "insert into users values (2, 'mended');");
    expect((await seedTo(live.migrator, path)).seed?.outcome).toBe('succeeded');
    expect(await count(live, 'users')).toBe(3);
  });

  test('a row that a deferred constraint refuses at the end is told with its file', async () => {
    const live = await database(
      'create table p (id int primary key); create table c (p int references p deferrable initially deferred)',
    );
    const report = await seedTo(live.migrator, await project('insert into c values (7);'));
    expect(report.findings).toMatchObject([
      { code: 'seed-failed', file: 'supabase/seed.sql', sqlState: '23503' },
    ]);
    expect(await count(live, 'c')).toBe(0);
  });
});

describe('what a file must not be', () => {
  test.each([
    ['not UTF-8', Buffer.from([0x69, 0x0a, 0xe4, 0x0a]), 'seed-unusable', 2],
    ['UTF-16', Buffer.from('\ufeffselect 1', 'utf16le'), 'seed-unusable', 1],
    ['with a command of psql', 'select 1;\n\\i other.sql\n', 'seed-unusable', 2],
    ['with rows for psql', 'copy users from stdin;\n1\ta\n\\.\n', 'seed-unusable', 1],
    ['with a COMMIT', "insert into users values (1, 'a');\ncommit;\n", 'seed-transaction', 2],
    ['with a BEGIN', 'begin;\nselect 1;\nend;\n', 'seed-transaction', 1],
    ['with a VACUUM', 'vacuum users;', 'seed-transaction', 1],
    ['no SQL', 'select 1;\ninsert inta users;', 'seed-syntax', 2],
  ] as const)('%s', async (_what, content, code, line) => {
    const live = await emptied();
    const path = await project(
      { 'seeds/1.sql': "insert into users values (9, 'first');", 'seeds/2.sql': content },
      SEEDS,
    );
    const report = await seedTo(live.migrator, path);
    expect(report.findings).toMatchObject([{ code, level: 'error', file: 'supabase/seeds/2.sql', line }]);
    expect(report.seed?.outcome).toBe('refused');
    expect(await users(live)).toEqual([]);
  });

  test('a link to itself', async () => {
    const live = await emptied();
    const path = await project({ 'seeds/1.sql': 'select 1' }, '[db.seed]\nsql_paths = ["seeds/*.sql"]');
    await symlink('2.sql', join(path, 'supabase/seeds/2.sql'));
    const report = await seedTo(live.migrator, path);
    expect(report.findings).toMatchObject([{ code: 'seed-unusable', file: 'supabase/seeds/2.sql' }]);
    expect(report.seed?.outcome).toBe('refused');
  });

  test.each([
    ['with a byte order mark', "\ufeffinsert into users values (1, 'a');"],
    ['with the line ends of Windows', "insert into users\r\nvalues (1, 'a');\r\n"],
    ['that ends in a comment', "insert into users values (1, 'a') -- the end"],
    ['with a savepoint', "savepoint s; insert into users values (1, 'a'); release s;"],
    [
      'that takes on another role',
      "insert into users values (1, 'a'); set role authenticated; set search_path = '';",
    ],
  ])('may be %s', async (_what, content) => {
    const live = await emptied();
    expect((await seedTo(live.migrator, await project(content))).seed?.outcome).toBe('succeeded');
    expect(await users(live)).toEqual([{ id: 1, name: 'a', note: null }]);
  });

  test('may be empty: then it is recorded, and a note says so', async () => {
    const live = await emptied();
    const path = await project('-- nothing yet\n');
    const report = await seedTo(live.migrator, path);
    expect(report.findings).toMatchObject([{ code: 'seed-empty', level: 'note' }]);
    expect(report.seed?.outcome).toBe('succeeded');
    expect((await seedTo(live.migrator, path)).seed?.outcome).toBe('nothing');
  });
});

describe('rows from CSV files', () => {
  const load = async (live: UsedDatabase, csv: string | Buffer, name = '01_public.users.csv') =>
    await seedTo(live.migrator, await project({ [`seeds/${name}`]: csv }, SEEDS));

  test.each([
    [
      'nulls, empty texts, quotes, commas and line breaks',
      'id,name,note\n1,"",\n2,"a ""b"", c","x\ny"\n',
      [
        { id: 1, name: '', note: null },
        { id: 2, name: 'a "b", c', note: 'x\ny' },
      ],
    ],
    ['columns in another order, and not all of them', 'name,id\nä,1\n', [{ id: 1, name: 'ä', note: null }]],
    [
      'a byte order mark and the line ends of Windows',
      '\ufeffid,name\r\n1,a\r\n',
      [{ id: 1, name: 'a', note: null }],
    ],
    ['no rows', 'id,name\n', []],
    [
      'a line that is \\. inside of quotes',
      'id,name\n1,"a\n\\.\nb"\n',
      [{ id: 1, name: 'a\n\\.\nb', note: null }],
    ],
  ])('%s', async (_what, csv, rows) => {
    const live = await emptied();
    expect((await load(live, csv)).findings).toEqual([]);
    expect(await users(live)).toEqual(rows);
  });

  test.each([
    ['a value that does not fit', 'id,name\n1,a\nx,b\n', 'seed-failed', 3, 'LINE 3: x,b\n        ^'],
    ['a row that is too short', 'id,name\n1\n', 'seed-failed', 2, 'LINE 2: 1\n        ^'],
    ['a column that is not there', 'id,nome\n1,a\n', 'seed-failed', 1, undefined],
    ['a key that is there twice', 'id,name\n1,a\n1,b\n', 'seed-failed', 3, 'LINE 3: 1,b\n        ^'],
    ['an empty file', '', 'seed-unusable', 1, undefined],
    ['a header row with a name twice', 'id,id\n', 'seed-unusable', 1, undefined],
    ['a line that ends the rows', 'id,name\n1,"a\nb"\n\\.\n2,b\n', 'seed-unusable', 4, undefined],
    ['semicolons for commas', 'id;name\n1;a\n', 'seed-unusable', 1, undefined],
    [
      'bytes that are not UTF-8',
      Buffer.from([0x69, 0x64, 0x0a, 0x31, 0x0a, 0xe4, 0x0a]),
      'seed-unusable',
      3,
      undefined,
    ],
  ] as const)('%s', async (_what, csv, code, line, excerpt) => {
    const live = await emptied();
    const report = await load(live, csv);
    expect(report.findings).toMatchObject([
      { code, level: 'error', file: 'supabase/seeds/01_public.users.csv', line },
    ]);
    expect(report.findings[0]?.excerpt).toBe(excerpt);
    expect(await users(live)).toEqual([]);
  });

  test('a name that names no table', async () => {
    const report = await load(await emptied(), 'id\n', 'a.b.c.csv');
    expect(report.findings).toMatchObject([{ code: 'seed-unusable' }]);
  });

  test('a file that changed brings its rows up to date, by the key of the table', async () => {
    const live = await emptied();
    const path = await project(
      { 'users.csv': 'id,name\n1,a\n2,b\n', 'users.sql': '' },
      '[db.seed]\nsql_paths = ["users.sql"]\n',
    );
    await seedTo(live.migrator, path);
    await writeFile(join(path, 'supabase/users.csv'), 'id,name,note\n2,B,new\n3,c,\n');
    const report = await seedTo(live.migrator, path, { when: 'changed' });
    expect(report.seed).toMatchObject({
      outcome: 'succeeded',
      files: [{ state: 'changed', rows: 2 }, { state: 'unchanged' }],
    });
    expect(await users(live)).toEqual([
      { id: 1, name: 'a', note: null },
      { id: 2, name: 'B', note: 'new' },
      { id: 3, name: 'c', note: null },
    ]);
  });

  test('what is wrong with the whole file is told with what to do about it', async () => {
    const live = await database(
      'create table public.users (id int primary key, name text, loud text generated always as (upper(name)) stored)',
    );
    const path = await project({ 'seeds/users.csv': 'id,name,loud\n1,a,A\n' }, SEEDS);
    const [computed] = (await seedTo(live.migrator, path)).findings;
    expect(computed).toMatchObject({ sqlState: '42P10', remedy: expect.stringContaining('out of the file') });
    await writeFile(join(path, 'supabase/seeds/users.csv'), 'id,name\n1,a\n');
    await seedTo(live.migrator, path);
    await writeFile(join(path, 'supabase/seeds/users.csv'), 'id,name\n2,b\n2,c\n');
    const [twice] = (await seedTo(live.migrator, path, { when: 'changed' })).findings;
    expect(twice?.message).toContain('Two rows of the file have the same key.');
  });

  test('a file without a key in it is not loaded twice into a table with rows', async () => {
    const live = await database('create table public.users (id int, name text, note text)');
    const path = await project({ 'seeds/users.csv': 'id,name\n1,a\n' }, SEEDS);
    await seedTo(live.migrator, path);
    const again = await seedTo(live.migrator, path, { when: 'always' });
    expect(again.findings).toMatchObject([{ code: 'seed-failed', line: 1 }]);
    await live.asMigrator.query('truncate users');
    expect((await seedTo(live.migrator, path, { when: 'always' })).seed?.outcome).toBe('succeeded');
    expect(await count(live, 'users')).toBe(1);
  });
});

test('a file that is too large to be parsed as a whole is loaded, and a COMMIT far inside of it is found before anything runs', async () => {
  const live = await database();
  // Function bodies and rules hold semicolons that end no statement.
  const routine =
    'create function public.f() returns int language sql begin atomic select 1; select 2; end;\ncreate rule r as on delete to users do also (select 1; select 2);\n';
  const rows = Array.from(
    { length: 9_000 },
    (_, id) => `insert into users values (${id}, 'it''s; number ${id} ü ${'and some more '.repeat(5)}');\n`,
  );
  const sql = `${routine}${rows.join('')}`;
  expect((await seedTo(live.migrator, await project(`${sql}\n/* ; */ Commit;`))).findings).toMatchObject([
    { code: 'seed-transaction', line: 9_004 },
  ]);
  expect(await count(live, 'users')).toBe(0);
  const broken = await seedTo(live.migrator, await project(`${sql}insert into users values (70000);`));
  expect(broken.findings).toMatchObject([{ code: 'seed-failed', line: 9_003, sqlState: '23502' }]);
  const report = await seedTo(live.migrator, await project(sql));
  expect(report.seed).toMatchObject({ outcome: 'succeeded', files: [{ rows: 9_000 }] });
  expect(await count(live, 'users')).toBe(9_000);
});

describe('in the middle of a large file', () => {
  const csv = `id,name\n${Array.from({ length: 40_000 }, (_, id) => `${id},a name of some length ${id}\n`).join('')}`;

  /** Does something once, while the rows of the file are on their way. */
  async function meanwhile(live: FreshDatabase, act: () => Promise<void>, signal?: AbortSignal) {
    let acting: Promise<void> | null = null;
    const progress = {
      ...SILENT,
      amount: () => ({
        advance: () => {
          acting ??= act();
        },
        finish: () => {},
      }),
    };
    const path = await project({ 'seeds/users.csv': csv }, SEEDS);
    const outcome = await Promise.allSettled([
      seedTo(live.migrator, path, {}, { progress, ...(signal === undefined ? {} : { signal }) }),
    ]);
    await acting;
    return outcome[0];
  }

  test('an interruption leaves nothing, and is recorded', async () => {
    const live = await database();
    const controller = new AbortController();
    const reason = new SluiceError('interrupted', { message: 'Stopped.', remedy: 'Run it again.' });
    const outcome = await meanwhile(live, async () => controller.abort(reason), controller.signal);
    expect(outcome).toEqual({ status: 'rejected', reason });
    expect(await count(live, 'users')).toBe(0);
    const { rows } = await live.asMigrator.query(
      'select outcome from supabase_migrations.sluice_deployments order by id',
    );
    expect(rows).toEqual([{ outcome: 'running' }, { outcome: 'interrupted' }]);
    expect(await count(live, 'supabase_migrations.seed_files')).toBe(0);
  });

  test('a connection that breaks is opened again, and the file is loaded once', async () => {
    const live = await database();
    const outcome = await meanwhile(live, async () => {
      await live.asAdministrator.query(
        "select pg_terminate_backend(pid) from pg_stat_activity where datname = current_database() and query ilike 'copy %'",
      );
    });
    expect(outcome).toMatchObject({ status: 'fulfilled', value: { seed: { outcome: 'succeeded' } } });
    expect(await count(live, 'users')).toBe(40_000);
  });
});

test('a file that meets a lock is tried again, and where the lock stays its holder is named', async () => {
  const live = await database();
  const path = await project({ 'seeds/users.csv': 'id,name\n1,a\n' }, SEEDS);
  const holder = await shared.connect(live.migrator);
  await holder.query('begin; lock table public.users');
  const limits = { lockTimeout: 50, statementTimeout: null, lockRetries: 1 };
  const refused = await seedTo(live.migrator, path, { limits });
  expect(refused.findings).toMatchObject([
    {
      code: 'seed-failed',
      file: 'supabase/seeds/users.csv',
      sqlState: '55P03',
      message: expect.stringMatching(/It was tried 2 times, .* held by session \d+ .* on users/u),
    },
  ]);
  const warned: string[] = [];
  const warn = (text: string) => {
    warned.push(text);
    void holder.query('commit');
  };
  const report = await seedTo(
    live.migrator,
    path,
    { limits: { ...limits, lockRetries: 10 } },
    { progress: { ...SILENT, warn } },
  );
  expect(report).toMatchObject({ findings: [], seed: { files: [{ result: 'loaded', rows: 1 }] } });
  expect(warned[0]).toContain('supabase/seeds/users.csv met a lock');
});

describe('which environment is seeded', () => {
  const REMOTES = `[remotes.staging]\nproject_id = "abcdefghijklmnopqrst"\n[remotes.staging.db.seed]\nenabled = true\nsql_paths = ["./staging.sql"]
[remotes.preview]\nproject_id = "bbcdefghijklmnopqrst"\n[remotes.production]\nproject_id = "cbcdefghijklmnopqrst"\n`;
  const ALLOWED = `${REMOTES}[remotes.production.db.seed]\nenabled = true\n`;
  const FILES = {
    'seed.sql': "insert into users values (1, 'base');",
    'staging.sql': "insert into users values (2, 'staging');",
  };
  const target = (more: string, environment = 'shops') =>
    `[[target]]\nname = "eu"\nenvironment = "${environment}"\nsecret = "EU"\n${more}`;
  const BOTH = 'production = true\nseed = true';

  interface Case {
    readonly config?: string;
    readonly targets?: string;
    readonly name?: string;
    readonly allow?: true;
    readonly loads: readonly number[] | 'refused' | 'disabled';
  }
  const CASES: Readonly<Record<string, Case>> = {
    'none is named': { config: REMOTES, loads: [1] },
    'one with settings of its own': { config: REMOTES, name: 'staging', loads: [2] },
    'one whose section does not turn seeds on': { config: REMOTES, name: 'preview', loads: 'disabled' },
    'one that nothing is said about': { config: REMOTES, name: 'qa', loads: [1] },
    'seeds that are turned off': { config: '[db.seed]\nenabled = false\n', loads: 'disabled' },
    'production, which nobody allows': { name: 'production', loads: 'refused' },
    'production, which only the run allows': { name: 'prod-eu', allow: true, loads: 'refused' },
    'production, which only the repository allows': { config: ALLOWED, name: 'production', loads: 'refused' },
    'production, which both allow': { config: ALLOWED, name: 'production', allow: true, loads: [1] },
    'a target marked as production': {
      targets: target('production = true'),
      name: 'eu',
      allow: true,
      loads: 'refused',
    },
    'the environment of such a target': {
      targets: target('production = true'),
      name: 'shops',
      allow: true,
      loads: 'refused',
    },
    'a target of production': {
      targets: target('', 'production'),
      name: 'eu',
      allow: true,
      loads: 'refused',
    },
    'a target that only the repository allows': { targets: target(BOTH), name: 'eu', loads: 'refused' },
    'a target that both allow': { targets: target(BOTH), name: 'eu', allow: true, loads: [1] },
  };

  test.each(Object.entries(CASES))('%s', async (_what, { config, targets, name, allow, loads }) => {
    const live = await emptied();
    const path = await project(
      { ...FILES, ...(targets === undefined ? {} : { 'targets.toml': targets }) },
      config,
    );
    const report = await seedTo(live.migrator, path, {
      environment: name ?? null,
      allowProduction: allow === true,
    });
    const codes = report.findings.map(({ code }) => code);
    if (loads === 'refused') expect([report.seed?.outcome, codes]).toEqual(['refused', ['seed-production']]);
    else if (loads === 'disabled')
      expect([report.seed?.outcome, codes]).toEqual(['nothing', ['seed-disabled']]);
    else expect([report.seed?.outcome, codes]).toEqual(['succeeded', []]);
    const { rows } = await live.asMigrator.query<{ id: number }>('select id from users');
    expect(rows.map(({ id }) => id)).toEqual(typeof loads === 'string' ? [] : loads);
  });
});

describe('beside deployments', () => {
  const MIGRATIONS = { '20250101000000_users.sql': TABLE };

  test('seeds run after the migrations, under the same lock, and are no drift', async () => {
    const live = await shared.freshDatabase();
    const choice = { when: 'once', environment: null, allowProduction: false } as const;
    const path = await project("insert into users values (1, 'a');");
    const plan = await deployTo(live.migrator, shared.shadow, MIGRATIONS, {
      seed: choice,
      projectDir: path,
      plan: true,
      verify: false,
    });
    expect(plan).toMatchObject({ deployment: { outcome: 'planned' }, seed: { outcome: 'planned' } });
    const report = await deployTo(live.migrator, shared.shadow, MIGRATIONS, {
      seed: choice,
      projectDir: path,
      verify: false,
    });
    expect(report).toMatchObject({
      deployment: { outcome: 'succeeded' },
      seed: { outcome: 'succeeded', files: [{ rows: 1 }] },
    });
    const again = await deployTo(live.migrator, shared.shadow, MIGRATIONS, {
      seed: choice,
      projectDir: path,
      verify: false,
    });
    expect(again).toMatchObject({ deployment: { outcome: 'nothing' }, seed: { outcome: 'nothing' } });
    const more = { ...MIGRATIONS, '20250102000000_more.sql': 'alter table users add column age int' };
    const next = await deployTo(live.migrator, shared.shadow, more, { verify: false });
    expect([next.deployment?.outcome, next.deployment?.drift.status]).toEqual(['succeeded', 'none']);
  });

  test('seeds that cannot be used stop the deployment before anything runs', async () => {
    const live = await shared.freshDatabase();
    const choice = { when: 'once', environment: 'production', allowProduction: false } as const;
    const report = await deployTo(live.migrator, shared.shadow, MIGRATIONS, {
      seed: choice,
      projectDir: await project('select 1'),
      verify: false,
    });
    expect(report).toMatchObject({ deployment: { outcome: 'refused' }, seed: { outcome: 'refused' } });
    expect(report.findings.map(({ code }) => code)).toEqual(['seed-production']);
    expect((await live.asMigrator.query("select to_regclass('public.users') as is")).rows).toEqual([
      { is: null },
    ]);
  });

  test('a deployment that fails loads no seeds', async () => {
    const live = await shared.freshDatabase();
    const choice = { when: 'once', environment: null, allowProduction: false } as const;
    const broken = { ...MIGRATIONS, '20250102000000_broken.sql': 'select 1 / (select count(*) from users)' };
    const report = await deployTo(live.migrator, shared.shadow, broken, {
      seed: choice,
      projectDir: await project("insert into users values (1, 'a');"),
      verify: false,
    });
    expect(report).toMatchObject({ deployment: { outcome: 'failed' }, seed: { outcome: 'refused' } });
    expect(await users(live)).toEqual([]);
  });

  test('waits for the lock of a deployment, and says who holds it', async () => {
    const live = await database();
    await using other = await openLive(live.migrator);
    await other.lock({ wait: 0, waiting: () => {} });
    await expect(seedTo(live.migrator, await project('select 1'), { lockWait: 1 })).rejects.toMatchObject({
      code: 'deploy-locked',
    });
  });
});
