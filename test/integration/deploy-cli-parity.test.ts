import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createSqlScanner } from '../../src/sql/scanner.ts';
import { deployTo, type Files } from '../support/deploy.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';
import { TcpDoor } from '../support/tcp-door.ts';

/** The history is shared with the real Supabase CLI from npm, both ways; none of this needs Docker. */

const shared = sharedPlainShadow();
const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const binary = join(repository, 'node_modules/.bin/supabase');

/** Everything that two programs may cut, trim or count differently. */
const FILES: Files = {
  '20240101000000_plain.sql':
    "create table public.plain (id int primary key, note text);\ninsert into plain values (1, 'a;b');\n",
  '20240102000000_comments.sql':
    '-- before; all\n/* block; /* nested; */ */ alter table plain add column c int; -- behind\n\n-- alone;\nselect 1;\n-- the end\n',
  '20240103000000_quotes.sql': `select 'it''s; fine', "id" from plain;\nselect $$;$$, $tag$ ; $$ ; $tag$;\nselect E'back\\\\slash;';\n`,
  '20240104000000_functions.sql': `create function public.f() returns int language plpgsql as $$ begin perform 1; return 2; end; $$;
create function public.g(a int) returns int language sql begin atomic select a; select a + 1; end;
create or replace view v as select id, (select ';') as semicolon from plain;`,
  '20240105000000_names_with_späces and ünicode.sql': `create table "ta;ble" ("co;lumn" text default 'ü😀');`,
  '20240106000000_crlf.sql':
    'create table public.crlf (\r\n  id int\r\n);\r\n\r\ninsert into crlf values (1);\r\n',
  '20240107000000_no_semicolon.sql': 'create index plain_note on plain (note)',
  '20240108000000_rule.sql':
    'create rule r as on insert to crlf where (new.id > 5) do instead (select 1; select 2);',
  '20240109000000_settings.sql':
    "set search_path = ''; create table public.later (id int); select set_config('app.x', 'y', false);",
  '20240110000000_enum.sql': "create type public.mood as enum ('ok');",
};

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'parity-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A checkout on disk, as the CLI wants it. */
async function checkout(name: string, files: Files): Promise<string> {
  const project = join(folder, name);
  await mkdir(join(project, 'supabase/migrations'), { recursive: true });
  await writeFile(join(project, 'supabase/config.toml'), `project_id = "parity"\n[db]\nmajor_version = 17\n`);
  for (const [file, sql] of Object.entries(files)) {
    await writeFile(join(project, 'supabase/migrations', file), sql);
  }
  return project;
}

async function supabase(project: string, door: TcpDoor, ...args: readonly string[]): Promise<unknown> {
  const { stdout } = await promisify(execFile)(
    binary,
    [...args, '--yes', `--remote=${door.url}`, '--output-format', 'json'],
    {
      cwd: project,
      env: { PATH: process.env['PATH'], HOME: folder, SUPABASE_TELEMETRY_DISABLED: '1', CI: '1' },
    },
  );
  return JSON.parse(stdout);
}

async function listed(project: string, door: TcpDoor): Promise<unknown> {
  const answer = await supabase(project, door, 'migration', 'list');
  const migrations: unknown =
    typeof answer === 'object' && answer !== null && 'migrations' in answer ? answer.migrations : [];
  return Array.isArray(migrations) ? migrations.map(({ local, remote }) => ({ local, remote })) : [];
}

interface HistoryRow {
  readonly version: string;
  readonly name: string;
  readonly statements: string[];
}

async function history({ asMigrator }: FreshDatabase): Promise<HistoryRow[]> {
  const { rows } = await asMigrator.query<HistoryRow>(
    'select version, name, statements from supabase_migrations.schema_migrations order by version',
  );
  return rows;
}

const versions = Object.keys(FILES).map((file) => file.slice(0, 14));

/** Databases to which Sluice, or the Supabase CLI, has applied all of it. */
const byUs = shared.prepared(async ({ migrator }) => {
  const report = await deployTo(migrator, shared.shadow, FILES);
  expect(report.deployment?.outcome).toBe('succeeded');
});
const byThem = shared.prepared(async ({ migrator }) => {
  await using door = await TcpDoor.open(migrator);
  await supabase(await checkout('pushed', FILES), door, 'db', 'push');
});

