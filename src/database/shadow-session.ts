import pg from 'pg';
import type { Elevation, ShadowDatabase } from '../core/ports.ts';
import type { Statement } from '../core/statements.ts';
import { connectionError, isServerError } from './errors.ts';

/** Statements that run others which their parse tree does not show. They run inside a transaction. */
const HIDES_STATEMENTS = ['DoStmt', 'SelectStmt', 'CallStmt'];

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

  /** Whether the statement needs more than being sent as it is. */
  isSpecial(statement: Statement): boolean {
    return this.#elevationOf(statement) !== undefined || this.#lacksOptions(statement);
  }

  async run(statement: Statement): Promise<void> {
    if (this.#lacksOptions(statement)) {
      await this.#createOptionlessIndex(statement.sql);
      return;
    }
    const elevation = this.#elevationOf(statement);
    if (elevation === undefined) {
      await (HIDES_STATEMENTS.includes(statement.node)
        ? this.#runHidden(statement.sql)
        : this.client.query(statement.sql));
      return;
    }
    await this.client.query('reset session authorization');
    await this.client.query(statement.sql);
    if (elevation.handOver !== null) await this.client.query(elevation.handOver);
    await this.#becomeMigrator();
  }

  /**
   * What an elevated statement needs cannot be seen in a block or function that runs it. Where PostgreSQL refuses for lack
   * of rights (42501), the block runs once more while postgres is a superuser, so that the new objects are its own.
   */
  async #runHidden(sql: string): Promise<void> {
    await this.client.query('savepoint sluice_block');
    try {
      await this.client.query(sql);
    } catch (thrown) {
      if (!isServerError(thrown) || thrown.code !== '42501') throw thrown;
      await this.client.query('rollback to savepoint sluice_block');
      await this.asAdministrator(`alter role ${this.#migrator} superuser`);
      await this.client.query(sql);
      await this.asAdministrator(`alter role ${this.#migrator} nosuperuser`);
    }
    await this.client.query('release savepoint sluice_block');
  }

  get #migrator(): string {
    return `"${this.#database.migrator.user.replaceAll('"', '""')}"`;
  }

  #elevationOf(statement: Statement): Elevation | undefined {
    return this.#database.elevations.find(({ node }) => node === statement.node);
  }

  #lacksOptions({ indexMethod }: Statement): boolean {
    return indexMethod !== null && this.#database.optionlessIndexMethods.includes(indexMethod);
  }

  /**
   * The index is made without its WITH (…) and gets the options written into the catalog, where comparisons read them.
   * The cut is made in blanks of the same length, so that positions in errors stay right.
   */
  async #createOptionlessIndex(sql: string): Promise<void> {
    const clause = /\bwith\s*\(([^()]*)\)/iu.exec(sql);
    if (clause === null) {
      await this.client.query(sql);
      return;
    }
    const before = await this.#newestIndex();
    await this.client.query(sql.replace(clause[0], ' '.repeat(clause[0].length)));
    const index = await this.#newestIndex();
    if (index === before) return;
    const options = (clause[1] ?? '').split(',').map((option) => option.replace(/[\s'"]/gu, ''));
    await this.client.query('reset session authorization');
    await this.client.query('update pg_catalog.pg_class set reloptions = $1 where oid = $2::oid', [
      options,
      index,
    ]);
    await this.#becomeMigrator();
  }

  async #newestIndex(): Promise<string | null> {
    const { rows } = await this.client.query<{ oid: string | null }>(
      "select max(oid::bigint)::text as oid from pg_catalog.pg_class where relkind in ('i', 'I')",
    );
    return rows[0]?.oid ?? null;
  }

  /** Runs something of Sluice's own as the superuser. */
  async asAdministrator(sql: string): Promise<void> {
    await this.client.query('reset session authorization');
    await this.client.query(sql);
    await this.#becomeMigrator();
  }

  /** Cuts the connection when the signal is aborted, so that a statement that takes long does not hold up the end. */
  endOn(signal: AbortSignal): Disposable {
    // With a query under way, end() destroys the socket instead of waiting.
    const end = (): void => void this.client.end().catch(() => {});
    signal.addEventListener('abort', end, { once: true });
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', end) };
  }

  async #becomeMigrator(): Promise<void> {
    await this.client.query(`set session authorization ${this.#migrator}`);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end().catch(() => {});
  }
}
