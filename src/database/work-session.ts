import type pg from 'pg';
import { type BatchOutcome, runBatch } from './batch-query.ts';
import { isServerError } from './errors.ts';

/** How a message of several statements ended. */
export type MessageOutcome =
  | { readonly kind: 'done' }
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

  async #judge({ error, completed }: BatchOutcome): Promise<MessageOutcome> {
    if (error === null) return { kind: 'done' };
    if (!isServerError(error)) return { kind: 'broken', error };
    // Also a server that ends the session says so in an error. Only an answer to the next message shows that it lives.
    const next = await runBatch(this.client, 'rollback');
    return next.error === null ? { kind: 'refused', error, completed } : { kind: 'broken', error };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end().catch(() => {});
  }
}
