import { gunzipSync, gzipSync } from 'node:zlib';
import { describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { renderSummary } from '../../src/render/markdown.ts';
import { renderTerminal } from '../../src/render/terminal.ts';
import { createSnapshotCodec } from '../../src/schema/snapshot-codec.ts';
import { deployTo, type Files, realPorts } from '../support/deploy.ts';
import { driftedObjects, driftOf, MemoryCheckout } from '../support/drift.ts';
import { inFirstFormat } from '../support/first-snapshot-format.ts';
import { sharedPlainShadow } from '../support/shadow.ts';

const shared = sharedPlainShadow();
const codec = createSnapshotCodec();
const FILES: Files = {
  '20240101000000_orders.sql': 'create table public.orders (id int primary key, note text);',
};
const PENDING = '20240102000000_tags.sql';

/** A database into which FILES have been deployed. */
const deployed = shared.prepared(({ migrator }) =>
  deployTo(migrator, shared.shadow, FILES, { verify: false }),
);

function codes(report: Report): readonly string[] {
  return report.findings.map(({ code, level }) => `${level} ${code}`);
}

describe('drift', () => {
  test('is told object by object, with the SQL back, what that loses, and the migration; a deployment says the same', async () => {
    const live = await deployed();
    expect((await driftOf(live.migrator, shared.shadow, FILES)).drift).toMatchObject({
      outcome: 'none',
      backSql: '',
    });
    await live.asMigrator.query(
      'create table public.extra (id int); alter table public.orders drop note; alter table public.orders add remark text',
    );
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('found');
    expect([...driftedObjects(report)].sort()).toEqual([
      'create column public.orders.remark',
      'create table public.extra',
      'drop column public.orders.note',
    ]);
    expect(codes(report)).toEqual(['error drift', 'note drift-rename']);
    expect(report.findings[1]?.remedy).toContain('alter table public.orders rename column remark to note;');
    expect(report.drift?.loses).toEqual(
      expect.arrayContaining([
        'the rows of public.extra',
        'the values of public.orders.remark',
        'public.orders.note comes back empty',
      ]),
    );
    const text = renderTerminal(report, { width: 120, colours: false });
    expect(text).toContain('staging · drift: 3 objects');
    expect(text).toContain('DROP TABLE "public"."extra"');
    expect(renderSummary(report, { linkBase: null, summaryUrl: null })).toContain(
      '<summary>The SQL that puts the database back</summary>',
    );
    const gate = await deployTo(live.migrator, shared.shadow, { ...FILES, [PENDING]: 'select 1;' });
    const [told] = gate.findings.filter(({ code }) => code === 'drift');
    expect(told?.message).toContain(report.findings[0]?.message);
    expect(gate.deployment?.outcome).toBe('refused');
    await live.asMigrator.query(report.drift?.backSql ?? '');
    const again = await driftOf(live.migrator, shared.shadow, FILES);
    expect(again.findings).toEqual([]);
    expect(again.drift?.outcome).toBe('none');
  });

  test('that is recorded is none from then on', async () => {
    const live = await deployed();
    await live.asMigrator.query('create table public.extra (id int)');
    const recorded = await driftOf(live.migrator, shared.shadow, FILES, { record: true });
    expect(recorded.drift?.recorded).not.toBeNull();
    expect(codes(recorded)).toEqual(['warning drift']);
    expect((await driftOf(live.migrator, shared.shadow, FILES)).drift).toMatchObject({
      outcome: 'none',
      record: { run: recorded.drift?.recorded },
    });
    const next = await deployTo(live.migrator, shared.shadow, { ...FILES, [PENDING]: 'select 1;' });
    expect(next.deployment?.outcome).toBe('succeeded');
  });

  test('that is written as a migration is proven, and adopted where it came from', async () => {
    const live = await deployed();
    await live.asMigrator.query('create table public.extra (id int); grant select on public.extra to anon');
    const checkout = new MemoryCheckout();
    const report = await driftOf(
      live.migrator,
      shared.shadow,
      FILES,
      { writeMigration: 'take_extra' },
      { checkout },
    );
    expect(report.findings.slice(1)).toEqual([]);
    expect(codes(report)).toEqual(['error drift']);
    expect(report.drift?.written).toBe('supabase/migrations/20261122120000_take_extra.sql');
    const [written] = checkout.written;
    expect(written?.sql).toContain('CREATE TABLE "public"."extra"');
    const files = { ...FILES, '20261122120000_take_extra.sql': written?.sql ?? '' };
    const adopted = await deployTo(live.migrator, shared.shadow, files, { adopt: '20261122120000' });
    expect(adopted.deployment?.outcome).toBe('succeeded');
    expect((await driftOf(live.migrator, shared.shadow, files)).drift?.outcome).toBe('none');
  });

  test('is no table that is dropped and made again between the digests and the reading', async () => {
    const live = await deployed();
    await live.asMigrator.query('alter table public.orders add remark text');
    const real = await realPorts(shared.shadow, FILES).loadComparison();
    const loadComparison = async () => ({
      ...real,
      drift: {
        ...real.drift,
        open: async (target: ConnectionTarget) => {
          const reader = await real.drift.open(target);
          const { digest } = reader;
          reader.digest = async (known) => {
            const answer = await digest.call(reader, known);
            await live.asMigrator.query(
              'drop table public.orders; create table public.orders (id int primary key, note text, remark text)',
            );
            return answer;
          };
          return reader;
        },
      },
    });
    const report = await driftOf(live.migrator, shared.shadow, FILES, {}, { loadComparison });
    expect(driftedObjects(report)).toEqual(['create column public.orders.remark']);
  });

  test('is not judged while a deployment is at work', async () => {
    const live = await deployed();
    await live.asMigrator.query('create table public.half (id int)');
    await live.asAdministrator.query('select pg_advisory_lock(1399616867, 1)');
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('busy');
    expect(codes(report)).toEqual(['note drift-busy']);
  });
});

describe('without a record to compare with', () => {
  test('a database that never saw Sluice is told, held against the repository, and recorded', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      `${FILES['20240101000000_orders.sql'] ?? ''}
       create table if not exists supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
       insert into supabase_migrations.schema_migrations values ('20240101000000', null, 'orders')`,
    );
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('unknown');
    expect(codes(report)).toEqual(['warning drift-unknown']);
    const held = await driftOf(live.migrator, shared.shadow, FILES, { against: 'repo', record: true });
    expect(held.drift).toMatchObject({ outcome: 'none', recorded: expect.any(String) });
    expect(held.findings).toEqual([]);
    expect((await driftOf(live.migrator, shared.shadow, FILES)).drift?.outcome).toBe('none');
  });

  test.each<[string, (bytes: Buffer) => Buffer, readonly string[]]>([
    ['a damaged', (bytes) => bytes.subarray(0, bytes.length / 2), ['error record-damaged']],
    [
      "another version's",
      (bytes) =>
        gzipSync(
          gunzipSync(bytes)
            .toString('utf8')
            .replace(/sluice-snapshot-\d+/u, 'sluice-snapshot-0'),
        ),
      ['warning record-outdated'],
    ],
  ])('%s record is told, and recorded anew', async (_name, spoil, told) => {
    const live = await deployed();
    await live.asMigrator.query('create table public.extra (id int)');
    const { rows } = await live.asMigrator.query<{ id: string; snapshot: Buffer }>(
      'select id, snapshot from supabase_migrations.sluice_deployments where snapshot is not null order by id desc limit 1',
    );
    await live.asMigrator.query(
      'update supabase_migrations.sluice_deployments set snapshot = $2 where id = $1',
      [rows[0]?.id, spoil(rows[0]?.snapshot ?? Buffer.alloc(0))],
    );
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('unknown');
    expect(codes(report)).toEqual(told);
    const recorded = await driftOf(live.migrator, shared.shadow, FILES, { record: true });
    expect(codes(recorded)).toEqual([]);
    expect((await driftOf(live.migrator, shared.shadow, FILES)).drift?.outcome).toBe('none');
  });

  test('a record of an older Sluice is compared as a whole, and stored again with digests of objects by the next one', async () => {
    const live = await deployed();
    const stored = async () => {
      const { rows } = await live.asMigrator.query<{ id: string; snapshot: Buffer; form: string | null }>(
        `select id, snapshot, details->>'snapshotForm' as form from supabase_migrations.sluice_deployments where snapshot is not null order by id`,
      );
      return rows;
    };
    for (const { id, snapshot } of await stored()) {
      const read = await codec.deserialize(snapshot);
      if (read === null) throw new Error('the recorded schema cannot be read');
      await live.asMigrator.query(
        `update supabase_migrations.sluice_deployments set snapshot = $2, details = details - 'snapshotForm' where id = $1`,
        [id, await inFirstFormat(read)],
      );
    }
    await live.asMigrator.query(
      `update supabase_migrations.sluice_deployments set details = details || '{"schemaDigest": "of another query"}' where details ? 'schemaDigest'`,
    );
    expect((await driftOf(live.migrator, shared.shadow, FILES)).drift?.outcome).toBe('none');
    await live.asMigrator.query('create table public.extra (id int)');
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(driftedObjects(report)).toEqual(['create table public.extra']);
    expect(codes(report)).toEqual(['error drift', 'note record-outdated']);
    await live.asMigrator.query('drop table public.extra');
    await driftOf(live.migrator, shared.shadow, FILES, { record: true });
    const rows = await stored();
    expect(rows.at(-1)?.form).toMatch(/^sluice-snapshot-4 [0-9a-f]{8}$/u);
    // What is stored in that form is not stored again.
    await driftOf(live.migrator, shared.shadow, FILES, { record: true });
    expect(await stored()).toHaveLength(rows.length);
  });

  test('a damaged record of the very schema that is there is told, and stands aside for a new one', async () => {
    const live = await deployed();
    await live.asMigrator.query(
      `update supabase_migrations.sluice_deployments set snapshot = substr(snapshot, 1, length(snapshot) / 2) where snapshot is not null;
       update supabase_migrations.sluice_deployments set details = details || '{"schemaDigest": "of another query"}' where details ? 'schemaDigest'`,
    );
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('none');
    expect(codes(report)).toEqual(['warning record-damaged']);
    expect(codes(await driftOf(live.migrator, shared.shadow, FILES, { record: true }))).toEqual([]);
    await live.asMigrator.query('create table public.extra (id int)');
    expect(driftedObjects(await driftOf(live.migrator, shared.shadow, FILES))).toEqual([
      'create table public.extra',
    ]);
  });

  test('a record of another major of PostgreSQL is not compared', async () => {
    const live = await deployed();
    await live.asMigrator.query(
      `update supabase_migrations.sluice_deployments set details = details || '{"serverMajor": 15}' where outcome = 'succeeded'; create table public.extra (id int)`,
    );
    const report = await driftOf(live.migrator, shared.shadow, FILES);
    expect(report.drift?.outcome).toBe('unknown');
    expect(codes(report)).toEqual(['warning record-outdated']);
    const gate = await deployTo(live.migrator, shared.shadow, { ...FILES, [PENDING]: 'select 1;' });
    expect(gate.deployment?.outcome).toBe('succeeded');
  });
});

