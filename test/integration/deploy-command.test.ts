import { describe, expect, test } from '@jest/globals';
import type { DeployRequest } from '../../src/commands/deploy-request.ts';
import { headDigest } from '../../src/core/head.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { deployTo, type Files } from '../support/deploy.ts';
import { applyAll, migrationOf } from '../support/live.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();

const BASE = { '20240101000000_base.sql': 'create table public.orders (id int primary key, note text);' };
const NEXT = {
  ...BASE,
  '20240102000000_next.sql':
    'alter table orders add column total int; create index orders_total on orders (total);',
};

const MORE = { ...NEXT, '20240103000000_more.sql': 'create table public.more (id int);' };

/** Where a test looks at something else: without a shadow, a deployment costs a third. */
const UNVERIFIED = { verify: false } as const;

/** Databases into which these have been deployed. */
const withBase = shared.prepared(({ migrator }) => deployTo(migrator, shared.shadow, BASE, UNVERIFIED));
const withNext = shared.prepared(({ migrator }) => deployTo(migrator, shared.shadow, NEXT, UNVERIFIED));

async function deploy(
  live: FreshDatabase,
  files: Files,
  changes: Partial<DeployRequest> = {},
): Promise<Report> {
  return await deployTo(live.migrator, shared.shadow, files, changes);
}

function codes({ findings }: Report): string[] {
  return findings.map(({ code }) => code);
}

function messages({ findings }: Report): string {
  return findings.map(({ message, remedy }) => `${message}\n${remedy}`).join('\n');
}

async function selected({ asAdministrator }: FreshDatabase, sql: string): Promise<unknown> {
  const { rows } = await asAdministrator.query<{ value: unknown }>(`select (${sql}) as value`);
  return rows[0]?.value;
}

async function versions(live: FreshDatabase): Promise<unknown> {
  return await selected(
    live,
    "coalesce((select jsonb_agg(version order by version) from supabase_migrations.schema_migrations), '[]')",
  );
}

