import type pg from 'pg';
import type {
  DeployOrders,
  LiveDatabase,
  LiveIdentity,
  LivePort,
  LiveSource,
  RecordedMigration,
  RelationName,
  RepairedRow,
  RunEnd,
  RunStart,
} from '../core/deploy-ports.ts';
import type { ConnectionTarget } from '../core/ports.ts';
import type { SeedOrders } from '../core/seed-ports.ts';
import {
  DEPLOY_KEY,
  describeHolder,
  LOCK_CLASS,
  lockHolder,
  takeLock,
  takeRunSql,
  WORK_KEY,
} from './advisory-lock.ts';
import { answersOf } from './answers.ts';
import { connect } from './connect.ts';
import { ControlSession } from './control-session.ts';
import { Deployer } from './deployer.ts';
import { connectionError } from './errors.ts';
import {
  KNOWN_TABLES_SQL,
  type KnownTables,
  knownTablesOf,
  readSnapshot,
  readState,
  readStatements,
} from './history.ts';
import { prepareTables, writeAdoption, writeBackup, writeEnd, writeLateEnd, writeStart } from './journal.ts';
import { readJournaledVersions } from './journaled-versions.ts';
import { type AddressDependencies, type LiveAddress, liveAddress } from './live-address.ts';
import { type ManagementApi, sessionPoolerUrl } from './management-api.ts';
import { readSizes } from './relation-sizes.ts';
import { writeRepair } from './repair-history.ts';
import { openRestoreTarget } from './restore-target.ts';
import { openRowSource } from './row-source.ts';
import { readRecord } from './schema-record.ts';
import { prepareSeedFiles, readSeedFiles } from './seed-files-table.ts';
import { Seeder } from './seeder.ts';

export interface LiveDependencies extends AddressDependencies {
  readonly api: Omit<ManagementApi, 'signal'>;
  /** Milliseconds since some fixed moment; monotonic. */
  readonly now: () => number;
  /** From 0 up to 1. */
  readonly random: () => number;
}

/** Live databases over pg. */
export function createLivePort(dependencies: LiveDependencies): LivePort {
  return {
    async open(source, { signal }) {
      const address = await liveAddress(await urlOf(source, dependencies, signal), dependencies);
      const { client, target } = await connect(address, { signal, retries: 4 });
      try {
        const answers = await answersOf(client, [...CONTROL_SETTINGS, WHO_SQL, KNOWN_TABLES_SQL]);
        const who = whoIs(answers.at(-2));
        const control = new ControlSession(client, who.pid);
        const known = { identity: who.identity, tables: knownTablesOf(answers.at(-1)) };
        return new ConnectedDatabase(control, { ...address, target }, known, dependencies, signal);
      } catch (thrown) {
        await client.end().catch(() => {});
        throw connectionError(thrown, 'opening the session');
      }
    },
  };
}

/** It may be quiet for long while a migration runs, must be missed soon when this machine is gone, and waits for nobody. */
const CONTROL_SETTINGS = [
  'set idle_session_timeout = 0',
  'set tcp_keepalives_idle = 30',
  'set tcp_keepalives_interval = 10',
  'set tcp_keepalives_count = 3',
  "set lock_timeout = '10s'",
];

const WHO_SQL = `select pg_catalog.pg_backend_pid() as pid, (select system_identifier::text from pg_catalog.pg_control_system()) as system,
  pg_catalog.current_database() as database, session_user as user, pg_catalog.current_setting('server_version') as version`;

function whoIs(
  answer:
    | pg.QueryResult<{ pid: number; system: string; database: string; user: string; version: string }>
    | undefined,
): { readonly pid: number; readonly identity: LiveIdentity } {
  const { pid = 0, system = '', database = '', user = '', version = '' } = answer?.rows[0] ?? {};
  const key = `${system}/${database}`;
  return { pid, identity: { key, database, user, version: version.split(' ')[0] ?? version } };
}

async function urlOf(source: LiveSource, { api }: LiveDependencies, signal: AbortSignal): Promise<string> {
  return source.kind === 'url' ? source.url : await sessionPoolerUrl(source, { ...api, signal });
}

/** What was asked of a database when the connection to it was opened. */
interface FirstAnswers {
  readonly identity: LiveIdentity;
  readonly tables: KnownTables;
}

class ConnectedDatabase implements LiveDatabase {
  readonly target: ConnectionTarget;
  readonly shown: string;
  readonly #control: ControlSession;
  readonly #address: LiveAddress;
  readonly #identity: LiveIdentity;
  readonly #dependencies: LiveDependencies;
  readonly #signal: AbortSignal;
  /** Null once anything was done on this connection, because that may have waited for somebody who made them. */
  #tables: KnownTables | null;

  constructor(
    control: ControlSession,
    address: LiveAddress,
    { identity, tables }: FirstAnswers,
    dependencies: LiveDependencies,
    signal: AbortSignal,
  ) {
    this.#control = control;
    this.#address = address;
    this.#identity = identity;
    this.#dependencies = dependencies;
    this.#signal = signal;
    this.#tables = tables;
    this.target = address.target;
    this.shown = address.shown;
  }

