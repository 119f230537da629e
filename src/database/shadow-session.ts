import pg from 'pg';
import type { ConnectionTarget, Elevation, ShadowDatabase } from '../core/ports.ts';
import type { Segment } from '../core/segments.ts';
import type { Statement } from '../core/statements.ts';
import { connectionError, isServerError } from './errors.ts';
import {
  EXTENSION_FACTS_SQL,
  type ExtensionVersion,
  extensionVersion,
  SET_EXTENSION_VERSION_SQL,
} from './extension-version.ts';
import { namesDatabase, onOwnDatabase } from './own-database-name.ts';
import { ShadowAdministrator } from './shadow-administrator.ts';

/** Forgets what the file before left behind, as the Supabase CLI does with RESET ALL before each file. */
export const RESET = 'reset all; reset role';

/**
 * A connection to a shadow on which migrations run as the role that owns them (postgres, no superuser). It really logs in
 * as that role: were it a superuser's session that only took the role on, a migration could give it back and own the
 * server. What the platform's supautils permits and plain PostgreSQL does not runs on a connection beside it.
 */
export class ShadowSession implements AsyncDisposable {
  readonly client: pg.Client;
  readonly #database: ShadowDatabase;
  readonly #administrator: ShadowAdministrator;

  private constructor(client: pg.Client, database: ShadowDatabase) {
    this.client = client;
    this.#database = database;
    this.#administrator = new ShadowAdministrator(database.administrator);
  }

  static async open(database: ShadowDatabase): Promise<ShadowSession> {
    try {
      return new ShadowSession(await logIn(database), database);
    } catch (thrown) {
      throw connectionError(thrown, 'opening the shadow');
    }
  }

  async reset(): Promise<void> {
    await this.client.query(RESET);
  }

  /** Whether the statement needs more than being sent as it is. */
  isSpecial(statement: Statement): boolean {
    return (
      this.#elevationOf(statement) !== undefined ||
      this.#lacksOptions(statement) ||
      this.#versionIn(statement) !== null ||
      namesDatabase(statement)
    );
  }

  /** Runs one statement of a segment; a transaction of the segment is open before and after. */
  async run(statement: Statement, kind: Segment['kind']): Promise<void> {
    const elevation = this.#elevationOf(statement);
    const version = this.#versionIn(statement);
    if (version !== null) await this.#runVersioned(statement.sql, version, kind);
    else if (elevation !== undefined) await this.#runElevated(statement, elevation, kind);
    else if (this.#lacksOptions(statement)) await this.#createOptionlessIndex(statement.sql, kind);
    else if (namesDatabase(statement))
      await this.client.query(onOwnDatabase(statement, this.#database.migrator.database));
    else await this.client.query(statement.sql);
  }

  /** Runs something of Sluice's own as the superuser. */
  async asAdministrator(sql: string): Promise<void> {
    await this.#administrator.run((client) => client.query(sql));
  }

  /** Asks the server to cancel what it runs in this database, on whichever connection. */
  async cancelRunning(): Promise<void> {
    const client = await connected(this.#database.administrator);
    try {
      await client.query(CANCEL_SQL);
    } finally {
      await client.end();
    }
  }

  /** Cuts the connection under a query. */
  cut(): void {
    // With a query under way, end() destroys the socket instead of waiting.
    void this.client.end().catch(() => {});
  }

  /** Cuts the connection when the signal is aborted, so that a statement that takes long does not hold up the end. */
  endOn(signal: AbortSignal): Disposable {
    const end = (): void => this.cut();
    signal.addEventListener('abort', end, { once: true });
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', end) };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.end().catch(() => {});
    await this.#administrator[Symbol.asyncDispose]();
  }

  #elevationOf(statement: Statement): Elevation | undefined {
    return this.#database.elevations.find(({ node }) => node === statement.node);
  }

  #lacksOptions({ indexMethod }: Statement): boolean {
    return indexMethod !== null && this.#database.optionlessIndexMethods.includes(indexMethod);
  }

  #versionIn(statement: Statement): ExtensionVersion | null {
    return extensionVersion(statement, this.#database.standInExtensions);
  }

  /** A version that the stand-in does not have is written into the catalog, where comparisons read it. */
  async #runVersioned(
    sql: string,
    { name, verb, version, without }: ExtensionVersion,
    kind: Segment['kind'],
  ): Promise<void> {
    const { rows } = await this.client.query<{ installed: string | null; newest: string | null }>(
      EXTENSION_FACTS_SQL,
      [name],
    );
    const { installed = null, newest = null } = rows[0] ?? {};
    const wanted = version ?? newest;
    const isPlain =
      verb === 'create'
        ? installed !== null || wanted === newest
        : installed === null || wanted === installed;
    if (isPlain) {
      await this.client.query(sql);
      return;
    }
    if (verb === 'create') await this.client.query(without);
    await this.#committed(kind, () =>
      this.#administrator.run((client) => client.query(SET_EXTENSION_VERSION_SQL, [name, wanted])),
    );
  }