describe('deploy', () => {
  test('runs what is pending, verifies it, records it, and then has nothing to do', async () => {
    const live = await shared.freshDatabase();
    const first = await deploy(live, BASE);
    expect(first).toMatchObject({ command: 'deploy', verdict: 'safe', deployment: { outcome: 'succeeded' } });
    const second = await deploy(live, NEXT);
    expect(second.deployment).toMatchObject({
      outcome: 'succeeded',
      applied: [{ version: '20240102000000' }],
      pending: [],
      drift: { status: 'none' },
      verification: { status: 'matches' },
    });
    expect(second.changes.map(({ kind, name, lock }) => [kind, name, lock])).toEqual([
      ['column', 'total', 'AccessExclusive'],
      ['index', 'orders_total', 'AccessExclusive'],
    ]);
    expect(second.plan?.sizes).toEqual([{ schema: 'public', name: 'orders', rows: null, bytes: 16_384 }]);
    expect((await deploy(live, NEXT)).deployment?.outcome).toBe('nothing');
    expect(
      await selected(
        live,
        `jsonb_agg(jsonb_build_array(kind, outcome, actor, source, commit_id, versions, snapshot is null) order by id) from supabase_migrations.sluice_deployments`.replace(
          /^(.*) from (.*)$/u,
          'select $1 from $2',
        ),
      ),
    ).toEqual([
      [
        'deploy',
        'running',
        'tester',
        'https://github.com/o/r/actions/runs/1',
        'abc',
        ['20240101000000'],
        false,
      ],
      [
        'deploy',
        'succeeded',
        'tester',
        'https://github.com/o/r/actions/runs/1',
        'abc',
        ['20240101000000'],
        false,
      ],
      // The same schema is not stored twice.
      [
        'deploy',
        'running',
        'tester',
        'https://github.com/o/r/actions/runs/1',
        'abc',
        ['20240102000000'],
        true,
      ],
      [
        'deploy',
        'succeeded',
        'tester',
        'https://github.com/o/r/actions/runs/1',
        'abc',
        ['20240102000000'],
        false,
      ],
    ]);
  });

  test('a migration that changes the history itself is refused before anything runs', async () => {
    const live = await shared.freshDatabase();
    const report = await deploy(live, {
      ...BASE,
      '20240102000000_forget.sql': 'select 1;\ndelete from supabase_migrations.schema_migrations;',
    });
    expect(report.deployment).toMatchObject({ outcome: 'refused', run: null });
    expect(report.findings).toMatchObject([{ code: 'touches-history', line: 2 }]);
  });

  test('a migration that fails is a finding with its place; what came before it stays, and is taken up', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query('create table public.data (n int)');
    const files = {
      ...BASE,
      '20240102000000_bad.sql':
        "insert into orders values (1);\ndo $$ begin if to_regclass('public.data') is not null then raise 'broken here'; end if; end $$;",
      '20240103000000_last.sql': 'create table public.last (id int);',
    };
    const failed = await deploy(live, files);
    expect(failed.deployment).toMatchObject({
      outcome: 'failed',
      applied: [{ version: '20240101000000' }],
      pending: ['20240102000000', '20240103000000'],
    });
    expect(failed.findings).toMatchObject([
      { code: 'sql-failed', file: 'supabase/migrations/20240102000000_bad.sql', line: 2, level: 'error' },
    ]);
    expect(await selected(live, 'select count(*)::int from orders')).toBe(0);
    await live.asMigrator.query('drop table data');
    const resumed = await deploy(live, files, { drift: 'warn' });
    expect(resumed.deployment).toMatchObject({ outcome: 'succeeded', pending: [] });
    expect(codes(resumed)).toContain('run-unfinished');
  });

  test('a migration that fails on the shadow is not run at all', async () => {
    const live = await shared.freshDatabase();
    const report = await deploy(live, { ...BASE, '20240102000000_bad.sql': 'create table x (id nowhere);' });
    expect(report).toMatchObject({ verdict: 'blocked', deployment: { outcome: 'refused', run: null } });
    expect(codes(report)).toEqual(['sql-failed']);
    expect(await selected(live, "select to_regclass('public.orders') is null")).toBe(true);
  });

  test('what lands otherwise than on the shadow is an error with the list, and recorded', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query('create table public.orders (id text)');
    const report = await deploy(live, {
      '20240101000000_base.sql': 'create table if not exists public.orders (id int);',
    });
    expect(report.deployment).toMatchObject({ outcome: 'failed', verification: { status: 'differs' } });
    expect(codes(report)).toContain('landed-differs');
    expect(messages(report)).toContain('did not happen: create table public.orders');
    expect(
      await selected(
        live,
        "select details from supabase_migrations.sluice_deployments where outcome = 'failed'",
      ),
    ).toMatchObject({ verification: { status: 'differs' } });
  });

  test('what a block does there alone is an error, too, although everything began the same', async () => {
    const live = await shared.freshDatabase();
    const report = await deploy(live, {
      ...BASE,
      '20240102000000_here.sql': `do $$ begin if current_database() = '${live.migrator.database}' then
        alter table public.orders add column more int; revoke select on public.orders from anon; end if; end $$`,
    });
    expect(report.deployment?.verification).toEqual({
      status: 'differs',
      differences: [
        'happened otherwise: alter table public.orders: anon: −SELECT',
        'was not expected: create column public.orders.more: integer',
      ],
    });
  });

  test('a right that a block gives there alone is an error, also on a table that is new', async () => {
    const live = await shared.freshDatabase();
    const report = await deploy(live, {
      '20240101000000_here.sql': `create table public.secrets (id int);
        revoke all on public.secrets from anon, authenticated;
        do $$ begin if current_database() = '${live.migrator.database}' then grant select on public.secrets to anon; end if; end $$`,
    });
    expect(report.deployment?.verification).toEqual({
      status: 'differs',
      differences: ['happened otherwise: alter table public.secrets: anon: +SELECT'],
    });
  });

  test('an unfinished migration goes on behind its committed part, and all of it is verified', async () => {
    const live = await withBase();
    const before = {
      ...BASE,
      '20240102000000_two.sql':
        'create table public.two (id int);\ncreate index concurrently two_id on two (id);\nselect 1/(count(*) - count(*)) from orders;',
    };
    const after = {
      ...BASE,
      '20240102000000_two.sql':
        'create table public.two (id int);\ncreate index concurrently two_id on two (id);\nalter table two add column note text;',
    };
    const failed = await deploy(live, before, { verify: false });
    expect(failed.deployment).toMatchObject({ outcome: 'failed', applied: [] });
    const edited = await deploy(live, {
      ...BASE,
      '20240102000000_two.sql':
        'create table public.two (id bigint);\ncreate index concurrently two_id on two (id);',
    });
    expect(codes(edited)).toContain('segment-edited');
    const report = await deploy(live, after);
    expect(report.deployment).toMatchObject({
      outcome: 'succeeded',
      drift: { status: 'none' },
      verification: { status: 'matches' },
    });
    expect(report.plan?.segments?.map(({ done }) => done)).toEqual([true, true, false]);
    expect(await versions(live)).toEqual(['20240101000000', '20240102000000']);
  });
});

