import { messageOf, SluiceError } from '../../core/errors.ts';
import type { KeptState } from '../../core/local-ports.ts';
import { databaseSettingsSql, type ShadowBaseline } from '../shadow-baseline.ts';
import type { SqlSession } from '../sql-session.ts';
import { codeOf } from '../system-error.ts';
import { roleNames } from './local-elevation.ts';

/** The database as it is in a new project. Nobody but the superuser may enter it, and nothing changes it. */
export const BASELINE_DATABASE = 'sluice_baseline';
/** The one that people work in, named as on the platform. */
const DATABASE = 'postgres';
/** What takes its place, until it is whole. */
const NEXT = 'sluice_next';
const KEPT = 'sluice_before_';
/** How many states are kept; each is a whole copy. */
const KEPT_STATES = 3;
/** A database larger than this is not copied, in bytes. */
const KEPT_SIZE = 1024 * 1024 * 1024;
/** Clients that come back faster than a copy can begin. */
const TRIES = 20;
const IN_USE = '55006';
const DISK_FULL = '53100';

/** What is written down beside a kept database. */
interface Note {
  readonly head: string;
  readonly at: string;
  readonly roles: readonly string[];
}

/** The databases of a project's server: the one that is worked in, the pristine one, and the states between. */
export class LocalDatabases {
  /** Connected to the pristine database: a session does not hinder copies that it makes itself. */
  readonly #session: SqlSession;
  readonly #baseline: ShadowBaseline;
  /** What a new database gets beyond the pristine one. */
  readonly #prepare: (database: string) => Promise<void>;

  constructor(session: SqlSession, baseline: ShadowBaseline, prepare: (database: string) => Promise<void>) {
    this.#session = session;
    this.#baseline = baseline;
    this.#prepare = prepare;
  }

  /** Finishes what a first start has to do, and repairs what a command left that was killed. */
  async mend(): Promise<void> {
    if ((await this.#noteOf(BASELINE_DATABASE)) === null) {
      await this.#asNew(DATABASE);
      await this.#note(BASELINE_DATABASE, { head: '', at: '', roles: await roleNames(this.#session) });
    }
    const databases = await this.#session.rows(
      `select from pg_catalog.pg_database where datname = '${DATABASE}'`,
    );
    if (databases.length === 0) await this.restore(null);
    await this.#session.rows('alter role postgres nosuperuser');
  }

