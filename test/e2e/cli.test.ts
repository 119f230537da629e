import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { resolve } from 'node:path';
import { afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { VERSION } from '../../src/manifest.ts';
import { TemporaryFolder } from '../support/git-repository.ts';
import { serverFoldersOf } from '../support/process-tree.ts';
import { BASE_FILE, CHANGE_FILE, repositoryWith } from '../support/pull-request.ts';
import { runtimes } from '../support/run-action.ts';
import { processesOf } from '../support/shadow-process.ts';

/** The command line, dist/ as people run it. */

const CLI = resolve('dist/cli/index.js');
const SINCE = ['--since', BASE_FILE.slice(0, 14)];

let folder: TemporaryFolder;
let nodes: readonly [string, string][];

beforeAll(async () => {
  nodes = await runtimes();
});

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write('supabase/config.toml', 'project_id = "shop"\n[db]\nmajor_version = 17\n');
  folder.write(
    `supabase/migrations/${BASE_FILE}`,
    'create table public.orders (id bigint primary key, note text);\n',
  );
});

afterEach(() => {
  folder[Symbol.dispose]();
});

function change(sql: string): void {
  folder.write(`supabase/migrations/${CHANGE_FILE}`, sql);
}

function sluice(...args: readonly string[]) {
  return sluiceIn(folder.path, ...args);
}

function sluiceIn(cwd: string, ...args: readonly string[]) {
  const node = nodes.at(-1)?.[1] ?? process.execPath;
  const { status, stdout, stderr } = spawnSync(node, [CLI, ...args], { cwd, encoding: 'utf8' });
  return { exit: status, stdout, stderr };
}