describe('what Sluice applied', () => {
  test('the Supabase CLI shows as applied, and has nothing to push', async () => {
    const live = await byUs();
    const project = await checkout('sluice-first', FILES);
    await using door = await TcpDoor.open(live.migrator);
    expect(await listed(project, door)).toEqual(
      versions.map((version) => ({ local: version, remote: version })),
    );
    expect(await supabase(project, door, 'db', 'push', '--dry-run')).toMatchObject({
      upToDate: true,
      migrations: [],
    });
  });

  test('the Supabase CLI would have recorded in the same way', async () => {
    expect(await history(await byUs())).toEqual(await history(await byThem()));
  });

  test('the Supabase CLI can fetch back, token by token', async () => {
    const live = await byUs();
    const project = await checkout('fetched', {});
    await using door = await TcpDoor.open(live.migrator);
    await supabase(project, door, 'migration', 'fetch');
    const scanner = createSqlScanner();
    const fetched = await readdir(join(project, 'supabase/migrations'));
    expect(fetched.sort()).toEqual(Object.keys(FILES).sort());
    for (const [file, sql] of Object.entries(FILES)) {
      const text = await readFile(join(project, 'supabase/migrations', file), 'utf8');
      const tokens = async (of: string) => (await scanner.tokens(of))?.filter((token) => token !== ';');
      expect(await tokens(text)).toEqual(await tokens(sql));
    }
  });

  test('the Supabase CLI can mark as reverted, and Sluice runs it again', async () => {
    const live = await shared.freshDatabase();
    const files = {
      '20240101000000_again.sql':
        'create table if not exists public.again (id int); insert into again values (1);',
    };
    const project = await checkout('repaired', files);
    await deployTo(live.migrator, shared.shadow, files);
    await using door = await TcpDoor.open(live.migrator);
    await supabase(project, door, 'migration', 'repair', '--status', 'reverted', '20240101000000');
    await live.asMigrator.query('drop table again');
    const report = await deployTo(live.migrator, shared.shadow, files, { drift: 'warn' });
    expect(report.deployment).toMatchObject({
      outcome: 'succeeded',
      applied: [{ version: '20240101000000' }],
    });
    expect((await live.asMigrator.query('select id from again')).rows).toEqual([{ id: 1 }]);
  });
});

describe('what the Supabase CLI pushed', () => {
  test('Sluice takes as applied and as not edited', async () => {
    const live = await byThem();
    const report = await deployTo(live.migrator, shared.shadow, FILES);
    expect(report.findings).toEqual([]);
    expect(report.deployment?.outcome).toBe('nothing');
  });

  test('Sluice finds edited where it was', async () => {
    const live = await byThem();
    const edited = {
      ...FILES,
      '20240102000000_comments.sql': '-- other words\nalter table plain add column c bigint; select 1;',
    };
    const report = await deployTo(live.migrator, shared.shadow, edited);
    expect(report.findings.map(({ code, file }) => [code, file])).toEqual([
      ['history-edited', 'supabase/migrations/20240102000000_comments.sql'],
    ]);
  });

  test('Sluice goes on from, and the CLI from there again', async () => {
    const live = await shared.freshDatabase();
    const names = Object.keys(FILES);
    const part = (count: number): Files => Object.fromEntries(Object.entries(FILES).slice(0, count));
    await using door = await TcpDoor.open(live.migrator);
    await supabase(await checkout('mixed-1', part(3)), door, 'db', 'push');
    const report = await deployTo(live.migrator, shared.shadow, part(7));
    expect(report.deployment).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    expect(report.deployment?.applied).toHaveLength(4);
    const project = await checkout('mixed-2', FILES);
    expect(await supabase(project, door, 'db', 'push')).toMatchObject({ migrations: names.slice(7) });
    expect((await deployTo(live.migrator, shared.shadow, FILES)).deployment?.outcome).toBe('nothing');
  });
});
