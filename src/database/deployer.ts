import pRetry from 'p-retry';
import type pg from 'pg';
import type { DeployEvents, DeployedMigration, DeployLimits, DeployOrders } from '../core/deploy-ports.ts';
import { SluiceError } from '../core/errors.ts';
import { BlockerWatch } from './blockers.ts';
import { connectionError } from './errors.ts';
import { beforehandSql, isDone, refuseForeignInvalidIndex } from './interrupted-statement.ts';
import { literal } from './literals.ts';
import { lockPauses, lookEvery } from './lock-retries.ts';
import { MessageSizes } from './message-sizes.ts';
import { MigrationGroups } from './migration-groups.ts';
import { MovedRows } from './moved-rows.ts';
import { lockedError, metLock, type RefusedMessage, segmentError } from './segment-errors.ts';
import { SegmentJournal } from './segment-journal.ts';
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
  readonly #rows: MovedRows;
  readonly #journal: SegmentJournal;
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
    this.#rows = new MovedRows(run, savedRows);
    this.#journal = new SegmentJournal(dependencies.control);
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
      if (count === 1) await this.#migrate(first);
      const done = count === 1 ? 1 : await this.#migrateTogether(group);
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

  async #migrate(migration: DeployedMigration): Promise<void> {
    const began = this.#deps.now();
    for (const [number, segment] of migration.segments.entries()) {
      if (number < migration.committed) continue;
      await this.#segment({ run: this.#run, migration, segment, number });
    }
    this.#events.done(migration.migration, this.#deps.now() - began);
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
        const committed = await this.#journal.isCommitted(order);
        if (committed) await this.#keepFiles();
        else await this.#rows.removeFiles();
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
    const guards = guardsOf(order, this.#rows.store);
    const before = [
      ...(await this.#preparation(order)),
      guards.length === 0 ? BEGIN : BEGIN_GUARDED,
      ...guards,
    ];
    const body = bodyOf(order);
    const hasBegun = await this.#saveRows(order, before);
    await this.#close(order, hasBegun ? [] : before, body);
    await this.#keepFiles();
  }

  async #keepFiles(): Promise<void> {
    await this.#rows.keepFiles((names) => this.#journal.savedFiles(names));
  }

  /** Where rows are to go to files: begins the transaction, and writes them. False where nothing was sent. */
  async #saveRows(order: SegmentOrder, before: readonly string[]): Promise<boolean> {
    const save = this.#rows.leaving(order.migration);
    if (save === null) return false;
    await this.#send(order, before, [], [], 0);
    await this.#within(order, save);
    return true;
  }

  /** The end of a segment's transaction: the rows that come back from files, and the journal. */
  async #close(order: SegmentOrder, before: readonly string[], body: readonly string[]): Promise<void> {
    const load = this.#rows.comingBack(order);
    const behind = closingStatements(order, true, load !== null);
    if (load === null) {
      await this.#send(order, before, body, [...behind, 'commit'], behind.length);
      return;
    }
    await this.#send(order, before, body, OURSELVES, 0);
    await this.#within(order, load);
    await this.#send(order, [], [], [...behind, 'commit'], behind.length);
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
    const beforehand = await this.#journal.beforehand(order);
    const interrupted = { migration: migration.migration, statement, beforehand: beforehand.kept };
    const done = beforehand.began && (await this.#asking(isDone(session.client, interrupted)));
    if (!done) {
      if (!beforehand.began) {
        await this.#asking(refuseForeignInvalidIndex(session.client, migration.migration, statement));
        const guards = order.migration.rollback?.kind === 'restore' ? guardsOf(order, this.#rows.store) : [];
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
    if (this.#rows.comingBack(order) !== null) return await this.#close(order, [BEGIN], []);
    await this.#send(order, [BEGIN, ...closingStatements(order, true), 'commit'], [], [], 0);
  }

  /** After the last try: an index that could not be built must not stay behind, INVALID. */
  async #clearInvalidIndex(order: SegmentOrder): Promise<void> {
    const statement = order.segment.statements[0];
    if (order.segment.kind !== 'alone' || statement === undefined) return;
    const { began, kept } = await this.#journal.beforehand(order);
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
    const restored = await this.#journal.settingsBefore(order);
    // Asking for a setting is a query, which may not stand before BEGIN in its message.
    const asked = restored.map(
      ([name, value]) => `select pg_catalog.set_config(${literal(name)}, ${literal(value)}, false)`,
    );
    await this.#send(order, [...fresh, ...asked], [], [], 0);
    return [];
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
      if (!(thrown instanceof BrokenConnection)) await this.#rows.removeFiles();
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
    await this.#rows.removeFiles();
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

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sessions[Symbol.asyncDispose]();
  }
}
