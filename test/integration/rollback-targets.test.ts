import { randomUUID } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { action } from '../../src/entry/action.ts';
import type { Host } from '../../src/entry/host.ts';
import { renderJson } from '../../src/render/json.ts';
import { FakeHost } from '../support/fake-host.ts';
import { FakeGitHub, WORKFLOW_BOT } from '../support/github-api.ts';
import { applyAll } from '../support/live.ts';
import { RememberedIo } from '../support/remembered-io.ts';
import { rollbackOn } from '../support/rollback.ts';
import { applySteps, guardOf, stepDown } from '../support/rollback-steps.ts';
import { sharedPlainShadow } from '../support/shadow.ts';
import {
  type DrivenStep,
  type DrivenWorkflow,
  type StepOutcome,
  WorkflowDriver,
} from '../support/workflow-driver.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

/**
 * rollback-targets.yml on many real databases of one server: a plan for each before anybody is asked, waves, what stops them, and what
 * a second run takes up. The steps that roll back run the command on one shared throwaway server; on most of the databases, which are
 * copies of the canary's, they run what the canary's plan holds, with its guards, lock and journal, and report as the canary did.
 */

const WORKFLOW = '.github/workflows/rollback-targets.yml';
const FILES = {
  '20240101000000_orders.sql': 'create table public.orders (id int primary key);\n',
  '20240102000000_notes.sql': 'create table public.notes (id int primary key);\n',
};
const TO = '20240101000000';
/** A canary, five, and fourteen that are reached last. */
const WAVES = [1, 5, 14];
/** Where the whole command runs. */
const WHOLE = ['t0-0', 't1-0', 't2-0'];

const shared = sharedPlainShadow();
const databases = new Map<string, ConnectionTarget>();
let tools: WorkflowTools;
let folder = '';
let github: FakeGitHub;
let names: readonly string[] = [];

beforeAll(async () => {
  tools = await loadWorkflowTools();
  folder = await mkdtemp(join(tmpdir(), 'targets-'));
  await mkdir(join(folder, 'supabase'), { recursive: true });
  github = await FakeGitHub.start();
  github.tokens.set('reader', { user: WORKFLOW_BOT, comments: 'none', actions: true });
  github.promotion.environments.set('production', { reviewers: [WORKFLOW_BOT] });
  names = WAVES.flatMap((count, wave) => Array.from({ length: count }, (_, index) => `t${wave}-${index}`));
  const first = await shared.shadow.createDatabase();
  await applyAll(first.migrator, FILES);
  for (const name of names) {
    const copy = await shared.shadow.copyDatabase?.(first);
    if (copy === undefined) throw new Error('the server of tests makes copies');
    databases.set(name, copy.migrator);
  }
});

afterAll(async () => {
  await github[Symbol.asyncDispose]();
  await rm(folder, { recursive: true, force: true });
});

async function writeTargets(all: readonly string[]): Promise<void> {
  const tables = all.map(
    (name) =>
      `[[target]]\nname = "${name}"\nenvironment = "production"\nsecret = "${secretOf(name)}"\nwave = ${name.slice(1, 2)}\n`,
  );
  await writeFile(join(folder, 'supabase/targets.toml'), tables.join('\n'));
}

function secretOf(name: string): string {
  return `${name.toUpperCase().replace('-', '_')}_DB_URL`;
}

/** The name of the target is its URL, so that the steps can be played. */
function secrets(): Record<string, string> {
  return Object.fromEntries(
    names.flatMap((name) => [
      [secretOf(name), `postgresql://migrator/${name}`],
      [`PLAN_${secretOf(name)}`, `postgresql://planner/${name}`],
    ]),
  );
}

interface FleetRun {
  readonly workflow: DrivenWorkflow;
  readonly summaries: readonly string[];
  /** Reports that the job which reverts was handed. */
  readonly reverted: readonly string[];
  /** What pull requests were told, and of which report. */
  readonly told: readonly (readonly [string, string, string])[];
}

