import { join } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import { OWN_SERVER } from '../core/own-server.ts';
import type { ConnectionTarget, KeptStates, Shadow, ShadowDatabase, ShadowRequest } from '../core/ports.ts';
import { TEMPLATE_DATABASE } from './cluster.ts';
import type { GuardedFolder } from './guard.ts';
import type { HistoryStates } from './history-states.ts';
import type { PreparedEngine } from './prepared-engine.ts';
import { databaseSettingsSql, defaultPrivilegesSql, type ShadowBaseline } from './shadow-baseline.ts';
import { SOCKET_PORT, SqlSession, SUPERUSER } from './sql-session.ts';

/** Where a captured data folder lies until it is written to the cache. */
const CAPTURED = 'state';

/** A server of our own that runs in a private folder. */
export class EmbeddedShadow implements Shadow {
  readonly engine: Shadow['engine'];
  readonly standIns: ReadonlyMap<string, string>;
  readonly states?: KeptStates;
  readonly #server: GuardedFolder;
  readonly #prepared: PreparedEngine;
  readonly #baseline: ShadowBaseline;
  readonly #privilegesSql: string;
  readonly #signal: AbortSignal;
  readonly #history: HistoryStates | null;
  readonly #superuserPassword: string;
  #session: Promise<SqlSession> | null = null;
  #first: Promise<ShadowDatabase> | null;
  /** Of the first one. */
  #copy: Promise<ShadowDatabase> | null = null;
  #count = 0;
  #notes: (() => string) | null = null;

  constructor(
    server: GuardedFolder,
    prepared: PreparedEngine,
    request: ShadowRequest,
    baseline: ShadowBaseline,
    history: HistoryStates | null,
  ) {
    this.#server = server;
    this.#prepared = prepared;
    this.#baseline = baseline;
    this.#privilegesSql = defaultPrivilegesSql(request, baseline);
    this.#signal = request.signal;
    this.#history = history;
    this.#superuserPassword = history?.superuserPassword ?? prepared.superuserPassword;
    this.engine = { name: 'embedded', major: request.major, version: prepared.version };
    this.standIns = new Map(baseline.standIns.map(({ name, missing }) => [name, missing]));
    if (history !== null) {
      const { restored, notes } = history;
      this.states = { restored, notes, keep: (text) => this.#keep(text) };
    }
    this.#first = (history?.restored ?? 0) > 0 ? this.#restoredDatabase() : this.#makeDatabase();
    // Whoever asks for it gets the error.
    this.#first.catch(() => {});
    if (request.copyAhead === true && history !== null && !history.wantsMore) {
      this.#copy = this.#first.then(({ administrator }) => this.#makeDatabase(administrator.database));
      this.#copy.catch(() => {});
    }
  }

  /** The first one is made ahead, while its user is still busy with other things. */
  async createDatabase(): Promise<ShadowDatabase> {
    const first = this.#first;
    this.#first = null;
    try {
      return await (first ?? this.#makeDatabase());
    } catch (cause) {
      return cannotMake(cause);
    }
  }

  copyDatabase = async ({ administrator }: ShadowDatabase): Promise<ShadowDatabase> => {
    const ahead = this.#copy;
    this.#copy = null;
    return await (ahead ?? this.#makeDatabase(administrator.database)).catch(cannotMake);
  };

  async #makeDatabase(template: string = TEMPLATE_DATABASE): Promise<ShadowDatabase> {
    const database = this.#nextName();
    const session = await this.#administration();
    await session.rows(`CREATE DATABASE ${database} OWNER postgres TEMPLATE ${template} STRATEGY file_copy`);
    const settings = databaseSettingsSql(database, this.#baseline);
    if (settings !== '') await session.rows(settings);
    if (this.#privilegesSql !== '' && template === TEMPLATE_DATABASE)
      await this.#run(this.#privilegesSql, database);
    return this.#databaseNamed(database);
  }

  /** The first database of the run that kept the state. */
  async #restoredDatabase(): Promise<ShadowDatabase> {
    return this.#databaseNamed(this.#nextName());
  }

  #nextName(): string {
    this.#count += 1;
    return `shadow_${this.#count}`;
  }

  #databaseNamed(database: string): ShadowDatabase {
    return {
      migrator: this.#target('postgres', database),
      administrator: this.#target(SUPERUSER, database),
      elevations: this.#baseline.elevations,
      optionlessIndexMethods: this.#baseline.optionlessIndexMethods,
      standInExtensions: [...this.standIns.keys()],
    };
  }

  async #administration(): Promise<SqlSession> {
    this.#session ??= SqlSession.open(this.#target(SUPERUSER, TEMPLATE_DATABASE));
    return await this.#session;
  }

  /** Runs statements in a database that nobody uses yet. */
  async #run(sql: string, database: string): Promise<void> {
    await using inside = await SqlSession.open(this.#target(SUPERUSER, database));
    await inside.rows(sql);
  }

  #target(user: string, database: string): ConnectionTarget {
    const password = user === SUPERUSER ? { password: this.#superuserPassword } : {};
    return { host: this.#server.socketFolder, port: SOCKET_PORT, database, user, ...password, ...OWN_SERVER };
  }

  async #keep(notes: () => string): Promise<void> {
    if (this.#history?.wantsMore !== true) return;
    const session = await this.#administration();
    await session.rows('CHECKPOINT');
    if (await this.#server.guard.capture(CAPTURED)) this.#notes = notes;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#notes !== null && !this.#signal.aborted) {
      const packed = join(this.#server.folder, CAPTURED);
      await this.#history?.write(packed, this.#notes(), this.#superuserPassword);
    }
    await this.#server.guard[Symbol.asyncDispose]();
    // After the server, so that nothing it was still doing is waited for.
    const session = await this.#session?.catch(() => null);
    await session?.[Symbol.asyncDispose]();
    await this.#prepared[Symbol.asyncDispose]();
  }
}

function cannotMake(cause: unknown): never {
  throw new SluiceError('database-failed', {
    message: `The shadow could not make a database: ${messageOf(cause)}`,
    remedy: 'See that the temporary folder and memory have free space, and run the command again.',
    cause,
  });
}
