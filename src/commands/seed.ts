import { hasErrors } from '../core/error-findings.ts';
import { REPORT_SCHEMA, type Report } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { CommandContext } from './context.ts';
import { prepareSeeds, stillToLoad } from './seed-prepare.ts';
import type { SeedDatabaseRequest, SeedPorts } from './seed-request.ts';
import { runSeeds, type SeedOutcome, summaries, unseeded } from './seed-run.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Loads the seed files of a checkout into a database, each in one transaction and recorded as the Supabase CLI records it. What a
 * file says wrong, and what forbids to load anything, is a finding; it throws SluiceError only where it cannot run at all.
 */
export async function seed(
  request: SeedDatabaseRequest,
  ports: SeedPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const { projectDir, environment, source, when } = request;
  const projectRef = source.kind === 'project' ? source.projectRef : null;
  const project = await watch.run('files', 'Reading the seed files', () =>
    ports.seeds.read({ projectDir, environment, projectRef }),
  );
  await using live = await watch.run('connect', 'Connecting', () =>
    ports.live.open(source, { signal: context.signal, progress: context.progress }),
  );
  const seen = await prepareSeeds(project, request, live, ports.parser);
  const known = { live, project, when };
  const report = ({ summary, findings }: SeedOutcome): Report =>
    seedReport(project.project, summary, findings, watch);
  const unchanged = (outcome: 'planned' | 'nothing' | 'refused', prepared: typeof seen): Report =>
    report({ summary: unseeded(known, outcome, summaries(prepared)), findings: prepared.findings });
  if (hasErrors(seen.findings)) return unchanged('refused', seen);
  if (seen.seeds.length === 0) return unchanged('nothing', seen);
  if (request.plan) return unchanged('planned', seen);
  await watch.run('lock', 'Taking the lock of the database', () =>
    live.lock({
      wait: request.lockWait,
      waiting: (holder) => context.progress.info(`A deployment is at work: ${holder}. Waiting for it.`),
    }),
  );
  const prepared = await stillToLoad(seen, request, live);
  if (prepared.seeds.length === 0) return unchanged('nothing', prepared);
  const outcome = await runSeeds({ ...known, ...request, prepared, newRun: ports.newRun, context, watch });
  return report({ ...outcome, findings: [...prepared.findings, ...outcome.findings] });
}

function seedReport(
  project: string,
  summary: SeedOutcome['summary'],
  findings: Report['findings'],
  watch: Stopwatch,
): Report {
  const loaded = summary.files.filter(({ result }) => result === 'loaded' || result === 'waiting').length;
  return {
    schema: REPORT_SCHEMA,
    command: 'seed',
    verdict: verdictOf(loaded, [], findings),
    project,
    migrations: [],
    changes: [],
    findings,
    reversal: null,
    plan: null,
    seed: summary,
    head: null,
    base: { ref: null, version: null },
    engine: null,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}
