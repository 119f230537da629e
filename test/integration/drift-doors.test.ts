import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { action } from '../../src/entry/action.ts';
import { cli } from '../../src/entry/cli.ts';
import type { Host } from '../../src/entry/host.ts';
import { FakeHost } from '../support/fake-host.ts';
import { GitRepository } from '../support/git-repository.ts';
import { FakeGitHub, WORKFLOW_BOT } from '../support/github-api.ts';
import { urlOf } from '../support/live.ts';
import { RememberedIo } from '../support/remembered-io.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();
let repository: GitRepository;
let live: FreshDatabase;

beforeEach(async () => {
  live = await shared.freshDatabase();
  repository = GitRepository.create();
  repository.write('supabase/config.toml', 'project_id = "shop"\n[db]\nmajor_version = 17\n');
  repository.write('supabase/migrations/20240101000000_orders.sql', 'create table public.orders (id int);');
  repository.commit('orders');
  expect((await run(['deploy', '--no-verify'])).exit).toBe(0);
});

afterEach(() => repository[Symbol.dispose]());

function hostOf(env: Readonly<Record<string, string>>): { host: Host; fake: FakeHost } {
  const fake = new FakeHost({
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      SLUICE_DB_URL: urlOf(live.migrator),
      ...env,
    },
  });
  const { stdout, stderr, signal } = fake;
  const clock = { now: () => performance.now() };
  return { host: { env: fake.env, cwd: repository.path, clock, stdout, stderr, signal }, fake };
}

async function run(argv: readonly string[], env: Readonly<Record<string, string>> = {}) {
  const { host, fake } = hostOf(env);
  const exit = await cli(argv, host, '0.0.0');
  return { exit, out: fake.out, err: fake.err };
}

describe('the command line', () => {
  test('ends drift with 0 or 1, writes the migration that takes it in, and repairs and shows the history', async () => {
    expect(await run(['drift', '--environment', 'staging'])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('staging · no drift'),
    });
    await live.asMigrator.query('create table public.extra (id int)');
    const found = await run(['drift', '--write-migration', 'extra', '--format', 'json']);
    expect(found.exit).toBe(1);
    const report: { drift: { outcome: string; written: string } } = JSON.parse(found.out);
    expect(report.drift.outcome).toBe('found');
    expect(readFileSync(join(repository.path, report.drift.written), 'utf8')).toContain(
      'CREATE TABLE "public"."extra"',
    );
    // Nobody has applied the file, and still the database has what it does.
    const planned = await run(['repair']);
    expect(planned).toMatchObject({ exit: 0, out: expect.stringContaining('recorded as applied') });
    expect(await run(['repair', '--apply'])).toMatchObject({
      exit: 0,
      out: expect.stringContaining('the history is repaired · 1 row'),
    });
    expect(await run(['drift', '--record'])).toMatchObject({ exit: 0 });
    expect(await run(['drift', '--against', 'repo'])).toMatchObject({ exit: 0 });
    const status = await run([
      'status',
      '--environments',
      'staging=env:SLUICE_DB_URL, other=env:SLUICE_DB_URL',
    ]);
    expect(status).toMatchObject({
      exit: 0,
      out: expect.stringContaining('Checkout and history are the same.'),
    });
    expect(status.out).toMatch(/orders +applied .+ applied /u);
  });

  test('warns of merged migrations that wait, by the time of their merge', async () => {
    repository.write('supabase/migrations/20240102000000_notes.sql', 'create table public.notes (id int);');
    repository.commit('notes');
    const waiting = await run(['drift', '--max-wait', '1h']);
    expect(waiting.exit).toBe(0);
    expect(waiting.out).toContain('A merged migration waits to be deployed');
    expect(waiting.out).toMatch(/20240102000000_notes\.sql +since \d{4}-/u);
    expect((await run(['drift', '--max-wait', '1h', '--fail-on', 'warning'])).exit).toBe(1);
    expect((await run(['drift', '--max-wait', '0'])).out).not.toContain('waits to be deployed');
  });

  test.each<[string, readonly string[], string]>([
    ['a name that is none', ['drift', '--write-migration', '../evil'], 'is no name for a migration'],
    ['both ways out at once', ['drift', '--write-migration', 'x', '--record'], 'cannot be combined'],
    [
      'a URL among the environments',
      ['status', '--environments', 'a=postgresql://u:geheim@h/d'],
      'name=env:VARIABLE',
    ],
    ['a variable that is not set', ['status', '--environments', 'a=env:NOWHERE'], 'which is not set'],
    ['a length of time that is none', ['drift', '--max-wait', 'soon'], 'is no length of time'],
  ])('ends with 2 for %s', async (_name, argv, says) => {
    const ended = await run(argv);
    expect(ended.exit).toBe(2);
    expect(ended.err).toContain(says);
    expect(ended.err).not.toContain('geheim');
  });
});

describe('the action', () => {
  test('keeps the issue of the environment, and fails while there is drift', async () => {
    await using github = await FakeGitHub.start();
    github.tokens.set('job', { user: WORKFLOW_BOT, comments: 'write', issues: true });
    const act = async (runId: number) => {
      const io = new RememberedIo({
        ...{ command: 'drift', environment: 'staging', issue: 'true', 'github-token': 'job' },
      });
      const { host } = hostOf({
        GITHUB_API_URL: github.url,
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_RUN_ID: String(runId),
        GITHUB_WORKSPACE: repository.path,
        GITHUB_EVENT_NAME: 'schedule',
        RUNNER_TEMP: repository.path,
      });
      const unused = () => Promise.reject(new Error('nobody asked for it'));
      return { exit: await action(host, io, unused, unused), io };
    };
    expect(await act(1)).toMatchObject({ exit: 0, io: { outputs: { drift: 'none' } } });
    expect(github.issues.all).toEqual([]);
    await live.asMigrator.query('create table public."@everyone" (id int)');
    const found = await act(2);
    expect(found).toMatchObject({
      exit: 1,
      io: { outputs: { drift: 'found', 'issue-url': 'https://github.com/acme/shop/issues/1' } },
    });
    expect(found.io.failed).toContain('drift: 1 object');
    const [issue] = github.issues.all;
    expect(issue?.body).toContain('DROP TABLE');
    expect(issue?.body.replaceAll(/`[^`]*`/gu, '').replaceAll(/```[\s\S]*?```/gu, '')).not.toContain(
      '@everyone',
    );
    await live.asMigrator.query('drop table public."@everyone"');
    expect(await act(3)).toMatchObject({ exit: 0 });
    expect(issue?.state).toBe('closed');
  });
});
