import { execFileSync } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { type BackupRequest, backup } from '../../src/commands/backup.ts';
import type { BackupRooms } from '../../src/commands/make-backup.ts';
import { type RestoreRequest, restore } from '../../src/commands/restore.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { DIGEST_SQL } from '../../src/schema/digest-sql.ts';
import { testBackupRooms } from '../support/backup.ts';
import { deployTo } from '../support/deploy.ts';
import { livePort, urlOf } from '../support/live.ts';
import { ODD_DATABASE } from '../support/odd-database.ts';
import { SILENT, sharedShadow } from '../support/shadow.ts';

const shared = sharedShadow();
const shared15 = sharedShadow(15);
let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice backup é '));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const context = (signal: AbortSignal = new AbortController().signal) => ({
  progress: SILENT,
  signal,
  clock: { now: () => performance.now() },
});

const newFolder = (): string => join(folder, randomUUID());

async function backUp(
  target: ConnectionTarget,
  changes: Partial<BackupRequest> = {},
  rooms: BackupRooms = testBackupRooms(),
  signal: AbortSignal = new AbortController().signal,
): Promise<Report> {
  return await backup(
    {
      projectDir: '.',
      source: { kind: 'url', url: urlOf(target) },
      folder: newFolder(),
      way: 'auto',
      passphrase: null,
      origin: { actor: 'tester', source: null, commit: null, tool: 'sluice test' },
      ...changes,
    },
    { ...rooms, live: livePort(), newRun: () => randomUUID() },
    context(signal),
  );
}

async function restoreTo(
  target: ConnectionTarget,
  from: string,
  changes: Partial<RestoreRequest> = {},
): Promise<Report> {
  return await restore(
    {
      source: { kind: 'url', url: urlOf(target) },
      from,
      passphrase: null,
      lockWait: 1_000,
      ...changes,
    },
    { ...testBackupRooms(), live: livePort() },
    context(),
  );
}

/** Every row of every table as text, and the state of every sequence: equal ones mean that nothing was lost. */
async function contentsOf(client: pg.Client): Promise<Readonly<Record<string, unknown>>> {
  const { rows } = await client.query<{ name: string; kind: string }>(
    `select c.oid::regclass::text as name, c.relkind as kind from pg_class c join pg_namespace n on n.oid = c.relnamespace
     where c.relkind in ('r', 'S', 'm') and c.relispopulated and n.nspname in ('public', 'private', 'shop', 'Odd "Schema"', 'supabase_migrations', 'sluice_quarantine') order by 1`,
  );
  const contents: Record<string, unknown> = {};
  for (const { name, kind } of rows) {
    const sql =
      kind === 'S'
        ? `select last_value::text || ' ' || is_called as row from ${name}`
        : `select to_jsonb(t)::text as row from only ${name} t order by 1`.replace(
            'only ',
            kind === 'm' ? '' : 'only ',
          );
    contents[name] = (await client.query<{ row: string }>(sql)).rows.map(({ row }) => row);
  }
  return contents;
}

/** All that the server's digest of a schema is made from, to see what differs. */
async function factsOf(client: pg.Client): Promise<readonly string[]> {
  await client.query("set search_path = ''");
  const { rows } = await client.query<{ fact: string }>(
    `${DIGEST_SQL.slice(0, DIGEST_SQL.indexOf('\n), digested as'))}) select concat_ws(' | ', kind, name, definition) as fact from fact order by 1`,
  );
  // Other databases of the server are none of its business.
  return rows.map(({ fact }) => fact).filter((fact) => !fact.startsWith('setting | shadow_'));
}

const PROGRAM_FOLDERS = ['/usr/lib/postgresql'];
const { pgDumps } = await testBackupRooms(process.env, PROGRAM_FOLDERS).archive.programs('.', false);
/** One that can read a server of 15; a machine without any tests the choice instead. */
const pgDump15 = pgDumps.find(({ version }) => Number.parseInt(version, 10) >= 15);