describe('drift', () => {
  test.each([
    {
      name: 'a column by hand',
      sql: 'alter table orders add column by_hand int',
      line: 'create column public.orders.by_hand',
    },
    {
      name: 'a dropped index',
      sql: 'drop index orders_total',
      line: 'drop index public.orders.orders_total',
    },
    {
      name: 'a policy by hand',
      sql: 'create policy open on orders using (true)',
      line: 'create policy public.orders.open',
    },
    { name: 'a grant by hand', sql: 'revoke select on orders from anon', line: 'alter table public.orders' },
  ])('$name is refused, and nothing is run', async ({ sql, line }) => {
    const live = await withNext();
    await live.asMigrator.query(sql);
    const report = await deploy(live, MORE, UNVERIFIED);
    expect(report.deployment).toMatchObject({ outcome: 'refused', drift: { status: 'found' } });
    expect(messages(report)).toContain(line);
    expect(await selected(live, "select to_regclass('public.more') is null")).toBe(true);
  });

  test('by hand is let through where somebody says so, and is in the record from then on', async () => {
    const live = await withNext();
    await live.asMigrator.query(
      'alter table orders add column by_hand int; drop index orders_total; create policy open on orders using (true); revoke select on orders from anon',
    );
    const allowed = await deploy(live, MORE, { drift: 'warn' });
    expect(allowed.deployment?.outcome).toBe('succeeded');
    expect(allowed.findings).toMatchObject([{ code: 'drift', level: 'warning' }]);
    const next = { ...MORE, '20240104000000_next.sql': 'create table public.next (id int);' };
    expect((await deploy(live, next, UNVERIFIED)).deployment).toMatchObject({
      outcome: 'succeeded',
      drift: { status: 'none' },
    });
  });

  test('what changes in the platform, or in rows, is no drift', async () => {
    const live = await withNext();
    await live.asAdministrator.query(
      'alter table auth.users add column invented text; insert into orders values (1)',
    );
    const report = await deploy(live, {
      ...NEXT,
      '20240103000000_more.sql': 'create table public.more (id int);',
    });
    expect(report.deployment).toMatchObject({ outcome: 'succeeded', drift: { status: 'none' } });
  });

  test('a damaged record is an error that says how to go on', async () => {
    const live = await withBase();
    await live.asMigrator.query(
      'alter table orders add column x int; update supabase_migrations.sluice_deployments set snapshot = set_byte(snapshot, 100, get_byte(snapshot, 100) # 255)',
    );
    const report = await deploy(live, NEXT);
    expect(report.deployment?.outcome).toBe('refused');
    expect(report.findings).toMatchObject([
      {
        code: 'record-damaged',
        level: 'error',
        remedy: expect.stringMatching(/sluice drift --record.*--drift warn/u),
      },
    ]);
    expect((await deploy(live, NEXT, { ...UNVERIFIED, drift: 'warn' })).deployment?.outcome).toBe(
      'succeeded',
    );
  });
});

