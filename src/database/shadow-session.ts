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
import { runWithOptions } from './index-option-runner.ts';
import { type IndexOptionWork, indexOptionWork } from './index-options.ts';
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
  /** What the session began with that its role or its database says; null where it is not to be renewed. */
  readonly #settings: string | null;

  private constructor(client: pg.Client, database: ShadowDatabase, settings: string | null) {
    this.client = client;
    this.#database = database;
    this.#settings = settings;
    this.#administrator = new ShadowAdministrator(database.administrator);
  }

  static async open(database: ShadowDatabase, use: 'once' | 'again' = 'once'): Promise<ShadowSession> {
    try {
      const client = await logIn(database);
      return new ShadowSession(client, database, use === 'once' ? null : await settingsOf(client));
    } catch (thrown) {
      throw connectionError(thrown, 'opening the shadow');
    }
  }

  /** Ahead of whoever needs it. */
  connectAdministrator(): void {
    this.#administrator.connect();
  }

  /** Makes the session as if it had just begun; false where only a new one is. */
  async renew(): Promise<boolean> {
    try {
      // The session of somebody who took the role on would be theirs again; and one that begins now may begin with other settings.
      if (this.client.user !== this.#database.migrator.user) return false;
      if ((await settingsOf(this.client)) !== this.#settings) return false;
      await this.client.query('discard all');
      return true;
    } catch {
      return false;
    }
  }

  async reset(): Promise<void> {
    await this.client.query(RESET);
  }

  /** Whether the statement needs more than being sent as it is. */
  isSpecial(statement: Statement): boolean {
    const options = this.#optionsIn(statement);
    return (
      this.#elevationOf(statement) !== undefined ||
      // Most retyped columns have no such index; where one has, the quick way fails and the statement comes again.
      (options !== null && options.kind !== 'retype') ||
      this.#versionIn(statement) !== null ||
      namesDatabase(statement)
    );
  }

  /** Runs one statement of a segment; a transaction of the segment is open before and after. */
  async run(statement: Statement, kind: Segment['kind']): Promise<void> {
    const elevation = this.#elevationOf(statement);
    const version = this.#versionIn(statement);
    const options = this.#optionsIn(statement);
    if (version !== null) await this.#runVersioned(statement.sql, version, kind);
    else if (elevation !== undefined) await this.#runElevated(statement, elevation, kind);
    else if (options !== null)
      await runWithOptions(options, this.client, this.#methods, (work) =>
        this.#asAdministratorBetween(kind, work),
      );
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
    if (statement.node === 'AlterObjectSchemaStmt' && !movesExtension(statement)) return undefined;
    return this.#database.elevations.find(({ node }) => node === statement.node);
  }

  #optionsIn(statement: Statement): IndexOptionWork | null {
    return indexOptionWork(statement, this.#methods);
  }

  get #methods(): readonly string[] {
    return this.#database.optionlessIndexMethods;
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
    await this.#asAdministratorBetween(kind, (client) =>
      client.query(SET_EXTENSION_VERSION_SQL, [name, wanted]),
    );
  }

  /** Names without a schema mean the same to the superuser as to the migration. */
  async #runElevated(
    { sql, node, calls }: Statement,
    { handOver }: Elevation,
    kind: Segment['kind'],
  ): Promise<void> {
    if (await this.#areForeign(calls)) {
      await this.client.query(sql);
      return;
    }
    const { rows } = await this.client.query<{ path: string }>(
      "select current_setting('search_path') as path",
    );
    const work = async (client: pg.Client): Promise<void> => {
      await client.query("select set_config('search_path', $1, false)", [rows[0]?.path ?? '']);
      try {
        await client.query(sql);
      } finally {
        await client.query("set search_path = ''");
      }
      if (handOver !== null) await client.query(handOver);
    };
    await this.#committed(kind, () =>
      // https://www.postgresql.org/docs/current/event-trigger-definition.html: not fired by commands on event triggers.
      node === 'AlterEventTrigStmt' ? this.#administrator.runOnTriggers(work) : this.#administrator.run(work),
    );
  }

  /** Whether a routine with one of these names belongs to somebody else than a superuser: such a one must not run as one. */
  async #areForeign(calls: Statement['calls']): Promise<boolean> {
    if (calls.length === 0) return false;
    const { rows } = await this.client.query<{ foreign: boolean }>(FOREIGN_ROUTINES_SQL, [
      calls.map(({ schema }) => schema),
      calls.map(({ name }) => name),
    ]);
    return rows[0]?.foreign !== false;
  }

  async #asAdministratorBetween(
    kind: Segment['kind'],
    work: (client: pg.Client) => Promise<unknown>,
  ): Promise<void> {
    await this.#committed(kind, () => this.#administrator.run(work));
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

/** Not to where a routine of a migration, which may be a member of the extension, would be found before PostgreSQL's own. */
function movesExtension({ mentions }: Statement): boolean {
  return mentions.some(({ kind, toSchema }) => kind === 'extension' && toSchema !== 'pg_catalog');
}

const FOREIGN_ROUTINES_SQL = `
select exists (
  select from pg_catalog.pg_proc p
  join pg_catalog.pg_namespace n on n.oid = p.pronamespace
  join pg_catalog.pg_roles r on r.oid = p.proowner
  join unnest($1::text[], $2::text[]) called (schema, name) on p.proname = called.name and coalesce(called.schema = n.nspname, true)
  where not r.rolsuper
) as foreign`;

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

/** https://www.postgresql.org/docs/current/catalog-pg-db-role-setting.html: what a session of this role in this database begins with. */
async function settingsOf(client: pg.Client): Promise<string> {
  const { rows } = await client.query<{ settings: string | null }>(SETTINGS_SQL);
  return rows[0]?.settings ?? '';
}

const SETTINGS_SQL = `
select pg_catalog.string_agg(pg_catalog.concat_ws(' ', setdatabase, setrole, setconfig), ' ' order by setdatabase, setrole) as settings
from pg_catalog.pg_db_role_setting
where setdatabase in (0, (select oid from pg_catalog.pg_database where datname = pg_catalog.current_database()))
  and setrole in (0, (select oid from pg_catalog.pg_roles where rolname = session_user))`;

async function connected(target: ConnectionTarget): Promise<pg.Client> {
  const client = new pg.Client({ ...target });
  // A server that dies shows in the running query; without a listener the process would end here.
  client.on('error', () => {});
  await client.connect();
  return client;
}
