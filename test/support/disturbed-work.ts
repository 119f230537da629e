import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll } from '@jest/globals';
import { build } from 'esbuild';
import pg from 'pg';
import { SluiceError } from '../../src/core/errors.ts';
import type { ConnectionTarget, ShadowDatabase } from '../../src/core/ports.ts';
import { type Direction, FaultProxy, type Link } from './fault-proxy.ts';
import { pick, seededRandom } from './seeded-random.ts';
import type { SharedShadow } from './shadow.ts';
import { thoroughness } from './thorough.ts';

/** Work that is broken at an exact byte and repeated; it must then be as if nothing had happened. */
export interface DisturbedWork {
  readonly shared: SharedShadow;
  /** Makes a database what it is before the work. */
  readonly reset: (admin: pg.Client, database: ShadowDatabase) => Promise<void>;
  /** Does what is left of it. */
  readonly run: (target: ConnectionTarget) => Promise<void>;
  /** The same in a process that can be killed. */
  readonly spawn: (target: ConnectionTarget) => ChildProcess;
  /** One text, `state`, with all that the work makes. */
  readonly stateSql: string;
  /** Throws where something outside of the database is not as it says; asked over a connection that nobody disturbs. */
  readonly check?: (target: ConnectionTarget) => Promise<void>;
}

export type Fault =
  | 'cut'
  | 'cut all'
  | 'withhold and cut'
  | 'end the session'
  | 'end all sessions'
  | 'kill the process'
  | 'crash the server';

export const FAULTS: readonly [Fault, ...Fault[]] = [
  'cut',
  'cut all',
  'withhold and cut',
  'end the session',
  'end all sessions',
];

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');

/** Bundles a process that tests kill, before the tests of a file; gives what starts it. Call it at the top level. */
export function childProcesses(script: string): (orders: Readonly<Record<string, unknown>>) => ChildProcess {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'child-'));
    await build({
      absWorkingDir: repository,
      entryPoints: [`test/support/${script}`],
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
  return (orders) =>
    spawn(process.execPath, [join(folder, 'child.mjs'), JSON.stringify(orders)], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
}

/** A database that is used again and again, cleared in between. */
class Bench implements AsyncDisposable {
  readonly database: ShadowDatabase;
  readonly #work: DisturbedWork;
  #admin: pg.Client;

  private constructor(database: ShadowDatabase, admin: pg.Client, work: DisturbedWork) {
    this.database = database;
    this.#admin = admin;
    this.#work = work;
  }

  static async open(work: DisturbedWork): Promise<Bench> {
    const database = await work.shared.shadow.createDatabase();
    return new Bench(database, await connected(database), work);
  }

  async reset(): Promise<void> {
    await this.#work.reset(this.#admin, this.database);
  }

  async state(): Promise<string> {
    const { rows } = await this.#admin.query<{ state: string }>(this.#work.stateSql);
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

export interface FaultPlan {
  readonly fault: Fault;
  readonly direction: Direction;
  /** From 0 to 1: how far into the conversation. */
  readonly share: number;
}

/**
 * Faults of all kinds in turn, spread evenly over the conversation and by chance within their stretch of it; more of them in the
 * thorough mode.
 */
export function faultPlans(seed: number, count: number, faults: readonly [Fault, ...Fault[]]): FaultPlan[] {
  const random = seededRandom(seed);
  const length = count * thoroughness();
  return Array.from({ length }, (_, place) => ({
    fault: pick(random, faults),
    direction: pick<Direction>(random, ['to-server', 'from-server']),
    share: (place + random()) / length,
  }));
}

/** Disturbs the work and repeats it; what is left, and how the first try ended. */
async function disturbed(
  plan: FaultPlan,
  bench: Bench,
  length: Record<Direction, number>,
  work: DisturbedWork,
): Promise<{ state: string; first: string }> {
  await bench.reset();
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
    child = work.spawn(proxy.target);
    const [code, signal] = await once(child, 'exit');
    first = signal ?? `exit ${code}`;
  } else {
    await work.run(proxy.target).catch((thrown: unknown) => {
      first = thrown instanceof SluiceError ? thrown.code : `unexpected: ${String(thrown)}`;
    });
  }
  await acted;
  await work.run(bench.database.migrator);
  await work.check?.(bench.database.migrator);
  return { state: await bench.state(), first };
}

/** What undisturbed work leaves, and how long its conversation is. */
async function undisturbed(
  work: DisturbedWork,
): Promise<{ state: string; length: Record<Direction, number> }> {
  await using bench = await Bench.open(work);
  await bench.reset();
  await using proxy = await FaultProxy.open(bench.database.migrator);
  await work.run(proxy.target);
  const length = { ...proxy.bytes };
  await work.run(bench.database.migrator);
  return { state: await bench.state(), length };
}

/** Runs the plans on a few databases at once, and gives those that went wrong. */
export async function wrongOnes(
  work: DisturbedWork,
  all: readonly FaultPlan[],
  lanes: number,
): Promise<{ wrong: unknown[]; ends: Set<string> }> {
  const { state: expected, length } = await undisturbed(work);
  const queue = [...all];
  const wrong: unknown[] = [];
  const ends = new Set<string>();
  const benches: Bench[] = [];
  while (benches.length < lanes) benches.push(await Bench.open(work));
  await Promise.all(
    benches.map(async (opened) => {
      await using bench = opened;
      for (let plan = queue.shift(); plan !== undefined; plan = queue.shift()) {
        const { state, first } = await disturbed(plan, bench, length, work);
        ends.add(first);
        if (state !== expected || first.startsWith('unexpected')) wrong.push({ plan, first, state });
      }
    }),
  );
  return { wrong, ends };
}
