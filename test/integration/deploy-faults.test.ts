import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import pg from 'pg';
import { SluiceError } from '../../src/core/errors.ts';
import type { ConnectionTarget, ShadowDatabase } from '../../src/core/ports.ts';
import { type Direction, FaultProxy, type Link } from '../support/fault-proxy.ts';
import { applyAll } from '../support/live.ts';
import { pick, seededRandom } from '../support/seeded-random.ts';
import { sharedShadow } from '../support/shadow.ts';

/**
 * Something breaks at an exact byte of a deployment's conversation with PostgreSQL: before, within and after every
 * message, the commits included. Then the deployment runs once more, undisturbed, and everything must be as if nothing had happened.
 */

const MIGRATIONS = {
  '20240101000000_start.sql': `create schema app; create table app.log (step text); create type app.mood as enum ('ok');
create table app.t (a int, b int); insert into app.t select n, n from generate_series(1, 50) n; insert into app.log values ('start');`,
  '20240102000000_grow.sql': `set search_path = app; insert into log values ('grow 1'); alter type mood add value 'sad';
create table moods (mood mood); insert into moods values ('sad'); insert into log values ('grow 2');
create index concurrently on t (b); insert into log values ('grow 3'); create index concurrently t_a on t (a);`,
  '20240103000000_own.sql': `begin; insert into app.log values ('own 1'); commit; begin; insert into app.log values ('own 2'); commit;`,
  '20240104000000_drop.sql': `drop index concurrently app.t_a; insert into app.log values ('drop'); alter table app.t add column c int;`,
};

/** All that the migrations make, and what history and journal say of it. */
const STATE_SQL = `select jsonb_pretty(jsonb_build_object(
  'log', (select jsonb_agg(step order by step) from app.log),
  'moods', (select jsonb_agg(mood) from app.moods),
  'rows', (select count(*) from app.t),
  'columns', (select jsonb_agg(table_name || '.' || column_name || ' ' || data_type order by table_name, column_name) from information_schema.columns where table_schema = 'app'),
  'indexes', (select jsonb_agg(pg_get_indexdef(indexrelid) || ' ' || indisvalid order by pg_get_indexdef(indexrelid)) from pg_index where indrelid::regclass::text like 'app.%'),
  'history', (select jsonb_agg(jsonb_build_array(version, name, statements) order by version) from supabase_migrations.schema_migrations),
  'segments', (select jsonb_agg(version || ' ' || segment order by version, segment) from supabase_migrations.sluice_segments where state = 'committed'),
  'open runs', (select count(*) from (select run from supabase_migrations.sluice_deployments group by run having count(*) <> 2) as open)
)) as state`;

type Fault =
  | 'cut'
  | 'cut all'
  | 'withhold and cut'
  | 'end the session'
  | 'end all sessions'
  | 'kill the process'
  | 'crash the server';

const FAULTS: readonly [Fault, ...Fault[]] = [
  'cut',
  'cut all',
  'withhold and cut',
  'end the session',
  'end all sessions',
];

const shared = sharedShadow();
const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
let folder = '';

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'deploy-child-'));
  await build({
    absWorkingDir: repository,
    entryPoints: ['test/support/deploy-child.ts'],
    outfile: join(folder, 'child.mjs'),
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    external: ['pg-native'],
    banner: {
      js: "import{createRequire as __createRequire}from'node:module';import{fileURLToPath as __toPath}from'node:url';const require=__createRequire(import.meta.url);const __dirname=__toPath(new URL('.',import.meta.url));",
    },
    logLevel: 'error',
  });
  await copyFile(
    join(repository, 'node_modules/libpg-query/wasm/libpg-query.wasm'),
    join(folder, 'libpg-query.wasm'),
  );
});

afterAll(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** A database that is used again and again, cleared in between. */
class Bench implements AsyncDisposable {
  readonly database: ShadowDatabase;
  #admin: pg.Client;

  private constructor(database: ShadowDatabase, admin: pg.Client) {
    this.database = database;
    this.#admin = admin;
  }

  static async open(): Promise<Bench> {
    const database = await shared.shadow.createDatabase();
    return new Bench(database, await connected(database));
  }

  async clear(): Promise<void> {
    await this.#admin.query(
      `set client_min_messages = warning; drop schema if exists app cascade; drop schema if exists supabase_migrations cascade`,
    );
  }

  async state(): Promise<string> {
    const { rows } = await this.#admin.query<{ state: string }>(STATE_SQL);
    return rows[0]?.state ?? '';
  }

  /** Ends sessions of deployments: all of them, or the one that was active last. */
  async endSessions(all: boolean): Promise<void> {
    await this.#admin.query(
      `select pg_terminate_backend(pid) from (select pid from pg_stat_activity
       where application_name = 'sluice' and datname = current_database() order by state_change desc ${all ? '' : 'limit 1'}) as mine`,
    );
  }

  /** Kills a server process the hard way; PostgreSQL then ends all sessions and recovers from its log. */
  async crash(): Promise<void> {
    const victim = await connected(this.database);
    const { rows } = await victim.query<{ pid: number }>('select pg_backend_pid() as pid');
    // Whoever connects before the server has noticed would be thrown out again; this one is thrown out when it has.
    const noticed = new Promise<void>((resolve) => this.#admin.once('end', () => resolve()));
    for (const { pid } of rows) process.kill(pid, 'SIGKILL');
    await noticed;
    this.#admin = await connected(this.database);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#admin.end();
  }
}