  /** Names without a schema mean the same to the superuser as to the migration. */
  async #runElevated(
    { sql, node }: Statement,
    { handOver }: Elevation,
    kind: Segment['kind'],
  ): Promise<void> {
    const { rows } = await this.client.query<{ path: string }>(
      "select current_setting('search_path') as path",
    );
    const work = async (client: pg.Client): Promise<void> => {
      await client.query("select set_config('search_path', $1, false)", [rows[0]?.path ?? '']);
      try {
        await client.query(sql);
        if (handOver !== null) await client.query(handOver);
      } finally {
        await client.query("set search_path = ''");
      }
    };
    await this.#committed(kind, () =>
      // https://www.postgresql.org/docs/current/event-trigger-definition.html: not fired by commands on event triggers.
      node === 'AlterEventTrigStmt' ? this.#administrator.runOnTriggers(work) : this.#administrator.run(work),
    );
  }

  /**
   * The index is made without its WITH (…) and gets the options written into the catalog, where comparisons read them.
   * The cut is made in blanks of the same length, so that positions in errors stay right.
   */
  async #createOptionlessIndex(sql: string, kind: Segment['kind']): Promise<void> {
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
    await this.#committed(kind, () =>
      this.#administrator.run((client) =>
        client.query('update pg_catalog.pg_class set reloptions = $1 where oid = $2::oid', [options, index]),
      ),
    );
  }

  async #newestIndex(): Promise<string | null> {
    const { rows } = await this.client.query<{ oid: string | null }>(
      "select max(oid::bigint)::text as oid from pg_catalog.pg_class where relkind in ('i', 'I')",
    );
    return rows[0]?.oid ?? null;
  }

  /** The other connection sees only what is committed; on a throwaway server nobody minds a transaction in two parts. */
  async #committed(kind: Segment['kind'], work: () => Promise<unknown>): Promise<void> {
    if (kind === 'transaction') await this.client.query('commit');
    try {
      await work();
    } finally {
      if (kind === 'transaction') await this.client.query('begin');
    }
  }
}

const CANCEL_SQL = `
select pg_catalog.pg_cancel_backend(pid) from pg_catalog.pg_stat_activity
where datname = pg_catalog.current_database() and pid <> pg_catalog.pg_backend_pid() and state = 'active'`;

/**
 * A server that somebody gave may know postgres under another password. There the given user takes the role on, who owns
 * that server anyway.
 */
async function logIn({ migrator, administrator }: ShadowDatabase): Promise<pg.Client> {
  try {
    return await connected(migrator);
  } catch (thrown) {
    // Class 28: invalid authorization.
    if (!isServerError(thrown) || thrown.code?.startsWith('28') !== true) throw thrown;
    const client = await connected(administrator);
    await client.query(`set session authorization "${migrator.user.replaceAll('"', '""')}"`);
    return client;
  }
}

async function connected(target: ConnectionTarget): Promise<pg.Client> {
  const client = new pg.Client({ ...target });
  // A server that dies shows in the running query; without a listener the process would end here.
  client.on('error', () => {});
  await client.connect();
  return client;
}