describe('a database of odd things', () => {
  const psql = ['/usr/bin/psql', '/usr/local/bin/psql', '/opt/homebrew/bin/psql'].find((path) =>
    existsSync(path),
  );

  test(`comes back with every row, sequence and object${psql === undefined ? '; there is no psql here to try it too' : ', by psql too'}`, async () => {
    const { migrator, asMigrator, asAdministrator } = await shared.freshDatabase();
    await asMigrator.query(ODD_DATABASE);
    const made = await backUp(migrator, { way: 'copy' });
    expect(made.findings.filter(({ level }) => level !== 'note')).toEqual([]);
    expect(made.backup).toMatchObject({ way: 'copy', program: null });
    const copy = await shared.freshDatabase();
    const report = await restoreTo(copy.migrator, made.backup?.folder ?? '');
    expect(report.findings).toEqual([]);
    expect(report.restore?.schema).toBe('same');
    const [contents, facts] = [await contentsOf(asMigrator), await factsOf(asAdministrator)];
    expect(await contentsOf(copy.asMigrator)).toEqual(contents);
    expect(await factsOf(copy.asAdministrator)).toEqual(facts);

    const command = made.backup?.restoreCommand ?? '';
    expect(command).toBe(
      'cat [1-3]-*.sql.gz | gunzip | psql -X -v ON_ERROR_STOP=1 --single-transaction "$DATABASE_URL"',
    );
    if (psql === undefined) return;
    const other = await shared.freshDatabase();
    execFileSync('sh', ['-c', `set -e; ${command}`], {
      cwd: made.backup?.folder,
      env: { PATH: '/usr/bin:/bin:/usr/local/bin:/opt/homebrew/bin', DATABASE_URL: urlOf(other.migrator) },
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    // A psql that is older than the server knows no \\restrict, and Sluice writes none.
    expect(await contentsOf(other.asMigrator)).toEqual(contents);
    expect(await factsOf(other.asAdministrator)).toEqual(facts);
  });

  test(`on PostgreSQL 15 by ${pgDump15 === undefined ? 'COPY, because there is no pg_dump here' : 'pg_dump'}`, async () => {
    const { migrator, asMigrator, asAdministrator } = await shared15.freshDatabase();
    await asMigrator.query(ODD_DATABASE);
    const made = await backUp(migrator, {}, testBackupRooms(process.env, PROGRAM_FOLDERS));
    expect(made.backup?.way).toBe(pgDump15 === undefined ? 'copy' : 'pg_dump');
    const copy = await shared15.freshDatabase();
    const report = await restoreTo(copy.migrator, made.backup?.folder ?? '');
    expect(report.findings).toEqual([]);
    expect(report.restore?.schema).toBe('same');
    expect(await contentsOf(copy.asMigrator)).toEqual(await contentsOf(asMigrator));
    expect(await factsOf(copy.asAdministrator)).toEqual(await factsOf(asAdministrator));
  });
});

describe('a project that was deployed', () => {
  test('agrees with its migrations after the restore, and its journal has the backup', async () => {
    const live = await shared.freshDatabase();
    const files = {
      '20240101000000_orders.sql': 'create table public.orders (id int primary key, note text);',
    };
    await deployTo(live.migrator, shared.shadow, files, { verify: false });
    await live.asMigrator.query(
      "insert into public.orders select i, 'n' || i from generate_series(1, 1000) i",
    );
    const made = await backUp(live.migrator);
    expect(made.backup?.run).not.toBeNull();
    const { rows } = await live.asMigrator.query(
      "select outcome, details->>'way' as way from supabase_migrations.sluice_deployments where kind = 'backup'",
    );
    expect(rows).toEqual([{ outcome: 'succeeded', way: 'copy' }]);
    // The run that counts is still the deployment.
    expect((await deployTo(live.migrator, shared.shadow, files, { verify: false })).deployment?.outcome).toBe(
      'nothing',
    );

    const copy = await shared.freshDatabase();
    const report = await restoreTo(copy.migrator, made.backup?.folder ?? '');
    expect(report.restore).toMatchObject({ outcome: 'restored', schema: 'same' });
    const more = { ...files, '20240102000000_more.sql': 'alter table public.orders add column more int;' };
    const again = await deployTo(copy.migrator, shared.shadow, more, { verify: false });
    expect(again.findings.map(({ code }) => code)).toEqual(['not-verified']);
    expect(again.deployment?.applied.map(({ version }) => version)).toEqual(['20240102000000']);
  });

  test('is backed up before a deployment; without a backup nothing is run', async () => {
    const live = await shared.freshDatabase();
    const files = { '20240101000000_orders.sql': 'create table public.orders (id int primary key);' };
    await live.asMigrator.query('create table public.old (id int); insert into public.old values (1)');
    const taken = newFolder();
    mkdirSync(taken);
    writeFileSync(join(taken, 'mine'), '');
    const refused = await deployTo(live.migrator, shared.shadow, files, {
      backup: { folder: taken, way: 'auto', passphrase: null },
      verify: false,
    });
    expect(refused.deployment?.outcome).toBe('refused');
    expect(refused.findings.map(({ code }) => code)).toContain('backup-failed');
    expect((await live.asMigrator.query("select to_regclass('public.orders') as it")).rows).toEqual([
      { it: null },
    ]);

    const place = newFolder();
    const done = await deployTo(live.migrator, shared.shadow, files, {
      backup: { folder: place, way: 'auto', passphrase: null },
      verify: false,
    });
    expect(done.deployment?.outcome).toBe('succeeded');
    expect(done.backup?.folder).toBe(place);
    expect(done.backup?.tables).toContainEqual({ schema: 'public', name: 'old', rows: 1 });
    const { rows } = await live.asMigrator.query(
      "select details->'backup'->>'folder' as folder from supabase_migrations.sluice_deployments where kind = 'deploy' and outcome = 'succeeded'",
    );
    expect(rows).toEqual([{ folder: place }]);
    // Nothing is pending any more, so nothing has to be saved.
    const idle = newFolder();
    await deployTo(live.migrator, shared.shadow, files, {
      backup: { folder: idle, way: 'auto', passphrase: null },
      verify: false,
    });
    expect(existsSync(idle)).toBe(false);
  });
});

describe('what a role sees', () => {
  test('a role that may only read makes a whole backup, and no row in the journal', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      'create table public.orders (id int); insert into public.orders values (1); alter table public.orders enable row level security',
    );
    await live.asAdministrator.query('create role backup_reader login bypassrls in role pg_read_all_data');
    try {
      const made = await backUp({ ...live.migrator, user: 'backup_reader' });
      expect(made.backup?.run).toBeNull();
      expect(made.backup?.tables).toContainEqual({ schema: 'public', name: 'orders', rows: 1 });
    } finally {
      await live.asAdministrator.query('drop role backup_reader');
    }
  });

  test.each([
    [
      'that may not select',
      'login',
      'grant usage on schema public to %',
      /may not select from public\.orders/u,
    ],
    [
      'whom row level security hides rows from',
      'login in role pg_read_all_data',
      'select 1',
      /Row level security hides rows of public\.orders/u,
    ],
  ])('a role %s gets no backup', async (_name, attributes, also, message) => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      'create table public.orders (id int); alter table public.orders enable row level security',
    );
    await live.asAdministrator.query(`drop role if exists half_blind; create role half_blind ${attributes}`);
    await live.asAdministrator.query(also.replace('%', 'half_blind'));
    const place = newFolder();
    await expect(backUp({ ...live.migrator, user: 'half_blind' }, { folder: place })).rejects.toMatchObject({
      code: 'backup-unreadable',
      message: expect.stringMatching(message),
    });
    expect(existsSync(place)).toBe(false);
    await live.asAdministrator.query('drop owned by half_blind; drop role half_blind');
  });
});

