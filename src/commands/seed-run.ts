import type { DeployLimits, LiveDatabase, RunEnd, RunOrigin, RunStart } from '../core/deploy-ports.ts';
import type { SluiceError } from '../core/errors.ts';
import type { Finding } from '../core/report.ts';
import type { SeedProject } from '../core/seed-ports.ts';
import type { SeedFileSummary, SeedPolicy, SeedSummary } from '../core/seed-report.ts';
import { plural } from '../render/counts.ts';
import type { CommandContext } from './context.ts';
import { failureOf, findingOfFailure, finishRun } from './run-failure.ts';
import type { PreparedSeeds } from './seed-prepare.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface SeedRun {
  readonly live: LiveDatabase;
  readonly project: SeedProject;
  readonly prepared: PreparedSeeds;
  readonly when: SeedPolicy;
  readonly limits: DeployLimits;
  readonly origin: RunOrigin;
  readonly newRun: () => string;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

export interface SeedOutcome {
  readonly summary: SeedSummary;
  readonly findings: readonly Finding[];
}

/** What became of files so far, by path. */
type Results = Map<string, Pick<SeedFileSummary, 'result' | 'rows' | 'milliseconds'>>;

/** Below this many bytes a file is loaded before anybody could look at a bar. */
const SHOWN_FROM = 1_000_000;

const UNEXPECTED = 'Please report it together with this output; what was told as loaded is loaded.';

/**
 * Loads what was prepared, under the lock, from the first row of the journal to the last. What went wrong is a finding, and
 * recorded; only an interruption is thrown, after it was recorded too.
 */
export async function runSeeds(input: SeedRun): Promise<SeedOutcome> {
  const { live, prepared, when, limits, context, watch } = input;
  const { progress, clock, signal } = context;
  const run = input.newRun();
  const began = clock.now();
  const common = { run, kind: 'seed', origin: input.origin, planDigest: '', versions: [] } as const;
  const start: RunStart = { ...common, headBefore: '', before: null, details: { when } };
  await live.prepare();
  await live.begin(start);
  const results: Results = new Map();
  let bar: ReturnType<typeof progress.amount> | null = null;
  let current: string | null = null;
  let failure: SluiceError | null = null;
  try {
    await watch.run('seed', `Loading ${plural(prepared.seeds.length, 'seed file')}`, () =>
      live.seed({
        run,
        seeds: prepared.seeds,
        limits,
        events: {
          begins: ({ path, bytes }) => {
            current = path;
            bar = bytes < SHOWN_FROM ? null : progress.amount(path, bytes);
          },
          sent: (_file, bytes) => bar?.advance(bytes),
          retrying: ({ path }, why) => progress.warn(`${path} met a lock (${why}) and is tried again.`),
          done: ({ path }, { rows, milliseconds }) => {
            bar?.finish();
            bar = null;
            results.set(path, { result: 'loaded', rows, milliseconds: Math.round(milliseconds) });
            progress.info(`Loaded ${path}: ${plural(rows, 'row')}`);
          },
        },
      }),
    );
  } catch (thrown) {
    failure = failureOf(thrown, signal, UNEXPECTED);
    if (current !== null && !results.has(current)) {
      results.set(current, { result: 'failed', rows: null, milliseconds: null });
    }
  } finally {
    finishBar(bar);
  }
  const files = summaries(prepared, results);
  const findings = failure === null ? [] : [findingOfFailure(failure, 'seed-stopped')];
  const end: RunEnd = {
    ...common,
    outcome: failure === null ? 'succeeded' : failure.code === 'interrupted' ? 'interrupted' : 'failed',
    headAfter: null,
    error: failure?.message ?? null,
    milliseconds: clock.now() - began,
    after: null,
    details: {
      when,
      environment: input.project.environment.name,
      files: files.filter(({ result }) => result === 'loaded'),
    },
  };
  const unwritten = await finishRun(live, end, {
    code: 'seed-stopped',
    what: 'the seeding',
    remedy: 'What was told as loaded is loaded, and not loaded again.',
  });
  signal.throwIfAborted();
  const outcome = failure === null && unwritten.length === 0 ? 'succeeded' : 'failed';
  return { summary: { ...unseeded(input, outcome, files), run }, findings: [...findings, ...unwritten] };
}

/** What is said of a database where nothing was loaded, or nothing more. */
export function unseeded(
  { live, project, when }: Pick<SeedRun, 'live' | 'project' | 'when'>,
  outcome: SeedSummary['outcome'],
  files: readonly SeedFileSummary[],
): SeedSummary {
  return { target: live.shown, environment: project.environment.name, when, outcome, run: null, files };
}

export function summaries(
  { steps }: PreparedSeeds,
  results: Results = new Map(),
): readonly SeedFileSummary[] {
  return steps.map(({ file: { path, kind, bytes }, state, load }) => ({
    path,
    kind,
    bytes,
    state,
    ...(results.get(path) ?? { result: load ? 'waiting' : 'skipped', rows: null, milliseconds: null }),
  }));
}

/** Also where the last event left one open. */
function finishBar(bar: { finish(): void } | null): void {
  bar?.finish();
}
