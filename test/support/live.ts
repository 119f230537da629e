import { createHash, randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import type {
  DeployEvents,
  DeployedMigration,
  DeployLimits,
  LiveDatabase,
  LivePort,
} from '../../src/core/deploy-ports.ts';
import { type Migration, parseMigrationFileName } from '../../src/core/migration.ts';
import { piecesOf } from '../../src/core/pieces.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { segmentsOf } from '../../src/core/segments.ts';
import { createLivePort, type LiveDependencies } from '../../src/database/live.ts';
import { createSqlParser } from '../../src/sql/parser.ts';
import { SILENT } from './shadow-requests.ts';

/** The parser loads WebAssembly; one for all tests of a file. */
const parser = createSqlParser();

export const QUICK: DeployLimits = { lockTimeout: 2_000, statementTimeout: null, lockRetries: 3 };

export const NO_EVENTS: DeployEvents = { done: () => {}, retrying: () => {}, reconnected: () => {} };

/** Live databases as an entry would open them, without an API and with a clock of the process. */
export function livePort(changes: Partial<LiveDependencies> = {}): LivePort {
  return createLivePort({
    env: {},
    readFile: (path) => readFile(path, 'utf8').catch(() => null),
    api: { baseUrl: 'http://127.0.0.1:1', fetch },
    now: () => performance.now(),
    random: Math.random,
    ...changes,
  });
}

/** The URL of a database on a Unix socket. */
export function urlOf({ host, port, database, user }: ConnectionTarget): string {
  return `postgresql://${user}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}

export async function openLive(
  target: ConnectionTarget,
  port: LivePort = livePort(),
  signal: AbortSignal = new AbortController().signal,
): Promise<LiveDatabase> {
  return await port.open({ kind: 'url', url: urlOf(target) }, { signal, progress: SILENT });
}

export function migrationOf(file: string, sql: string): Migration {
  const name = parseMigrationFileName(file);
  if (name === null) throw new Error(`${file} is not a name of a migration`);
  const digest = createHash('sha256').update(sql).digest('hex');
  return { ...name, file: `supabase/migrations/${file}`, sql, digest };
}

/** A migration cut into what a deployment runs. */
export async function deployedMigration(
  file: string,
  sql: string,
  committed = 0,
): Promise<DeployedMigration> {
  const cut = await parser.cut(sql);
  if (!cut.ok) throw new Error(cut.problem.message);
  const result = segmentsOf(cut.statements);
  if (!result.ok) throw new Error(result.reason);
  const migration = migrationOf(file, sql);
  return { migration, pieces: piecesOf(sql, cut.statements), segments: result.segments, committed };
}

/** The start of a run that nobody cares about. */
export function runStart(run: string = randomUUID()) {
  const origin = { actor: 'tester', source: null, commit: null, tool: 'test' };
  return { run, kind: 'deploy', origin, planDigest: '', headBefore: '', versions: [], before: null } as const;
}

export function runEnd(run: string) {
  const { headBefore: _head, before: _before, ...start } = runStart(run);
  return {
    ...start,
    outcome: 'succeeded',
    headAfter: '',
    error: null,
    milliseconds: 1,
    after: null,
    details: {},
  } as const;
}

/** Deploys migrations with the lock and the journal, and nothing of the command around it. */
export async function applyAll(
  target: ConnectionTarget,
  files: Readonly<Record<string, string>>,
  limits: DeployLimits = QUICK,
  events: DeployEvents = NO_EVENTS,
): Promise<void> {
  await using live = await openLive(target);
  await live.lock({ wait: 10_000, waiting: () => {} });
  await live.prepare();
  const { history, segments } = await live.state();
  const known = new Set(history.map(({ version }) => version));
  const all = await Promise.all(Object.entries(files).map(([file, sql]) => deployedMigration(file, sql)));
  const pending = all
    .filter(({ migration }) => !known.has(migration.version))
    .map((one) => ({
      ...one,
      committed: segments.filter(({ version }) => version === one.migration.version).length,
    }));
  const start = runStart();
  await live.begin(start);
  await live.apply({ run: start.run, migrations: pending, limits, events });
  await live.finish(runEnd(start.run));
}
