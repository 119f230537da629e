import { createHash } from 'node:crypto';
import type { ReviewPorts } from '../../src/commands/context.ts';
import { review } from '../../src/commands/review.ts';
import { type AuthoredRollback, type Migration, parseMigrationFileName } from '../../src/core/migration.ts';
import type { ProjectConfig, ProjectPort, Shadow, ShadowPort, ShadowRequest } from '../../src/core/ports.ts';
import type { Finding, Report } from '../../src/core/report.ts';
import { createReplayPort } from '../../src/database/replay.ts';
import { createSchemaPort } from '../../src/schema/index.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { SILENT } from './shadow.ts';

/** A project in memory. */
export interface ReviewScenario {
  /** Migrations of the base: one text, or texts by file name. */
  readonly base?: Sql;
  /** Migrations under review. */
  readonly head: Sql;
  /** Authored rollbacks by the file name of their migration. */
  readonly rollbacks?: Readonly<Record<string, string>>;
  readonly exposedSchemas?: readonly string[];
  /** What the files themselves say. */
  readonly findings?: readonly Finding[];
}

export type Sql = string | Readonly<Record<string, string>>;

/** The file names that plain texts get. */
export const BASE_FILE = '20240101000000_base.sql';
export const HEAD_FILE = '20240201000000_head.sql';

/** The parser loads WebAssembly; one for all tests of a file. */
const parser = createSqlParser();

/** Reviews a scenario on an open shadow, with the real rooms but for the checkout. */
export async function reviewOn(
  shadow: Shadow,
  scenario: ReviewScenario,
  major: ProjectConfig['majorVersion'] = 17,
): Promise<Report> {
  return await reviewThrough({ open: async () => lent(shadow), notes: async () => null }, scenario, {
    major,
  });
}

/** Reviews a scenario on a shadow of its own. */
export async function reviewThrough(
  shadow: ShadowPort,
  scenario: ReviewScenario,
  {
    major = 17,
    cache = false,
    engine = 'embedded',
  }: {
    major?: ProjectConfig['majorVersion'];
    cache?: boolean;
    engine?: ShadowRequest['engine'];
  } = {},
): Promise<Report> {
  return await review(
    {
      projectDir: '.',
      base: null,
      head: null,
      since: null,
      pullRequest: null,
      engine,
      cache,
      shadowUrl: null,
    },
    portsOn(shadow, scenario, major),
    {
      progress: SILENT,
      signal: new AbortController().signal,
      clock: { now: () => performance.now() },
    },
  );
}

function portsOn(
  shadow: ShadowPort,
  scenario: ReviewScenario,
  majorVersion: ProjectConfig['majorVersion'],
): ReviewPorts {
  return {
    project: projectOf(scenario, majorVersion),
    parser,
    shadow,
    replay: createReplayPort(),
    schema: createSchemaPort(),
  };
}

/** The shadow belongs to the test file; a review must not close it. */
function lent(shadow: Shadow): Shadow {
  return {
    engine: shadow.engine,
    standIns: shadow.standIns,
    createDatabase: () => shadow.createDatabase(),
    ...(shadow.copyDatabase === undefined ? {} : { copyDatabase: shadow.copyDatabase }),
    async [Symbol.asyncDispose]() {},
  };
}

function projectOf(
  {
    base = '',
    head,
    rollbacks = {},
    exposedSchemas = ['public', 'graphql_public'],
    findings = [],
  }: ReviewScenario,
  majorVersion: ProjectConfig['majorVersion'],
): ProjectPort {
  const baseMigrations = migrationsOf(base, BASE_FILE);
  return {
    compare: async () => ({
      project: '.',
      config: { majorVersion, exposedSchemas },
      base: { label: 'base', commit: null, migrations: baseMigrations },
      head: {
        label: 'head',
        commit: null,
        migrations: [...baseMigrations, ...migrationsOf(head, HEAD_FILE)],
      },
      rollbacks: Object.entries(rollbacks).map(([file, sql]) => rollbackOf(file, sql)),
      findings,
    }),
  };
}

function migrationsOf(sql: Sql, file: string): Migration[] {
  const texts = typeof sql === 'string' ? (sql === '' ? {} : { [file]: sql }) : sql;
  return Object.entries(texts).map(([name, text]) => ({
    ...nameOf(name),
    file: `supabase/migrations/${name}`,
    sql: text,
    digest: digestOf(text),
  }));
}

function rollbackOf(file: string, sql: string): AuthoredRollback {
  return { version: nameOf(file).version, file: `supabase/rollbacks/${file}`, sql, digest: digestOf(sql) };
}

function nameOf(file: string): { version: string; name: string } {
  const parsed = parseMigrationFileName(file);
  if (parsed === null) throw new Error(`${file} is not a name of a migration`);
  return parsed;
}

function digestOf(sql: string): string {
  return createHash('sha256').update(sql).digest('hex');
}
