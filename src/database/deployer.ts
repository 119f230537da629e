import pRetry from 'p-retry';
import type pg from 'pg';
import type { DeployEvents, DeployedMigration, DeployLimits, DeployOrders } from '../core/deploy-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { segmentDigest } from '../core/segment-digest.ts';
import { BlockerWatch } from './blockers.ts';
import { connectionError } from './errors.ts';
import { beforehandSql, isDone, refuseForeignInvalidIndex } from './interrupted-statement.ts';
import { SEGMENTS } from './journal-tables.ts';
import { literal } from './literals.ts';
import { lockPauses, lookEvery } from './lock-retries.ts';
import { MessageSizes } from './message-sizes.ts';
import { MigrationGroups } from './migration-groups.ts';
import type { RowStore } from './rollback-guards.ts';
import { loadFromFiles, saveToFiles } from './row-files.ts';
import { RowFolder } from './row-folder.ts';
import { lockedError, metLock, type RefusedMessage, segmentError } from './segment-errors.ts';
import {
  BEGIN,
  BEGIN_GUARDED,
  beginningStatements,
  bodyOf,
  closingStatements,
  freshSession,
  guardsOf,
  OURSELVES,
  type SegmentOrder,
} from './segment-message.ts';
import { BrokenConnection, MetLock } from './segment-tries.ts';
import type { MessageOutcome } from './work-session.ts';
import { type DeployerDependencies, WorkSessions } from './work-sessions.ts';

/** How often a segment is tried again after its connection broke: a statement that fells the server must not do so for ever. */
const RECONNECTS = 3;

/**
 * Runs migrations segment by segment on a connection of its own, while the control connection holds the lock. Each segment
 * happens exactly once: its row in the journal is part of its transaction, and after a broken connection that row, read once
 * the old session is known to be gone, says whether it was committed.
 */
export class Deployer implements AsyncDisposable {
  readonly #deps: DeployerDependencies;
  readonly #run: string;
  readonly #limits: DeployLimits;
  readonly #events: DeployEvents;
  readonly #migrations: readonly DeployedMigration[];
  readonly #sessions: WorkSessions;
  readonly #groups: MigrationGroups;
  /** Where saved rows are files; null where they are in the quarantine. */
  readonly #folder: RowFolder | null;
  /** Files of the try that is under way. */
  #files: string[] = [];
  #filesBefore = 0;
  /** The file that the session's settings belong to. */
  #preparedFor: string | null = null;
  /** The try that is under way, for whoever must not leave before it ended. */
  #trying: Promise<void> = Promise.resolve();

  constructor(
    dependencies: DeployerDependencies,
    { run, limits, events, migrations, savedRows = null }: DeployOrders,
  ) {
    this.#deps = dependencies;
    this.#sessions = new WorkSessions(dependencies);
    this.#groups = new MigrationGroups(dependencies, this.#sessions, { run, limits, events });
    this.#run = run;
    this.#limits = limits;
    this.#events = events;
    this.#migrations = migrations;
    this.#folder = savedRows === null ? null : new RowFolder(savedRows);
  }

  /** @throws SluiceError for the first segment that fails; everything before it is committed. */
  async deploy(): Promise<void> {
    const { signal } = this.#deps;
    const cancel = (): void => this.#sessions.cancel();
    signal.addEventListener('abort', cancel);
    try {
      await this.#sessions.open();
      await this.#deployAll();
    } catch (thrown) {
      signal.throwIfAborted();
      throw thrown;
    } finally {
      signal.removeEventListener('abort', cancel);
      await this.#trying.catch(() => {});
    }
  }

  async #deployAll(): Promise<void> {
    const migrations = this.#migrations;
    const sizes = new MessageSizes();
    for (let place = 0; place < migrations.length; ) {
      const count = sizes.next(migrations, place);
      const began = this.#deps.now();
      const group = migrations.slice(place, place + count);
      const [first] = group;
      if (first === undefined) return;
      const done = count === 1 ? await this.#migrate(first) : await this.#migrateTogether(group);
      sizes.took(count, done, this.#deps.now() - began);
      place += done;
    }
  }

