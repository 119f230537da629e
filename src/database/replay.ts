import { SluiceError } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type {
  CutMigration,
  ObservedStatement,
  ReplayOptions,
  ReplayPort,
  ReplaySession,
  ShadowDatabase,
} from '../core/ports.ts';
import { type Segment, segmentsOf } from '../core/segments.ts';
import { caretExcerpt, type Statement } from '../core/statements.ts';
import { deferredStatement } from './error-places.ts';
import { statementError } from './errors.ts';
import { RESET, ShadowSession } from './shadow-session.ts';
import { DEFAULT_STATEMENT_LIMIT, StatementLimit, WORTH_A_LINE } from './statement-limit.ts';
import { StatementWatch } from './statement-watch.ts';

interface SegmentedMigration {
  readonly migration: Migration;
  readonly segments: readonly Segment[];
}

/**
 * Replays migrations on a shadow, with or without watching what each statement does. A statement that runs longer than
 * `statementLimit` milliseconds is cancelled (0: none is); after `sayAfter` it is named.
 */
export function createReplayPort({
  statementLimit = DEFAULT_STATEMENT_LIMIT,
  sayAfter = WORTH_A_LINE,
} = {}): ReplayPort {
  const run: Run = async (session, migrations, options) => {
    using _end = session.endOn(options.signal);
    try {
      const limit = new StatementLimit(session, options.progress, statementLimit, sayAfter);
      return await (options.observe ? replayWatched : replayPlainly)(session, limit, migrations, options);
    } catch (thrown) {
      options.signal.throwIfAborted();
      throw thrown;
    }
  };
  return {
    open: (database) => new Replayer(database, run),
    async replay(database, migrations, options) {
      if (migrations.length === 0) return [];
      // All of them first, so that a refusal comes before the first statement runs.
      const segmented = migrations.map(segmentsOrRefusal);
      await using session = await ShadowSession.open(database);
      return await run(session, segmented, options);
    },
  };
}

type Run = (
  session: ShadowSession,
  migrations: readonly SegmentedMigration[],
  options: ReplayOptions,
) => Promise<readonly ObservedStatement[]>;

/** Keeps a session for as long as it can be made as new. */
class Replayer implements ReplaySession {
  readonly #database: ShadowDatabase;
  readonly #run: Run;
  #session: Promise<ShadowSession> | null = null;
  #isUsed = false;

  constructor(database: ShadowDatabase, run: Run) {
    this.#database = database;
    this.#run = run;
  }

  async replay(
    migrations: readonly CutMigration[],
    options: ReplayOptions,
  ): Promise<readonly ObservedStatement[]> {
    if (migrations.length === 0) return [];
    const segmented = migrations.map(segmentsOrRefusal);
    return await this.#run(await this.#freshSession(), segmented, options);
  }

  connect(): void {
    this.#session ??= ShadowSession.open(this.#database, 'again');
    // Whoever replays gets the error.
    this.#session.then((session) => session.connectAdministrator()).catch(() => {});
  }

  async #freshSession(): Promise<ShadowSession> {
    const session = await this.#session;
    if (this.#isUsed && (await session?.renew()) === false) await this[Symbol.asyncDispose]();
    this.#isUsed = true;
    this.#session ??= ShadowSession.open(this.#database, 'again');
    return await this.#session;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const session = await this.#session?.catch(() => null);
    this.#session = null;
    await session?.[Symbol.asyncDispose]();
  }
}

async function replayPlainly(
  session: ShadowSession,
  limit: StatementLimit,
  migrations: readonly SegmentedMigration[],
  options: ReplayOptions,
): Promise<readonly ObservedStatement[]> {
  for (const { migration, segments } of migrations) {
    options.signal.throwIfAborted();
    for (const [index, segment] of segments.entries()) {
      await runPlainly(session, limit, migration, segment, index === segments.length - 1);
    }
    await options.done?.(migration);
  }
  return [];
}

function segmentsOrRefusal({ migration, statements }: CutMigration): SegmentedMigration {
  const result = segmentsOf(statements);
  if (result.ok) return { migration, segments: result.segments };
  const { line, start } = result.statement;
  throw new SluiceError('transaction-escape', {
    message: `${migration.file}:${line}: this statement cannot run as part of a migration: ${result.reason}.`,
    remedy:
      'Remove it: each migration is one transaction already. For two transactions write two migrations, or close each BEGIN with its COMMIT.',
    location: { file: migration.file, line },
    excerpt: caretExcerpt(migration.sql, start),
  });
}

/**
 * The quick way: a segment is one message, which is one round trip. Where it fails it is rolled back and runs once more
 * statement by statement, because a multi-statement message does not tell which statement failed. What a file has set is forgotten
 * at its end: a message is read as a whole, by the encoding and the strings that the session has then, before any of it runs.
 */
async function runPlainly(
  session: ShadowSession,
  limit: StatementLimit,
  migration: Migration,
  segment: Segment,
  isLast: boolean,
): Promise<void> {
  const [first] = segment.statements;
  if (
    first !== undefined &&
    segment.kind === 'transaction' &&
    !segment.statements.some((statement) => session.isSpecial(statement))
  ) {
    try {
      const text = `begin;\n${textOf(migration.sql, segment)}\n;commit${isLast ? `; ${RESET}` : ''}`;
      await limit.keep(migration, first, () => session.client.query(text));
      return;
    } catch {
      await session.client.query('rollback').catch(() => {});
    }
  }
  await runStatements(session, limit, migration, segment, (statement, kind) => session.run(statement, kind));
  if (isLast) await session.reset();
}

/** The file's own text from the segment's first statement to its last; transaction control stands outside of it. */
function textOf(sql: string, { statements }: Segment): string {
  const [first, last] = [statements[0], statements.at(-1)];
  return first === undefined || last === undefined ? '' : sql.slice(first.start, last.end);
}

async function runStatements(
  session: ShadowSession,
  limit: StatementLimit,
  migration: Migration,
  segment: Segment,
  run: (statement: Statement, kind: Segment['kind']) => Promise<void>,
): Promise<void> {
  const inTransaction = segment.kind === 'transaction';
  let current = segment.statements[0];
  let committing = false;
  try {
    if (inTransaction) await session.client.query('begin');
    for (const statement of segment.statements) {
      current = statement;
      await limit.keep(migration, statement, () => run(statement, segment.kind));
    }
    committing = true;
    if (inTransaction) await session.client.query('commit');
  } catch (thrown) {
    if (inTransaction) await session.client.query('rollback').catch(() => {});
    const failed = committing ? deferredStatement(thrown, segment) : current;
    throw failed === undefined ? thrown : statementError(thrown, migration, failed, 'shadow');
  }
}

async function replayWatched(
  session: ShadowSession,
  limit: StatementLimit,
  migrations: readonly SegmentedMigration[],
  options: ReplayOptions,
): Promise<ObservedStatement[]> {
  const observed: ObservedStatement[] = [];
  const hasLone = migrations.some(({ segments }) => segments.some(({ kind }) => kind === 'alone'));
  await using watch = await StatementWatch.begin(session, hasLone);
  for (const { migration, segments } of migrations) {
    options.signal.throwIfAborted();
    await session.reset();
    for (const segment of segments) {
      await watch.segmentBegins();
      await runStatements(session, limit, migration, segment, async (statement, kind) => {
        observed.push({ migration, statement, ...(await watch.run(statement, kind)) });
      });
    }
    await options.done?.(migration);
  }
  return observed;
}
