import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { cli } from '../../src/entry/cli.ts';
import { createNewMigrationPort, createProjectPort, runGit } from '../../src/project/index.ts';
import { FakeHost } from '../support/fake-host.ts';
import { TemporaryFolder } from '../support/git-repository.ts';
import { SILENT } from '../support/shadow-requests.ts';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write('supabase/config.toml', 'project_id = "shop"\n');
});

afterEach(() => folder[Symbol.dispose]());

async function sluice(...argv: readonly string[]) {
  const fake = new FakeHost();
  const { env, clock, stdout, stderr, signal } = fake;
  const exit = await cli(argv, { env, cwd: folder.path, clock, stdout, stderr, signal }, '0.0.0');
  return { exit, out: fake.out, err: fake.err };
}

/** Writes a migration at a moment that the test chooses. */
function create(name: string, at: string) {
  const port = createNewMigrationPort({ cwd: folder.path, now: () => new Date(at) });
  return port.create('.', { name, sql: () => '', rollback: null });
}

function migrations(): readonly string[] {
  return readdirSync(folder.at('supabase/migrations')).sort();
}

describe('sluice new', () => {
  test('writes both files, and says on standard output where', async () => {
    const { exit, out, err } = await sluice('new', 'add_orders');
    expect(exit).toBe(0);
    const [file = '', rollback = ''] = out.trimEnd().split('\n');
    expect(file).toMatch(/^supabase\/migrations\/\d{14}_add_orders\.sql$/u);
    expect(rollback).toBe(file.replace('/migrations/', '/rollbacks/'));
    expect(readFileSync(folder.at(file), 'utf8')).toMatch(/^-- add_orders/u);
    expect(readFileSync(folder.at(rollback), 'utf8')).toContain('_add_orders.sql');
    expect(err).toContain('new migration');
    expect(migrations()).toHaveLength(1);
  });

  test('tells a script as JSON', async () => {
    const { out } = await sluice('new', 'add_orders', '--format', 'json');
    expect(JSON.parse(out)).toMatchObject({ command: 'new', created: { name: 'add_orders', project: '.' } });
  });

  test.each([
    ['no name', [], 'is missing'],
    ['a name with spaces', ['add orders'], 'letters, digits and underscores'],
    ['a path', ['../orders'], 'letters, digits and underscores'],
    ['two names', ['a', 'b'], '"b" belongs to no flag'],
  ])('refuses %s', async (_case, words, says) => {
    const { exit, err } = await sluice('new', ...words);
    expect(exit).toBe(2);
    expect(err).toContain(says);
    expect(existsSync(folder.at('supabase/migrations'))).toBe(false);
  });

  test('says where it looked without a project', async () => {
    folder.remove('supabase');
    expect(await sluice('new', 'add_orders')).toMatchObject({
      exit: 2,
      err: expect.stringContaining('npx supabase init'),
    });
  });

  test('leaves a rollback file that counts as none until somebody writes it', async () => {
    const [, rollback = ''] = (await sluice('new', 'add_orders')).out.split('\n');
    const project = createProjectPort({ cwd: folder.path, env: {}, runGit, now: () => new Date(0) });
    const read = () =>
      project.compare({ projectDir: '.', base: null, head: null, since: '0', pullRequest: null }, SILENT);
    expect((await read()).rollbacks).toEqual([]);
    expect((await read()).findings.map(({ code }) => code)).toContain('rollback-empty');
    folder.write(rollback, 'drop table public.orders;\n');
    expect((await read()).rollbacks).toHaveLength(1);
  });
});

describe('the version of a new migration', () => {
  test.each([
    ['the time in UTC', [], '2026-01-02T03:04:05.678Z', '20260102030405'],
    ['a second after the newest', ['20260102030405_a.sql'], '2026-01-02T03:04:05Z', '20260102030406'],
    ['after one of the future', ['20990101000000_a.sql'], '2026-01-02T03:04:05Z', '20990101000001'],
    [
      'the next number, where migrations are counted',
      ['0001_a.sql', '0002_b.sql'],
      '2026-01-02T03:04:05Z',
      '0003',
    ],
  ])('is %s', async (_case, files, at, version) => {
    for (const file of files) folder.write(`supabase/migrations/${file}`, 'select 1;');
    expect(await create('orders', at)).toMatchObject({ version });
  });

  test('is refused where no timestamp sorts after the newest', async () => {
    folder.write('supabase/migrations/9_a.sql', 'select 1;');
    await expect(create('orders', '2026-01-02T03:04:05Z')).rejects.toMatchObject({
      code: 'migration-unreadable',
      message: expect.stringContaining('version 9'),
    });
  });

  test('is given to one alone, also where many ask in the same second', async () => {
    const made = await Promise.all(
      Array.from({ length: 20 }, (_, index) => create(`step_${index}`, '2026-01-02T03:04:05Z')),
    );
    expect(new Set(made.map(({ version }) => version)).size).toBe(20);
    expect(migrations()).toHaveLength(20);
  });
});
