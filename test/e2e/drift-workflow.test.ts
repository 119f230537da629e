import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { deployTo } from '../support/deploy.ts';
import { DeployWorld } from '../support/deploy-world.ts';
import type { FakeIssue } from '../support/github-issues.ts';
import { urlOf } from '../support/live.ts';
import { type FreshDatabase, sharedShadow } from '../support/shadow.ts';
import { loadWorkflowTools } from '../support/workflow-tools.ts';

/** drift.yml as GitHub reads it, with real databases behind the environments: what a repository lives through, in its order. */

const DRIFT = '.github/workflows/drift.yml';
const ORDERS = { '20250101000000_orders.sql': 'create table public.orders (id bigint primary key);\n' };
const NOTES = { '20250102000000_notes.sql': 'alter table public.orders add column note text;\n' };
const BY_HAND = 'create table public.by_hand (id int)';

const shared = sharedShadow();
let world: DeployWorld;
let staging: FreshDatabase;
let production: FreshDatabase;

beforeAll(async () => {
  world = await DeployWorld.create(await loadWorkflowTools());
  staging = await shared.freshDatabase();
  production = await shared.freshDatabase();
  await staging.asAdministrator.query(
    `do $$ begin create role planner login in role pg_read_all_data; exception when duplicate_object then null; end $$`,
  );
  const readOnly = ({ administrator }: FreshDatabase): string => urlOf({ ...administrator, user: 'planner' });
  world.secrets = {
    STAGING_PLAN_DB_URL: readOnly(staging),
    PRODUCTION_PLAN_DB_URL: readOnly(production),
    PLAN_TENANT_DB_URL: readOnly(staging),
    NOWHERE_DB_URL: 'postgresql://planner:geheim@127.0.0.1:1/nowhere?sslmode=disable',
  };
  world.merge(5, ORDERS);
  for (const { migrator } of [staging, production]) {
    await deployTo(migrator, shared.shadow, ORDERS, { verify: false });
  }
});

afterAll(async () => {
  await world[Symbol.asyncDispose]();
});

/** What became of the job of each database. */
async function daily(): Promise<readonly string[] | undefined> {
  const { jobs } = await world.schedule(DRIFT);
  return jobs['look']?.matrix;
}

/** What somebody does in the SQL editor. */
async function byHand({ migrator }: FreshDatabase, sql: string): Promise<void> {
  const client = await shared.connect(migrator);
  await client.query(sql);
}

function issues(): readonly string[] {
  return world.github.issues.all.map(({ title, state }) => `${state}: ${title.split(':')[0]}`);
}

function issue(number: number): FakeIssue | undefined {
  return world.github.issues.all.find((one) => one.number === number);
}