async function run(between: () => Promise<void> = async () => {}, to = TO): Promise<FleetRun> {
  const artifacts = await mkdtemp(join(folder, 'artifacts-'));
  const summaries: string[] = [];
  const reverted: string[] = [];
  const told: [string, string, string][] = [];
  let isApplying = false;
  const take = async (step: DrivenStep): Promise<StepOutcome> => {
    const [name = ''] = step.uses.split('@');
    const { path = '', name: artifact = '', pattern = '' } = step.inputs;
    if (name === 'actions/upload-artifact') {
      await mkdir(join(artifacts, artifact));
      await cp(path, join(artifacts, artifact, basename(path)));
    }
    if (name === 'actions/download-artifact') {
      if (artifact !== '') await cp(join(artifacts, artifact), path, { recursive: true });
      for (const one of await readdir(artifacts)) {
        if (pattern !== '' && one.startsWith(pattern.replace('*', ''))) {
          await cp(join(artifacts, one), join(path, one), { recursive: true });
        }
      }
    }
    if (name !== 'action/run/action.yml') return { ok: true, outputs: {} };
    if (step.inputs['command'] === 'revert') {
      reverted.push(step.inputs['report'] ?? '');
      return { ok: true, outputs: { 'revert-url': 'https://github.com/acme/shop/pull/7' } };
    }
    if (step.inputs['command'] === 'life') {
      const { environment = '', state = '', report = '' } = step.inputs;
      told.push([environment, state, await readFile(report, 'utf8')]);
      return { ok: true, outputs: {} };
    }
    if (step.inputs['command'] === 'rollback') {
      if (step.inputs['plan'] !== 'true' && !isApplying) {
        isApplying = true;
        await between();
      }
      return await rollBack(step);
    }
    const io = new RememberedIo({ ...step.inputs, 'github-token': 'reader' });
    const { env, stdout, stderr, signal } = new FakeHost({
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        RUNNER_TEMP: folder,
        GITHUB_WORKSPACE: folder,
        GITHUB_EVENT_NAME: 'workflow_dispatch',
        GITHUB_REPOSITORY: 'acme/shop',
        GITHUB_RUN_ID: '7',
        GITHUB_API_URL: github.url,
      },
    });
    const host: Host = { env, cwd: folder, clock: { now: () => performance.now() }, stdout, stderr, signal };
    const never = (): Promise<never> => Promise.reject(new Error('only targets are asked for'));
    const exit = await action(host, io, never, never);
    summaries.push(io.summary);
    return { ok: exit === 0, outputs: io.outputs };
  };
  const driver = new WorkflowDriver(tools, take, {
    enter: async () => true,
    leave: () => {},
    secrets,
  });
  const workflow = await driver.run(WORKFLOW, {
    github: { event: { repository: { default_branch: 'main' } }, ref: 'refs/heads/main', token: 'reader' },
    inputs: {
      to,
      mode: 'apply',
      'allow-data-loss': '',
      reason: 'it was slow',
      targets: 'supabase/targets.toml',
      'project-dir': '.',
      'max-parallel': 20,
      'allow-unprotected': false,
      drift: 'ignore',
      'without-revert': false,
    },
    runner: { os: 'Linux', arch: 'X64', temp: await mkdtemp(join(folder, 'temp-')) },
  });
  return { workflow, summaries, reverted, told };
}

/** What the step's action does, with the inputs that it was given. */
async function rollBack({ inputs }: DrivenStep): Promise<StepOutcome> {
  const url = inputs['db-url'] ?? '';
  const isPlan = inputs['plan'] === 'true';
  // Nothing is planned by a role that may write, and nothing is run by one that may not.
  if (!url.startsWith(isPlan ? 'postgresql://planner/' : 'postgresql://migrator/')) {
    throw new Error(`the wrong secret: ${url}`);
  }
  const target = databases.get(url.split('/').at(-1) ?? '');
  if (target === undefined) throw new Error(`no such target: ${url}`);
  const name = url.split('/').at(-1) ?? '';
  const isUndo = inputs['undo'] === 'true';
  const expectPlan = inputs['expect-plan'] ?? '';
  if (!WHOLE.includes(name)) return await told(await asTheCanary(name, target, isPlan ? null : expectPlan));
  const report = await rollbackOn(
    target,
    shared.shadow,
    { files: FILES },
    {
      mode: isUndo ? 'undo' : 'rollback',
      to: isUndo ? null : (inputs['to'] ?? ''),
      plan: isPlan,
      drift: 'ignore',
      expectPlan: expectPlan === '' ? null : expectPlan,
      reason: inputs['reason'] ?? null,
    },
  );
  if (name === 't0-0') canary.set(report.rollback?.outcome ?? '', report);
  return await told(report);
}

/** What the command said of the first target, by its outcome. */
const canary = new Map<string, Report>();

