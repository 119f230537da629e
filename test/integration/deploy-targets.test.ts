import { cp, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { action } from '../../src/entry/action.ts';
import type { Host } from '../../src/entry/host.ts';
import { runDeploy } from '../../src/entry/run-deploy.ts';
import { FakeHost } from '../support/fake-host.ts';
import { FakeGitHub, WORKFLOW_BOT } from '../support/github-api.ts';
import { urlOf } from '../support/live.ts';
import { RememberedIo } from '../support/remembered-io.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';
import {
  type DrivenStep,
  type DrivenWorkflow,
  type StepOutcome,
  WorkflowDriver,
} from '../support/workflow-driver.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

/** deploy-targets.yml on many real databases of one server: waves, what stops them, and what a second run takes up. */

const WORKFLOW = '.github/workflows/deploy-targets.yml';
const FILE = '20240101000000_orders.sql';
const PLAIN = { 'project-dir': '.', targets: 'supabase/targets.toml', 'require-verified': '' };

const shared = sharedPlainShadow();
let tools: WorkflowTools;
let folder = '';
let github: FakeGitHub;

beforeAll(async () => {
  tools = await loadWorkflowTools();
  folder = await mkdtemp(join(tmpdir(), 'targets-'));
  await mkdir(join(folder, 'supabase/migrations'), { recursive: true });
  await writeFile(join(folder, 'supabase/config.toml'), 'project_id = "x"\n[db]\nmajor_version = 17\n');
  await writeFile(join(folder, 'supabase/migrations', FILE), 'create table public.orders (id int);\n');
  github = await FakeGitHub.start();
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'none', actions: true });
  github.promotion.environments.set('production', { reviewers: [WORKFLOW_BOT] });
});

