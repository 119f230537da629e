import { SluiceError } from '../core/errors.ts';
import type { Migration } from '../core/migration.ts';
import type { Progress } from '../core/ports.ts';
import { caretExcerpt, type Statement } from '../core/statements.ts';
import type { ShadowSession } from './shadow-session.ts';

/** What a statement that ends in time takes at most, in milliseconds, where nobody says otherwise. */
export const DEFAULT_STATEMENT_LIMIT = 5 * 60_000;

/** After so many milliseconds people want to know what they are waiting for. */
export const WORTH_A_LINE = 5_000;
/** A server that does not answer to being asked to stop is made to. */
const PATIENCE = 5_000;

/**
 * Sees to it that a statement on the shadow ends: it says which one runs once that takes long, and cancels it at the limit.
 * The limit is kept here and not by statement_timeout, which a migration may set as it likes.
 */
export class StatementLimit {
  readonly #session: ShadowSession;
  readonly #progress: Progress;
  readonly #milliseconds: number;
  readonly #sayAfter: number;

  /** 0 milliseconds: no limit. */
  constructor(session: ShadowSession, progress: Progress, milliseconds: number, sayAfter: number) {
    this.#session = session;
    this.#progress = progress;
    this.#milliseconds = milliseconds;
    this.#sayAfter = sayAfter;
  }

  /** Runs what belongs to a statement. Throws SluiceError `statement-limit` where it had to be cancelled. */
  async keep<Result>(
    migration: Migration,
    statement: Statement,
    work: () => Promise<Result>,
  ): Promise<Result> {
    const place = `${migration.file}:${statement.line}`;
    let cancelled = false;
    const timers = [setTimeout(() => this.#progress.info(`Still running: ${place}`), this.#sayAfter)];
    if (this.#milliseconds > 0) {
      timers.push(
        setTimeout(() => {
          cancelled = true;
          void this.#session.cancelRunning().catch(() => {});
        }, this.#milliseconds),
        setTimeout(() => void this.#session.cut(), this.#milliseconds + PATIENCE),
      );
    }
    try {
      return await work();
    } catch (thrown) {
      throw cancelled ? this.#overrun(migration, statement, thrown) : thrown;
    } finally {
      for (const timer of timers) clearTimeout(timer);
    }
  }

  #overrun(migration: Migration, { line, start }: Statement, cause: unknown): SluiceError {
    return new SluiceError('statement-limit', {
      message: `${migration.file}:${line}: the statement was still running after ${inWords(this.#milliseconds)}, so it was cancelled.`,
      likelyCause:
        'It loops without end, makes very many rows, or waits (pg_sleep); on the shadow nobody else holds a lock.',
      remedy: 'Correct it, or give it more time with --statement-limit (0 for any time).',
      location: { file: migration.file, line },
      excerpt: caretExcerpt(migration.sql, start),
      cause,
    });
  }
}

function inWords(milliseconds: number): string {
  if (milliseconds < 1_000) return `${milliseconds} ms`;
  const seconds = Math.round(milliseconds / 1_000);
  return seconds % 60 === 0 ? `${seconds / 60} min` : `${seconds} s`;
}
