import pg from 'pg';
import type { ShadowDatabase } from '../core/ports.ts';
import type { Statement } from '../core/statements.ts';
import { connectionError } from './errors.ts';

/**
 * A connection to a shadow on which migrations run as the role that owns them (postgres, no superuser). It logs in as the
 * superuser and takes that role on as its session's, because some statements that the platform's supautils permits
 * need a superuser in plain PostgreSQL.
 */
export class ShadowSession implements AsyncDisposable {
  readonly client: pg.Client;
  readonly #database: ShadowDatabase;

  private constructor(client: pg.Client, database: ShadowDatabase) {
    this.client = client;
    this.#database = database;
  }

  static async open(database: ShadowDatabase): Promise<ShadowSession> {
    const client = new pg.Client({ ...database.administrator });
    // A server that dies shows in the running query; without a listener the process would end here.
    client.on('error', () => {});
    try {
      await client.connect();
    } catch (thrown) {
      throw connectionError(thrown, 'opening the shadow');
    }
    const session = new ShadowSession(client, database);
    await session.#becomeMigrator();
    return session;
  }

  /** Forgets what the file before left behind, as the Supabase CLI does with RESET ALL before each file. */
  async reset(): Promise<void> {
    await this.client.query('reset all');
    await this.#becomeMigrator();
  }

  isElevated(statement: Statement): boolean {
    return this.#database.elevations.some(({ node }) => node === statement.node);
  }

  async run(statement: Statement): Promise<void> {
    const elevation = this.#database.elevations.find(({ node }) => node === statement.node);
    if (elevation === undefined) {
      await this.client.query(statement.sql);
      return;
    }
    await this.client.query('reset session authorization');
    await this.client.query(statement.sql);
    if (elevation.handOver !== null) await this.client.query(elevation.handOver);
    await this.#becomeMigrator();
  }

  /** Runs something of Sluice's own as the superuser. */
  async asAdministrator(sql: string): Promise<void> {
    await this.client.query('reset session authorization');
    await this.client.query(sql);
    await this.#becomeMigrator();
  }

  async #becomeMigrator(): Promise<void> {
    await this.client.query(
      `set session authorization "${this.#database.migrator.user.replaceAll('"', '""')}"`,
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end().catch(() => {});
  }
}
