import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { ADA, DeployWorld, GRACE, MAIN } from '../support/deploy-world.ts';
import type { FakeUser } from '../support/github-api.ts';
import { urlOf } from '../support/live.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';
import type { DrivenWorkflow } from '../support/workflow-driver.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

/** deploy.yml as GitHub reads it, from the merge to production, with real databases behind the environments. */

const DEPLOY = '.github/workflows/deploy.yml';
const APPROVAL = '.github/workflows/deploy-approval.yml';
const ORDERS = { '20250101000000_orders.sql': 'create table public.orders (id bigint primary key);\n' };
const NOTES = { '20250102000000_notes.sql': 'alter table public.orders add column note text;\n' };

// Seven deployments of whole processes in one hook; a busy machine takes its time.
jest.setTimeout(300_000);

/** A role that may read the history and the catalog, and nothing else. */
const READER = [
  'do $$ begin create role planner login; exception when duplicate_object then null; end $$',
  'create schema if not exists supabase_migrations',
  'grant usage on schema supabase_migrations, extensions to planner',
  'grant select on all tables in schema supabase_migrations to planner',
  'alter default privileges in schema supabase_migrations grant select on tables to planner',
];

const shared = sharedShadow();
let tools: WorkflowTools;

beforeAll(async () => {
  tools = await loadWorkflowTools();
});

interface Databases {
  readonly staging: FreshDatabase;
  readonly production: FreshDatabase;
}

/** A world with both environments; production is held by Grace. */
async function worldWith(): Promise<{ world: DeployWorld; databases: Databases }> {
  const world = await DeployWorld.create(tools);
  const databases = { staging: await shared.freshDatabase(), production: await shared.freshDatabase() };
  const { administrator } = databases.production;
  // The statements that the page about promotion tells people to run, as postgres.
  for (const sql of READER) await databases.production.asMigrator.query(sql);
  world.secrets = { PRODUCTION_PLAN_DB_URL: urlOf({ ...administrator, user: 'planner' }) };
  world.environmentSecrets.set('staging', { STAGING_DB_URL: urlOf(databases.staging.migrator) });
  world.environmentSecrets.set('production', { PRODUCTION_DB_URL: urlOf(databases.production.migrator) });
  world.github.promotion.environments.set('staging', { reviewers: [] });
  world.github.promotion.environments.set('production', { reviewers: [GRACE] });
  return { world, databases };
}

async function versionsOf({ administrator }: FreshDatabase): Promise<readonly string[]> {
  const client = await shared.connect(administrator);
  const { rows } = await client.query<{ version: string }>(
    `select version from supabase_migrations.schema_migrations order by 1`,
  );
  return rows.map(({ version }) => version);
}

