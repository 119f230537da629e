import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from '@jest/globals';
import { copyTables, writeTables } from '../../scripts/seed/load.ts';
import { generateTables } from '../../scripts/seed/tables.ts';
import { replaySample, sampleFiles } from '../support/sample-project.ts';
import { SeedFolder, seedTo } from '../support/seed.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';
import { TcpDoor } from '../support/tcp-door.ts';

/** The rows that `npm run seed:generate` makes up for the sample project. */

const shared = sharedShadow();
let folder: SeedFolder;

beforeAll(async () => {
  folder = await SeedFolder.make();
});

afterAll(async () => {
  await folder[Symbol.asyncDispose]();
});

const TABLES = ['user_roles', 'user_metadata', 'user_api_keys', 'announcements', 'announcement_reads'];

async function sample(): Promise<FreshDatabase> {
  const live = await shared.freshDatabase();
  await replaySample(live, await sampleFiles('migrations'));
  return live;
}

async function counts({ asMigrator }: FreshDatabase): Promise<Readonly<Record<string, number>>> {
  const all: Record<string, number> = {};
  for (const table of TABLES) {
    const { rows } = await asMigrator.query<{ count: number }>(
      `select count(*)::int as count from public.${table}`,
    );
    all[table] = rows[0]?.count ?? -1;
  }
  return all;
}

async function written(seed: number, rows: number, name: string): Promise<string> {
  const files = await writeTables(generateTables({ seed, rows }), join(folder.path, name));
  return (await Promise.all(files.map((file) => readFile(file, 'utf8')))).join('\n');
}

test('the same seed number gives the same rows, and another one others', async () => {
  const [first, again, other] = [
    await written(7, 2_000, 'first'),
    await written(7, 2_000, 'again'),
    await written(8, 2_000, 'other'),
  ];
  expect(again).toBe(first);
  expect(other).not.toBe(first);
});

test('sluice seed loads them into the sample, with their relations intact', async () => {
  const live = await sample();
  const project = await folder.project('generated', {}, '[db.seed]\nsql_paths = ["./generated"]\n');
  const tables = generateTables({ seed: 3, rows: 3_000 });
  await writeTables(tables, join(project, 'supabase/generated'));
  const report = await seedTo(live.migrator, project);
  expect([report.seed?.outcome, report.findings]).toEqual(['succeeded', []]);
  expect(report.seed?.files.map(({ path }) => path)).toEqual(
    TABLES.map((name, index) => `supabase/generated/0${index + 1}_public.${name}.csv`),
  );
  expect(await counts(live)).toEqual(Object.fromEntries(tables.map(({ name, count }) => [name, count])));
  expect(tables.reduce((sum, { count }) => sum + count, 0)).toBe(3_000);
  const orphans = [
    'user_metadata m where not exists (select from user_roles r where r.user_id = m.user_id)',
    'user_api_keys k where not exists (select from user_roles r where r.user_id = k.user_id)',
    'announcement_reads a where not exists (select from user_roles r where r.user_id = a.user_id)',
    "announcements a where not exists (select from user_roles r where r.user_id = a.author_id and r.role <> 'user')",
    "user_roles u where invited_by is not null and not exists (select from user_roles r where r.user_id = u.invited_by and r.role = 'admin' and r.status = 'active')",
    "user_roles where (status = 'invited') <> (invited_by is not null and accepted_at is null)",
  ];
  for (const orphan of orphans) {
    const { rows } = await live.asMigrator.query(`select count(*)::int as count from ${orphan}`);
    expect([orphan, rows]).toEqual([orphan, [{ count: 0 }]]);
  }
  // Another seed number is another content of the same files, and brings the users up to date.
  await writeTables(
    generateTables({ seed: 4, rows: 3_000 }).slice(0, 2),
    join(project, 'supabase/generated'),
  );
  const again = await seedTo(live.migrator, project, { when: 'changed' });
  expect(again.findings).toEqual([]);
  expect((await counts(live))['user_roles']).toBe(tables[0]?.count);
});

test('they can be copied straight into a database', async () => {
  const live = await sample();
  const tables = generateTables({ seed: 1, rows: 500 });
  await using door = await TcpDoor.open(live.migrator);
  await copyTables(tables, door.url);
  expect(await counts(live)).toEqual(Object.fromEntries(tables.map(({ name, count }) => [name, count])));
});