describe('a review on the command line', () => {
  test('leaves a cache that the next one uses, on every Node.js', () => {
    change('alter table public.orders add column total int;\n');
    const cache = folder.at('cache');
    // The account of the server has to get there.
    chmodSync(folder.path, 0o755);
    for (const [, node] of nodes) {
      rmSync(cache, { recursive: true, force: true });
      const env = { ...process.env, SLUICE_CACHE_DIR: cache };
      const { status, stderr } = spawnSync(node, [CLI, 'review', ...SINCE], {
        cwd: folder.path,
        encoding: 'utf8',
        env,
      });
      expect(status).toBe(0);
      expect(stderr).not.toContain('is not used');
      expect(readdirSync(cache).some((name) => name.startsWith('postgres-17.'))).toBe(true);
    }
  });

  test('prints the report on standard output and progress on standard error', () => {
    change('alter table public.orders drop column note;\n');
    const run = sluice('review', ...SINCE, '--report', 'out/review.json');
    expect(run.exit).toBe(0);
    expect(run.stdout).toContain('1 destructive');
    expect(run.stderr).toContain('Starting PostgreSQL');
    expect(run.stderr).not.toContain('destructive');
    expect(`${run.stdout}${run.stderr}`).not.toContain('\u001b');
    expect(JSON.parse(readFileSync(folder.at('out/review.json'), 'utf8'))).toMatchObject({
      verdict: 'attention',
    });
  });

  test('prints Markdown, and ends with 1 where a finding is at the level that was asked for', () => {
    change('alter table public.orders drop column note;\n');
    const run = sluice('review', ...SINCE, '--format', 'markdown', '--fail-on', 'warning');
    expect(run).toMatchObject({ exit: 1, stdout: expect.stringMatching(/^### /u) });
  });

  test('ends with 1 at an SQL error and shows the place', () => {
    change('select 1;\ncreate tabel public.items (id bigint);\n');
    const run = sluice('review', ...SINCE);
    expect(run.exit).toBe(1);
    expect(run.stdout).toContain(`${CHANGE_FILE}:2`);
    expect(run.stdout).toMatch(/create tabel public\.items[\s\S]*\^/u);
  });

  test('compares branches where there is git, and prints JSON that a script can read', () => {
    using repository = repositoryWith('create table public.items (id bigint);\n');
    const run = sluiceIn(repository.path, 'review', '--base', 'main', '--format', 'json');
    expect(run.exit).toBe(0);
    expect(JSON.parse(run.stdout)).toMatchObject({
      schema: 1,
      command: 'review',
      changes: [{ verb: 'create' }],
      migrations: [{ file: `supabase/migrations/${CHANGE_FILE}` }],
    });
  });

  test('runs on the Node of this machine too', () => {
    change('create table public.items (id bigint);\n');
    const run = spawnSync(process.execPath, [CLI, 'review', ...SINCE], {
      cwd: folder.path,
      encoding: 'utf8',
    });
    expect(run).toMatchObject({ status: 0, stdout: expect.stringContaining('items') });
  });
});

describe('what cannot run', () => {
  test.each([
    ['a mistyped flag', ['review', '--bse', 'main'], 2, 'did you mean --base?'],
    [
      'settings that contradict each other',
      ['review', '--since', '1', '--base', 'main'],
      2,
      'cannot be combined',
    ],
    ['a folder without migrations', ['review', '--project-dir', 'nowhere', '--since', '0'], 2, 'nowhere'],
    [
      'a server that is not there',
      ['review', ...SINCE, '--engine', 'url', '--shadow-url', 'env:DEAD'],
      2,
      'DEAD',
    ],
  ])('%s: the exit and the line say so', (_case, args, exit, text) => {
    change('select 1;\n');
    const run = sluice(...args);
    expect(run).toMatchObject({ exit, stdout: '' });
    expect(run.stderr).toContain('error: ');
    expect(run.stderr).toContain(text);
  });

  test('in a folder that is gone: the exit and the line say so', () => {
    folder.write('gone/file', '');
    const run = spawnSync('sh', ['-c', 'rm -r "$PWD" && exec "$0" "$@"', process.execPath, CLI, 'review'], {
      cwd: folder.at('gone'),
      encoding: 'utf8',
    });
    expect(run).toMatchObject({ status: 2, stderr: expect.stringMatching(/^error: .*not there any more/u) });
  });

  test.each([
    ['the version', ['--version'], `${VERSION}\n`],
    ['help', ['--help'], 'Usage: sluice'],
    ['help for a command', ['review', '--help'], '--base <ref>'],
  ])('%s is printed and nothing else', (_case, args, text) => {
    const run = sluice(...args);
    expect(run).toMatchObject({ exit: 0, stderr: '' });
    expect(run.stdout).toContain(text);
  });
});

describe('an end before the end', () => {
  test.each([
    ['SIGINT', 'the process', 1],
    ['SIGTERM', 'the process', 1],
    ['SIGINT', 'its whole group, as a terminal does', -1],
  ] as const)('%s to %s: 130, one line, and nothing left', async (signal, _whom, sign) => {
    change('select pg_sleep(60);\n');
    const child = start('review', ...SINCE);
    await saw(child, 'under review');
    const folders = serverFoldersOf(child.pid ?? 0);
    expect(folders.length).toBeGreaterThan(0);
    process.kill(sign * (child.pid ?? 0), signal);
    const rest = textOf(child.stderr);
    await once(child, 'close');
    expect(child.exitCode).toBe(130);
    expect(await rest).toContain(`error: Stopped by ${signal}.`);
    expect(folders.filter((path) => existsSync(path))).toEqual([]);
    expect(folders.flatMap((path) => processesOf(path))).toEqual([]);
  });

  test('a reader that has seen enough is no error', async () => {
    change('create table public.items (id bigint);\n');
    const child = start('review', ...SINCE);
    child.stdout?.destroy();
    const told = textOf(child.stderr);
    await once(child, 'close');
    expect(child.exitCode).toBe(0);
    expect(await told).not.toContain('EPIPE');
  });
});

function start(...args: readonly string[]): ChildProcess {
  const node = nodes.at(-1)?.[1] ?? process.execPath;
  return spawn(node, [CLI, ...args], { cwd: folder.path, stdio: ['ignore', 'pipe', 'pipe'], detached: true });
}

async function saw(child: ChildProcess, text: string): Promise<void> {
  for (let seen = ''; !seen.includes(text); ) {
    const [chunk] = await once(child.stderr ?? child, 'data');
    seen += String(chunk);
  }
}

async function textOf(stream: ChildProcess['stderr']): Promise<string> {
  let text = '';
  for await (const chunk of stream ?? []) text += String(chunk);
  return text;
}
