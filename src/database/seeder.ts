import pRetry from 'p-retry';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { LoadedSeed, SeedOrders, SqlSeed } from '../core/seed-ports.ts';
import type { SeedStatement } from '../core/seed-statements.ts';
import { runBatch } from './batch-query.ts';
import { BlockerWatch } from './blockers.ts';
import { connectionError, isServerError } from './errors.ts';
import { SEGMENTS } from './journal-tables.ts';
import { lockPauses, lookEvery } from './lock-retries.ts';
import { seedClosingError, seedConnectionError, seedRowsError, seedStatementError } from './seed-errors.ts';
import { closingSeed, seedVersion } from './seed-files-table.ts';
import { copyRows } from './seed-rows.ts';
import { isLockState, neverUnlocked } from './segment-errors.ts';
import { BEGIN, freshSession } from './segment-message.ts';
import { BrokenConnection } from './segment-tries.ts';
import type { WorkSession } from './work-session.ts';
import { type DeployerDependencies, WorkSessions } from './work-sessions.ts';

/** How often a file is loaded again after its connection broke. */
const RECONNECTS = 2;
/** Statements are sent together up to this many characters: few round trips, and the server never parses a whole large file. */
const MESSAGE = 500_000;

/**
 * Loads seed files on a connection of its own, while the control connection holds the lock; each file is one transaction, with
 * the rows that record it. After a broken connection the file's row in the journal says whether it was committed.
 */
export class Seeder implements AsyncDisposable {
  readonly #deps: DeployerDependencies;
  readonly #orders: SeedOrders;
  readonly #sessions: WorkSessions;

  constructor(dependencies: DeployerDependencies, orders: SeedOrders) {
    this.#deps = dependencies;
    this.#orders = orders;
    this.#sessions = new WorkSessions(dependencies);
  }

  /** @throws SluiceError for the first file that fails, of which nothing is left; the files before it are committed. */
  async seed(): Promise<void> {
    const { signal, now } = this.#deps;
    const cancel = (): void => this.#sessions.cancel();
    signal.addEventListener('abort', cancel);
    try {
      for (const seed of this.#orders.seeds) {
        const began = now();
        this.#orders.events.begins(seed.file);
        const rows = await this.#load(seed);
        this.#orders.events.done(seed.file, { rows, milliseconds: now() - began });
      }
    } catch (thrown) {
      signal.throwIfAborted();
      throw thrown;
    } finally {
      signal.removeEventListener('abort', cancel);
    }
  }

  async #load(seed: LoadedSeed): Promise<number> {
    for (let reconnects = 0; ; reconnects += 1) {
      try {
        return await this.#withRetries(seed);
      } catch (thrown) {
        if (!(thrown instanceof BrokenConnection)) throw thrown;
        this.#deps.signal.throwIfAborted();
        if (reconnects === RECONNECTS) throw seedConnectionError(thrown.cause, seed.file);
        await this.#sessions.reopen();
        if (await this.#isCommitted(seed)) return 0;
      }
    }
  }