describe('two merges at once', () => {
  let world: DeployWorld;
  let databases: Databases;
  let first: DrivenWorkflow;
  let afterFirst: string;
  let run: DrivenWorkflow;
  let whileHeld: { stages: string; production: unknown };

  beforeAll(async () => {
    ({ world, databases } = await worldWith());
    const [one, two] = [world.merge(5, ORDERS), world.merge(6, NOTES)];
    world.review = () => false;
    first = await world.push(DEPLOY, one);
    afterFirst = world.stages(5);
    world.review = async () => {
      const client = await shared.connect(databases.production.administrator);
      const { rows } = await client.query(`select to_regclass('public.orders') as orders`);
      whileHeld = { stages: world.stages(6), production: rows[0] };
      return true;
    };
    run = await world.push(DEPLOY, two);
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('each deploy their own commit to staging', async () => {
    expect(await versionsOf(databases.staging)).toEqual(['20250101000000', '20250102000000']);
    const heads = [first, run].map(({ jobs }) => jobs['staging']?.outputs['head']);
    expect(new Set(heads).size).toBe(2);
  });

  test('tell where somebody has refused production', () => {
    expect(first.jobs).toMatchObject({ production: { result: 'failure' }, stopped: { result: 'success' } });
    expect(afterFirst).toBe('reviewed ✓ → staging ✓ → production ✗ failed');
  });

  test('both come to production with the later plan, and both pull requests hear of it', async () => {
    expect(await versionsOf(databases.production)).toEqual(['20250101000000', '20250102000000']);
    expect(world.stages(5)).toBe('reviewed ✓ → staging ✓ → production ✓');
    expect(world.stages(6)).toBe('reviewed ✓ → staging ✓ → production ✓');
  });

  test('go through staging, plan and production', () => {
    expect(Object.entries(run.jobs).map(([name, { result }]) => [name, result])).toEqual([
      ['staging', 'success'],
      ['plan', 'success'],
      ['production', 'success'],
      ['stopped', 'skipped'],
    ]);
  });

  test('wait for the approval before anything is in production', () => {
    expect(whileHeld).toEqual({
      stages: 'reviewed ✓ → staging ✓ → production waiting for approval',
      production: { orders: null },
    });
  });

  test('show the plan for production, made by a role that may only read', () => {
    const planned = world.done.findLast(({ job, command }) => job === 'plan' && command === 'deploy');
    expect(planned?.summary).toContain('create table public.orders');
    expect(planned?.summary).toContain('planner@');
    expect(planned?.summary).toContain(run.outputs['plan-digest']);
  });

  test('are told on the pull request, with the run', () => {
    const link = 'https://github.com/acme/shop/actions/runs/102';
    expect(world.life(6)).toBe(`reviewed ✓ → [staging ✓](${link}) → [production ✓](${link})`);
  });

  test('are listed among the deployments, with the comment as address', () => {
    const url = expect.stringMatching(/\/pull\/[56]#issuecomment-\d+$/u);
    expect(world.deployments).toEqual([
      { environment: 'staging', run: 101, status: 'success', url },
      { environment: 'production', run: 101, status: 'failure', url: '' },
      { environment: 'staging', run: 102, status: 'success', url },
      { environment: 'production', run: 102, status: 'success', url },
    ]);
  });

  test('are recorded in production with who approved them', async () => {
    const client = await shared.connect(databases.production.administrator);
    const { rows } = await client.query(
      `select details->>'approvedBy' as "approvedBy", plan_digest as plan from supabase_migrations.sluice_deployments where outcome = 'succeeded'`,
    );
    const approvedBy = 'grace (https://github.com/acme/shop/actions/runs/102)';
    expect(rows).toEqual([{ approvedBy, plan: run.outputs['plan-digest'] }]);
  });

  test('give each job no more rights than it needs', () => {
    const tells = { contents: 'read', 'pull-requests': 'write' };
    expect(Object.fromEntries(world.taken.map(({ job, permissions }) => [job, permissions]))).toEqual({
      staging: tells,
      plan: { ...tells, actions: 'read' },
      production: { ...tells, actions: 'read' },
      stopped: tells,
    });
  });

  test('queue behind others of the same environment, and none of them is dropped', () => {
    const queued = { 'cancel-in-progress': 'false', queue: 'max' };
    expect(run.jobs['staging']?.concurrency).toEqual({ group: 'sluice-staging-.', ...queued });
    expect(run.jobs['production']?.concurrency).toEqual({ group: 'sluice-production-.', ...queued });
  });
});

describe('a merge that stops', () => {
  let world: DeployWorld;
  let databases: Databases;

  beforeAll(async () => {
    ({ world, databases } = await worldWith());
    world.isHere = true;
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('goes no further than staging where that fails', async () => {
    const broken = { '20250101000000_orders.sql': 'alter table public.nowhere add column id int;\n' };
    const run = await world.push(DEPLOY, world.merge(5, broken));
    expect(run.jobs).toMatchObject({
      staging: { result: 'failure' },
      plan: { result: 'skipped' },
      production: { result: 'skipped' },
    });
    expect(world.stages(5)).toBe('reviewed ✓ → staging ✗ failed');
    expect(world.deployments).toMatchObject([{ environment: 'staging', status: 'failure' }]);
  });

  test('goes no further than the plan where nobody would have to approve production', async () => {
    world.github.promotion.environments.set('production', { reviewers: [] });
    const run = await world.push(DEPLOY, world.merge(6, ORDERS));
    expect(run.jobs).toMatchObject({
      staging: { result: 'success' },
      plan: { result: 'failure' },
      production: { result: 'skipped' },
    });
    expect(world.done.find(({ command }) => command === 'gate')?.summary).toContain(
      'has no required reviewers',
    );
    expect(world.stages(6)).toBe('reviewed ✓ → staging ✓ → production ✗ failed');
  });

  test('and is mended by another one, is told on both pull requests', () => {
    expect(world.stages(5)).toBe('reviewed ✓ → staging ✓');
  });

  test('does not come to production where the digest of its plan did not', async () => {
    world.github.promotion.environments.set('production', { reviewers: [GRACE] });
    world.review = () => false;
    const sha = world.repository.git('rev-parse', 'HEAD');
    const digest = (await world.push(DEPLOY, sha)).outputs['plan-digest'] ?? '';
    world.review = () => true;
    // Some secret happens to be found in the digest.
    world.secrets = { ...world.secrets, PIN: digest.slice(-5) };
    const run = await world.push(DEPLOY, sha);
    expect(run.jobs).toMatchObject({ plan: { result: 'success' }, production: { result: 'failure' } });
    expect(world.done.findLast(({ command }) => command === 'deploy')?.summary).toContain('no digest');
    expect(await versionsOf(databases.production)).toEqual([]);
  });

  test.each([
    ['another branch', 'refs/heads/other'],
    ['a tag that is called like the default branch', 'refs/tags/main'],
  ])('does not ship %s', async (_case, ref) => {
    const before = world.taken.length;
    const run = await world.push(DEPLOY, world.repository.git('rev-parse', 'HEAD'), {}, ref);
    expect(Object.values(run.jobs).map(({ result }) => result)).toEqual(Array(4).fill('skipped'));
    expect(world.taken).toHaveLength(before);
  });
});

describe('an approval by comment', () => {
  const MALLORY: FakeUser = { login: 'mallory', id: 3, type: 'User' };
  const ROBOT: FakeUser = { login: 'robot', id: 4, type: 'Bot' };
  let world: DeployWorld;
  let databases: Databases;
  let run: DrivenWorkflow;

  beforeAll(async () => {
    ({ world, databases } = await worldWith());
    world.isHere = true;
    world.github.promotion.environments.set('production', { reviewers: [] });
    for (const login of ['ada', 'grace', 'robot']) world.github.promotion.permissions.set(login, 'write');
    world.github.promotion.permissions.set('mallory', 'read');
    world.repository.write('supabase/seed.sql', 'insert into public.orders values (7);\n');
    const inputs = { staging: 'staging', production: 'production', approval: 'comment', 'with-seed': true };
    run = await world.push(DEPLOY, world.merge(5, ORDERS), inputs);
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  const digest = () => run.outputs['plan-digest'] ?? '';

  test('comes after the seeds of staging', async () => {
    expect(run.jobs).toMatchObject({ staging: { result: 'success' } });
    const client = await shared.connect(databases.staging.administrator);
    expect((await client.query('select id from public.orders')).rows).toEqual([{ id: '7' }]);
    expect(
      world.done.findLast(({ job, command }) => job === 'staging' && command === 'deploy')?.summary,
    ).toContain('supabase/seed.sql');
  });

  test('is asked for on the pull request', () => {
    expect(run.jobs).toMatchObject({ plan: { result: 'success' }, production: { result: 'skipped' } });
    expect(world.stages(5)).toBe('reviewed ✓ → staging ✓ → production waiting for approval');
    expect(world.github.comments[0]?.body).toContain(`\`/sluice approve ${digest()}\``);
  });

  test.each<[string, FakeUser, () => string, string]>([
    ['the author of the change', ADA, digest, 'ada wrote a change'],
    ['somebody who may only read', MALLORY, digest, 'mallory may not approve'],
    ['a program', ROBOT, digest, 'robot may not approve'],
    ['another plan', GRACE, () => '1-0', 'has another digest'],
  ])('of %s does not count', async (_case, by, what, says) => {
    const approval = await world.comment(APPROVAL, 5, by, `/sluice approve ${what()}`);
    expect(approval.jobs).toMatchObject({
      approve: { result: 'failure' },
      production: { result: 'skipped' },
    });
    expect(world.done.at(-1)?.summary).toContain(says);
    expect(world.github.promotion.reactions.at(-1)).toMatchObject({ content: '-1' });
  });

  test('that only speaks of one starts nothing', async () => {
    const before = world.taken.length;
    const talk = await world.comment(APPROVAL, 5, GRACE, `Should I write /sluice approve ${digest()}?`);
    expect(talk.jobs).toMatchObject({ approve: { result: 'skipped' }, production: { result: 'skipped' } });
    expect(world.taken).toHaveLength(before);
  });

  test('that comes while another merge is under way is refused, and the plan of that merge can be approved', async () => {
    const [sha, early] = [world.merge(6, NOTES), world.begin()];
    const late = await world.comment(APPROVAL, 5, GRACE, `/sluice approve ${digest()}`);
    expect(late.jobs).toMatchObject({ approve: { result: 'success' }, production: { result: 'failure' } });
    const inputs = { staging: 'staging', production: 'production', approval: 'comment' };
    run = await world.push(DEPLOY, sha, inputs, MAIN, early);
    for (const number of [5, 6]) {
      expect(world.stages(number)).toBe('reviewed ✓ → staging ✓ → production waiting for approval');
    }
    expect(world.github.comments[0]?.body).toContain(`\`/sluice approve ${digest()}\``);
  });

  test('of somebody else with write access deploys that plan, once', async () => {
    world.isHere = false;
    const approval = await world.comment(APPROVAL, 5, GRACE, `/sluice approve ${digest()}\n\nLooks good.`);
    expect(approval.jobs).toMatchObject({
      approve: { result: 'success' },
      production: { result: 'success' },
    });
    expect(world.stages(5)).toBe('reviewed ✓ → staging ✓ → production ✓');
    expect(world.github.promotion.reactions.at(-1)).toMatchObject({ content: '+1' });
    const client = await shared.connect(databases.production.administrator);
    expect((await client.query('select id from public.orders')).rows).toEqual([]);
    const { rows } = await client.query(
      `select details->>'approvedBy' as "approvedBy" from supabase_migrations.sluice_deployments where outcome = 'succeeded'`,
    );
    expect(rows).toEqual([
      { approvedBy: expect.stringMatching(/^grace \(.*\/pull\/5#issuecomment-\d+\)$/u) },
    ]);

    const again = await world.comment(APPROVAL, 5, GRACE, `/sluice approve ${digest()}`);
    expect(again.jobs).toMatchObject({ approve: { result: 'failure' }, production: { result: 'skipped' } });
    expect(world.done.at(-1)?.summary).toContain('Nothing waits');
  });
});