describe('the folder of a backup', () => {
  let target: ConnectionTarget | null = null;
  let whole = '';
  beforeAll(async () => {
    const database = await shared.shadow.createDatabase();
    target = database.migrator;
    const client = new pg.Client({ ...target });
    await client.connect();
    await client.query(
      "create table public.notes (id int, body text); insert into public.notes values (1, 'first'), (2, null)",
    );
    await client.end();
    whole = (await backUp(target)).backup?.folder ?? '';
  });
  const small = (): ConnectionTarget => {
    if (target === null) throw new Error('the database is made before the tests');
    return target;
  };

  test('belongs to its owner alone, and encrypted nobody reads a row in it', async () => {
    const made = await backUp(small(), { passphrase: 'correct horse battery' });
    const place = made.backup?.folder ?? '';
    expect(statSync(place).mode & 0o777).toBe(0o700);
    for (const file of readdirSync(place)) expect(statSync(join(place, file)).mode & 0o777).toBe(0o600);
    expect(readdirSync(place).sort()).toEqual([
      '1-tables.sql.gz.age',
      '2-rows.sql.gz.age',
      '3-rest.sql.gz.age',
      'key.age',
      'manifest.json',
      'schema.snapshot.gz.age',
    ]);
    const begins = (name: string) => readFileSync(join(place, name), 'latin1').split(' ', 2).join(' ');
    expect(begins('key.age')).toBe('age-encryption.org/v1\n-> scrypt');
    expect(begins('2-rows.sql.gz.age')).toBe('age-encryption.org/v1\n-> X25519');
    const copy = await shared.freshDatabase();
    await expect(restoreTo(copy.migrator, place)).rejects.toMatchObject({ code: 'settings-invalid' });
    await expect(
      restoreTo(copy.migrator, place, { passphrase: 'another horse battery' }),
    ).rejects.toMatchObject({
      code: 'backup-invalid',
    });
    const report = await restoreTo(copy.migrator, place, { passphrase: 'correct horse battery' });
    expect(report.restore?.outcome).toBe('restored');
    expect((await copy.asMigrator.query('select * from public.notes order by id')).rows).toEqual([
      { id: 1, body: 'first' },
      { id: 2, body: null },
    ]);
  });

  test('is never written over', async () => {
    const before = readdirSync(whole);
    await expect(backUp(small(), { folder: whole })).rejects.toMatchObject({ code: 'backup-target-taken' });
    expect(readdirSync(whole)).toEqual(before);
  });

  test.each([
    [
      'a file that was changed',
      (place: string) => writeFileSync(join(place, '2-rows.sql.gz'), 'x'),
      'backup-invalid',
    ],
    ['a file that is gone', (place: string) => rmSync(join(place, '3-rest.sql.gz')), 'backup-invalid'],
    ['a manifest that is gone', (place: string) => rmSync(join(place, 'manifest.json')), 'backup-invalid'],
    [
      'a manifest that leads elsewhere',
      (place: string) => {
        const path = join(place, 'manifest.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('2-rows.sql.gz', '../2-rows.sql.gz'));
      },
      'backup-invalid',
    ],
  ])('with %s is refused before anything is touched', async (_name, damage, code) => {
    const place = newFolder();
    cpSync(whole, place, { recursive: true });
    damage(place);
    const copy = await shared.freshDatabase();
    await expect(restoreTo(copy.migrator, place)).rejects.toMatchObject({ code });
    expect((await copy.asMigrator.query("select to_regclass('public.notes') as it")).rows).toEqual([
      { it: null },
    ]);
  });

  test('is not there, nor anything unfinished, where the backup was stopped', async () => {
    const stop = new AbortController();
    const place = newFolder();
    const before = readdirSync(folder).length;
    const rooms = testBackupRooms();
    const stopping = {
      ...rooms,
      archive: {
        ...rooms.archive,
        create: async (...args: Parameters<typeof rooms.archive.create>) => {
          const writer = await rooms.archive.create(...args);
          const { write } = writer;
          writer.write = async (name, holds, pieces) => {
            if (name === '2-rows.sql') stop.abort(new Error('stopped'));
            await write.call(writer, name, holds, pieces);
          };
          return writer;
        },
      },
    };
    await expect(backUp(small(), { folder: place }, stopping, stop.signal)).rejects.toThrow('stopped');
    expect(readdirSync(folder)).toHaveLength(before);
  });
});

describe('where a restore goes', () => {
  test('a database that is not empty is refused with what is in the way, and stays as it is', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query('create table public.notes (id int); insert into public.notes values (1)');
    const made = await backUp(live.migrator);
    const other = await shared.freshDatabase();
    await other.asMigrator.query(
      "create table public.mine (id serial); create type public.mood as enum ('a'); create function public.f() returns int language sql as 'select 1'; create view public.seen as select 1",
    );
    const report = await restoreTo(other.migrator, made.backup?.folder ?? '');
    expect(report.restore).toMatchObject({ outcome: 'refused' });
    expect(report.restore?.inTheWay).toEqual([
      'routine public.f()',
      'table public.mine',
      'type public.mood',
      'view public.seen',
    ]);
    expect(report.findings.map(({ code, level }) => [code, level])).toEqual([['restore-not-empty', 'error']]);
    expect((await other.asMigrator.query("select to_regclass('public.notes') as it")).rows).toEqual([
      { it: null },
    ]);
  });

  test('arrays keep their places without a value, whatever the database has set', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      "create table public.lists (texts text[]); insert into public.lists values (array['a', null, 'NULL'])",
    );
    const made = await backUp(live.migrator);
    const copy = await shared.freshDatabase();
    await copy.asAdministrator.query(`alter database ${copy.migrator.database} set array_nulls = off`);
    const report = await restoreTo(copy.migrator, made.backup?.folder ?? '');
    expect(report.restore?.outcome).toBe('restored');
    expect(await contentsOf(copy.asMigrator)).toEqual(await contentsOf(live.asMigrator));
  });

  test('rows that refer to users who are not there come in, and their foreign key says so', async () => {
    const live = await shared.freshDatabase();
    await live.asMigrator.query(
      "create table public.profiles (id uuid primary key references auth.users on delete cascade); insert into auth.users (id) values ('00000000-0000-0000-0000-000000000001'); insert into public.profiles select id from auth.users",
    );
    const made = await backUp(live.migrator);
    const copy = await shared.freshDatabase();
    // A server that lacks a role of the backup is refused before anything is touched.
    const path = join(made.backup?.folder ?? '', 'manifest.json');
    const manifest = readFileSync(path, 'utf8');
    writeFileSync(path, manifest.replace('"anon"', '"nobody_has_this"'));
    const refused = await restoreTo(copy.migrator, made.backup?.folder ?? '');
    expect(refused.findings).toMatchObject([
      { code: 'restore-needs', message: expect.stringContaining('the role nobody_has_this') },
    ]);
    writeFileSync(path, manifest);
    const report = await restoreTo(copy.migrator, made.backup?.folder ?? '');
    expect(report.restore?.outcome).toBe('restored');
    expect(report.findings.map(({ code }) => code)).toContain('restore-warning');
    expect((await copy.asMigrator.query('select id from public.profiles')).rowCount).toBe(1);
    await copy.asMigrator.query(
      "insert into auth.users (id) values ('00000000-0000-0000-0000-000000000001')",
    );
    await copy.asMigrator.query('alter table public.profiles validate constraint profiles_id_fkey');
  });
});
