import { hasErrors } from '../core/error-findings.ts';
import { localSource } from '../core/local-source.ts';
import type { Finding } from '../core/report.ts';
import type { SeedProject } from '../core/seed-ports.ts';
import type { SeedPolicy, SeedSummary } from '../core/seed-report.ts';
import { type DevInput, withoutSteps } from './dev-apply.ts';
import type { DevPorts, DevRequest } from './dev-request.ts';
import { seed } from './seed.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What became of the seeds of a local database. */
export interface LocalSeeds {
  /** Null where there was nothing to load. */
  readonly seed: SeedSummary | null;
  readonly findings: readonly Finding[];
}

const NONE: LocalSeeds = { seed: null, findings: [] };

/**
 * Reads settings and files of the seeds, before anything is done: settings that cannot be used must not show only behind the migrations.
 * Throws SluiceError `config-invalid`.
 */
export async function readSeeds(
  { projectDir }: DevRequest,
  ports: DevPorts,
  watch: Stopwatch,
): Promise<SeedProject> {
  return await watch.run('seed files', 'Reading the seed files', () =>
    ports.seeds.read({ projectDir, environment: null, projectRef: null }),
  );
}

/**
 * Loads the seed files of config.toml that the local database has not recorded (and, where `when` says so, those that it has recorded
 * otherwise), behind migrations that all got in: a seed may need any of them. What is wrong with a seed is a finding, and the
 * database stays as the migrations made it.
 */
export async function loadSeeds(
  input: DevInput,
  migrations: readonly Finding[],
  when: SeedPolicy,
  watch: Stopwatch,
): Promise<LocalSeeds> {
  if (hasErrors(migrations)) return NONE;
  return await watch.run('seeds', 'Loading seed files', () => load(input, when));
}

async function load(
  { request, ports, context, server, seeds: project }: DevInput,
  when: SeedPolicy,
): Promise<LocalSeeds> {
  const { projectDir, origin } = request;
  // Without a file nobody has to be asked what is loaded already.
  if (project.files.length === 0 && !hasErrors(project.findings)) {
    return { seed: null, findings: project.findings.flatMap(inLocalWords) };
  }
  const report = await seed(
    {
      projectDir,
      origin,
      source: localSource(server.url),
      when,
      environment: null,
      allowProduction: false,
      plan: false,
      lockWait: 60_000,
      limits: { lockTimeout: 5_000, statementTimeout: 0, lockRetries: 10 },
    },
    { ...ports, seeds: { read: async () => project } },
    { ...context, progress: withoutSteps(context.progress) },
  );
  const summary = report.seed;
  return {
    seed: summary === undefined || summary.outcome === 'nothing' ? null : summary,
    findings: report.findings.flatMap(inLocalWords),
  };
}

/** Whoever starts a database has not asked for seeds: that there are none is no news. */
function inLocalWords(said: Finding): readonly Finding[] {
  switch (said.code) {
    case 'seed-disabled':
      return [];
    case 'seed-unmatched':
      return said.level === 'note' ? [] : [said];
    case 'seed-changed':
      return [
        {
          ...said,
          remedy:
            'Load it again, if its statements bear that: sluice seed --when changed --db-url "$(sluice dev url)". Or make the database anew: sluice dev reset',
        },
      ];
    default:
      return [said];
  }
}