  async identity(): Promise<LiveIdentity> {
    return this.#identity;
  }

  async state() {
    const tables = this.#tables;
    return await this.#doing('reading the history', (client) => readState(client, tables));
  }

  async recordedStatements(versions: readonly string[]) {
    return await this.#doing('reading the history', (client) => readStatements(client, versions));
  }

  async journaledVersions() {
    return await this.#doing('reading the journal', readJournaledVersions);
  }

  async recordOf(fingerprint: string) {
    return await this.#doing('reading the journal', (client) => readRecord(client, fingerprint));
  }

  async deploying() {
    return await this.#doing('asking for the lock of the deployment', async (client) => {
      for (const key of [DEPLOY_KEY, WORK_KEY]) {
        const holder = await lockHolder(client, key);
        if (holder !== null && holder.pid !== this.#control.pid) return describeHolder(holder);
      }
      return null;
    });
  }

  async recordedSnapshot(fingerprint: string) {
    return await this.#doing('reading the journal', (client) => readSnapshot(client, fingerprint));
  }

  async sizes(relations: readonly RelationName[]) {
    return await this.#doing('reading the sizes of tables', (client) => readSizes(client, relations));
  }

  async lock({
    wait,
    waiting,
  }: {
    readonly wait: number;
    readonly waiting: (holder: string) => void;
  }): Promise<void> {
    const { now, random } = this.#dependencies;
    await this.#doing('taking the lock of the deployment', async (client) => {
      const common = { client, wait, signal: this.#signal, now, random };
      await takeLock({
        ...common,
        key: DEPLOY_KEY,
        waiting: (holder) => waiting(holder === null ? 'another session' : describeHolder(holder)),
      });
      // A deployment that was killed has left its lock, but its last message may still be running.
      await takeLock({
        ...common,
        key: WORK_KEY,
        waiting: (holder) =>
          waiting(
            `the last statement of a deployment that ended: ${holder === null ? '' : describeHolder(holder)}`,
          ),
      });
      await client.query(`select pg_catalog.pg_advisory_unlock(${LOCK_CLASS}, ${WORK_KEY})`);
    });
    this.#control.keepAlive();
  }

  async prepare(): Promise<void> {
    await this.#doing('making the tables of history and journal', prepareTables);
  }

  async begin(run: RunStart): Promise<void> {
    await this.#doing('writing the journal', async (client) => {
      await client.query(takeRunSql(run.run));
      await writeStart(client, run);
    });
  }

  async finish(run: RunEnd): Promise<void> {
    if (!this.#control.isBroken) {
      await this.#doing('writing the journal', (client) => writeEnd(client, run));
      return;
    }
    // The outcome matters even where the lock is lost.
    const { client } = await connect(this.#address, { signal: new AbortController().signal, retries: 4 });
    try {
      await writeLateEnd(client, run);
    } catch (thrown) {
      throw connectionError(thrown, 'writing the journal');
    } finally {
      await client.end().catch(() => {});
    }
  }

  async apply(orders: DeployOrders): Promise<void> {
    const { now, random } = this.#dependencies;
    await using deployer = new Deployer(
      { address: this.#address, control: this.#control, signal: this.#signal, now, random },
      orders,
    );
    await deployer.deploy();
  }

  async repair(rows: readonly RepairedRow[], run: RunStart, end: RunEnd): Promise<void> {
    await this.#doing('repairing the history', (client) => writeRepair(client, rows, run, end));
  }

  async seeded() {
    return await this.#doing('reading which seeds were loaded', readSeedFiles);
  }

  async seed(orders: SeedOrders): Promise<void> {
    const { now, random } = this.#dependencies;
    await this.#doing('making the table of seeds', prepareSeedFiles);
    await using seeder = new Seeder(
      { address: this.#address, control: this.#control, signal: this.#signal, now, random },
      orders,
    );
    await seeder.seed();
  }

  async adopt(migrations: readonly RecordedMigration[], run: RunStart, end: RunEnd): Promise<void> {
    await this.#doing('recording the adopted migrations', (client) =>
      writeAdoption(client, migrations, run, end),
    );
  }

  async openRows(platformSchemas: readonly string[]) {
    return await openRowSource(this.#address, platformSchemas, this.#signal);
  }

  async openRestore() {
    return await openRestoreTarget(this.#address, this.#signal);
  }

  async noteBackup(end: RunEnd): Promise<boolean> {
    return await this.#doing('writing the journal', (client) => writeBackup(client, end));
  }

  /** A transaction that failed must not hold up what comes after it on this connection. */
  async #doing<Result>(what: string, work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    this.#tables = null;
    try {
      return await this.#control.exclusively(work);
    } catch (thrown) {
      await this.#control.exclusively((client) => client.query('rollback')).catch(() => {});
      this.#signal.throwIfAborted();
      throw connectionError(thrown, what);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#control[Symbol.asyncDispose]();
  }
}
