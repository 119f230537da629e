import { describe, expect, test } from '@jest/globals';
import type { RollbackRequest } from '../../src/commands/rollback-request.ts';
import type { Report } from '../../src/core/report.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { createSchemaPort } from '../../src/schema/index.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { deployTo } from '../support/deploy.ts';
import { applyAll, openLive } from '../support/live.ts';
import { planAndRun as planAndRunOn, type RollbackProject, rollbackOn } from '../support/rollback.ts';
import { type FreshDatabase, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();

const FIRST = '20240101000000';
const SECOND = '20240102000000';
const BASE = {
  [`${FIRST}_base.sql`]:
    'create table public.orders (id int primary key, note text not null, total bigint, code text unique);',
};
const NEXT = {
  ...BASE,
  [`${SECOND}_next.sql`]:
    'alter table orders add column extra int; create index orders_extra on orders (extra); create table public.boxes (id int primary key);',
};

/** By the command, so that the journal knows its runs. */
async function deployed(live: FreshDatabase, files: RollbackProject['files']): Promise<void> {
  const report = await deployTo(live.migrator, shared.shadow, files, { verify: false, drift: 'ignore' });
  expect(report.deployment?.outcome).toBe('succeeded');
}

/** With the gate, so that the journal knows the schema that they left. */
async function recorded(live: FreshDatabase, files: RollbackProject['files']): Promise<void> {
  const report = await deployTo(live.migrator, shared.shadow, files, { verify: false, drift: 'fail' });
  expect(report.deployment?.outcome).toBe('succeeded');
}

const nextApplied = shared.prepared(({ migrator }) => applyAll(migrator, NEXT));

/** Applied with the journal and nothing else, so that no schema is recorded: quicker where that does not matter. */
async function applied(files: RollbackProject['files'], rows = ''): Promise<FreshDatabase> {
  const live = files === NEXT ? await nextApplied() : await shared.freshDatabase();
  if (files !== NEXT) await applyAll(live.migrator, files);
  if (rows !== '') await live.asMigrator.query(rows);
  return live;
}

/** Without a look for drift, unless a test is about that: then less of the schema has to be read. */
function roll(
  live: FreshDatabase,
  project: RollbackProject,
  changes: Partial<RollbackRequest> = {},
): Promise<Report> {
  return rollbackOn(live.migrator, shared.shadow, project, { to: FIRST, drift: 'ignore', ...changes });
}

function planOf(
  live: FreshDatabase,
  project: RollbackProject,
  changes: Partial<RollbackRequest> = {},
): Promise<Report> {
  return roll(live, project, { plan: true, ...changes });
}

function planAndRun(
  live: FreshDatabase,
  project: RollbackProject,
  changes: Partial<RollbackRequest> = {},
): Promise<{ readonly plan: Report; readonly run: Report }> {
  const to = changes.mode === undefined ? FIRST : null;
  return planAndRunOn(live.migrator, shared.shadow, project, { to, drift: 'ignore', ...changes });
}

async function selected({ asAdministrator }: FreshDatabase, sql: string): Promise<unknown> {
  const { rows } = await asAdministrator.query<{ value: unknown }>(`select (${sql}) as value`);
  return rows[0]?.value;
}

async function digestOf(live: FreshDatabase): Promise<string | null> {
  await using reader = await createDriftPort().open(live.migrator);
  return await reader.digest(null);
}

function versions(live: FreshDatabase): Promise<unknown> {
  return selected(
    live,
    "coalesce((select jsonb_agg(version order by version) from supabase_migrations.schema_migrations), '[]')",
  );
}

function said({ findings }: Report): readonly (readonly [string, string])[] {
  return findings.map(({ code, message }) => [code, message]);
}

function errorsOf({ findings }: Report): string[] {
  return findings.filter(({ level }) => level === 'error').map(({ code }) => code);
}

describe('a rollback', () => {
  test('leads back, is recorded, holds deploys back until somebody lets them go on, and leaves nothing to do', async () => {
    const live = await shared.freshDatabase();
    await deployed(live, NEXT);
    const project = { files: NEXT };
    const unread = await roll(live, project);
    expect(errorsOf(unread)).toEqual(['plan-changed']);
    const { plan, run } = await planAndRun(live, project, { reason: 'it was slow', drift: 'fail' });
    expect(plan.rollback).toMatchObject({
      outcome: 'planned',
      from: SECOND,
      to: FIRST,
      steps: [{ versions: [SECOND], source: 'computed', losses: [], done: false }],
    });
    expect(run.rollback).toMatchObject({
      outcome: 'succeeded',
      versions: [SECOND],
      drift: { status: 'none' },
      verification: { status: 'matches' },
    });
    expect(await versions(live)).toEqual([FIRST]);
    expect(await selected(live, "to_regclass('public.boxes')")).toBeNull();
    // Whoever deploys next is told by the server that it is still that schema, and need not read it.
    expect(
      await selected(
        live,
        "(select details->>'schemaDigest' from supabase_migrations.sluice_deployments where kind = 'rollback' and outcome = 'succeeded')",
      ),
    ).toBe(await digestOf(live));
    expect(
      await selected(
        live,
        "(select jsonb_agg(jsonb_build_array(kind, outcome, versions, details->>'reason') order by id) from supabase_migrations.sluice_deployments where kind = 'rollback')",
      ),
    ).toEqual([
      ['rollback', 'running', [SECOND], 'it was slow'],
      ['rollback', 'succeeded', [SECOND], 'it was slow'],
    ]);
    // The row of the history is kept whole.
    expect(
      await selected(
        live,
        "(select details->'history'->0->>'name' from supabase_migrations.sluice_segments where version like 'rollback:%')",
      ),
    ).toBe('next');

    const again = await roll(live, project, { expectPlan: plan.plan?.digest ?? null });
    expect(again.rollback?.outcome).toBe('nothing');
    const refused = await deployTo(live.migrator, shared.shadow, NEXT);
    expect([refused.deployment?.outcome, errorsOf(refused)]).toEqual(['refused', ['rolled-back']]);
    expect(refused.findings[0]?.message).toContain('it was slow');
    // Where the repository agrees, deploys go on by themselves.
    expect((await deployTo(live.migrator, shared.shadow, BASE)).deployment?.outcome).toBe('nothing');
    const resumed = await roll(live, project, { mode: 'resume-deploys', to: null });
    expect(resumed.rollback).toMatchObject({ outcome: 'succeeded', versions: [SECOND] });
    const deployedAgain = await deployTo(live.migrator, shared.shadow, NEXT, { verify: false });
    expect(deployedAgain.deployment).toMatchObject({ outcome: 'succeeded', drift: { status: 'none' } });
  });

  test('stops before rows that nobody has named, saves those that somebody has, brings them back, and goes down once more', async () => {
    const live = await applied(NEXT);
    const project = { files: NEXT };
    const empty = await planOf(live, project);
    expect(empty.rollback?.outcome).toBe('planned');
    await live.asMigrator.query(
      "insert into orders values (1, 'a', 1, 'x', 7), (2, 'b', 2, 'y', null); insert into boxes values (1), (2), (3)",
    );
    // Counting sees them first; the guard is what holds where they come between counting and the lock.
    const stopped = await roll(live, project, { expectPlan: empty.plan?.digest ?? null });
    expect(stopped.rollback?.outcome).toBe('refused');
    expect(stopped.rollback?.steps[0]?.losses).toEqual([
      { kind: 'table', object: 'public.boxes', rows: 3, allowed: false },
      { kind: 'column', object: 'public.orders.extra', rows: 1, allowed: false },
    ]);
    expect(errorsOf(stopped)).toEqual(['rollback-loses', 'rollback-loses']);
    expect(stopped.findings[0]?.remedy).toContain('--allow-data-loss public.boxes');
    expect(await versions(live)).toEqual([FIRST, SECOND]);

    const allowDataLoss = ['public.boxes', 'public.orders.extra'];
    const { run } = await planAndRun(live, project, { allowDataLoss });
    expect(run.rollback?.outcome).toBe('succeeded');
    // The quarantine is no drift, and the repository may have lost the files meanwhile.
    const back = await planAndRun(live, { files: BASE }, { mode: 'undo', drift: 'fail' });
    expect(said(back.run)).toEqual([]);
    expect(back.run.rollback).toMatchObject({
      outcome: 'succeeded',
      versions: [SECOND],
      verification: { status: 'matches' },
    });
    expect(await selected(live, '(select jsonb_agg(id order by id) from boxes)')).toEqual([1, 2, 3]);
    expect(await selected(live, '(select jsonb_agg(extra order by id) from orders)')).toEqual([7, null]);
    const twice = await planOf(live, project, { mode: 'undo', to: null });
    expect(errorsOf(twice)).toEqual(['undo-impossible']);
    const third = await planAndRun(live, project, { allowDataLoss });
    expect(third.run.rollback).toMatchObject({ outcome: 'succeeded', saved: [{ rows: 3 }, { rows: 1 }] });
  });

  test('neither counts nor brings back the rows and values of older tables that became partitions', async () => {
    const files = {
      [`${FIRST}_base.sql`]:
        'create table public.early (id int, at date not null); create table public.areas (id int) partition by list (id); create table public.areas_1 partition of public.areas for values in (1); create table public.old (id int, note text);',
      [`${SECOND}_parts.sql`]:
        "create table public.parts (id int, at date not null) partition by range (at); create table public.late partition of public.parts for values from ('2024-01-01') to ('2025-01-01'); alter table public.parts attach partition public.early for values from ('2023-01-01') to ('2024-01-01'); alter table public.areas add column note text; alter table public.areas attach partition public.old for values in (2);",
    };
    const live = await applied(
      files,
      "insert into parts values (1, '2023-01-01'), (2, '2024-01-01'); insert into areas values (1, 'a'), (2, 'b')",
    );
    const allowDataLoss = ['public.parts', 'public.areas.note'];
    const { plan, run } = await planAndRun(live, { files }, { allowDataLoss });
    expect(plan.rollback?.steps[0]?.losses).toEqual([
      { kind: 'table', object: 'public.parts', rows: 1, allowed: true },
      { kind: 'column', object: 'public.areas.note', rows: 1, allowed: true },
    ]);
    expect(run.rollback?.outcome).toBe('succeeded');
    await live.asMigrator.query(
      "delete from early; insert into early values (3, '2023-03-03'); update old set note = 'since'",
    );
    const undo = await planAndRun(live, { files }, { mode: 'undo' });
    expect(undo.run.rollback?.outcome).toBe('succeeded');
    expect(
      await selected(
        live,
        '(select jsonb_agg(jsonb_build_array(tableoid::regclass, id) order by id) from parts)',
      ),
    ).toEqual([
      ['late', 2],
      ['early', 3],
    ]);
    expect(await selected(live, '(select jsonb_agg(note order by id) from areas)')).toEqual(['a', 'since']);
  });

  test('asks about what tables inherit, saves it and brings it back', async () => {
    const files = {
      [`${FIRST}_base.sql`]:
        'create table public.elders (id int primary key, size int); create table public.heirs (extra int) inherits (public.elders); create table public.scions () inherits (public.heirs); create table public.loose (size int, note text) inherits (public.elders)',
      [`${SECOND}_next.sql`]:
        'alter table public.elders add column note text; alter table public.elders alter column size type numeric; insert into public.elders values (9, 9);',
    };
    const project = {
      files,
      rollbacks: {
        [`${SECOND}_next.sql`]:
          'delete from public.elders where id = 9; alter table public.elders drop column note; alter table public.elders alter column size type int;',
      },
    };
    const live = await applied(
      files,
      `insert into elders values (1, 1, 'e'); insert into heirs values (2, 2, 0, 'a'), (2, 2, 0, 'b'); insert into scions (id, note) values (3, 'c'); insert into loose (id, note) values (4, 'stays')`,
    );
    const plan = await planOf(live, project);
    expect(plan.rollback?.steps[0]?.losses.map(({ object, rows }) => [object, rows])).toEqual([
      ['public.elders.note', 1],
      ['public.heirs.note', 2],
      ['public.scions.note', 1],
    ]);
    const shows = '(select jsonb_agg(to_jsonb(e) order by e.tableoid, note) from public.elders e)';
    const before = await selected(live, shows);
    const allowDataLoss = plan.rollback?.steps[0]?.losses.map(({ object }) => object) ?? [];
    const { run } = await planAndRun(live, project, { allowDataLoss });
    expect(errorsOf(run)).toEqual([]);
    await live.asMigrator.query('delete from elders where id = 9');
    const back = await planAndRun(live, project, { mode: 'undo' });
    expect(said(back.run)).toEqual([]);
    expect(await selected(live, shows)).toEqual(before);
  });

  test('asks about rows of tables that inherit where a file empties their parent, unless it says ONLY', async () => {
    const files = {
      [`${FIRST}_base.sql`]:
        'create table public.elders (id int); create table public.heirs () inherits (public.elders); create table public.lone (id int); create table public.apart () inherits (public.lone)',
      [`${SECOND}_next.sql`]: 'insert into public.elders values (1); insert into public.lone values (1);',
    };
    const rollbacks = {
      [`${SECOND}_next.sql`]: 'truncate public.elders; delete from only public.lone;',
    };
    const live = await applied(files, 'insert into heirs values (2); insert into apart values (2)');
    const plan = await planOf(live, { files, rollbacks });
    expect(plan.rollback?.steps[0]?.losses.map(({ object, rows }) => [object, rows])).toEqual([
      ['public.elders', 1],
      ['public.lone', 1],
      ['public.heirs', 1],
    ]);
  });

  test('runs only the plan that somebody has read, and only while it still is that plan', async () => {
    const live = await applied(NEXT);
    const project = { files: NEXT };
    const plan = await planOf(live, project);
    await live.asMigrator.query('create table public.by_hand (id int)');
    const run = await roll(live, project, { expectPlan: plan.plan?.digest ?? null });
    expect(errorsOf(run)).toEqual(['plan-changed']);
    expect(run.findings[0]?.message).toContain('the live schema has changed');
    const drifted = await planOf(live, project, { drift: 'fail' });
    expect(errorsOf(drifted)).toEqual(['drift']);
    expect(drifted.findings[0]?.message).toContain('by_hand');
    expect(await versions(live)).toEqual([FIRST, SECOND]);
  });

  test('takes authored files, newest first, and what is computed where there is none', async () => {
    const files = {
      ...BASE,
      [`${SECOND}_data.sql`]: "insert into public.orders values (1, 'shipped', 1, 'x');",
      '20240103000000_index.sql': 'create index concurrently orders_total on orders (total);',
      '20240104000000_column.sql': 'alter table orders add column late int;',
    };
    const rollbacks = {
      [`${SECOND}_data.sql`]: 'delete from public.orders where id = 1;',
      '20240103000000_index.sql': '-- outside a transaction\ndrop index concurrently public.orders_total;',
    };
    const live = await applied(files);
    const { plan, run } = await planAndRun(live, { files, rollbacks });
    expect(plan.rollback?.steps.map(({ versions: list, source }) => [list, source])).toEqual([
      [['20240104000000'], 'computed'],
      [['20240103000000'], 'authored'],
      [[SECOND], 'authored'],
    ]);
    expect(run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    expect(await versions(live)).toEqual([FIRST]);
    expect(await selected(live, '(select count(*)::int from orders)')).toBe(0);
  });

  test('loses nothing that refers to a table which a file empties, nor what is written before it is brought back', async () => {
    const files = {
      [`${FIRST}_base.sql`]:
        'create table public.plans (id int primary key, note text); create table public.users (id int primary key); create table public."of,users" (id int primary key, who int references public.users on delete cascade, plan int references public.plans on delete set null, gone text);',
      [`${SECOND}_seed.sql`]:
        'insert into public.plans values (1, \'shipped\'); insert into public.users values (1); alter table public."of,users" drop column gone;',
    };
    const rollbacks = {
      [`${SECOND}_seed.sql`]:
        'delete from public.plans; truncate public.users cascade; alter table public."of,users" add column gone text;',
    };
    const project = { files, rollbacks };
    const live = await applied(
      files,
      `update plans set note = 'changed'; insert into plans values (2, 'own'); insert into "of,users" values (1, 1, 1), (2, 1, null)`,
    );
    const careful = await planOf(live, project);
    const allowDataLoss =
      careful.rollback?.steps.flatMap(({ losses }) => losses.map(({ object }) => object)) ?? [];
    expect(allowDataLoss).toEqual(['public.plans', 'public.users', 'public."of,users"']);
    expect(careful.findings.at(-1)?.remedy).toContain(`--allow-data-loss 'public."of,users"'`);
    const down = await planAndRun(live, project, { allowDataLoss });
    expect(down.run.rollback?.outcome).toBe('succeeded');

    await live.asMigrator.query(
      `insert into plans values (2, 'since'); insert into users values (7); insert into "of,users" values (70, 7, 2, 'since')`,
    );
    const undo = { mode: 'undo', to: null } as const;
    const refused = await planOf(live, project, undo);
    expect(said(refused)).toEqual([
      [
        'rollback-loses',
        'public."of,users".gone holds values in 1 row, which a migration that comes back takes away.',
      ],
    ]);
    const back = await planAndRun(live, project, { ...undo, allowDataLoss: ['public."of,users".gone'] });
    expect(back.run.rollback?.outcome).toBe('succeeded');
    expect(said(back.run).map(([code]) => code)).toEqual(['rollback-saves', 'undo-rows-kept']);
    expect(
      await selected(
        live,
        `(select jsonb_build_array((select jsonb_agg(p order by id) from plans p), (select jsonb_agg(id order by id) from users), (select jsonb_agg(jsonb_build_array(id, who, plan) order by id) from "of,users")))`,
      ),
    ).toEqual([
      [
        { id: 1, note: 'changed' },
        { id: 2, note: 'since' },
      ],
      [1, 7],
      [
        [1, 1, 1],
        [2, 1, null],
        [70, 7, 2],
      ],
    ]);
  });

  test('refuses what changed rows and has no file, and names the statements', async () => {
    const files = {
      ...BASE,
      [`${SECOND}_data.sql`]:
        "update public.orders set note = 'x';\ninsert into public.orders values (9, 'n', 1, 'z');",
    };
    const live = await applied(files);
    const plan = await planOf(live, { files });
    expect(plan.findings.map(({ code, file, line, object }) => [code, file, line, object])).toEqual([
      ['rollback-changed-data', `supabase/migrations/${SECOND}_data.sql`, 1, 'public.orders'],
      ['rollback-changed-data', `supabase/migrations/${SECOND}_data.sql`, 2, 'public.orders'],
    ]);
  });

  test('refuses a way back that does not come to the former schema', async () => {
    const rollbacks = { [`${SECOND}_next.sql`]: 'drop table public.boxes;' };
    const live = await applied(NEXT);
    const plan = await planOf(live, { files: NEXT, rollbacks });
    expect(errorsOf(plan)).toEqual(['rollback-unproven']);
    expect(plan.findings[0]?.message).toContain('public.orders.extra');
  });

  test.each([
    { name: 'a run has recorded the schema', begin: recorded },
    { name: 'none has', begin: async (live: FreshDatabase) => await applyAll(live.migrator, NEXT) },
  ])('where $name: says what it left that the shadow did not', async ({ begin }) => {
    const live = await shared.freshDatabase();
    await begin(live, NEXT);
    await live.asMigrator.query("insert into orders (id, note) values (1, 'a row that the shadow has not')");
    const { run } = await planAndRun(
      live,
      {
        files: NEXT,
        rollbacks: {
          [`${SECOND}_next.sql`]:
            'alter table orders drop column extra; drop table boxes; do $$ begin if exists (select from orders) then create table public.left_over (id int); end if; end $$;',
        },
      },
      { drift: 'fail', allowDataLoss: ['public.orders.extra'] },
    );
    expect([run.rollback?.outcome, errorsOf(run)]).toEqual(['failed', ['rollback-differs']]);
    expect(run.rollback?.verification).toMatchObject({
      status: 'differs',
      differences: [expect.stringContaining('was not expected: create table public.left_over')],
    });
  });

  test('is verified as well where the live schema was another one than on the shadow before', async () => {
    const live = await shared.freshDatabase();
    await recorded(live, NEXT);
    await live.asMigrator.query("comment on table orders is 'by hand'");
    const { run } = await planAndRun(live, { files: NEXT }, { drift: 'warn' });
    expect(run.rollback).toMatchObject({
      outcome: 'succeeded',
      drift: { status: 'found' },
      verification: { status: 'matches' },
    });
  });

  test('records the schema that it leaves as whoever reads all of it sees it', async () => {
    const live = await shared.freshDatabase();
    const files = {
      [`${FIRST}_base.sql`]: `create type mood as enum ('ok'); create table people (id int generated always as identity primary key, mood mood, name text not null);
        create table pets (id int primary key, owner int references people); alter table people enable row level security; create policy own on people for select using (id = 1);
        create function names() returns setof text language sql stable as $$ select name from public.people $$; create view moods as select mood from people; grant select on moods to anon;`,
      [`${SECOND}_next.sql`]: `alter table people rename column name to full_name; alter table pets add column age int; create index pets_age on pets (age); drop view moods;
        create or replace function names() returns setof text language sql stable as $$ select full_name from public.people $$; alter policy own on people using (id = 2); comment on table pets is 'animals';`,
    };
    await recorded(live, files);
    const { run } = await planAndRun(live, { files }, { drift: 'fail' });
    expect(run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    await using reader = await createSchemaPort().open(live.migrator);
    expect(
      await selected(
        live,
        "(select fingerprint from supabase_migrations.sluice_deployments where kind = 'rollback' and outcome = 'succeeded')",
      ),
    ).toBe(createSnapshotCodec().fingerprint(await reader.read()));
  });

  test('reads from the history what the checkout no longer has, and refuses what it never had', async () => {
    const live = await applied(NEXT);
    const plan = await planOf(live, { files: BASE });
    expect([plan.rollback?.outcome, said(plan).map(([code]) => code)]).toEqual([
      'planned',
      ['rollback-from-history'],
    ]);
    await live.asMigrator.query(
      "insert into supabase_migrations.schema_migrations (version, name, statements) values ('20240103000000', 'foreign', '{select 1}')",
    );
    expect(errorsOf(await planOf(live, { files: NEXT }))).toEqual(['history-missing']);
    const edited = { ...NEXT, [`${SECOND}_next.sql`]: 'create table public.other (id int);' };
    await live.asMigrator.query(
      "delete from supabase_migrations.schema_migrations where version = '20240103000000'",
    );
    expect(errorsOf(await planOf(live, { files: edited }))).toEqual(['history-edited']);
  });

  const TARGETS: readonly (readonly [string, string, RegExp])[] = [
    ['a version that never was', '20240101120000', /never applied a version 20240101120000/u],
    ['one that is newer', '20250101000000', /newer than the newest one/u],
    [
      'one that is not deployed yet',
      '20240109000000',
      /in the checkout, but this database has never applied it/u,
    ],
    ['the present one', SECOND, /is the newest one already/u],
  ];
  test('refuses a target that is none, each with the versions that are', async () => {
    const live = await applied(NEXT);
    const files = { ...NEXT, '20240109000000_later.sql': 'select 1' };
    for (const [name, to, message] of TARGETS) {
      const plan = await planOf(live, { files }, { to });
      expect([name, errorsOf(plan)]).toEqual([name, ['rollback-target']]);
      expect(plan.findings[0]?.message).toMatch(message);
      expect(plan.findings[0]?.remedy).toContain(FIRST);
    }
  });

  test('goes before the last deployment, or before everything', async () => {
    const live = await shared.freshDatabase();
    await deployed(live, BASE);
    await deployed(live, NEXT);
    const last = await planOf(live, { files: NEXT }, { to: 'last-deployment' });
    expect(last.rollback).toMatchObject({ outcome: 'planned', to: FIRST });
    const { run } = await planAndRun(live, { files: NEXT }, { to: '0' });
    expect(run.rollback).toMatchObject({ outcome: 'succeeded', to: '0', versions: [SECOND, FIRST] });
    expect(await versions(live)).toEqual([]);
  });

  test('sees what goes without being dropped by name: attributes, numbers of an identity, tables of an extension', async () => {
    const files = {
      ...BASE,
      '20240101000001_pair.sql':
        'create type public.pair as (a int); create table public.pairs (id int primary key, p public.pair);',
      [`${SECOND}_more.sql`]:
        'alter type public.pair add attribute b text; alter table public.pairs add column number int generated always as identity; create extension pgmq;',
    };
    const live = await applied(
      files,
      "insert into public.pairs (id, p) values (1, row(1, 'x')), (2, row(2, null)); select pgmq.create('work')",
    );
    const plan = await planOf(live, { files }, { to: '20240101000001' });
    expect(plan.findings.map(({ code, object }) => [code, object])).toEqual([
      ['rollback-loses', 'public.pairs.number'],
      ['rollback-loses', 'pgmq.meta'],
      ['rollback-fails-on-rows', 'public.pair'],
    ]);
    expect(plan.findings[2]?.message).toContain('and 1 row holds something in another one');
  });

  test('counts, saves and brings back what was written where the server will compute again', async () => {
    const files = {
      [`${FIRST}_base.sql`]:
        'create table public.sums (id int primary key, amount int, twice int generated always as (amount * 2) stored);',
      '20240101000001_write.sql':
        'alter table public.sums alter column twice drop expression, alter column twice type bigint; alter table public.sums rename column amount to price;',
      [`${SECOND}_rename.sql`]:
        'alter table public.sums rename to totals; alter table public.totals rename column price to cost;',
    };
    // A step of its own, so that names have changed since the one that is asked about.
    const rollbacks = {
      [`${SECOND}_rename.sql`]:
        'alter table public.totals rename column cost to price; alter table public.totals rename to sums;',
    };
    const project = { files, rollbacks };
    const live = await applied(files, 'insert into public.totals values (1, 5, 10), (2, 5, 7), (3, 5, null)');
    const shows = '(select jsonb_agg(t order by id) from public.totals t)';
    const before = await selected(live, shows);
    const plan = await planOf(live, project);
    expect(said(plan)).toEqual([
      [
        'rollback-loses',
        'public.sums.twice is computed by the server again, which changes its values in 2 rows.',
      ],
    ]);
    const { run } = await planAndRun(live, project, { allowDataLoss: ['public.sums.twice'] });
    expect(errorsOf(run)).toEqual([]);
    expect(await selected(live, '(select jsonb_agg(twice order by id) from public.sums)')).toEqual([
      10, 10, 10,
    ]);
    const back = await planAndRun(live, project, { mode: 'undo' });
    expect(said(back.run)).toEqual([]);
    expect(await selected(live, shows)).toEqual(before);
  });

  test('sees attributes that go wherever their values are: in arrays, domains, other types and rows of tables', async () => {
    const files = {
      [`${FIRST}_base.sql`]: `create type public.inner_type as (a int); create type public.outer_type as (i public.inner_type); create domain public.worn as public.inner_type;
        create table public.stock (id int); create table public.holders (id int primary key, o public.outer_type, os public.outer_type[], w public.worn, s public.stock);`,
      [`${SECOND}_more.sql`]:
        'alter type public.inner_type add attribute b text; alter table public.stock add column b text; alter table public.stock rename to wares;',
    };
    const live = await applied(
      files,
      "insert into public.holders values (1, row(row(1, 'x')), null, null, null), (2, null, array[row(row(1, 'x'))::public.outer_type], null, null), (3, null, null, row(1, 'x')::public.inner_type, row(1, 'x')::public.wares), (4, row(row(1, null)), null, null, null)",
    );
    const plan = await planOf(live, { files });
    expect(said(plan).map(([, message]) => message)).toEqual([
      expect.stringContaining('attributes a, and 3 rows hold something in another one'),
      expect.stringContaining('attributes id, and 1 row holds something in another one'),
    ]);
  });

  test('counts for as long as it takes, whatever limit the database has for statements', async () => {
    const files = {
      [`${FIRST}_base.sql`]:
        'create domain public.slow as int check (pg_sleep(0.2) is not null); create table public.waiting (id int primary key, n public.slow);',
      [`${SECOND}_next.sql`]: 'alter table public.waiting alter column n type int;',
    };
    const live = await applied(files, 'insert into public.waiting values (1, 1)');
    await live.asAdministrator.query(
      `do $$ begin execute format('alter database %I set statement_timeout = 150', current_database()); end $$`,
    );
    const plan = await planOf(live, { files });
    expect(said(plan)).toEqual([]);
    expect(plan.rollback?.outcome).toBe('planned');
  });

  test('can be planned by a role that may only read', async () => {
    const live = await applied(NEXT, "insert into orders values (1, 'a', 1, 'x', 7)");
    await live.asAdministrator.query(
      `do $$ begin create role reader login bypassrls; exception when duplicate_object then null; end $$; grant pg_read_all_data to reader`,
    );
    const plan = await rollbackOn(
      { ...live.migrator, user: 'reader' },
      shared.shadow,
      { files: NEXT },
      { to: FIRST, plan: true, drift: 'ignore' },
    );
    expect(said(plan)).toEqual([
      ['rollback-loses', 'public.orders.extra holds values in 1 row, which the rollback takes away.'],
    ]);
  });
});

describe('a rollback beside others', () => {
  test('two at once: one works, the other waits and finds nothing to do', async () => {
    const live = await applied(NEXT);
    const plan = await planOf(live, { files: NEXT });
    const both = { expectPlan: plan.plan?.digest ?? null };
    const reports = await Promise.all([1, 2].map(() => roll(live, { files: NEXT }, both)));
    expect(reports.map(({ rollback }) => rollback?.outcome).sort()).toEqual(['nothing', 'succeeded']);
    expect(await versions(live)).toEqual([FIRST]);
  });

  test('waits while a deployment holds the lock, and says who holds it when that takes too long', async () => {
    const live = await applied(NEXT);
    await using deployment = await openLive(live.migrator);
    await deployment.lock({ wait: 1_000, waiting: () => {} });
    const plan = await planOf(live, { files: NEXT });
    expect(plan.rollback?.outcome).toBe('planned');
    const expectPlan = plan.plan?.digest ?? null;
    const impatient = { expectPlan, lockWait: 50 };
    await expect(roll(live, { files: NEXT }, impatient)).rejects.toMatchObject({
      code: 'deploy-locked',
    });
    expect(await versions(live)).toEqual([FIRST, SECOND]);
  });

  test('one that stopped half-way holds deployments back, and is taken up with the plan that was approved', async () => {
    const files = { ...NEXT, '20240103000000_last.sql': 'create table public.last (id int);' };
    const rollbacks = {
      [`${SECOND}_next.sql`]: 'drop table public.boxes; alter table public.orders drop column extra;',
    };
    const project = { files, rollbacks };
    const live = await applied(files);
    const plan = await planOf(live, project);
    const expectPlan = plan.plan?.digest ?? null;
    // Somebody holds what the second step needs.
    const reader = await shared.connect(live.migrator);
    await reader.query('begin; select * from public.boxes');
    const limits = { lockTimeout: 50, statementTimeout: null, lockRetries: 0 };
    const stopped = await roll(live, project, { expectPlan, limits });
    expect(stopped.rollback).toMatchObject({ outcome: 'failed', versions: ['20240103000000'] });
    await reader.query('rollback');
    expect(errorsOf(await deployTo(live.migrator, shared.shadow, files))).toEqual(['rollback-unfinished']);
    const taken = await roll(live, project, { expectPlan });
    expect(taken.rollback).toMatchObject({
      outcome: 'succeeded',
      versions: [SECOND],
      steps: [{ done: true }, { done: false }],
      verification: { status: 'matches' },
    });
    expect(await versions(live)).toEqual([FIRST]);
    const undone = await planAndRun(live, project, { mode: 'undo' });
    expect(undone.run.rollback).toMatchObject({ outcome: 'succeeded', versions: [SECOND, '20240103000000'] });
  });
});

describe('what the rows have to say', () => {
  const files = {
    [`${FIRST}_base.sql`]: `create type public.mood as enum ('calm'); create domain public.few as int check (value < 10);
      create table public.parents (id int primary key); create table public.days (day date) partition by range (day); create table public.days_2024 partition of public.days for values from ('2024-01-01') to ('2025-01-01');
      create table public.orders (id int primary key, note text not null, small int, part numeric(6, 2), code text unique, parent int references public.parents, n int check (n > 0), mood public.mood, f public.few, gone text not null, word varchar(3));`,
    [`${SECOND}_loose.sql`]: `alter type public.mood add value 'wild'; alter domain public.few drop constraint few_check;
      alter table public.orders alter column note drop not null, alter column small type bigint, alter column part type numeric(8, 4), drop constraint orders_code_key, drop constraint orders_parent_fkey, drop constraint orders_n_check, drop column gone, alter column word type text;
      alter table public.orders rename column n to amount; alter table public.orders rename to purchases; alter table public.days detach partition public.days_2024;`,
  };

  test('nothing stands in the way of an empty table', async () => {
    const live = await applied(files);
    const { plan, run } = await planAndRun(live, { files });
    expect(said(plan)).toEqual([]);
    expect(run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
  });

  test('values of an enum that were only renamed are among those that it goes back to', async () => {
    const renamed = {
      [`${FIRST}_base.sql`]:
        "create type public.mood as enum ('calm', 'wild'); create table public.people (id int primary key, mood public.mood);",
      '20240101000001_label.sql': "alter type public.mood rename value 'calm' to 'quiet';",
      [`${SECOND}_type.sql`]:
        "alter type public.mood rename to humour; alter type public.humour add value 'grim'; alter type public.humour rename value 'quiet' to 'still';",
    };
    const live = await applied(renamed, "insert into public.people values (1, 'still'), (2, 'wild')");
    const { plan, run } = await planAndRun(live, { files: renamed });
    expect(said(plan)).toEqual([]);
    expect(run.rollback).toMatchObject({ outcome: 'succeeded', verification: { status: 'matches' } });
    expect(await selected(live, '(select jsonb_agg(mood order by id) from people)')).toEqual([
      'calm',
      'wild',
    ]);
  });

  test('each rule that rows break by now is named, before anything is tried', async () => {
    const live = await applied(
      files,
      `insert into public.purchases (id, note, small, part, code, parent, amount, mood, f, word) values
        (1, null, 3000000000, 1.2345, 'same', 7, -1, 'wild', 50, 'longer'), (2, 'b', 2, 2, 'same', null, 1, 'calm', 5, 'ab'); insert into public.days_2024 values ('2024-05-05'), ('2030-05-05')`,
    );
    const plan = await planOf(live, { files });
    expect(plan.rollback?.outcome).toBe('refused');
    expect(plan.findings.map(({ code, message }) => `${code}: ${message}`).sort()).toEqual([
      'rollback-fails-on-rows: The foreign key orders_parent_fkey of public.purchases comes back, and 1 row would refer to nothing.',
      'rollback-fails-on-rows: The rule few_check of the domain public.few comes back, and 1 row would break it.',
      'rollback-fails-on-rows: The type public.mood goes back to the values calm, and 1 row uses another one.',
      'rollback-fails-on-rows: The unique index orders_code_key on public.purchases comes back, and 2 rows would be duplicates.',
      'rollback-fails-on-rows: days_2024 of public.days_2024 comes back, and 1 row would break it.',
      'rollback-fails-on-rows: orders_n_check of public.purchases comes back, and 1 row would break it.',
      'rollback-fails-on-rows: public.purchases.gone becomes NOT NULL again, and 2 rows would hold NULL there.',
      'rollback-fails-on-rows: public.purchases.note becomes NOT NULL again, and 1 row would hold NULL there.',
      'rollback-fails-on-rows: public.purchases.small gets the type integer back, and a value in it cannot become one: integer out of range.',
      'rollback-loses: public.purchases.part gets its former type back, which changes its values in 1 row.',
      'rollback-loses: public.purchases.word gets its former type back, which changes its values in 1 row.',
    ]);
  });
});
