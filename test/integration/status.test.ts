import { describe, expect, test } from '@jest/globals';
import { type NamedSource, status } from '../../src/commands/status.ts';
import type { Report } from '../../src/core/report.ts';
import type { VersionState } from '../../src/core/status-report.ts';
import { renderSummary } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { createSqlScanner } from '../../src/sql/scanner.ts';
import { deployTo, type Files } from '../support/deploy.ts';
import { livePort, migrationOf, urlOf } from '../support/live.ts';
import { planAndRun } from '../support/rollback.ts';
import { type FreshDatabase, SILENT, sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();
const scanner = createSqlScanner();
const ONE = '20240101000000_orders.sql';
const TWO = '20240102000000_notes.sql';
const THREE = '20240103000000_tags.sql';
const FILES = {
  [ONE]: 'create table public.orders (id int);',
  [TWO]: 'alter table public.orders add column note text;',
  [THREE]: 'alter table public.orders add column tags text[];',
};

/** What is verified is no matter of the status. */
const UNVERIFIED = { verify: false } as const;

function only(...names: readonly (keyof typeof FILES)[]): Files {
  return Object.fromEntries(names.map((name) => [name, FILES[name] ?? '']));
}

function named(name: string, { migrator }: FreshDatabase): NamedSource {
  return { name, source: { kind: 'url', url: urlOf(migrator) } };
}

async function statusOf(environments: readonly NamedSource[], files: Files = FILES): Promise<Report> {
  const migrations = Object.entries(files)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([file, sql]) => migrationOf(file, sql));
  return await status(
    { projectDir: '.', environments },
    {
      project: {
        compare: async () => ({
          project: '.',
          config: { majorVersion: 17, exposedSchemas: ['public'] },
          base: { label: 'base', commit: null, migrations: [] },
          head: { label: 'head', commit: null, migrations },
          rollbacks: [],
          findings: [],
        }),
      },
      live: livePort(),
      scanner,
    },
    { progress: SILENT, signal: new AbortController().signal, clock: { now: () => performance.now() } },
  );
}

function statesOf(report: Report): Readonly<Record<string, readonly VersionState['state'][]>> {
  return Object.fromEntries(
    (report.status?.versions ?? []).map(({ version, states }) => [version, states.map(({ state }) => state)]),
  );
}

const HISTORY =
  'create schema if not exists supabase_migrations; create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);';