  async kept(): Promise<readonly (KeptState & Pick<Note, 'roles'>)[]> {
    const rows = await this.#session.rows(
      `select datname, pg_catalog.shobj_description(oid, 'pg_database') as note from pg_catalog.pg_database where datname like '${KEPT.replaceAll('_', '\\_')}%'`,
    );
    return rows
      .flatMap(({ datname, note }) => {
        const read = typeof note === 'string' ? readNote(note) : null;
        return typeof datname === 'string' && read !== null
          ? [{ version: datname.slice(KEPT.length), ...read }]
          : [];
      })
      .sort((left, right) => (left.version < right.version ? 1 : -1));
  }

  async keep({ version, head }: Pick<KeptState, 'version' | 'head'>): Promise<boolean> {
    const size = await this.#session.text(
      `select pg_catalog.pg_database_size('${DATABASE}')::pg_catalog.text`,
    );
    if (Number(size) > KEPT_SIZE) return false;
    const name = `${KEPT}${version}`;
    await this.#drop(name);
    try {
      await this.#copy(DATABASE, name);
    } catch (error) {
      if (error instanceof SluiceError) return false;
      throw error;
    }
    const at = await this.#session.text(
      `select pg_catalog.to_char(pg_catalog.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
    );
    await this.#note(name, { head, at, roles: await roleNames(this.#session) });
    for (const old of (await this.kept()).slice(KEPT_STATES)) await this.#drop(`${KEPT}${old.version}`);
    return true;
  }

  async restore(state: Pick<KeptState, 'version'> | null): Promise<void> {
    const kept = await this.kept();
    const chosen = state === null ? null : (kept.find(({ version }) => version === state.version) ?? null);
    const template = chosen === null ? BASELINE_DATABASE : `${KEPT}${chosen.version}`;
    await this.#drop(NEXT);
    await this.#copy(template, NEXT);
    if (chosen === null) await this.#asNew(NEXT);
    await this.#drop(DATABASE);
    await this.#session.rows(`alter database ${NEXT} rename to ${DATABASE}`);
    // What was kept behind that state came out of what is gone now.
    for (const { version } of kept) {
      if (chosen === null || version > chosen.version) await this.#drop(`${KEPT}${version}`);
    }
    await this.#dropNewerRoles(chosen?.roles ?? (await this.#noteOf(BASELINE_DATABASE))?.roles ?? null);
  }

  /** @throws SluiceError dev-folder-unusable where the disk is full */
  async #copy(template: string, name: string): Promise<void> {
    for (let attempt = 1; ; attempt += 1) {
      await this.#endSessions(template);
      try {
        await this.#session.rows(
          `create database ${name} owner postgres template ${template} strategy file_copy`,
        );
        break;
      } catch (error) {
        if (codeOf(error) === DISK_FULL) throw noRoom(error);
        if (codeOf(error) !== IN_USE || attempt === TRIES) throw error;
      }
    }
    // What ALTER DATABASE … SET wrote belongs to a database and is not part of its copy.
    await this.#session.rows(
      `set allow_system_table_mods = on; insert into pg_catalog.pg_db_role_setting select made.oid, s.setrole, s.setconfig from pg_catalog.pg_db_role_setting s join pg_catalog.pg_database was on was.oid = s.setdatabase and was.datname = '${template}' join pg_catalog.pg_database made on made.datname = '${name}'; reset allow_system_table_mods`,
    );
  }

  /** The settings that a copy of the pristine database lacks. To do it again changes nothing. */
  async #asNew(database: string): Promise<void> {
    const settings = databaseSettingsSql(database, this.#baseline);
    if (settings !== '') await this.#session.rows(settings);
    await this.#prepare(database);
  }

  async #drop(name: string): Promise<void> {
    await this.#session.rows(`drop database if exists ${name} with (force)`);
  }

  async #endSessions(database: string): Promise<void> {
    await this.#session.rows(
      `select pg_catalog.pg_terminate_backend(pid) from pg_catalog.pg_stat_activity where datname = '${database}' and pid <> pg_catalog.pg_backend_pid()`,
    );
  }

  /** Roles belong to the server and not to a database, so what migrations made of them would still be there. */
  async #dropNewerRoles(known: readonly string[] | null): Promise<void> {
    if (known === null) return;
    for (const role of await roleNames(this.#session)) {
      if (known.includes(role)) continue;
      // Where another database still needs it, it stays, and CREATE ROLE will say so.
      await this.#session.rows(`drop role if exists "${role.replaceAll('"', '""')}"`).catch(() => {});
    }
  }

  async #note(database: string, note: Note): Promise<void> {
    const text = JSON.stringify(note).replaceAll("'", "''");
    await this.#session.rows(`comment on database ${database} is '${text}'`);
  }

  async #noteOf(database: string): Promise<Note | null> {
    const [row] = await this.#session.rows(
      `select pg_catalog.shobj_description(oid, 'pg_database') as note from pg_catalog.pg_database where datname = '${database}'`,
    );
    return typeof row?.['note'] === 'string' ? readNote(row['note']) : null;
  }
}

function noRoom(cause: unknown): SluiceError {
  return new SluiceError('dev-folder-unusable', {
    message: `The disk has no room for a copy of the local database: ${messageOf(cause)}.`,
    remedy: 'Make room on the disk of the folder that sluice dev status names, and run again.',
    cause,
  });
}

function readNote(text: string): Note | null {
  try {
    const value: unknown = JSON.parse(text);
    return isNote(value) ? value : null;
  } catch {
    return null;
  }
}

function isNote(value: unknown): value is Note {
  if (typeof value !== 'object' || value === null) return false;
  if (!('head' in value) || !('at' in value) || !('roles' in value)) return false;
  const { head, at, roles } = value;
  return (
    typeof head === 'string' &&
    typeof at === 'string' &&
    Array.isArray(roles) &&
    roles.every((role) => typeof role === 'string')
  );
}

/** Makes the pristine database, once, out of the one that the cluster came with, over a session in that one. */
export async function foundBaseline(session: SqlSession): Promise<void> {
  await session.rows(
    `create database ${BASELINE_DATABASE} owner postgres template ${DATABASE} strategy file_copy`,
  );
}