describe('against the repository', () => {
  test('tells what the applied migrations do not lead to, and does not record it', async () => {
    const live = await deployed();
    await live.asMigrator.query('create table public.extra (id int)');
    const report = await driftOf(live.migrator, shared.shadow, FILES, { against: 'repo', record: true });
    expect(report.drift).toMatchObject({ outcome: 'found', recorded: null });
    expect(driftedObjects(report)).toEqual(['create table public.extra']);
    expect(report.findings[0]?.message).toContain('what the applied migrations lead to');
  });

  test('says that config.toml means another major than the server has', async () => {
    const live = await deployed();
    const { project } = realPorts(shared.shadow, FILES);
    const report = await driftOf(
      live.migrator,
      shared.shadow,
      FILES,
      { against: 'repo' },
      {
        project: {
          compare: async (request, progress) => ({
            ...(await project.compare(request, progress)),
            config: { majorVersion: 15, exposedSchemas: ['public'], closedDefaultPrivileges: false },
          }),
        },
      },
    );
    expect(report.drift?.outcome).toBe('none');
    expect(codes(report)).toEqual(['warning major-differs']);
  });
});

describe('a role that may not see everything', () => {
  test('says what it could not see instead of calling it dropped', async () => {
    const live = await shared.freshDatabase();
    const scheduled = {
      ...FILES,
      '20240101000001_job.sql':
        "create extension pg_cron; select cron.schedule('nightly', '0 3 * * *', 'select 1');",
    };
    await deployTo(live.migrator, shared.shadow, scheduled, { verify: false });
    const watcher = `watcher_${live.migrator.database}`;
    await live.asAdministrator.query(
      `create role "${watcher}" login; grant usage on schema supabase_migrations to "${watcher}"; grant select on all tables in schema supabase_migrations to "${watcher}"; revoke all on schema cron from public`,
    );
    const files = {
      ...FILES,
      '20240101000001_job.sql':
        "create extension pg_cron; select cron.schedule('nightly', '0 3 * * *', 'select 1');",
    };
    const report = await driftOf({ ...live.migrator, user: watcher }, shared.shadow, files);
    expect(driftedObjects(report)).toEqual([`create role ${watcher}`]);
    expect(report.drift?.unseen).toEqual(['pg_cron job']);
    expect(codes(report)).toEqual(['error drift', 'warning drift-unseen']);
    expect(report.findings[1]?.message).toContain('Recorded, but not seen: pg_cron job nightly.');
    const client = new pg.Client({ ...live.administrator });
    await client.connect();
    await client.query(`drop owned by "${watcher}"; drop role "${watcher}"`);
    await client.end();
  });
});