/** What was written below an issue, without links. */
function said(number: number): readonly (string | undefined)[] {
  return world.github.comments
    .filter((comment) => comment.issue === number)
    .map(({ body }) => body?.replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1'));
}

describe('the schedule of drift.yml', () => {
  test('opens no issue where all is well', async () => {
    expect(await daily()).toEqual(['success', 'success']);
    expect(issues()).toEqual([]);
    world.isHere = true;
  });

  test('opens one for the environment that drifted, and fails its job alone', async () => {
    await byHand(production, BY_HAND);
    expect(await daily()).toEqual(['success', 'failure']);
    expect(issues()).toEqual(['open: Database production']);
    expect(issue(1)?.body).toContain('public.by_hand');
    expect(issue(1)?.body).toContain('DROP TABLE');
  });

  test('leaves it as it is while nothing is new, and updates it where something is', async () => {
    const before = issue(1)?.updated;
    expect(await daily()).toEqual(['success', 'failure']);
    expect(issue(1)?.updated).toBe(before);
    await byHand(production, 'alter table public.orders add column by_hand int');
    await daily();
    expect(issue(1)?.body).toContain('orders.by_hand');
    expect(issues()).toEqual(['open: Database production']);
  });

  test('has another one for each other environment', async () => {
    await byHand(staging, BY_HAND);
    expect(await daily()).toEqual(['failure', 'failure']);
    expect(issues()).toEqual(['open: Database production', 'open: Database staging']);
  });

  test('closes it when the database is put back by the SQL of the issue', async () => {
    const sql = /```sql\n([\s\S]*?DROP TABLE[\s\S]*?)```/u.exec(issue(1)?.body ?? '')?.[1] ?? '';
    await byHand(production, sql);
    expect(await daily()).toEqual(['failure', 'success']);
    expect(issues()).toEqual(['closed: Database production', 'open: Database staging']);
    expect(said(1)).toEqual(['All is as it should be again, says this run.']);
  });

  test('opens the same one again, whatever somebody has written below it', async () => {
    world.github.addComment(1, { login: 'ada', id: 1, type: 'User' }, 'Thank you');
    await byHand(production, BY_HAND);
    expect(await daily()).toEqual(['failure', 'failure']);
    expect(issues()).toEqual(['open: Database production', 'open: Database staging']);
    expect(said(1).at(-1)).toBe('It happened again, says this run.');
    for (const live of [staging, production]) await byHand(live, 'drop table public.by_hand');
    expect(await daily()).toEqual(['success', 'success']);
    expect(issues()).toEqual(['closed: Database production', 'closed: Database staging']);
  });

  test('warns in it of merged migrations that wait, until they are deployed; that fails no job', async () => {
    world.merge(6, NOTES);
    expect(await daily()).toEqual(['success', 'success']);
    expect(issues()).toEqual(['open: Database production', 'open: Database staging']);
    expect(issue(1)?.body).toContain('20250102000000_notes.sql');
    for (const { migrator } of [staging, production]) {
      await deployTo(migrator, shared.shadow, { ...ORDERS, ...NOTES }, { verify: false });
    }
    expect(await daily()).toEqual(['success', 'success']);
    expect(issues()).toEqual(['closed: Database production', 'closed: Database staging']);
  });

  test('gives its jobs no more rights than they need', () => {
    const rights = new Set(world.taken.map(({ job, permissions }) => JSON.stringify([job, permissions])));
    expect([...rights].map((one) => JSON.parse(one))).toEqual([
      ['look', { contents: 'read', issues: 'write' }],
    ]);
  });
});

describe('drift.yml called by another workflow', () => {
  const target = (name: string, secret: string) => ({ name, secret });

  test('looks at each of several databases, each with its issue; what cannot be reached hides nothing of the others', async () => {
    world.isHere = false;
    await byHand(staging, BY_HAND);
    const environments = JSON.stringify([
      target('tenant-1', 'PRODUCTION_PLAN_DB_URL'),
      target('tenant-2', 'NOWHERE_DB_URL'),
      target('tenant-3', 'STAGING_PLAN_DB_URL'),
    ]);
    const { jobs } = await world.push(DRIFT, world.repository.git('rev-parse', 'main'), {
      environments,
      'fail-on': 'error',
    });
    expect(jobs['look']?.matrix).toEqual(['success', 'failure', 'failure']);
    expect(issues().slice(2)).toEqual(['open: Database tenant-3']);
    expect(world.done.at(-2)?.stderr).not.toContain('geheim');
    expect(world.done.at(-2)?.summary).not.toContain('geheim');
  });

  test('looks at a batch of targets with their roles for plans; fails nothing with fail-on: never, and still keeps the issue', async () => {
    world.isHere = true;
    const tenant = { ...target('tenant-3', 'TENANT_DB_URL'), environment: 'tenants', wave: 0 };
    const environments = JSON.stringify([tenant]);
    const inputs = { environments, 'fail-on': 'never', against: 'repo', engine: 'embedded' };
    const { jobs } = await world.push(DRIFT, world.repository.git('rev-parse', 'main'), inputs);
    expect(jobs['look']?.matrix).toEqual(['success']);
    expect(issues().slice(2)).toEqual(['open: Database tenant-3']);
    expect(issue(3)?.body).toContain('what the applied migrations lead to');
  });
});