describe('the history', () => {
  test('a migration that the checkout lacks is refused', async () => {
    const live = await withNext();
    const report = await deploy(live, { ...BASE, '20240103000000_more.sql': 'select 1;' });
    expect(codes(report)).toEqual(['history-missing']);
    expect(messages(report)).toContain('supabase migration repair --status reverted 20240102000000');
  });

  test('an edited migration is refused; comments, white space and line ends may change', async () => {
    const live = await withBase();
    const harmless = {
      '20240101000000_base.sql':
        '/* said */ create table public.orders\r\n(id int -- the key\r\n primary key, note text)',
    };
    expect((await deploy(live, harmless)).deployment?.outcome).toBe('nothing');
    const report = await deploy(live, {
      '20240101000000_base.sql': 'create table public.orders (id bigint primary key, note text);',
    });
    expect(report.findings).toMatchObject([
      { code: 'history-edited', file: 'supabase/migrations/20240101000000_base.sql' },
    ]);
    expect(report.deployment?.outcome).toBe('refused');
  });

  test('a literal that changed its white space is edited', async () => {
    const live = await shared.freshDatabase();
    await deploy(
      live,
      { '20240101000000_base.sql': "create table public.t (x text default 'a b');" },
      UNVERIFIED,
    );
    const report = await deploy(live, {
      '20240101000000_base.sql': "create table public.t (x text default 'ab');",
    });
    expect(codes(report)).toEqual(['history-edited']);
  });

  test('a history without statements tells nothing, and nothing is claimed', async () => {
    const live = await shared.freshDatabase();
    await live.asAdministrator.query('drop schema supabase_migrations cascade');
    await live.asMigrator.query(
      "create schema supabase_migrations; create table supabase_migrations.schema_migrations (version text primary key); insert into supabase_migrations.schema_migrations values ('20240101000000'); create table public.orders (id int primary key, note text)",
    );
    const report = await deploy(live, NEXT);
    expect(report.deployment?.outcome).toBe('succeeded');
    expect(await versions(live)).toEqual(['20240101000000', '20240102000000']);
  });

  test('columns that a project may have besides are left alone', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      'alter table supabase_migrations.schema_migrations add created_by text, add idempotency_key text unique, add rollback text[]',
    );
    expect((await deploy(live, BASE, UNVERIFIED)).deployment?.outcome).toBe('succeeded');
  });

  test('an out-of-order migration is refused unless allowed', async () => {
    const live = await withNext();
    const files = { ...NEXT, '20240101120000_late.sql': 'create table public.late (id int);' };
    const report = await deploy(live, files, UNVERIFIED);
    expect(codes(report)).toEqual(['history-out-of-order']);
    expect(messages(report)).toContain('--allow-out-of-order');
    expect((await deploy(live, files, { ...UNVERIFIED, allowOutOfOrder: true })).deployment?.outcome).toBe(
      'succeeded',
    );
  });
});

