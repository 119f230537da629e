import type { DeployedMigration } from '../core/deploy-ports.ts';
import type { Statement } from '../core/statements.ts';

/** Most migrations that go in one message. */
const MOST = 64;
/** Most characters of their SQL. */
const MOST_CHARACTERS = 200_000;
/** How many times as many go in the next message. */
const GROWTH = 4;
/** What a migration may take so that others go with it, in milliseconds: people want to see where long work is. */
const QUICK = 25;

/**
 * How many migrations go to the server in one message, each in its transaction as ever. While they are quick, the way there and
 * back takes as long as they do; so it is more and more of them, and one by one again behind a slow one or one that failed.
 */
export class MessageSizes {
  #count = 1;

  /** How many of `migrations` go next, from the one at `place` on; 1 also for one that is more than a message. */
  next(migrations: readonly DeployedMigration[], place: number): number {
    let count = 0;
    let characters = 0;
    for (const migration of migrations.slice(place, place + this.#count)) {
      characters += migration.migration.sql.length;
      if (!isOneTransaction(migration) || characters > MOST_CHARACTERS) break;
      if (count > 0 && hasRows(migration)) break;
      count += 1;
    }
    return Math.max(count, 1);
  }

  /** `done`: how many of `sent` are; `milliseconds`: for all of them. */
  took(sent: number, done: number, milliseconds: number): void {
    this.#count = done === sent && milliseconds <= sent * QUICK ? Math.min(sent * GROWTH, MOST) : 1;
  }
}

/**
 * All transactions of a message have the same now(), so what touches rows begins a message: else it would find those of a migration
 * before it as old as itself, and `where created_at < now()` would leave them out.
 */
function hasRows({ segments }: DeployedMigration): boolean {
  return segments.some(({ statements }) => statements.some(touchesRows));
}

function touchesRows({ data, node }: Statement): boolean {
  return data !== null || node === 'ExecuteStmt';
}

/** Nothing has to be asked or looked at before, between or behind its statements. */
function isOneTransaction({ segments, committed, rollback }: DeployedMigration): boolean {
  const [segment, second] = segments;
  return segment?.kind === 'transaction' && second === undefined && committed === 0 && rollback === undefined;
}
