import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { DeployWorld, GRACE } from '../support/deploy-world.ts';
import { applyAll, urlOf } from '../support/live.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';
import type { DrivenWorkflow } from '../support/workflow-driver.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

/** rollback.yml as GitHub reads it, with a real database behind the environment. */

const ROLLBACK = '.github/workflows/rollback.yml';
const ORDERS = { '20250101000000_orders.sql': 'create table public.orders (id bigint primary key);\n' };
const NOTES = { '20250102000000_notes.sql': 'alter table public.orders add column note text;\n' };
const INPUTS = {
  environment: 'production',
  to: '20250101000000',
  mode: 'apply',
  'project-dir': '.',
  reason: 'it was slow @everybody',
};

const shared = sharedShadow();
let tools: WorkflowTools;
let world: DeployWorld;
let live: FreshDatabase;

beforeAll(async () => {
  tools = await loadWorkflowTools();
  world = await DeployWorld.create(tools);
  live = await shared.freshDatabase();
  await live.asAdministrator.query(
    `do $$ begin create role planner login in role pg_read_all_data; exception when duplicate_object then null; end $$`,
  );
  world.secrets = { PRODUCTION_PLAN_DB_URL: urlOf({ ...live.administrator, user: 'planner' }) };
  world.environmentSecrets.set('production', { PRODUCTION_DB_URL: urlOf(live.migrator) });
  world.github.promotion.environments.set('production', { reviewers: [GRACE] });
  world.merge(5, ORDERS);
  world.merge(6, NOTES);
  await applyAll(live.migrator, { ...ORDERS, ...NOTES });
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

function head(): string {
  return world.repository.git('rev-parse', 'main');
}

async function versions(): Promise<readonly string[]> {
  const client = await shared.connect(live.administrator);
  const { rows } = await client.query<{ version: string }>(
    'select version from supabase_migrations.schema_migrations order by 1',
  );
  return rows.map(({ version }) => version);
}

function resultsOf({ jobs }: DrivenWorkflow): Record<string, string> {
  return Object.fromEntries(Object.entries(jobs).map(([name, { result }]) => [name, result]));
}

describe('a rollback by a workflow', () => {
  test('shows the plan, made by a role that may only read, and runs nothing where somebody refuses', async () => {
    world.review = () => false;
    const run = await world.push(ROLLBACK, head(), INPUTS);
    expect(resultsOf(run)).toEqual({ plan: 'success', apply: 'failure', revert: 'skipped' });
    const planned = world.done.findLast(({ command }) => command === 'rollback');
    expect(planned?.summary).toContain('planner@');
    expect(planned?.summary).toContain('DROP COLUMN');
    expect(planned?.summary).toContain(run.outputs['plan-digest']);
    expect(await versions()).toEqual(['20250101000000', '20250102000000']);
  });

  test('waits for the approval, runs exactly the plan, tells the pull request, and opens the one that reverts', async () => {
    let whileHeld: readonly string[] = [];
    world.review = async () => {
      whileHeld = await versions();
      return true;
    };
    const run = await world.push(ROLLBACK, head(), INPUTS);
    expect(resultsOf(run)).toEqual({ plan: 'success', apply: 'success', revert: 'success' });
    expect([whileHeld, await versions()]).toEqual([['20250101000000', '20250102000000'], ['20250101000000']]);
    expect(run.outputs).toMatchObject({
      outcome: 'succeeded',
      'revert-url': 'https://github.com/acme/shop/pull/7',
    });
    expect(world.stages(6)).toContain('production ↩ rolled back');
    expect(world.stages(5)).not.toContain('rolled back');
    const [request] = world.github.opened;
    expect(request?.title).toBe('Revert migration 20250102000000, rolled back from production');
    expect(request?.body).toContain('it was slow');
    // Nobody is called by what somebody wrote.
    expect(request?.body).not.toMatch(/(?<![`\w\u200b])@everybody/u);
    const branch = 'sluice/revert-20250102000000';
    expect(world.repository.git('diff', '--name-status', 'main', branch)).toBe(
      'D\tsupabase/migrations/20250102000000_notes.sql',
    );
  });

  test('is recorded with its reason and who approved it', async () => {
    const client = await shared.connect(live.administrator);
    const { rows } = await client.query(
      `select details->>'approvedBy' as "approvedBy", details->>'reason' as reason from supabase_migrations.sluice_deployments where kind = 'rollback' and outcome = 'succeeded'`,
    );
    expect(rows).toEqual([
      { approvedBy: expect.stringMatching(/^grace \(/u), reason: 'it was slow @everybody' },
    ]);
  });

  test('gives each job no more rights than it needs', () => {
    expect(Object.fromEntries(world.taken.map(({ job, permissions }) => [job, permissions]))).toEqual({
      plan: { actions: 'read', contents: 'read' },
      apply: { actions: 'read', contents: 'read', 'pull-requests': 'write' },
      revert: { contents: 'write', 'pull-requests': 'write' },
    });
  });

  test('is brought back by the same workflow, behind an approval too', async () => {
    world.isHere = true;
    const run = await world.push(ROLLBACK, head(), { ...INPUTS, mode: 'undo' });
    expect(resultsOf(run)).toEqual({ plan: 'success', apply: 'success', revert: 'skipped' });
    expect(await versions()).toEqual(['20250101000000', '20250102000000']);
    expect(world.stages(6)).toContain('production ✓');
  });

  test('goes by the secrets of the environment, whatever else the repository calls just DB_URL', async () => {
    const other = 'postgresql://postgres@127.0.0.1:1/other';
    world.secrets = { ...world.secrets, DB_URL: other, PLAN_DB_URL: other };
    const run = await world.push(ROLLBACK, head(), INPUTS);
    expect(resultsOf(run)).toEqual({ plan: 'success', apply: 'success', revert: 'success' });
    expect(await versions()).toEqual(['20250101000000']);
  });

  test('goes no further than the plan where nobody would have to approve it', async () => {
    world.github.promotion.environments.set('production', { reviewers: [] });
    const run = await world.push(ROLLBACK, head(), INPUTS);
    expect(resultsOf(run)).toEqual({ plan: 'failure', apply: 'skipped', revert: 'skipped' });
  });
});
