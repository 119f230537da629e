import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import { type BatchOutcome, runBatch } from './batch-query.ts';
import { isServerError } from './errors.ts';

/** How a message of several statements ended. */
export type MessageOutcome =
  | { readonly kind: 'done'; readonly rows: number }
  /** The server refused a statement, and has answered since: whatever transaction there was is rolled back. */
  | { readonly kind: 'refused'; readonly error: Error; readonly completed: number }
  /** The connection broke. What the server did with the message is not known. */
  | { readonly kind: 'broken'; readonly error: Error };

/** The connection that runs migrations. */
export class WorkSession implements AsyncDisposable {
  readonly client: pg.Client;
  readonly pid: number;

  constructor(client: pg.Client, pid: number) {
    this.client = client;
    this.pid = pid;
  }

  /** Sends statements as one message: one round trip, whatever their number. */
  async send(statements: readonly string[]): Promise<MessageOutcome> {
    return await this.#judge(await runBatch(this.client, statements.join(';\n')));
  }

  /**
   * Does something on the connection inside the open transaction. Null: it is done. What the server or the connection has against
   * it is an outcome, as of a message; an error of ours is thrown, and the session is over.
   */
  async within(
    work: (client: pg.Client) => Promise<void>,
  ): Promise<Exclude<MessageOutcome, { kind: 'done' }> | null> {
    try {
      await work(this.client);
      return null;
    } catch (thrown) {
      const error = thrown instanceof Error ? thrown : new Error(String(thrown));
      if (error instanceof SluiceError) {
        // The server may be in the middle of sending rows that nobody takes; without a client it takes the transaction back.
        await this.client.end().catch(() => {});
        throw error;
      }
      const outcome = await this.#judge({ error, completed: 0, rows: 0 });
      return outcome.kind === 'done' ? null : outcome;
    }
  }

  async #judge({ error, completed, rows }: BatchOutcome): Promise<MessageOutcome> {
    if (error === null) return { kind: 'done', rows };
    if (!isServerError(error)) return { kind: 'broken', error };
    // Also a server that ends the session says so in an error. Only an answer to the next message shows that it lives.
    const next = await runBatch(this.client, 'rollback');
    return next.error === null ? { kind: 'refused', error, completed } : { kind: 'broken', error };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end().catch(() => {});
  }
}
