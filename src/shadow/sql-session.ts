import pg from 'pg';
import { SluiceError } from '../core/errors.ts';
import type { ConnectionTarget } from '../core/ports.ts';

/** The port in the name of the embedded server's socket. */
export const SOCKET_PORT = 5432;

/** The superuser that initdb makes, named as on the platform. */
export const SUPERUSER = 'supabase_admin';

/** One connection for the few statements of this room. */
export class SqlSession implements AsyncDisposable {
  readonly #client: pg.Client;
  #previous: Promise<unknown> = Promise.resolve();

  private constructor(client: pg.Client) {
    this.#client = client;
  }

  /**
   * @param name what pg_stat_activity shows
   * @throws the driver's error when the database cannot be reached
   */
  static async open(target: ConnectionTarget, name = 'sluice'): Promise<SqlSession> {
    const client = new pg.Client({ ...target, application_name: name });
    // A connection that breaks fails the next statement; without a listener it would end the process.
    client.on('error', () => {});
    await client.connect();
    return new SqlSession(client);
  }

  /** Runs one statement, or several, after those that were asked for before; returns the rows of a single one. */
  async rows(sql: string): Promise<readonly Record<string, unknown>[]> {
    const asked = this.#previous.then(() => this.#client.query<Record<string, unknown>>(sql));
    this.#previous = asked.catch(() => {});
    const result = await asked;
    return Array.isArray(result) ? [] : result.rows;
  }

  /** Runs a statement that yields one text. */
  async text(sql: string): Promise<string> {
    const [row] = await this.rows(sql);
    const value = Object.values(row ?? {})[0];
    if (typeof value === 'string') return value;
    throw new SluiceError('internal', {
      message: `The shadow gave no text for: ${sql}`,
      remedy: 'Please report this with the output.',
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}
