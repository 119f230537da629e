import type { LiveDatabase } from '../core/deploy-ports.ts';
import type { SeedProject } from '../core/seed-ports.ts';
import type { CommandContext } from './context.ts';
import type { DeployResult } from './deploy-report.ts';
import type { DeployPorts, DeployRequest } from './deploy-request.ts';
import { type PreparedSeeds, prepareSeeds, stillToLoad } from './seed-prepare.ts';
import type { SeedChoice } from './seed-request.ts';
import { runSeeds, type SeedOutcome, summaries, unseeded } from './seed-run.ts';
import type { Stopwatch } from './stopwatch.ts';

/** The seeds of a deployment, read and judged before its migrations run. */
export interface DeploySeeds {
  readonly choice: SeedChoice;
  readonly project: SeedProject;
  readonly prepared: PreparedSeeds;
}

/** Null where the deployment loads no seeds. What is wrong with them must stop it before anything runs. */
export async function readDeploySeeds(
  { seed: choice = null, projectDir, source }: DeployRequest,
  ports: DeployPorts,
  live: LiveDatabase,
): Promise<DeploySeeds | null> {
  if (choice === null) return null;
  const projectRef = source.kind === 'project' ? source.projectRef : null;
  const project = await ports.seeds.read({ projectDir, environment: choice.environment, projectRef });
  return { choice, project, prepared: await prepareSeeds(project, choice, live, ports.parser) };
}

export interface AfterDeployment {
  readonly request: DeployRequest;
  readonly ports: DeployPorts;
  readonly live: LiveDatabase;
  readonly context: CommandContext;
  readonly watch: Stopwatch;
}

/** Loads the seeds behind a deployment that did its work or had none, under the same lock. */
export async function seedAfter(
  result: DeployResult,
  seeds: DeploySeeds | null,
  input: AfterDeployment,
): Promise<DeployResult> {
  if (seeds === null) return result;
  return { ...result, seed: await outcomeOf(result, seeds, input) };
}

async function outcomeOf(
  { deployment }: DeployResult,
  { choice, project, prepared: seen }: DeploySeeds,
  { request, ports, live, context, watch }: AfterDeployment,
): Promise<SeedOutcome> {
  const known = { live, project, when: choice.when };
  const untouched = (outcome: 'planned' | 'nothing' | 'refused', prepared: PreparedSeeds): SeedOutcome => ({
    summary: unseeded(known, outcome, summaries(prepared)),
    findings: prepared.findings,
  });
  if (deployment.outcome === 'refused' || deployment.outcome === 'failed') return untouched('refused', seen);
  if (seen.seeds.length === 0) return untouched('nothing', seen);
  if (request.plan) return untouched('planned', seen);
  // Already held, unless no migration was pending.
  await live.lock({
    wait: request.lockWait,
    waiting: (holder) => context.progress.info(`Another deployment is at work: ${holder}. Waiting for it.`),
  });
  const prepared = await stillToLoad(seen, choice, live);
  if (prepared.seeds.length === 0) return untouched('nothing', prepared);
  const { limits, origin } = request;
  const outcome = await runSeeds({
    ...known,
    prepared,
    limits,
    origin,
    newRun: ports.newRun,
    context,
    watch,
  });
  return { ...outcome, findings: [...prepared.findings, ...outcome.findings] };
}
