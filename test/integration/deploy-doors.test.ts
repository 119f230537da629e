import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { action } from '../../src/entry/action.ts';
import { cli } from '../../src/entry/cli.ts';
import type { Host } from '../../src/entry/host.ts';
import { runDeploy } from '../../src/entry/run-deploy.ts';
import { FakeHost } from '../support/fake-host.ts';
import { urlOf } from '../support/live.ts';
import { PretendedServer } from '../support/pretended-server.ts';
import { RememberedIo } from '../support/remembered-io.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();
const FILE = '20240101000000_orders.sql';
const SECRET = 'Geheim@s3/x';

let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'doors-'));
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function checkout(name: string, sql: string): Promise<string> {
  const project = join(folder, name);
  await mkdir(join(project, 'supabase/migrations'), { recursive: true });
  await writeFile(join(project, 'supabase/config.toml'), 'project_id = "x"\n[db]\nmajor_version = 17\n');
  await writeFile(join(project, 'supabase/migrations', FILE), sql);
  return project;
}

interface Ended {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

async function run(
  cwd: string,
  argv: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Ended> {
  const fake = new FakeHost({ env: { PATH: process.env['PATH'], HOME: process.env['HOME'], ...env } });
  const { stdout, stderr, signal } = fake;
  const host: Host = { env: fake.env, cwd, clock: { now: () => performance.now() }, stdout, stderr, signal };
  const exit = await cli(argv, host, '0.0.0');
  return { exit, out: fake.out, err: fake.err };
}

describe('the command line', () => {
  test('plans, deploys that plan, and has nothing to do then', async () => {
    const live = await shared.freshDatabase();
    const project = await checkout('plain', 'create table public.orders (id int);');
    const env = { SLUICE_DB_URL: urlOf(live.migrator) };
    const planned = await run(project, ['deploy', '--plan', '--format', 'json'], env);
    expect(planned).toMatchObject({ exit: 0 });
    const plan: { plan: { digest: string }; deployment: { outcome: string } } = JSON.parse(planned.out);
    expect(plan.deployment.outcome).toBe('planned');
    // In one piece, to be copied.
    expect((await run(project, ['deploy', '--plan'], env)).out).toContain(plan.plan.digest);
    const report = join(folder, 'report.json');
    const deployed = await run(
      project,
      ['deploy', '--expect-plan', plan.plan.digest, '--report', report],
      env,
    );
    expect(deployed.exit).toBe(0);
    expect(deployed.out).toContain('deployed · 1 migration');
    expect(deployed.out).toContain('What landed is what was reviewed.');
    expect(deployed.err).toContain(`Applied supabase/migrations/${FILE}`);
    expect(JSON.parse(await readFile(report, 'utf8'))).toMatchObject({
      command: 'deploy',
      deployment: { outcome: 'succeeded' },
    });
    const again = await run(project, ['deploy'], env);
    expect(again).toMatchObject({ exit: 0 });
    expect(again.out).toContain('nothing to deploy');
  });

  test('ends with 1 where it says no, and says why', async () => {
    const live = await shared.freshDatabase();
    const project = await checkout('refused', 'create table public.orders (id nowhere);');
    const refused = await run(project, ['deploy', '--db-url', urlOf(live.migrator)]);
    expect(refused.exit).toBe(1);
    expect(refused.out).toContain('refused');
    expect(refused.out).toContain('type "nowhere" does not exist');
  });

  test.each<[string, readonly string[], number, string]>([
    ['no database', [], 2, '--db-url is missing'],
    [
      'a pooler in transaction mode',
      ['--db-url', `postgresql://postgres.abc:${SECRET}@aws-0-eu-west-1.pooler.supabase.com:6543/postgres`],
      2,
      ':5432/postgres',
    ],
    [
      'a certificate that is missing',
      ['--db-url', `postgresql://me:${SECRET}@h/app?sslmode=verify-full&sslrootcert=/none`],
      2,
      '/none',
    ],
    [
      'an engine without its server',
      ['--db-url', 'postgresql://h/app', '--engine', 'url'],
      2,
      '--shadow-url',
    ],
  ])('ends with %s before anything is tried, and tells no secret', async (_name, argv, exit, says) => {
    const project = await checkout('unusable', 'select 1;');
    const ended = await run(project, ['deploy', ...argv]);
    expect(ended.exit).toBe(exit);
    expect(ended.err).toContain(says);
    expect(ended.err + ended.out).not.toContain(SECRET);
  });

  test('ends with 3 where the database does not let it in, and tells no secret', async () => {
    await using server = await PretendedServer.open({
      code: '28P01',
      message: 'password authentication failed for user "me"',
    });
    const project = await checkout('outside', 'select 1;');
    const ended = await run(project, ['deploy', '--db-url', 'env:MINE'], {
      MINE: `postgresql://me:${SECRET}@127.0.0.1:${server.port}/app`,
    });
    expect(ended.exit).toBe(3);
    expect(ended.err).toContain('refuses the password');
    expect(ended.err + ended.out).not.toContain(SECRET);
  });
});

describe('the action', () => {
  async function act(
    cwd: string,
    inputs: Readonly<Record<string, string>>,
    env: Readonly<Record<string, string>> = {},
  ) {
    const io = new RememberedIo({ command: 'deploy', ...inputs });
    const fake = new FakeHost({
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        RUNNER_TEMP: folder,
        GITHUB_WORKSPACE: cwd,
        GITHUB_EVENT_NAME: 'push',
        ...env,
      },
    });
    const { stdout, stderr, signal } = fake;
    const host: Host = {
      env: fake.env,
      cwd,
      clock: { now: () => performance.now() },
      stdout,
      stderr,
      signal,
    };
    const unused = () => Promise.reject(new Error('no review was asked for'));
    return { exit: await action(host, io, unused, runDeploy), io };
  }

  test('hands digest and head of the plan to the next job, which deploys just that', async () => {
    const live = await shared.freshDatabase();
    const project = await checkout('action', 'create table public.orders (id int);');
    const url = urlOf(live.migrator);
    const planned = await act(project, { 'db-url': url, plan: 'true' });
    expect(planned.exit).toBe(0);
    expect(planned.io.outputs).toMatchObject({ outcome: 'planned', migrations: '1' });
    expect(planned.io.summary).toContain('create table public.orders');
    const { 'plan-digest': digest = '', head = '' } = planned.io.outputs;
    const deployed = await act(
      project,
      { 'db-url': url, 'expect-plan': digest, 'require-verified': head },
      {
        GITHUB_ACTOR: 'octocat',
        GITHUB_SERVER_URL: 'https://github.com',
        GITHUB_REPOSITORY: 'o/r',
        GITHUB_RUN_ID: '7',
        GITHUB_SHA: 'abc',
      },
    );
    expect(deployed.exit).toBe(0);
    expect(deployed.io.outputs).toMatchObject({ outcome: 'succeeded', head });
    const { rows } = await live.asMigrator.query(
      'select actor, source, commit_id, plan_digest from supabase_migrations.sluice_deployments order by id desc limit 1',
    );
    expect(rows).toEqual([
      {
        actor: 'octocat',
        source: 'https://github.com/o/r/actions/runs/7',
        commit_id: 'abc',
        plan_digest: digest,
      },
    ]);
  });

  test('seeds, and tells the workflow what became of it', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query('create table public.orders (id int)');
    const project = await checkout('seeds', 'select 1;');
    await writeFile(join(project, 'supabase/seed.sql'), 'insert into public.orders values (1), (2);');
    const inputs = { command: 'seed', 'db-url': urlOf(live.migrator), environment: 'staging' };
    const loaded = await act(project, inputs);
    expect(loaded.exit).toBe(0);
    expect(loaded.io.outputs).toMatchObject({ outcome: 'succeeded', errors: '0' });
    expect(loaded.io.summary).toContain('supabase/seed.sql');
    expect((await act(project, inputs)).io.outputs).toMatchObject({ outcome: 'nothing' });
    expect(await act(project, { ...inputs, environment: 'production' })).toMatchObject({
      exit: 1,
      io: { outputs: { outcome: 'refused' }, failed: 'not seeded · 1 error' },
    });
    expect((await live.asMigrator.query('select id from public.orders')).rows).toEqual([
      { id: 1 },
      { id: 2 },
    ]);
  });

  test('masks every form of every secret before anything else, and repeats none', async () => {
    await using server = await PretendedServer.open({
      code: '28P01',
      message: 'password authentication failed for user "me"',
    });
    const project = await checkout('masked', 'select 1;');
    const written = 'Geheim%40s3/x';
    const { exit, io } = await act(
      project,
      { 'db-url': `postgresql://me:${written}@127.0.0.1:${server.port}/app` },
      { SUPABASE_DB_PASSWORD: 'other-password', SUPABASE_ACCESS_TOKEN: 'sbp_token' },
    );
    expect(exit).toBe(3);
    expect(io.masked).toEqual(expect.arrayContaining([written, SECRET, 'other-password', 'sbp_token']));
    expect(io.failed).toContain('refuses the password');
    expect([...io.lines, io.failed].join('\n')).not.toMatch(/Geheim|other-password|sbp_token/u);
  });
});
