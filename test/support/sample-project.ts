import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { beforeAll } from '@jest/globals';
import pg from 'pg';
import { type Migration, parseMigrationFileName } from '../../src/core/migration.ts';
import type { ConnectionTarget, CutMigration, ShadowDatabase } from '../../src/core/ports.ts';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { SILENT, sharedShadow } from './shadow.ts';

/** The folder `supabase/` of this repository. */
export const SAMPLE_FOLDER = fileURLToPath(new URL('../../supabase', import.meta.url));

/** The SQL files of one folder of the sample project, cut into statements, in the order in which they are applied. */
export async function sampleFiles(folder: 'migrations' | 'rollbacks'): Promise<readonly CutMigration[]> {
  const names = (await readdir(`${SAMPLE_FOLDER}/${folder}`)).sort();
  const parser = createSqlParser();
  return Promise.all(
    names.map(async (fileName) => {
      const migration = await readSampleFile(folder, fileName);
      const cut = await parser.cut(migration.sql);
      if (!cut.ok) throw new Error(`${migration.file}:${cut.problem.line}: ${cut.problem.message}`);
      return { migration, statements: cut.statements };
    }),
  );
}

async function readSampleFile(folder: string, fileName: string): Promise<Migration> {
  const parsed = parseMigrationFileName(fileName);
  if (parsed === null) throw new Error(`${folder}/${fileName} is not named <version>_<name>.sql`);
  const sql = await readFile(`${SAMPLE_FOLDER}/${folder}/${fileName}`, 'utf8');
  const digest = createHash('sha256').update(sql).digest('hex');
  return { ...parsed, file: `supabase/${folder}/${fileName}`, sql, digest };
}

/** Applies migrations of the sample as a review does. */
export async function replaySample(database: ShadowDatabase, files: readonly CutMigration[]): Promise<void> {
  const signal = new AbortController().signal;
  await createReplayPort().replay(database, files, { observe: false, signal, progress: SILENT });
}

/** Somebody who asks the API: the database role of their token and its claims. */
export interface Actor {
  readonly role: 'anon' | 'authenticated' | 'service_role';
  readonly claims: Readonly<Record<string, string>>;
}

function signedIn(userId: string): Actor {
  return { role: 'authenticated', claims: { role: 'authenticated', sub: userId } };
}

/** Everybody whom the tests act as. All user ids but one have the form that Clerk gives them: they are no uuids. */
export const ACTORS = {
  visitor: { role: 'anon', claims: { role: 'anon' } },
  owner: signedIn('user_owner'),
  other: signedIn('user_other'),
  // Signed in, and unknown to user_roles and user_metadata.
  stranger: signedIn('user_stranger'),
  moderator: signedIn('user_moderator'),
  admin: signedIn('user_admin'),
  'inactive admin': signedIn('user_inactive_admin'),
  'invited admin': signedIn('user_invited_admin'),
  'user of Supabase Auth': signedIn('3b7ff6a8-8a5c-4f7e-9d7e-2f1f4f2a9c01'),
  server: { role: 'service_role', claims: { role: 'service_role' } },
} as const satisfies Record<string, Actor>;

export type ActorName = keyof typeof ACTORS;

/** What came of a statement: its rows, or why it was refused. */
export type Outcome =
  | { readonly rows: readonly Readonly<Record<string, unknown>>[] }
  | { readonly refused: string };

export interface SampleSession {
  /** Continues as this actor, as the API does for each request. */
  become(actor: ActorName): Promise<void>;
  /** Continues as `postgres`, the owner of the tables. */
  becomeOwner(): Promise<void>;
  /** Runs one statement; one that is refused leaves the session usable. */
  attempt(sql: string, values?: readonly unknown[]): Promise<Outcome>;
  /** Runs one statement that must succeed and returns its rows. */
  rows(sql: string, values?: readonly unknown[]): Promise<readonly Readonly<Record<string, unknown>>[]>;
}

export interface SampleDatabase {
  /** Runs the steps in one transaction that is rolled back, so that no case sees another's traces. */
  session<Result>(steps: (session: SampleSession) => Promise<Result>): Promise<Result>;
  /** One statement by one actor, rolled back. */
  attempt(actor: ActorName, sql: string, values?: readonly unknown[]): Promise<Outcome>;
}

/**
 * A database with every migration of the sample and the given rows, made once for a test file.
 * Call it at the top level.
 */
export function sampleDatabase(rowsSql: string): SampleDatabase {
  const shared = sharedShadow();
  let target: ConnectionTarget | null = null;

  beforeAll(async () => {
    const database = await shared.freshDatabase();
    await replaySample(database, await sampleFiles('migrations'));
    await database.asMigrator.query(rowsSql);
    target = database.migrator;
  });

  const session: SampleDatabase['session'] = async (steps) => {
    if (target === null) throw new Error('the database is there only while tests run');
    const client = await shared.connect(target);
    await client.query('begin');
    try {
      return await steps(sessionOn(client));
    } finally {
      await client.query('rollback');
    }
  };

  return {
    session,
    attempt: (actor, sql, values) =>
      session(async (here) => {
        await here.become(actor);
        return here.attempt(sql, values);
      }),
  };
}

function sessionOn(client: pg.Client): SampleSession {
  const attempt: SampleSession['attempt'] = async (sql, values = []) => {
    await client.query('savepoint attempt');
    try {
      const result = await client.query<Record<string, unknown>>(sql, [...values]);
      return { rows: result.rows };
    } catch (error) {
      if (!(error instanceof pg.DatabaseError)) throw error;
      await client.query('rollback to savepoint attempt');
      return { refused: error.message };
    }
  };
  return {
    async become(name) {
      const actor: Actor = ACTORS[name];
      await client.query(`set local role ${actor.role}`);
      await client.query("select set_config('request.jwt.claims', $1, true)", [JSON.stringify(actor.claims)]);
    },
    async becomeOwner() {
      await client.query('set local role postgres');
      await client.query("select set_config('request.jwt.claims', '', true)");
    },
    attempt,
    async rows(sql, values) {
      const outcome = await attempt(sql, values);
      if ('refused' in outcome) throw new Error(`refused: ${outcome.refused}\n${sql}`);
      return outcome.rows;
    },
  };
}