describe('the plan', () => {
  const readOnly = ({ migrator }: FreshDatabase): ConnectionTarget => ({
    ...migrator,
    user: 'supabase_read_only_user',
  });

  test('changes nothing, needs no more than reading, and has the digest that the deployment has', async () => {
    const live = await shared.freshDatabase();
    const plan = await deployTo(readOnly(live), shared.shadow, NEXT, { plan: true });
    expect(plan.deployment).toMatchObject({
      mode: 'plan',
      outcome: 'planned',
      pending: ['20240101000000', '20240102000000'],
    });
    expect(plan.changes.map(({ name }) => name)).toEqual(['orders', 'orders_total']);
    expect(plan.plan?.segments?.[1]?.statements).toEqual([
      { line: 1, sql: 'alter table orders add column total int' },
      { line: 1, sql: 'create index orders_total on orders (total)' },
    ]);
    expect(await selected(live, "select to_regclass('supabase_migrations.sluice_deployments') is null")).toBe(
      true,
    );
    const report = await deploy(live, NEXT, { expectPlan: plan.plan?.digest ?? '' });
    expect(report.deployment?.outcome).toBe('succeeded');
    expect(report.plan?.digest).toBe(plan.plan?.digest);
    const after = await deployTo(readOnly(live), shared.shadow, NEXT, { plan: true });
    expect(after.deployment?.outcome).toBe('nothing');
  });

  test('says rows and bytes of the tables that are touched', async () => {
    const live = await withBase();
    await live.asMigrator.query("insert into orders select n, 'x' from generate_series(1, 500) n");
    await live.asMigrator.query('analyze orders');
    const plan = await deploy(live, NEXT, { plan: true });
    expect(plan.plan?.sizes).toMatchObject([{ schema: 'public', name: 'orders', rows: 500 }]);
  });

  test.each<{ name: string; files: Files; by: string; says: string }>([
    {
      name: 'a file that changed',
      files: { ...BASE, '20240102000000_next.sql': 'select 1;' },
      by: 'select 1',
      says: 'the checkout holds other migrations',
    },
    {
      name: 'a further migration',
      files: { ...NEXT, '20240103000000_c.sql': 'select 1;' },
      by: 'select 1',
      says: 'other migrations are pending',
    },
    {
      name: 'a database that moved',
      files: NEXT,
      by: 'create table public.moved (id int)',
      says: 'the live schema has changed',
    },
  ])('$name since it was approved is refused, and nothing is run', async ({ files, by, says }) => {
    const live = await withBase();
    const plan = await deploy(live, NEXT, { ...UNVERIFIED, plan: true });
    await live.asMigrator.query(by);
    const report = await deploy(live, files, { expectPlan: plan.plan?.digest ?? '', drift: 'warn' });
    expect(report.deployment).toMatchObject({ outcome: 'refused', run: null });
    expect(codes(report)).toContain('plan-changed');
    expect(messages(report)).toContain(says);
    expect(await versions(live)).toEqual(['20240101000000']);
  });

  test('is done once: the same job again has nothing to do', async () => {
    const live = await shared.freshDatabase();
    const expectPlan = (await deploy(live, NEXT, { ...UNVERIFIED, plan: true })).plan?.digest ?? '';
    expect((await deploy(live, NEXT, { ...UNVERIFIED, expectPlan })).deployment?.outcome).toBe('succeeded');
    expect((await deploy(live, NEXT, { ...UNVERIFIED, expectPlan })).deployment?.outcome).toBe('nothing');
  });

  test('that stopped half-way is still approved, unless somebody changed the database since', async () => {
    const live = await shared.freshDatabase();
    const files = {
      ...NEXT,
      '20240103000000_bad.sql':
        "do $$ begin if exists (select from public.stop) then raise 'stopped'; end if; end $$;",
    };
    const stop = { '20230101000000_stop.sql': 'create table public.stop (id int);' };
    await deploy(live, stop, UNVERIFIED);
    const expectPlan =
      (await deploy(live, { ...stop, ...files }, { ...UNVERIFIED, plan: true })).plan?.digest ?? '';
    await live.asMigrator.query('insert into stop values (1)');
    expect((await deploy(live, { ...stop, ...files }, { expectPlan })).deployment?.outcome).toBe('failed');
    await live.asMigrator.query('delete from stop; alter table stop add column by_hand int');
    const moved = await deploy(live, { ...stop, ...files }, { expectPlan, drift: 'warn' });
    expect(codes(moved)).toContain('plan-changed');
    await live.asMigrator.query('alter table stop drop column by_hand');
    expect((await deploy(live, { ...stop, ...files }, { expectPlan })).deployment?.outcome).toBe('succeeded');
  });

  test('of another database is refused', async () => {
    const [one, other] = [await shared.freshDatabase(), await shared.freshDatabase()];
    const plan = await deploy(one, BASE, { plan: true });
    const report = await deploy(other, BASE, { expectPlan: plan.plan?.digest ?? '' });
    expect(messages(report)).toContain('it is another database');
    expect(report.deployment?.outcome).toBe('refused');
  });

  test('of a head that nobody verified is refused before the database is touched', async () => {
    const live = await shared.freshDatabase();
    const verified = headDigest([migrationOf('20240101000000_base.sql', BASE['20240101000000_base.sql'])]);
    expect(codes(await deploy(live, NEXT, { requireVerified: verified }))).toEqual(['head-not-verified']);
    expect((await deploy(live, BASE, { requireVerified: verified })).deployment?.outcome).toBe('succeeded');
  });
});