  async #withRetries(seed: LoadedSeed): Promise<number> {
    const { signal, random, control } = this.#deps;
    const { limits, events } = this.#orders;
    const session = await this.#sessions.open();
    using watch = new BlockerWatch(control, session.pid, lookEvery(limits));
    try {
      return await pRetry(() => this.#attempt(seed), {
        ...lockPauses(limits, random),
        signal,
        shouldRetry: ({ error }) => metLock(error),
        onFailedAttempt: ({ error, retriesLeft }) => {
          if (metLock(error) && retriesLeft > 0) events.retrying(seed.file, messageOf(error.cause));
        },
      });
    } catch (thrown) {
      if (!(thrown instanceof SluiceError) || !metLock(thrown)) throw thrown;
      throw neverUnlocked(thrown, await watch.blockers(), limits.lockRetries + 1, thrown.cause);
    }
  }

  async #attempt(seed: LoadedSeed): Promise<number> {
    const { signal, control } = this.#deps;
    const { run, limits } = this.#orders;
    signal.throwIfAborted();
    control.throwIfBroken();
    const session = await this.#sessions.open();
    await this.#send(session, [...freshSession(limits), ...this.#sessions.settings, BEGIN], (error) =>
      connectionError(error, `preparing to load ${seed.file.file}`),
    );
    const rows =
      'statements' in seed ? await this.#statements(session, seed) : await this.#rows(session, seed);
    await this.#send(session, [...closingSeed(run, seed.file.path, seed.file.digest), 'commit'], (error) =>
      isServerError(error) ? seedClosingError(error, seed.file) : connectionError(error, 'recording a seed'),
    );
    return rows;
  }

  async #statements(
    session: WorkSession,
    { file, statements }: { readonly file: SqlSeed; readonly statements: readonly SeedStatement[] },
  ): Promise<number> {
    let rows = 0;
    for (const message of messagesOf(statements)) {
      this.#deps.signal.throwIfAborted();
      const [first, last] = [message[0], message.at(-1)];
      if (first === undefined || last === undefined) continue;
      // The text as it stands in the file, so that positions are those of the file; it may end in a comment to the end of its line.
      const end = last.start + last.sql.length;
      const outcome = await session.send([`${file.sql.slice(first.start, end)}\n`]);
      if (outcome.kind === 'broken') throw broken(outcome.error);
      if (outcome.kind === 'refused') throw refusedStatement(file, message, outcome.error, outcome.completed);
      rows += outcome.rows;
      this.#orders.events.sent(file, Math.round((end / file.sql.length) * file.bytes));
    }
    return rows;
  }

  async #rows(session: WorkSession, seed: Exclude<LoadedSeed, { statements: unknown }>): Promise<number> {
    const { signal } = this.#deps;
    try {
      return await copyRows({
        client: session.client,
        seed: seed.file,
        again: seed.again,
        signal,
        sent: (bytes) => this.#orders.events.sent(seed.file, bytes),
      });
    } catch (thrown) {
      const { error } = await runBatch(session.client, 'rollback');
      signal.throwIfAborted();
      if (thrown instanceof SluiceError) throw thrown;
      if (error !== null) throw broken(error);
      if (isServerError(thrown)) throw await seedRowsError(thrown, seed.file);
      throw connectionError(thrown, `loading ${seed.file.file}`);
    }
  }

  async #send(
    session: WorkSession,
    statements: readonly string[],
    refused: (error: Error) => SluiceError,
  ): Promise<void> {
    const outcome = await session.send(statements);
    if (outcome.kind === 'broken') throw broken(outcome.error);
    if (outcome.kind === 'refused') throw refused(outcome.error);
  }

  /** Asked as ourselves, and once the old session is known to be gone. */
  async #isCommitted({ file }: LoadedSeed): Promise<boolean> {
    const { control } = this.#deps;
    try {
      const { rowCount } = await control.exclusively((client) =>
        client.query(`select from ${SEGMENTS} where run = $1 and version = $2`, [
          this.#orders.run,
          seedVersion(file.path),
        ]),
      );
      return rowCount === 1;
    } catch (thrown) {
      control.throwIfBroken();
      throw connectionError(thrown, 'reading the journal');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#sessions[Symbol.asyncDispose]();
  }
}

/** The file is rolled back; nothing is wrong with it, somebody else was there first. */
function metLock(error: Error): boolean {
  return error instanceof SluiceError && isLockState(error.sqlState);
}

function broken(cause: Error): BrokenConnection {
  return new BrokenConnection(cause.message, { cause });
}

/** Neighbours together, up to the size of a message; a statement that is larger goes alone. */
function* messagesOf(statements: readonly SeedStatement[]): Generator<readonly SeedStatement[]> {
  let message: SeedStatement[] = [];
  let size = 0;
  for (const statement of statements) {
    if (size > 0 && size + statement.sql.length > MESSAGE) {
      yield message;
      message = [];
      size = 0;
    }
    message.push(statement);
    size += statement.sql.length;
  }
  if (message.length > 0) yield message;
}

/** A message is parsed as a whole before any of it runs; then only the position tells which statement it was. */
function refusedStatement(
  file: SqlSeed,
  message: readonly SeedStatement[],
  error: Error,
  completed: number,
): SluiceError {
  const [first] = message;
  if (first === undefined || !isServerError(error)) return seedStatementError(error, file, first ?? NOWHERE);
  const position = Number(error.position);
  const text = file.sql.slice(first.start);
  const at = Number.isInteger(position)
    ? first.start + [...text].slice(0, position - 1).join('').length
    : null;
  const unparsed = error.code === '42601' && completed === 0 && at !== null;
  const failed =
    (unparsed
      ? message.findLast(({ start }) => start <= at)
      : message[Math.min(completed, message.length - 1)]) ?? first;
  // PostgreSQL counts characters in the whole message; the statement begins somewhere in it.
  if (at !== null)
    error.position = at >= failed.start ? String([...file.sql.slice(failed.start, at)].length + 1) : '';
  return seedStatementError(error, file, failed);
}

const NOWHERE: SeedStatement = { sql: '', start: 0, line: 1, extension: null };