describe('beside the repository', () => {
  test('tells a history that is another', async () => {
    const live = await deployed();
    await live.asMigrator.query(
      "insert into supabase_migrations.schema_migrations (version, name) values ('20230101000000', 'gone')",
    );
    expect(codes(await driftOf(live.migrator, shared.shadow, FILES))).toEqual(['error history-missing']);
  });

  test.each<[string, ReadonlyMap<string, number | null> | null, readonly string[]]>([
    [
      'for too long',
      new Map([[`supabase/migrations/${PENDING}`, Date.UTC(2026, 10, 19, 12)]]),
      ['warning migrations-waiting'],
    ],
    ['not for long', new Map([[`supabase/migrations/${PENDING}`, Date.UTC(2026, 10, 22, 11)]]), []],
    ['nobody knows for how long', null, ['note waiting-unknown']],
  ])('tells merged migrations that wait: %s', async (_name, since, told) => {
    const live = await deployed();
    const checkout = new MemoryCheckout();
    checkout.since = since;
    const files = { ...FILES, [PENDING]: 'alter table public.orders add tags text[];' };
    const report = await driftOf(live.migrator, shared.shadow, files, {}, { checkout });
    expect(codes(report)).toEqual(told);
    expect(report.drift?.waiting.map(({ version }) => version)).toEqual(['20240102000000']);
    expect(report.drift?.outcome).toBe('none');
  });
});
