import type { DevSummary } from '../core/dev-report.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import type { LocalRequest, LocalServer, LocalState } from '../core/local-ports.ts';
import { localSource } from '../core/local-source.ts';
import type { ProjectComparison } from '../core/ports.ts';
import { type Finding, REPORT_SCHEMA, type Report, type Timing } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import {
  applyPending,
  type DevInput,
  type DevStanding,
  inLocalWords,
  standingOf,
  unwrittenFindings,
} from './dev-apply.ts';
import type { DevPorts, DevRequest } from './dev-request.ts';
import { type LocalSeeds, loadSeeds, readSeeds } from './dev-seeds.ts';
import { readCheckout } from './read-checkout.ts';
import { status } from './status.ts';
import { Stopwatch } from './stopwatch.ts';

/** Where the Supabase CLI puts its own local database, unless config.toml says otherwise. */
const USUAL_PORT = 54_322;

/** What rows there are after a database was made anew. */
export const ROWS_ANEW = 'Every row was made anew: rows that were written by hand are gone.';

/**
 * The local database of a project: starts it and brings the pending migrations and seeds in, makes it anew, stops it, or tells about it.
 * What went wrong with migrations and seeds is a finding; it throws SluiceError where there is no server to work with.
 */
export async function dev(request: DevRequest, ports: DevPorts, context: CommandContext): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  switch (request.task) {
    case 'start':
    case 'reset':
      return await start(request, ports, context, watch);
    case 'stop': {
      const stopped = await watch.run('stop', 'Stopping the local database', () =>
        ports.local.stop({ project: request.project, signal: context.signal, progress: context.progress }),
      );
      return devReport(
        { ...NOTHING, ...placeOf(stopped), task: 'stop', did: stopped.ran ? 'stopped' : null },
        watch.timings,
      );
    }
    case 'url':
    case 'status':
      return await tell(request, ports, context, watch);
  }
}