describe('adopting a database', () => {
  test('records what the schema has already, and then deploys the rest', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(BASE['20240101000000_base.sql']);
    const plan = await deploy(live, NEXT, { adopt: '20240101000000', plan: true });
    expect(plan.deployment).toMatchObject({ mode: 'adopt', outcome: 'planned' });
    expect(await selected(live, "select to_regclass('supabase_migrations.sluice_deployments') is null")).toBe(
      true,
    );
    const adopted = await deploy(live, NEXT, {
      adopt: '20240101000000',
      expectPlan: plan.plan?.digest ?? null,
    });
    expect(adopted.deployment).toMatchObject({
      outcome: 'succeeded',
      applied: [{ version: '20240101000000' }],
      pending: ['20240102000000'],
    });
    expect(await versions(live)).toEqual(['20240101000000']);
    const report = await deploy(live, NEXT);
    expect(report.deployment).toMatchObject({ outcome: 'succeeded', drift: { status: 'none' } });
  });

  test('that lacks something, or has more, is refused with the list', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      'create table public.orders (id int primary key); create table public.extra (id int)',
    );
    const report = await deploy(live, NEXT, { adopt: '20240102000000' });
    expect(report.deployment?.outcome).toBe('refused');
    expect(codes(report)).toEqual(['adopt-differs']);
    expect(messages(report)).toContain('create column public.orders.note');
    expect(messages(report)).toContain('drop table public.extra');
    expect(await selected(live, "select to_regclass('supabase_migrations.sluice_deployments') is null")).toBe(
      true,
    );
  });

  test('up to a version that does not exist is refused', async () => {
    const live = await shared.freshDatabase();
    expect(codes(await deploy(live, NEXT, { adopt: '20240101999999' }))).toEqual(['adopt-unknown-version']);
  });
});

describe('a deployment that was killed', () => {
  test('is seen, told, and closed in the journal by the next one', async () => {
    const live = await withBase();
    // What a kill leaves: a run that began, and segments of it.
    await applyAll(live.migrator, NEXT);
    await live.asMigrator.query(
      `delete from supabase_migrations.sluice_deployments where outcome = 'succeeded' and id = (select max(id) from supabase_migrations.sluice_deployments);
       update supabase_migrations.sluice_deployments set fingerprint = (select fingerprint from supabase_migrations.sluice_deployments where outcome = 'succeeded')
       where outcome = 'running' and fingerprint is null`,
    );
    const report = await deploy(live, NEXT);
    expect(codes(report)).toEqual(['run-unfinished']);
    expect(report.deployment).toMatchObject({
      outcome: 'succeeded',
      drift: { status: 'none' },
      verification: { status: 'matches' },
    });
    expect(
      await selected(
        live,
        'select array_agg(outcome order by id) from supabase_migrations.sluice_deployments',
      ),
    ).toEqual(['running', 'succeeded', 'running', 'interrupted', 'running', 'succeeded']);
    expect((await deploy(live, NEXT)).deployment?.outcome).toBe('nothing');
  });

  test('and whose database was changed by hand meanwhile is a drift', async () => {
    const live = await withBase();
    const bad = { ...NEXT, '20240103000000_bad.sql': "do $$ begin raise 'no'; end $$;" };
    expect((await deploy(live, bad, { verify: false })).deployment?.outcome).toBe('failed');
    await live.asMigrator.query('alter table orders add column by_hand int');
    const report = await deploy(live, NEXT);
    expect(codes(report)).toContain('drift');
    expect(messages(report)).toContain('was not expected: create column public.orders.by_hand');
  });
});

test('an interruption stops the running statement, leaves nothing of it, and is recorded', async () => {
  const live = await shared.freshDatabase();
  const controller = new AbortController();
  const files = {
    ...BASE,
    '20240102000000_long.sql': 'create table public.half (id int); select pg_sleep(600);',
  };
  const running = deployTo(live.migrator, shared.shadow, files, { verify: false }, {}, controller.signal);
  running.catch(() => {});
  for (;;) {
    const sleeping = await selected(
      live,
      "select exists (select from pg_stat_activity where wait_event = 'PgSleep')",
    );
    if (sleeping === true) break;
  }
  controller.abort(new Error('stopped by somebody'));
  await expect(running).rejects.toThrow('stopped by somebody');
  expect(await versions(live)).toEqual(['20240101000000']);
  expect(await selected(live, "select to_regclass('public.half') is null")).toBe(true);
  expect((await deploy(live, BASE, UNVERIFIED)).deployment?.outcome).toBe('succeeded');
});