describe('the status of one database', () => {
  test('tells by which run, when, by whom and from which commit each version came', async () => {
    const live = await shared.freshDatabase();
    const deployed = await deployTo(live.migrator, shared.shadow, only(ONE, TWO), UNVERIFIED);
    const report = await statusOf([named('staging', live)]);
    expect(statesOf(report)).toEqual({
      '20240101000000': ['applied'],
      '20240102000000': ['applied'],
      '20240103000000': ['pending'],
    });
    expect(report.status?.versions[0]?.states[0]).toMatchObject({
      run: deployed.deployment?.run,
      actor: 'tester',
      source: 'https://github.com/o/r/actions/runs/1',
      commit: 'abc',
      kind: 'deploy',
      at: expect.stringMatching(/^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d UTC$/u),
    });
    expect(report.status?.environments).toMatchObject([
      { name: 'staging', applied: 2, pending: 1, newest: '20240102000000', problem: null },
    ]);
    expect(report.findings).toEqual([]);
    const text = renderTerminal(report, { width: 120, colours: false });
    expect(text).toContain('2 applied · 1 pending');
    expect(text).toMatch(
      /20240102000000 +notes +applied +\d{4}-\d\d-\d\d \d\d:\d\d +[0-9a-f]{8} +tester +abc/u,
    );
    expect(text).toMatch(/20240103000000 +tags +pending/u);
  });

  test.each<[string, string, Files, Readonly<Record<string, VersionState['state']>>, readonly string[]]>([
    ['that never saw a migration', '', only(ONE), { '20240101000000': 'pending' }, []],
    [
      'that another tool has written',
      `${HISTORY} insert into supabase_migrations.schema_migrations values ('20240101000000', array['create table public.orders (id int)'], 'orders')`,
      only(ONE),
      { '20240101000000': 'applied' },
      [],
    ],
    [
      'with a file that was edited since',
      `${HISTORY} insert into supabase_migrations.schema_migrations values ('20240101000000', array['create table public.orders (id bigint)'], 'orders')`,
      only(ONE),
      { '20240101000000': 'edited' },
      ['history-edited'],
    ],
    [
      'with a version that the checkout does not have',
      `${HISTORY} insert into supabase_migrations.schema_migrations values ('20230101000000', null, 'gone')`,
      only(ONE),
      { '20230101000000': 'missing', '20240101000000': 'pending' },
      ['history-missing'],
    ],
    [
      'with a gap',
      `${HISTORY} insert into supabase_migrations.schema_migrations values ('20240102000000', null, 'notes')`,
      only(ONE, TWO),
      { '20240101000000': 'out-of-order', '20240102000000': 'applied' },
      ['history-out-of-order'],
    ],
  ])('knows one %s', async (_name, sql, files, states, codes) => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(sql);
    const report = await statusOf([named('live', live)], files);
    expect(statesOf(report)).toEqual(
      Object.fromEntries(Object.entries(states).map(([version, state]) => [version, [state]])),
    );
    expect(report.findings.map(({ code }) => code)).toEqual(codes);
  });

  test('tells what stopped half-way', async () => {
    const live = await shared.freshDatabase();
    await deployTo(
      live.migrator,
      shared.shadow,
      {
        [ONE]:
          'create table public.orders (id int);\ncreate index concurrently orders_id on public.orders (id);\nselect 1 / (select count(*) from public.orders);',
      },
      { verify: false },
    );
    const report = await statusOf([named('live', live)], only(ONE));
    expect(statesOf(report)).toEqual({ '20240101000000': ['half-done'] });
    expect(report.findings).toMatchObject([{ code: 'run-unfinished', level: 'warning' }]);
  });

  test('tells what was rolled back, and what was brought back since', async () => {
    const live = await shared.freshDatabase();
    const project = { files: only(ONE, TWO) };
    await deployTo(live.migrator, shared.shadow, project.files, UNVERIFIED);
    const { run } = await planAndRun(live.migrator, shared.shadow, project, { to: '20240101000000' });
    expect(run.rollback?.outcome).toBe('succeeded');
    const back = await statusOf([named('live', live)], project.files);
    expect(statesOf(back)).toEqual({ '20240101000000': ['applied'], '20240102000000': ['rolled-back'] });
    expect(back.status?.versions[1]?.states[0]).toMatchObject({
      run: run.rollback?.run,
      kind: 'rollback',
      actor: 'tester',
    });
    const undone = await planAndRun(live.migrator, shared.shadow, project, { mode: 'undo' });
    expect(undone.run.rollback?.outcome).toBe('succeeded');
    const again = await statusOf([named('live', live)], project.files);
    expect(statesOf(again)).toEqual({ '20240101000000': ['applied'], '20240102000000': ['applied'] });
  });

  test('throws where it cannot be reached', async () => {
    await expect(
      statusOf([{ name: 'live', source: { kind: 'url', url: 'postgresql://postgres@127.0.0.1:1/x' } }]),
    ).rejects.toMatchObject({ code: 'connection-failed' });
  });
});

describe('the status of several databases', () => {
  test('says who is ahead of whom, and shows them side by side', async () => {
    const [staging, production] = [await shared.freshDatabase(), await shared.freshDatabase()];
    await deployTo(staging.migrator, shared.shadow, FILES, UNVERIFIED);
    await deployTo(production.migrator, shared.shadow, only(ONE), UNVERIFIED);
    const report = await statusOf([named('staging', staging), named('production', production)]);
    expect(statesOf(report)).toEqual({
      '20240101000000': ['applied', 'applied'],
      '20240102000000': ['applied', 'pending'],
      '20240103000000': ['applied', 'pending'],
    });
    expect(report.status?.leads).toEqual([
      { ahead: 'staging', behind: 'production', versions: ['20240102000000', '20240103000000'] },
    ]);
    expect(renderTerminal(report, { width: 120, colours: false })).toContain(
      'staging is 2 ahead of production',
    );
    const markdown = renderSummary(report, { linkBase: null, summaryUrl: null });
    expect(markdown).toContain('| Version | Migration | staging | production |');
    expect(markdown).toContain('[🟢 applied](https://github.com/o/r/actions/runs/1)');
  });

  test('goes on where one of them cannot be reached, and names it', async () => {
    const live = await shared.freshDatabase();
    await deployTo(live.migrator, shared.shadow, only(ONE), UNVERIFIED);
    const report = await statusOf([
      named('staging', live),
      { name: 'production', source: { kind: 'url', url: 'postgresql://postgres@127.0.0.1:1/x' } },
    ]);
    expect(statesOf(report)['20240101000000']).toEqual(['applied', 'absent']);
    expect(report.findings).toMatchObject([
      { code: 'environment-unreachable', level: 'error', message: expect.stringMatching(/^production: /u) },
    ]);
  });
});