/** Where the server is, and (status) its history beside the checkout. */
async function tell(
  request: DevRequest,
  ports: DevPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<Report> {
  const { task, projectDir } = request;
  const state = await ports.local.look(request.project);
  const { url } = state;
  const isRunning = state.state === 'running' && url !== null;
  if (task === 'url' && !isRunning) throw notRunning();
  const report = devReport({ ...NOTHING, ...placeOf(state), task }, watch.timings);
  if (task === 'url' || !isRunning) return report;
  const told = await status(
    { projectDir, environments: [{ name: 'local', source: localSource(url) }] },
    ports,
    context,
  );
  return {
    ...told,
    command: 'dev',
    findings: told.findings.map(inLocalWords),
    ...(report.dev === undefined ? {} : { dev: report.dev }),
  };
}

/** Of a database that nothing is done to. */
export const NOTHING = {
  serverVersion: null,
  did: null,
  applied: [],
  migrations: 0,
  pending: [],
  rows: null,
  environmentFile: null,
} as const satisfies Partial<DevSummary>;

export function placeOf({ state, url, folder }: LocalState): Pick<DevSummary, 'state' | 'url' | 'folder'> {
  return { state, url, folder };
}

async function start(
  request: DevRequest,
  ports: DevPorts,
  context: CommandContext,
  watch: Stopwatch,
): Promise<Report> {
  const comparison = await readCheckout(request, ports, context, watch);
  const seeds = await readSeeds(request, ports, watch);
  const renew = request.task === 'reset';
  await using server = await watch.run('server', 'Starting the local database', () =>
    ports.local.start(localRequest(request, comparison, renew, context)),
  );
  if (renew && server.began !== 'created') {
    await server.hurry();
    await watch.run('reset', 'Making the database anew', () => server.restore(null));
  }
  const input = { request, ports, context, comparison, seeds, server };
  const { standing, findings, applied, seed } = await bringUp(input, watch);
  const written = request.writeEnv ? await writeEnvironment(input) : { file: null, findings: [] };
  return devReport(
    {
      ...summaryOf(input, standing, applied),
      task: request.task,
      rows: renew ? ROWS_ANEW : null,
      environmentFile: written.file,
    },
    watch.timings,
    { comparison, seed, findings: [...findings, ...written.findings] },
  );
}

/** What was applied, of a database that stood to the checkout like this. */
export interface BroughtUp {
  readonly standing: DevStanding;
  readonly findings: readonly Finding[];
  readonly applied: DevSummary['applied'];
  readonly seed: LocalSeeds['seed'];
}

/** Holds the database against the checkout, applies what it lacks, and loads the seeds that it has not recorded. */
async function bringUp(input: DevInput, watch: Stopwatch): Promise<BroughtUp> {
  const standing = await watch.run('history', 'Comparing the database with the checkout', () =>
    standingOf(input),
  );
  const { applied, findings } = await watch.run('migrations', 'Applying migrations', () =>
    applyPending(input, standing),
  );
  const seeds = await loadSeeds(input, findings, 'once', watch);
  return {
    standing,
    applied,
    seed: seeds.seed,
    findings: [...findings, ...unwrittenFindings(standing), ...seeds.findings],
  };
}

export function localRequest(
  { project, port }: Pick<DevRequest, 'project' | 'port'>,
  { config }: ProjectComparison,
  renew: boolean,
  { signal, progress }: CommandContext,
): LocalRequest {
  return {
    project,
    port,
    renew,
    signal,
    progress,
    major: config.majorVersion,
    autoExposeNewTables: config.autoExposeNewTables ?? true,
    preferredPort: config.databasePort ?? USUAL_PORT,
  };
}

export function summaryOf(
  { server }: { readonly server: LocalServer },
  standing: DevStanding,
  applied: DevSummary['applied'],
): Omit<DevSummary, 'task' | 'rows' | 'environmentFile'> {
  const done = new Set(applied.map(({ version }) => version));
  return {
    state: 'running',
    url: server.url,
    folder: server.folder,
    serverVersion: standing.serverVersion,
    did: server.began,
    applied,
    migrations: standing.applied.length + applied.length,
    pending: standing.pending.map(({ version }) => version).filter((version) => !done.has(version)),
  };
}

/** The variable that most libraries read. */
const VARIABLE = 'DATABASE_URL';

async function writeEnvironment({
  request,
  ports,
  server,
}: DevInput): Promise<{ readonly file: string; readonly findings: readonly Finding[] }> {
  const { file, ignored } = await ports.environmentFile.write(request.projectDir, VARIABLE, server.url);
  if (ignored !== false) return { file, findings: [] };
  return {
    file,
    findings: [
      finding('env-not-ignored', {
        file,
        line: null,
        message: `git does not ignore ${file}, so it may be committed with whatever secrets come to stand in it.`,
        remedy: `Ignore it: echo ${file} >> .gitignore`,
      }),
    ],
  };
}

/** A report about the local database. `comparison` is null where the checkout was not read. */
export function devReport(
  dev: DevSummary,
  timings: readonly Timing[],
  {
    comparison,
    findings,
    seed,
  }: {
    readonly comparison: ProjectComparison | null;
    readonly findings: readonly Finding[];
    readonly seed: LocalSeeds['seed'];
  } = {
    comparison: null,
    findings: [],
    seed: null,
  },
): Report {
  return {
    schema: REPORT_SCHEMA,
    command: 'dev',
    verdict: verdictOf(dev.state === 'running' ? 1 : 0, [], findings),
    project: comparison?.project ?? '.',
    migrations: [],
    changes: [],
    findings,
    reversal: null,
    plan: null,
    dev,
    ...(seed === null ? {} : { seed }),
    head: comparison === null ? null : headDigest(comparison.head.migrations),
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings,
  };
}

/** The error for whoever needs a server that is not there. */
export function notRunning(remedy = 'Start it: sluice dev start'): SluiceError {
  return new SluiceError('dev-not-running', {
    message: 'The local database of this project does not run.',
    remedy,
  });
}