/** Connects as the superuser, also while the server recovers. */
async function connected({ administrator }: ShadowDatabase): Promise<pg.Client> {
  for (let tries = 0; ; tries += 1) {
    const admin = new pg.Client({ ...administrator });
    admin.on('error', () => {});
    try {
      await admin.connect();
      return admin;
    } catch (thrown) {
      if (tries > 200) throw thrown;
      await delay(25);
    }
  }
}

async function act(
  fault: Fault,
  bench: Bench,
  link: Link,
  child: ChildProcess | null,
): Promise<'forward' | 'withhold'> {
  switch (fault) {
    case 'cut':
      // What came so far arrives; the break comes behind it.
      setImmediate(() => link.cut());
      return 'forward';
    case 'withhold and cut':
      link.cut();
      return 'withhold';
    case 'cut all':
      link.cutAll();
      return 'withhold';
    case 'end the session':
    case 'end all sessions':
      await bench.endSessions(fault === 'end all sessions');
      return 'forward';
    case 'crash the server':
      await bench.crash();
      return 'forward';
    case 'kill the process':
      child?.kill('SIGKILL');
      return 'forward';
  }
}

interface Plan {
  readonly fault: Fault;
  readonly direction: Direction;
  /** From 0 to 1: how far into the conversation. */
  readonly share: number;
}

function plans(seed: number, count: number, faults: readonly [Fault, ...Fault[]]): Plan[] {
  const random = seededRandom(seed);
  return Array.from({ length: count }, () => ({
    fault: pick(random, faults),
    direction: pick<Direction>(random, ['to-server', 'from-server']),
    share: random(),
  }));
}

/** Disturbs a deployment and repeats it; what is left, and how the first one ended. */
async function disturbed(
  plan: Plan,
  bench: Bench,
  length: Record<Direction, number>,
): Promise<{ state: string; first: string }> {
  await bench.clear();
  let child: ChildProcess | null = null;
  let acted: Promise<unknown> = Promise.resolve();
  await using proxy = await FaultProxy.open(bench.database.migrator, {
    direction: plan.direction,
    offset: Math.floor(plan.share * length[plan.direction]),
    act: async (link) => {
      const acting = act(plan.fault, bench, link, child);
      acted = acting;
      return await acting;
    },
  });
  let first = 'done';
  if (plan.fault === 'kill the process') {
    child = spawnDeploy(proxy.target);
    const [code, signal] = await once(child, 'exit');
    first = signal ?? `exit ${code}`;
  } else {
    await applyAll(proxy.target, MIGRATIONS).catch((thrown: unknown) => {
      first = thrown instanceof SluiceError ? thrown.code : `unexpected: ${String(thrown)}`;
    });
  }
  await acted;
  await applyAll(bench.database.migrator, MIGRATIONS);
  return { state: await bench.state(), first };
}

function spawnDeploy(target: ConnectionTarget): ChildProcess {
  const orders = JSON.stringify({ target, files: MIGRATIONS });
  return spawn(process.execPath, [join(folder, 'child.mjs'), orders], {
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}

/** What an undisturbed deployment leaves, and how long its conversation is. */
async function undisturbed(): Promise<{ state: string; length: Record<Direction, number> }> {
  await using bench = await Bench.open();
  await using proxy = await FaultProxy.open(bench.database.migrator);
  await applyAll(proxy.target, MIGRATIONS);
  const length = { ...proxy.bytes };
  await applyAll(bench.database.migrator, MIGRATIONS);
  return { state: await bench.state(), length };
}

/** Runs the plans on a few databases at once, and gives those that went wrong. */
async function wrongOnes(
  all: readonly Plan[],
  lanes: number,
): Promise<{ wrong: unknown[]; ends: Set<string> }> {
  const { state: expected, length } = await undisturbed();
  const queue = [...all];
  const wrong: unknown[] = [];
  const ends = new Set<string>();
  const benches: Bench[] = [];
  while (benches.length < lanes) benches.push(await Bench.open());
  await Promise.all(
    benches.map(async (opened) => {
      await using bench = opened;
      for (let plan = queue.shift(); plan !== undefined; plan = queue.shift()) {
        const { state, first } = await disturbed(plan, bench, length);
        ends.add(first);
        if (state !== expected || first.startsWith('unexpected')) wrong.push({ plan, first, state });
      }
    }),
  );
  return { wrong, ends };
}

describe('a deployment that is disturbed', () => {
  test('280 broken connections and ended sessions, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(plans(20_240_601, 280, FAULTS), 4);
    expect(wrong).toEqual([]);
    // Some survive the break, some have to stop; a test that only ever saw one of them would test little.
    expect([...ends]).toEqual(expect.arrayContaining(['done', 'deploy-lock-lost']));
  }, 300_000);

  test('40 kills of the process, anywhere', async () => {
    const { wrong, ends } = await wrongOnes(plans(20_240_602, 40, ['kill the process']), 3);
    expect(wrong).toEqual([]);
    expect(ends).toContain('SIGKILL');
  }, 300_000);

  test('12 crashes of the server, anywhere', async () => {
    // One at a time: a crash takes everybody's sessions along.
    const { wrong } = await wrongOnes(plans(20_240_603, 12, ['crash the server']), 1);
    expect(wrong).toEqual([]);
  }, 300_000);
});