async function asTheCanary(
  name: string,
  target: ConnectionTarget,
  expectPlan: string | null,
): Promise<Report> {
  const planned = canary.get('planned');
  if (planned?.plan == null) throw new Error('the canary comes first');
  const digest = planned.plan.digest.replace(/^1-\w{8}/u, `1-${name.replace(/\D+/u, '').padStart(8, '0')}`);
  const plan = { ...planned.plan, digest };
  if (expectPlan === null) {
    const isBack = (await asked(name, "select where to_regclass('public.notes') is null")).length > 0;
    return (isBack ? canary.get('refused') : undefined) ?? { ...planned, plan };
  }
  expect(expectPlan).toBe(digest);
  const succeeded = canary.get('succeeded') ?? planned;
  const run = randomUUID();
  const step = planned.rollback?.steps[0]?.sql ?? '';
  const guards = [guardOf('table', 'public.notes', { allowed: false })];
  await applySteps(target, [await stepDown('20240102000000', step, guards, run)], run);
  return { ...succeeded, plan };
}

async function told(report: Report): Promise<StepOutcome> {
  const file = join(await mkdtemp(join(folder, 'report-')), 'rollback.json');
  await writeFile(file, renderJson(report));
  const ok = ['planned', 'succeeded', 'nothing'].includes(report.rollback?.outcome ?? '');
  return { ok, outputs: { 'report-path': file, 'plan-digest': report.plan?.digest ?? '' } };
}

/** The results of the batches that were reached. */
function batches({ workflow }: FleetRun): readonly (readonly string[])[] {
  return Object.entries(workflow.jobs).flatMap(([name, job]) =>
    name.startsWith('batch-') && job.called !== undefined ? [job.called.jobs['rollback']?.matrix ?? []] : [],
  );
}

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

/** How many databases still have the migration. */
async function having(): Promise<number> {
  let count = 0;
  for (const name of names) {
    const rows = await asked(
      name,
      `select to_regclass('public.notes') as notes where to_regclass('public.notes') is not null`,
    );
    count += rows.length;
  }
  return count;
}

describe(`${WAVES.reduce((sum, count) => sum + count, 0)} databases in three waves`, () => {
  test('get a plan each before anybody is asked, and a target without one keeps all of them from it', async () => {
    await writeTargets(['t0-0', 't2-0']);
    await asked('t2-0', 'insert into public.notes values (1)');
    const refused = await run();
    expect(refused.workflow.jobs['plans']?.result).toBe('failure');
    expect(batches(refused)).toEqual([]);
    expect(refused.summaries.at(-1)).toContain('### 🔴 1 refused · 1 planned');
    expect(refused.summaries.at(-1)).toMatch(/^\| `t2-0` .*holds 1 row/mu);
    expect(await having()).toBe(names.length);
    await asked('t2-0', 'delete from public.notes');
  });

  test('are asked for nothing where nobody says to which version', async () => {
    await writeTargets(['t0-0']);
    const { jobs } = (await run(async () => {}, 'last-deployment')).workflow;
    expect([jobs['read']?.result, jobs['plan-1']?.result]).toEqual(['failure', 'skipped']);
  });

  test('stop behind the wave in which one fails, and go on from there when they are run again', async () => {
    await writeTargets(names);
    // Somebody writes a row between the plan and its approval.
    const first = await run(async () => {
      await asked('t1-0', 'insert into public.notes values (1)');
    });
    expect(batches(first)).toEqual([['success'], ['failure', ...Array.from({ length: 4 }, () => 'success')]]);
    expect(first.summaries.at(-1)).toContain('### 🔴 1 refused · 14 not reached · 5 rolled back');
    expect([first.reverted, first.told]).toEqual([[], []]);
    expect(await having()).toBe(15);
    await asked('t1-0', 'delete from public.notes');
    const second = await run();
    expect(batches(second).map(({ length }) => length)).toEqual([1, 14]);
    expect(second.summaries.at(-1)).toContain('### 🟢 15 rolled back · 5 is there already');
    expect(second.reverted).toHaveLength(1);
    // Once for all of them, by a report that names the migrations.
    expect(second.told.map(([environment, state]) => [environment, state])).toEqual([
      ['supabase/targets.toml', 'rolled-back'],
    ]);
    expect(second.told[0]?.[2]).toContain('20240102000000_notes.sql');
    expect(second.workflow.outputs).toEqual({ 'revert-url': 'https://github.com/acme/shop/pull/7' });
    expect(await having()).toBe(0);
  });
});
