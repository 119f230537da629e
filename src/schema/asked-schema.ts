import type pg from 'pg';
import type { AskedSchema } from '../core/drift-ports.ts';
import type { ConnectionTarget } from '../core/ports.ts';
import { openPool, PREPARED, withClient } from './catalog-pool.ts';
import { readDigest, type SchemaDigest } from './digest.ts';

/** Needs nothing of what compares schemas, which takes as long to load as the server to answer. */
export class AskedLiveSchema implements AskedSchema {
  readonly database: ConnectionTarget;
  readonly pool: pg.Pool;
  #answer: Promise<SchemaDigest> | null = null;

  private constructor(database: ConnectionTarget) {
    this.database = database;
    this.pool = openPool(database, PREPARED);
  }

  /** Returns as soon as the server is at work, or has refused to be. */
  static async ask(database: ConnectionTarget): Promise<AskedLiveSchema> {
    const schema = new AskedLiveSchema(database);
    await new Promise<void>((resolve) => {
      schema.#answer = withClient(schema.pool, (client) => readDigest(client, null, resolve));
      // Whoever takes it gets the error.
      schema.#answer.catch(() => resolve());
    });
    return schema;
  }

  /** Null where it was taken before: it is of the moment when it was asked. */
  takeAnswer(): Promise<SchemaDigest> | null {
    const answer = this.#answer;
    this.#answer = null;
    return answer;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#answer?.catch(() => {});
    await this.pool.end();
  }
}
