import { describe, expect, test } from '@jest/globals';
import type { DeployPorts } from '../../src/commands/deploy-request.ts';
import { repair } from '../../src/commands/repair.ts';
import type { RepairRequest } from '../../src/commands/repair-request.ts';
import type { DriftPort } from '../../src/core/drift-ports.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { createDriftPort } from '../../src/schema/drift.ts';
import { deployTo, type Files, realPorts } from '../support/deploy.ts';
import { driftOf } from '../support/drift.ts';
import { deployedMigration, openLive, runEnd, runStart, urlOf } from '../support/live.ts';
import { type FreshDatabase, SILENT, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();
const ORDERS = 'create table public.orders (id int primary key);';
const NOTES =
  'alter table public.orders add column note text;\n-- why\nalter table public.orders add tags text[];';
const FILES: Files = { '20240101000000_orders.sql': ORDERS, '20240102000000_notes.sql': NOTES };

async function repairOf(
  target: ConnectionTarget,
  files: Files = FILES,
  changes: Partial<RepairRequest> = {},
  drift: DriftPort | null = null,
): Promise<Report> {
  return await repair(
    {
      projectDir: '.',
      source: { kind: 'url', url: urlOf(target) },
      apply: false,
      lockWait: 20_000,
      engine: 'embedded',
      shadowUrl: null,
      origin: { actor: 'tester', source: null, commit: null, tool: 'test' },
      ...changes,
    },
    withDrift(realPorts(shared.shadow, files), drift),
    { progress: SILENT, signal: new AbortController().signal, clock: { now: () => performance.now() } },
  );
}

function withDrift(ports: DeployPorts, drift: DriftPort | null): DeployPorts {
  if (drift === null) return ports;
  return { ...ports, loadComparison: async () => ({ ...(await ports.loadComparison()), drift }) };
}

/** A database with a schema and a history that some tool has written. */
async function database(schema: string, rows: readonly (readonly [string, string | null, string])[]) {
  const live = await shared.freshDatabase();
  await live.asMigrator.query(
    `${schema}; create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text)`,
  );
  for (const [version, statements, name] of rows) {
    await live.asMigrator.query('insert into supabase_migrations.schema_migrations values ($1, $2, $3)', [
      version,
      statements === null ? null : [statements],
      name,
    ]);
  }
  return live;
}

async function historyOf({ asMigrator }: FreshDatabase): Promise<readonly string[]> {
  const { rows } = await asMigrator.query<{ version: string; name: string }>(
    'select version, name from supabase_migrations.schema_migrations order by version',
  );
  return rows.map(({ version, name }) => `${version} ${name}`);
}

function stepsOf(report: Report): readonly string[] {
  return (report.repair?.repairs ?? []).map(({ kind, from, version }) => `${kind} ${from ?? '–'} ${version}`);
}

const WHOLE = `${ORDERS} ${NOTES}`;

const WRONG: readonly (readonly [
  string,
  string,
  readonly (readonly [string, string | null, string])[],
  readonly string[],
])[] = [
  [
    'versions that a tool invented, with the names and statements of files',
    WHOLE,
    [
      ['20240305101112', ORDERS, 'orders'],
      ['20240305101113', NOTES, 'notes'],
    ],
    ['renumber 20240305101112 20240101000000', 'renumber 20240305101113 20240102000000'],
  ],
  [
    'other names, other white space and no comments',
    WHOLE,
    [
      ['20240305101112', ' create  table public.orders (id int primary key)', 'remote_schema'],
      [
        '20240305101113',
        'alter table public.orders add column note text; alter table public.orders add tags text[]',
        '',
      ],
    ],
    ['renumber 20240305101112 20240101000000', 'renumber 20240305101113 20240102000000'],
  ],
  [
    'a name alone, where no statements were kept',
    WHOLE,
    [
      ['20240101000000', ORDERS, 'orders'],
      ['20240305101113', null, 'notes'],
    ],
    ['renumber 20240305101113 20240102000000'],
  ],
  [
    'a migration that somebody applied by hand',
    WHOLE,
    [['20240101000000', ORDERS, 'orders']],
    ['mark – 20240102000000'],
  ],
  [
    'other statements, while the schema has what the file says',
    WHOLE,
    [
      ['20240101000000', 'create table public.orders (id bigint primary key)', 'orders'],
      ['20240102000000', NOTES, 'notes'],
    ],
    ['rewrite 20240101000000 20240101000000'],
  ],
  ['a whole history that is missing', WHOLE, [], ['mark – 20240101000000', 'mark – 20240102000000']],
];

describe('a wrong history', () => {
  test.each(WRONG)('with %s is mended', async (_name, schema, rows, steps) => {
    const live = await database(schema, rows);
    const before = await historyOf(live);
    const planned = await repairOf(live.migrator);
    expect(planned.repair?.outcome).toBe('planned');
    expect([...stepsOf(planned)].sort()).toEqual(steps);
    expect(planned.findings).toEqual([]);
    expect(await historyOf(live)).toEqual(before);
    const applied = await repairOf(live.migrator, FILES, { apply: true });
    expect(applied.repair).toMatchObject({ outcome: 'succeeded', run: expect.any(String) });
    expect(await historyOf(live)).toEqual(['20240101000000 orders', '20240102000000 notes']);
    expect((await repairOf(live.migrator)).repair?.outcome).toBe('nothing');
    expect((await deployTo(live.migrator, shared.shadow, FILES)).deployment?.outcome).toBe('nothing');
  });

  test('is left alone where the live schema does not have what a file does', async () => {
    const live = await database(ORDERS, [
      ['20240101000000', ORDERS, 'orders'],
      ['20240305101113', NOTES, 'notes'],
    ]);
    const report = await repairOf(live.migrator, FILES, { apply: true });
    expect(report.repair).toMatchObject({ outcome: 'nothing', run: null });
    expect(report.findings.map(({ code }) => code)).toEqual([
      'repair-unproven',
      'history-missing',
      'history-out-of-order',
    ]);
    expect(await historyOf(live)).toEqual(['20240101000000 orders', '20240305101113 notes']);
  });

  test('is left alone where only a part of it is there', async () => {
    const live = await database(`${ORDERS} alter table public.orders add column note text`, [
      ['20240101000000', ORDERS, 'orders'],
    ]);
    const report = await repairOf(live.migrator, FILES, { apply: true });
    expect(report.repair?.outcome).toBe('nothing');
    expect(await historyOf(live)).toEqual(['20240101000000 orders']);
  });

  test('is left alone where a later file takes away again what a file makes, and both may never have run', async () => {
    const live = await database(ORDERS, [['20240101000000', ORDERS, 'orders']]);
    const files = {
      '20240101000000_orders.sql': ORDERS,
      '20240103000000_made.sql': 'create table public.made (id int); insert into public.orders values (1);',
      '20240104000000_gone.sql': 'drop table public.made;',
    };
    const report = await repairOf(live.migrator, files, { apply: true });
    expect(stepsOf(report)).toEqual([]);
    expect(await historyOf(live)).toEqual(['20240101000000 orders']);
  });

  test('is left alone where nothing shows that a migration was applied', async () => {
    const live = await database(ORDERS, [['20240101000000', ORDERS, 'orders']]);
    const files = {
      '20240101000000_orders.sql': ORDERS,
      '20240103000000_data.sql': 'insert into public.orders values (1);',
    };
    const report = await repairOf(live.migrator, files, { apply: true });
    expect(report.repair?.outcome).toBe('nothing');
    expect(await historyOf(live)).toEqual(['20240101000000 orders']);
  });

  test('is left alone where two files say the same and a row could be either', async () => {
    const live = await database('select 1', [['20240305101112', 'select 1', 'x']]);
    const files = { '20240101000000_a.sql': 'select 1;', '20240102000000_b.sql': 'select 1;' };
    const report = await repairOf(live.migrator, files, { apply: true });
    expect(report.repair?.outcome).toBe('nothing');
    expect(await historyOf(live)).toEqual(['20240305101112 x']);
  });

  test('is mended by one of two repairs at once', async () => {
    const live = await database(WHOLE, [['20240101000000', ORDERS, 'orders']]);
    const reports = await Promise.all(
      [1, 2].map(() => repairOf(live.migrator, FILES, { apply: true, lockWait: 600_000 })),
    );
    expect(reports.map((report) => report.repair?.outcome).sort()).toEqual(['nothing', 'succeeded']);
    expect(await historyOf(live)).toEqual(['20240101000000 orders', '20240102000000 notes']);
  });

  test('waits for a deployment that is at work, and not for ever', async () => {
    const live = await database(WHOLE, [['20240101000000', ORDERS, 'orders']]);
    await using deployment = await openLive(live.migrator);
    await deployment.lock({ wait: 0, waiting: () => {} });
    await expect(repairOf(live.migrator, FILES, { apply: true, lockWait: 1 })).rejects.toMatchObject({
      code: 'deploy-locked',
    });
    // A look needs no lock.
    expect((await repairOf(live.migrator)).repair?.outcome).toBe('planned');
    expect(await historyOf(live)).toEqual(['20240101000000 orders']);
  });

  test.each<[string, string, 'nothing' | 'refused']>([
    ['before the repair looks', 'before', 'nothing'],
    ['between its look and its writing', 'between', 'refused'],
  ])('is left alone where the schema moved %s', async (_name, when, outcome) => {
    const live = await database(WHOLE, [['20240101000000', ORDERS, 'orders']]);
    expect((await repairOf(live.migrator)).repair?.outcome).toBe('planned');
    const move = () => live.asMigrator.query('alter table public.orders drop column tags');
    if (when === 'before') await move();
    const drift = createDriftPort();
    let opened = 0;
    const open: DriftPort['open'] = async (target) => {
      opened += 1;
      if (when === 'between' && opened === 2) await move();
      return await drift.open(target);
    };
    const report = await repairOf(live.migrator, FILES, { apply: true }, { ...drift, open });
    expect(report.repair).toMatchObject({ outcome, run: null, repairs: [] });
    expect(await historyOf(live)).toEqual(['20240101000000 orders']);
  });

  test.each<[string, string]>([
    ['has taken the row away', "delete from supabase_migrations.schema_migrations where name = 'notes'"],
    [
      'has written the version',
      "insert into supabase_migrations.schema_migrations values ('20240102000000', null, 'other')",
    ],
  ])('is left alone where another tool %s meanwhile', async (_name, sql) => {
    const live = await database(WHOLE, [
      ['20240101000000', ORDERS, 'orders'],
      ['20240305101113', NOTES, 'notes'],
    ]);
    await using session = await openLive(live.migrator);
    await session.prepare();
    const { migration, pieces } = await deployedMigration('20240102000000_notes.sql', NOTES);
    await live.asMigrator.query(sql);
    const before = await historyOf(live);
    const start = runStart();
    await expect(
      session.repair(
        [{ migration, pieces, from: '20240305101113' }],
        { ...start, kind: 'repair' },
        runEnd(start.run),
      ),
    ).rejects.toMatchObject({ code: 'history-moved' });
    expect(await historyOf(live)).toEqual(before);
    expect((await session.state()).anchor).toBeNull();
  });

  test('that a deployment left half-way is not touched', async () => {
    const live = await shared.freshDatabase();
    const files = {
      '20240101000000_orders.sql':
        'create table public.orders (id int);\ncreate index concurrently orders_id on public.orders (id);\nselect 1 / (select count(*) from public.orders);',
    };
    await deployTo(live.migrator, shared.shadow, files, { verify: false });
    const report = await repairOf(live.migrator, files, { apply: true });
    expect(report.repair?.outcome).toBe('refused');
    expect(report.findings.map(({ code }) => code)).toContain('repair-refused');
  });

  test('keeps what was recorded of the schema, and what other tools have added to a row', async () => {
    const live = await shared.freshDatabase();
    await deployTo(live.migrator, shared.shadow, FILES, { verify: false });
    await live.asMigrator.query(
      `alter table supabase_migrations.schema_migrations add column created_by text;
       update supabase_migrations.schema_migrations set version = '20240305101112', created_by = 'ada' where name = 'notes'`,
    );
    const report = await repairOf(live.migrator, FILES, { apply: true });
    expect(stepsOf(report)).toEqual(['renumber 20240305101112 20240102000000']);
    expect(renderTerminal(report, { width: 100, colours: false })).toContain(
      '20240305101112 → 20240102000000',
    );
    const { rows } = await live.asMigrator.query(
      "select created_by from supabase_migrations.schema_migrations where version = '20240102000000'",
    );
    expect(rows).toEqual([{ created_by: 'ada' }]);
    expect((await driftOf(live.migrator, shared.shadow, FILES)).drift?.outcome).toBe('none');
  });
});