  /** Returns how many of them are committed. */
  async #migrateTogether(group: readonly DeployedMigration[]): Promise<number> {
    const { signal, control } = this.#deps;
    signal.throwIfAborted();
    control.throwIfBroken();
    const sending = this.#groups.send(group);
    this.#trying = sending.then(() => {});
    const done = await sending;
    this.#preparedFor = done === group.length ? (group.at(-1)?.migration.version ?? null) : null;
    return done;
  }

  async #migrate(migration: DeployedMigration): Promise<1> {
    const began = this.#deps.now();
    for (const [number, segment] of migration.segments.entries()) {
      if (number < migration.committed) continue;
      await this.#segment({ run: this.#run, migration, segment, number });
    }
    this.#events.done(migration.migration, this.#deps.now() - began);
    return 1;
  }

  async #segment(order: SegmentOrder): Promise<void> {
    let reconnects = 0;
    for (;;) {
      try {
        await this.#withRetries(order);
        return;
      } catch (thrown) {
        if (!(thrown instanceof BrokenConnection)) throw thrown;
        reconnects += 1;
        if (reconnects > RECONNECTS) {
          throw connectionError(thrown.cause, `running ${order.migration.migration.file}`);
        }
        this.#preparedFor = null;
        await this.#sessions.reopen();
        const committed = await this.#isCommitted(order);
        if (!committed) await this.#removeFiles();
        this.#events.reconnected(order.migration.migration, committed);
        if (committed) return;
      }
    }
  }

  async #withRetries(order: SegmentOrder): Promise<void> {
    const { signal, random, control } = this.#deps;
    const { lockRetries } = this.#limits;
    const session = await this.#sessions.open();
    using watch = new BlockerWatch(control, session.pid, lookEvery(this.#limits));
    try {
      const attempt = async (): Promise<void> => {
        this.#trying = this.#attempt(order);
        await this.#trying;
      };
      await pRetry(attempt, {
        ...lockPauses(this.#limits, random),
        signal,
        shouldRetry: ({ error }) => error instanceof MetLock,
        onFailedAttempt: ({ error, retriesLeft }) => {
          if (error instanceof MetLock && retriesLeft > 0) {
            this.#events.retrying(order.migration.migration, error.message);
          }
        },
      });
    } catch (thrown) {
      signal.throwIfAborted();
      if (thrown instanceof BrokenConnection) throw thrown;
      await this.#clearInvalidIndex(order);
      if (!(thrown instanceof MetLock)) throw thrown;
      const { migration, segment } = order;
      throw lockedError(
        migration.migration,
        segment,
        thrown.refused,
        await watch.blockers(),
        lockRetries + 1,
      );
    }
  }

  async #attempt(order: SegmentOrder): Promise<void> {
    this.#deps.signal.throwIfAborted();
    this.#deps.control.throwIfBroken();
    if (order.segment.kind === 'transaction') await this.#transaction(order);
    else await this.#alone(order);
    this.#preparedFor = order.migration.migration.version;
  }

  async #transaction(order: SegmentOrder): Promise<void> {
    const guards = guardsOf(order, this.#store);
    const before = [
      ...(await this.#preparation(order)),
      guards.length === 0 ? BEGIN : BEGIN_GUARDED,
      ...guards,
    ];
    const body = bodyOf(order);
    if (!(await this.#saveRows(order, before))) return await this.#close(order, before, body);
    await this.#close(order, [], body);
  }

  get #store(): RowStore {
    return this.#folder === null ? 'quarantine' : 'files';
  }

  /** Where rows are to go to files: begins the transaction, and writes them. False where nothing was sent. */
  async #saveRows(order: SegmentOrder, before: readonly string[]): Promise<boolean> {
    const { migration, rollback } = order.migration;
    const folder = this.#folder;
    if (folder === null || rollback?.kind !== 'remove' || !rollback.guards.some(({ allowed }) => allowed)) {
      return false;
    }
    this.#files = [];
    await this.#send(order, before, [], [], 0);
    await this.#within(order, (client) =>
      saveToFiles(client, {
        chain: rollback.chain,
        step: migration.version,
        folder,
        nameOf: (place) => {
          this.#filesBefore += 1;
          return `${place}.${this.#run.slice(0, 8)}.${this.#filesBefore}.csv`;
        },
        written: (name) => this.#files.push(name),
      }),
    );
    return true;
  }

  /** Of a try that was rolled back. */
  async #removeFiles(): Promise<void> {
    for (const name of this.#files.splice(0)) await this.#folder?.remove(name);
  }

  /** The end of a segment's transaction: the rows that come back from files, and the journal. */
  async #close(order: SegmentOrder, before: readonly string[], body: readonly string[]): Promise<void> {
    const rows = this.#comingBack(order);
    const behind = closingStatements(order, true, rows !== null);
    if (rows === null) {
      await this.#send(order, before, body, [...behind, 'commit'], behind.length);
      return;
    }
    await this.#send(order, before, body, OURSELVES, 0);
    await this.#within(order, (client) => loadFromFiles(client, rows));
    await this.#send(order, [], [], [...behind, 'commit'], behind.length);
  }

  /** Whose rows are to be read from files behind this segment; null where none are. */
  #comingBack({ migration: { rollback, segments }, number }: SegmentOrder) {
    const folder = this.#folder;
    if (folder === null || rollback?.kind !== 'restore' || number !== segments.length - 1) return null;
    const { chain, step, isLast } = rollback;
    return step === null || !isLast ? null : { chain, step, folder };
  }

  /** A statement that PostgreSQL runs outside a transaction only: between two rows of the journal. */
  async #alone(order: SegmentOrder): Promise<void> {
    const { migration, segment } = order;
    const statement = segment.statements[0];
    if (statement === undefined) return;
    const session = await this.#sessions.open();
    const preparation = await this.#preparation(order);
    if (preparation.length > 0) await this.#send(order, preparation, [], [], 0);
    this.#preparedFor = migration.migration.version;
    const beforehand = await this.#beforehand(order);
    const interrupted = { migration: migration.migration, statement, beforehand: beforehand.kept };
    const done = beforehand.began && (await this.#asking(isDone(session.client, interrupted)));
    if (!done) {
      if (!beforehand.began) {
        await this.#asking(refuseForeignInvalidIndex(session.client, migration.migration, statement));
        const guards = order.migration.rollback?.kind === 'restore' ? guardsOf(order, this.#store) : [];
        await this.#send(
          order,
          [
            guards.length === 0 ? BEGIN : BEGIN_GUARDED,
            ...guards,
            ...beginningStatements(order, beforehandSql(statement)),
            'commit',
          ],
          [],
          [],
          0,
        );
      }
      // Building an index keeps nobody from working, so it may wait for others as long as all tries together.
      const patience = this.#limits.lockTimeout * (this.#limits.lockRetries + 1);
      if (statement.concurrent) await this.#send(order, [`set lock_timeout = ${patience}`], [], [], 0);
      await this.#send(order, [], [statement.sql], [], 0);
      if (statement.concurrent)
        await this.#send(order, [`set lock_timeout = ${this.#limits.lockTimeout}`], [], [], 0);
    }
    if (this.#comingBack(order) !== null) return await this.#close(order, [BEGIN], []);
    await this.#send(order, [BEGIN, ...closingStatements(order, true), 'commit'], [], [], 0);
  }

  /** Whether the statement began in an earlier try, and what was kept then. */
  async #beforehand({
    migration,
    segment,
    number,
  }: SegmentOrder): Promise<{ began: boolean; kept: unknown }> {
    const [last] = await this.#journal<{ state: string; digest: string; details: unknown }>(
      `select state, digest, details from ${SEGMENTS} where version = $1 and segment = $2 order by id desc limit 1`,
      [migration.migration.version, number],
    );
    return last?.state === 'began' && last.digest === segmentDigest(segment)
      ? { began: true, kept: last.details }
      : { began: false, kept: null };
  }

  /** After the last try: an index that could not be built must not stay behind, INVALID. */
  async #clearInvalidIndex(order: SegmentOrder): Promise<void> {
    const statement = order.segment.statements[0];
    if (order.segment.kind !== 'alone' || statement === undefined) return;
    const { began, kept } = await this.#beforehand(order);
    const { client } = await this.#sessions.open();
    const interrupted = { migration: order.migration.migration, statement, beforehand: kept };
    // It only cleans up: what made it necessary is what people must read.
    if (began) await isDone(client, interrupted).catch(() => {});
  }

  /** What makes the session ready for this segment: a fresh one for a file, or what the file has set in segments before. */
  async #preparation(order: SegmentOrder): Promise<readonly string[]> {
    const { migration, number } = order;
    if (this.#preparedFor === migration.migration.version) return [];
    const fresh = [...freshSession(this.#limits), ...this.#sessions.settings];
    if (number === 0) return fresh;
    const [last] = await this.#journal<{ session: Readonly<Record<string, string>> | null }>(
      `select session from ${SEGMENTS} where version = $1 and segment = $2 and state = 'committed' order by id desc limit 1`,
      [migration.migration.version, number - 1],
    );
    const { role, ...settings } = last?.session ?? {};
    const restored = [...Object.entries(settings), ...(role === undefined ? [] : [['role', role] as const])];
    // Asking for a setting is a query, which may not stand before BEGIN in its message.
    const asked = restored.map(
      ([name, value]) => `select pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`,
    );
    await this.#send(order, [...fresh, ...asked], [], [], 0);
    return [];
  }

  /** Reads the journal as ourselves: the other session may be in a role that must not. */
  async #journal<Row extends pg.QueryResultRow>(
    sql: string,
    values: readonly unknown[],
  ): Promise<readonly Row[]> {
    const { control } = this.#deps;
    try {
      const { rows } = await control.exclusively((client) => client.query<Row>(sql, [...values]));
      return rows;
    } catch (thrown) {
      control.throwIfBroken();
      throw connectionError(thrown, 'reading the journal');
    }
  }

  async #send(
    order: SegmentOrder,
    before: readonly string[],
    body: readonly string[],
    behind: readonly string[],
    journal: number,
  ): Promise<void> {
    const session = await this.#sessions.open();
    const outcome = await session.send([...before, ...body, ...behind]);
    if (outcome.kind === 'done') return;
    // Where the segment's own statements were in a message before, they are counted as done.
    const ahead = body.length === 0 && journal > 0 ? order.segment.statements.length : 0;
    await this.#fail(order, outcome, before, journal, ahead);
  }

  /** The same for what is no message. */
  async #within(order: SegmentOrder, work: (client: pg.Client) => Promise<void>): Promise<void> {
    const session = await this.#sessions.open();
    try {
      const outcome = await session.within(work);
      if (outcome !== null) await this.#fail(order, outcome);
    } catch (thrown) {
      if (!(thrown instanceof BrokenConnection)) await this.#removeFiles();
      throw thrown;
    }
  }

  async #fail(
    { migration, segment }: SegmentOrder,
    outcome: Exclude<MessageOutcome, { kind: 'done' }>,
    before: readonly string[] = [],
    journal: number = 0,
    ahead: number = 0,
  ): Promise<never> {
    this.#preparedFor = null;
    if (outcome.kind === 'broken')
      throw new BrokenConnection(outcome.error.message, { cause: outcome.error });
    await this.#removeFiles();
    const characters = before.reduce((sum, text) => sum + text.length + 2, 0);
    const refused: RefusedMessage = {
      error: outcome.error,
      completed: outcome.completed + ahead,
      before: { statements: before.length, characters },
      behind: journal,
      restores: migration.rollback?.kind === 'restore',
    };
    throw metLock(outcome.error) ? new MetLock(refused) : segmentError(migration.migration, segment, refused);
  }

  /** A question of ours: the connection may break under it too. */
  async #asking<Answer>(question: Promise<Answer>): Promise<Answer> {
    try {
      return await question;
    } catch (thrown) {
      if (thrown instanceof SluiceError) throw thrown;
      const session = await this.#sessions.open();
      const probe = await session.send(['select 1']);
      if (probe.kind === 'broken') throw new BrokenConnection(probe.error.message, { cause: thrown });
      throw connectionError(thrown, 'looking at what an interrupted statement left');
    }
  }

  async #isCommitted({ run, migration, number }: SegmentOrder): Promise<boolean> {
    const rows = await this.#journal(
      `select 1 as committed from ${SEGMENTS} where run = $1 and version = $2 and segment = $3 and state = 'committed'`,
      [run, migration.migration.version, number],
    );
    return rows.length > 0;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sessions[Symbol.asyncDispose]();
  }
}