afterAll(async () => {
  await github[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

/** What a run of the workflow did, besides what the driver tells. */
interface FleetRun {
  readonly workflow: DrivenWorkflow;
  readonly summary: string;
}

/** Runs the workflow; a deployment is really run unless somebody else plays it. */
async function run(
  secrets: Readonly<Record<string, string>>,
  inputs: object,
  play: ((step: DrivenStep) => StepOutcome) | null = null,
): Promise<FleetRun> {
  const artifacts = await mkdtemp(join(folder, 'artifacts-'));
  let summary = '';
  const take = async (step: DrivenStep): Promise<StepOutcome> => {
    const [name = ''] = step.uses.split('@');
    const { path = '', name: artifact = '' } = step.inputs;
    if (name === 'actions/upload-artifact') {
      await mkdir(join(artifacts, artifact));
      await cp(path, join(artifacts, artifact, basename(path)));
    }
    if (name === 'actions/download-artifact') await cp(artifacts, path, { recursive: true });
    if (name !== 'action/run/action.yml') return { ok: true, outputs: {} };
    if (play !== null && step.inputs['command'] === 'deploy') return play(step);
    const io = new RememberedIo({ ...step.inputs, 'github-token': 'reader' });
    const { env, stdout, stderr, signal } = new FakeHost({
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        RUNNER_TEMP: folder,
        GITHUB_WORKSPACE: folder,
        GITHUB_EVENT_NAME: 'push',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_RUN_ID: '7',
        GITHUB_API_URL: github.url,
      },
    });
    const host: Host = { env, cwd: folder, clock: { now: () => performance.now() }, stdout, stderr, signal };
    const exit = await action(host, io, () => Promise.reject(new Error('no review')), runDeploy);
    summary = io.summary;
    return { ok: exit === 0, outputs: io.outputs };
  };
  const driver = new WorkflowDriver(tools, take, {
    enter: async () => true,
    leave: () => {},
    secrets: () => secrets,
  });
  const workflow = await driver.run(WORKFLOW, {
    github: { event: { repository: { default_branch: 'main' } }, ref: 'refs/heads/main', token: 'reader' },
    inputs: { ...PLAIN, 'max-parallel': 20, 'allow-unprotected': false, engine: 'auto', ...inputs },
    runner: { os: 'Linux', arch: 'X64', temp: await mkdtemp(join(folder, 'temp-')) },
  });
  return { workflow, summary };
}

/** Targets of some waves, `[1, 9, 40]` for a canary, nine, and forty. */
async function writeTargets(waves: readonly number[]): Promise<readonly string[]> {
  const names = waves.flatMap((count, wave) =>
    Array.from({ length: count }, (_, index) => `t${wave}-${index}`),
  );
  const tables = names.map(
    (name) =>
      `[[target]]\nname = "${name}"\nenvironment = "production"\nsecret = "${secretOf(name)}"\nwave = ${name.slice(1, 2)}\n`,
  );
  await writeFile(join(folder, 'supabase/targets.toml'), tables.join('\n'));
  return names;
}

function secretOf(name: string): string {
  return `${name.toUpperCase().replace('-', '_')}_DB_URL`;
}

/** The results of the batches that were reached. */
function batches({ workflow }: FleetRun): readonly (readonly string[])[] {
  return Object.entries(workflow.jobs).flatMap(([name, job]) =>
    name.startsWith('batch-') && job.called !== undefined ? [job.called.jobs['deploy']?.matrix ?? []] : [],
  );
}

describe('fifty databases in three waves', () => {
  const WAVES = [1, 9, 40];
  const QUICK = { verify: false, drift: 'ignore' };
  const databases = new Map<string, FreshDatabase['administrator']>();
  const secrets: Record<string, string> = {};
  let first: FleetRun;
  let second: FleetRun;

  /** Whether a database has the table, and how many rows its history has. */
  async function applied(name: string): Promise<{ orders: boolean; history: number }> {
    const [row] = await asked<{ orders: boolean; history: number }>(
      name,
      `select to_regclass('public.orders') is not null as orders, coalesce((xpath('//count/text()', query_to_xml(
         case when to_regclass('supabase_migrations.schema_migrations') is null then 'select 0 as count'
         else 'select count(*) as count from supabase_migrations.schema_migrations' end, true, true, '')))[1]::text::int, 0) as history`,
    );
    return row ?? { orders: false, history: -1 };
  }

  /** On a connection that is closed again at once: a server has room for a hundred. */
  async function asked<Row extends pg.QueryResultRow>(name: string, sql: string): Promise<readonly Row[]> {
    const client = new pg.Client({ ...databases.get(name) });
    await client.connect();
    try {
      const { rows } = await client.query<Row>(sql);
      return rows;
    } finally {
      await client.end();
    }
  }

  async function appliedAll(): Promise<readonly { orders: boolean; history: number }[]> {
    const all = [];
    for (const name of names) all.push(await applied(name));
    return all;
  }

  let names: readonly string[] = [];
  let between: readonly { orders: boolean; history: number }[] = [];

  beforeAll(async () => {
    names = await writeTargets(WAVES);
    for (const name of names) {
      const database = await shared.shadow.createDatabase();
      databases.set(name, database.administrator);
      secrets[secretOf(name)] = urlOf(database.migrator);
    }
    // One of the second wave is not as the others are.
    await asked('t1-4', 'create table public.orders (made_by_hand int)');
    first = await run(secrets, QUICK);
    between = await appliedAll();
    await asked('t1-4', 'drop table public.orders');
    second = await run(secrets, QUICK);
    // Fifty databases, each of them deployed to.
  });

  test('stop behind the wave in which one fails; the others of that wave go on', () => {
    const wave = Array.from({ length: 9 }, (_, index) => (index === 4 ? 'failure' : 'success'));
    expect(batches(first)).toEqual([['success'], wave]);
    expect(first.workflow.jobs['batch-3']?.result).toBe('skipped');
  });

  test('leave the waves behind it untouched', () => {
    expect(between.slice(10).every(({ orders, history }) => !orders && history === 0)).toBe(true);
    expect(between.slice(0, 10).filter(({ history }) => history === 1)).toHaveLength(9);
  });

  test('say in one table which one failed, why, and who was not reached', () => {
    expect(first.summary).toContain('### 🔴 1 failed · 40 not reached · 9 deployed');
    expect(first.summary).toMatch(/^\| `t1-4` +\| 1 +\| `production` +\| failed .*already exists/mu);
    expect(first.workflow.jobs['summary']?.result).toBe('failure');
  });

  test('take up only what is not done when it is run again', async () => {
    expect(batches(second).map(({ length }) => length)).toEqual(WAVES);
    expect(second.summary).toContain('### 🟢 41 deployed · 9 had it already');
    expect(await appliedAll()).toEqual(names.map(() => ({ orders: true, history: 1 })));
  });
});

describe('a canary', () => {
  test('whose schema is not what the migrations lead to keeps everybody else from it', async () => {
    await writeTargets([1, 1]);
    const [canary, other] = [await shared.freshDatabase(), await shared.freshDatabase()];
    const file = join(folder, 'supabase/migrations', FILE);
    await writeFile(file, 'create table if not exists public.orders (id int);\n');
    await canary.asMigrator.query('create table public.orders (id int, made_by_hand int)');
    const secrets = {
      [secretOf('t0-0')]: urlOf(canary.migrator),
      [secretOf('t1-0')]: urlOf(other.migrator),
    };
    const stopped = await run(secrets, { verify: true, drift: 'fail' });
    expect(batches(stopped)).toEqual([['failure']]);
    expect(stopped.summary).toContain('1 failed · 1 not reached');
    const { rows } = await other.asMigrator.query(`select to_regclass('public.orders') as orders`);
    expect(rows).toEqual([{ orders: null }]);
  });
});

describe('a thousand targets', () => {
  const DEPLOYED = { ok: true, outputs: {} };

  test('are five matrices of at most 256 jobs, the canary first', async () => {
    const names = await writeTargets([1, 999]);
    const order: string[] = [];
    const secrets = Object.fromEntries(names.map((name) => [secretOf(name), `postgresql://h/${name}`]));
    const all = await run(secrets, {}, (step) => {
      order.push((step.inputs['db-url'] ?? '').replace('postgresql://h/', ''));
      return DEPLOYED;
    });
    expect(batches(all).map(({ length }) => length)).toEqual([1, 256, 256, 256, 231]);
    expect(order).toEqual(names);
  });
});

describe('targets of an environment that nobody guards', () => {
  test('are refused before any of them is touched', async () => {
    await writeTargets([1]);
    github.promotion.environments.set('production', { reviewers: [] });
    const refused = await run({}, {}, () => {
      throw new Error('nothing must be deployed');
    });
    expect(refused.workflow.jobs['read']?.result).toBe('failure');
    expect(refused.workflow.jobs['batch-1']?.result).toBe('skipped');
  });
});
