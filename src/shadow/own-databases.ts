import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, Progress, ShadowDatabase } from '../core/ports.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import { databaseSettingsSql } from './shadow-baseline.ts';
import { SqlSession } from './sql-session.ts';

/** How the names of our databases begin; whatever is named otherwise is never touched. */
export const PREFIX = 'sluice_shadow_';

/** Databases of ours whose maker has no session any more. */
const ORPHANS_SQL = `
SELECT made.datname FROM pg_database AS made
WHERE made.datname ~ '^${PREFIX}[a-z0-9]+(_[0-9]+)?$'
  AND NOT EXISTS (
    SELECT FROM pg_stat_activity AS maker
    WHERE maker.application_name = substring(made.datname FROM '^${PREFIX}[a-z0-9]+')
  )
ORDER BY made.datname`;

/** The databases that one run makes on a server of the user: a template and its copies. */
export class OwnDatabases implements AsyncDisposable {
  readonly #session: SqlSession;
  readonly #target: ConnectionTarget;
  readonly #template: string;
  readonly #progress: Progress;
  readonly #made: string[] = [];
  #count = 0;

  constructor(session: SqlSession, target: ConnectionTarget, template: string, progress: Progress) {
    this.#session = session;
    this.#target = target;
    this.#template = template;
    this.#progress = progress;
  }

  /** Drops what a run left that was killed; another run that does the same at this moment is no problem. */
  async dropOrphans(): Promise<void> {
    for (const { datname } of await this.#session.rows(ORPHANS_SQL)) {
      if (typeof datname !== 'string') continue;
      await this.#session.rows(`DROP DATABASE IF EXISTS ${datname} WITH (FORCE)`).catch(() => {});
    }
  }

  /** @throws SluiceError engine-unavailable where the server refuses the database or the baseline's SQL */
  async makeTemplate(sql: string): Promise<void> {
    try {
      this.#made.push(this.#template);
      await this.#session.rows(
        `CREATE DATABASE ${this.#template} OWNER postgres TEMPLATE template0 ENCODING 'UTF8'`,
      );
      await using inside = await SqlSession.open(
        { ...this.#target, database: this.#template },
        this.#template,
      );
      await inside.rows(sql);
    } catch (cause) {
      throw new SluiceError('engine-unavailable', {
        message: `The server of --engine url refused what makes a database look like Supabase: ${messageOf(cause)}`,
        likelyCause: 'It lacks an extension, or its roles are not those of a Supabase project.',
        remedy: "Use Supabase's Postgres image or local stack, or --engine embedded, which needs no server.",
        cause,
      });
    }
  }

  async create(baseline: ShadowBaseline): Promise<ShadowDatabase> {
    this.#count += 1;
    const database = `${this.#template}_${this.#count}`;
    this.#made.push(database);
    // Not STRATEGY file_copy, which would force two checkpoints of a server that others use.
    await this.#session.rows(`CREATE DATABASE ${database} OWNER postgres TEMPLATE ${this.#template}`);
    const settings = databaseSettingsSql(database, baseline);
    if (settings !== '') await this.#session.rows(settings);
    return {
      // Supabase's images give all their roles the password of the superuser.
      migrator: { ...this.#target, database, user: 'postgres' },
      administrator: { ...this.#target, database },
      elevations: baseline.elevations,
      // A server that is given has the real extensions or none.
      optionlessIndexMethods: [],
      standInExtensions: [],
    };
  }

  /** Drops all of them; what cannot be dropped is named, and the next run tries again. */
  async [Symbol.asyncDispose](): Promise<void> {
    try {
      await this.#drop(this.#session);
    } catch {
      await this.#dropOnNewSession();
    }
    await this.#session[Symbol.asyncDispose]();
  }

  /** For a session that broke, or was broken off in the middle of something. */
  async #dropOnNewSession(): Promise<void> {
    try {
      await using session = await SqlSession.open(this.#target, this.#template);
      await this.#drop(session);
    } catch (error) {
      this.#progress.warn(
        `Databases were left on the server (${this.#made.join(', ')}): ${messageOf(error)}`,
      );
    }
  }

  async #drop(session: SqlSession): Promise<void> {
    for (let name = this.#made.at(-1); name !== undefined; name = this.#made.at(-1)) {
      await session.rows(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      this.#made.pop();
    }
  }
}
