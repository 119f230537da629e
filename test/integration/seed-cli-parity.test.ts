import { execFile } from 'node:child_process';
import { symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { SeedFolder, seedTo } from '../support/seed.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';
import { TcpDoor } from '../support/tcp-door.ts';

/** Seeds are shared with the real Supabase CLI from npm, both ways; none of this needs Docker. */

const shared = sharedShadow();
const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = join(repository, 'node_modules/.bin/supabase');

let folder: SeedFolder;

beforeAll(async () => {
  folder = await SeedFolder.make();
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

async function push(project: string, door: TcpDoor, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    binary,
    ['db', 'push', '--include-seed', '--yes', `--remote=${door.url}`, '--output-format', 'json', ...args],
    {
      cwd: project,
      env: { PATH: process.env['PATH'], HOME: folder.path, SUPABASE_TELEMETRY_DISABLED: '1', CI: '1' },
    },
  );
  return JSON.parse(stdout);
}

async function recorded({ asMigrator }: FreshDatabase) {
  const { rows } = await asMigrator.query(
    'select path, hash from supabase_migrations.seed_files order by path',
  );
  return rows;
}

/** Names and patterns that two programs may take differently; every file notes itself in a table. */
const NAMES = [
  'seed.sql',
  'seeds/b.sql',
  'seeds/a.sql',
  'seeds/Z.sql',
  'seeds/.hidden.sql',
  'seeds/ä ü.sql',
  'seeds/10_ten.sql',
  'seeds/9_nine.sql',
  'seeds/deep/er/c.sql',
  'seeds/deep/b.sql',
  'seeds/[x].sql',
  'seeds/notes.txt',
  'other/-dash.sql',
  'other/x1.sql',
  'other/x2.sql',
  'other/y1.sql',
];
const FILES = Object.fromEntries(
  NAMES.map((name) => [`supabase/${name}`, `insert into public.loaded (name) values ('${name}');\n`]),
);
const SETUP = 'create table public.loaded (id int generated always as identity, name text)';

/** Several at once, since each start of the CLI takes a second or more. */
const PATTERNS: readonly (readonly [string, readonly string[]])[] = [
  [
    'names, marks, classes and files that are named twice',
    [
      ...[
        'nothing.sql',
        './missing/*.sql',
        './seeds/[.sql',
        './seeds/b.sql',
        'other/x?.sql',
        'other/[^x]1.sql',
      ],
      ...['seeds/\\[x\\].sql', './seeds/*.sql', './seed.sql', 'seeds/a.sql', 'other/[x-y]1.sql'],
    ],
  ],
  [
    'ways around, two stars (which are one), and folders by a pattern',
    ['./other/../seeds/a.sql', './seeds/**/*.sql', '../supabase/seed.sql', './seeds/*', './o*er'],
  ],
];

async function checkout(name: string, patterns: readonly string[]): Promise<string> {
  const project = await folder.project(name, FILES, `[db.seed]\nsql_paths = ${JSON.stringify(patterns)}\n`);
  await symlink('../other/x1.sql', join(project, 'supabase/seeds/link.sql'));
  return project;
}

async function loaded({ asMigrator }: FreshDatabase): Promise<readonly string[]> {
  const { rows } = await asMigrator.query<{ name: string }>('select name from public.loaded order by id');
  return rows.map(({ name }) => name);
}

test.each(PATTERNS)('%s: the same files in the same order', async (name, patterns) => {
  const [ours, theirs] = [await shared.freshDatabase(), await shared.freshDatabase()];
  const project = await checkout(name.slice(0, 5), patterns);
  for (const { asMigrator } of [ours, theirs]) await asMigrator.query(SETUP);
  expect((await seedTo(ours.migrator, project)).seed?.outcome).toBe('succeeded');
  await using door = await TcpDoor.open(theirs.migrator);
  await push(project, door);
  expect(await loaded(ours)).toEqual(await loaded(theirs));
  expect(await recorded(ours)).toEqual(await recorded(theirs));
});

test('what one of them loaded, the other does not offer again', async () => {
  const [ours, theirs] = [await shared.freshDatabase(), await shared.freshDatabase()];
  const project = await checkout('both', ['./seeds', './seed.sql']);
  for (const { asMigrator } of [ours, theirs]) await asMigrator.query(SETUP);
  await seedTo(ours.migrator, project);
  await using here = await TcpDoor.open(ours.migrator);
  expect(await push(project, here, '--dry-run')).toMatchObject({ upToDate: true, seeds: [] });

  await using there = await TcpDoor.open(theirs.migrator);
  const offered = await push(project, there);
  expect(offered).toMatchObject({ upToDate: false });
  expect(await loaded(theirs)).toEqual(await loaded(ours));
  const report = await seedTo(theirs.migrator, project, { when: 'changed' });
  expect(report.seed?.outcome).toBe('nothing');
  expect(new Set(report.seed?.files.map(({ state }) => state))).toEqual(new Set(['unchanged']));

  // A file that changed behind the CLI really runs again, and the CLI then takes it as loaded.
  await writeFile(join(project, 'supabase/seed.sql'), "insert into public.loaded (name) values ('again');");
  expect((await seedTo(theirs.migrator, project)).seed?.outcome).toBe('nothing');
  expect((await seedTo(theirs.migrator, project, { when: 'changed' })).seed?.outcome).toBe('succeeded');
  expect((await loaded(theirs)).at(-1)).toBe('again');
  expect(await push(project, there, '--dry-run')).toMatchObject({ upToDate: true });
});
