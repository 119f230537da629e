import type { LiveDatabase, LiveState } from '../core/deploy-ports.ts';
import { hasErrors } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import { listOf } from '../core/landed.ts';
import { changedParts, type PlanPart } from '../core/plan-digest.ts';
import type { Finding, Report } from '../core/report.ts';
import type { CommandContext } from './context.ts';
import { adopt } from './deploy-adopt.ts';
import { backUpFirst } from './deploy-backup.ts';
import { type DeployPlan, hasWork, planDeployment, planNothing } from './deploy-plan.ts';
import { type DeployResult, deployReport, NOT_RUN } from './deploy-report.ts';
import type { DeployPorts, DeployRequest } from './deploy-request.ts';
import { runPlan } from './deploy-run.ts';
import { readDeploySeeds, seedAfter } from './deploy-seeds.ts';
import { EarlyConnection } from './early-connection.ts';
import { EarlyShadow } from './early-shadow.ts';
import { KeptReaders } from './kept-readers.ts';
import { NO_COMPARISON } from './no-comparison.ts';
import { shadowRequest } from './open-shadow.ts';
import type { PlanInput, QuickInput } from './plan-input.ts';
import { isExpectationKnown, isJudgedByDigests, knownHistory } from './plan-shadow.ts';
import { readCheckout } from './read-checkout.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Brings the pending migrations of a checkout into a live database, exactly once and only if everything is as it should be; or
 * says what it would do. Refusals and failures of migrations are findings in the report; it throws SluiceError only where the
 * deployment itself cannot run.
 */
export async function deploy(
  request: DeployRequest,
  ports: DeployPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  await using connection = new EarlyConnection(ports.live, request.source, context, watch);
  const comparison = await readCheckout(request, ports, context, watch);
  const head = headDigest(comparison.head.migrations);
  const result = { comparison, watch, plan: null, target: null };
  const findings = [...comparison.findings, ...otherHead(request.requireVerified, head)];
  if (hasErrors(findings)) return deployReport({ ...result, findings, deployment: refused(request) });

  const live = await connection.live();
  const input = { comparison, head, live, request, ports, context, watch, state: await connection.state() };
  const seeds = await readDeploySeeds(request, ports, live);
  // The findings of seeds are told with them.
  const done =
    seeds !== null && hasErrors(seeds.prepared.findings)
      ? { ...result, target: live.shown, findings, deployment: refused(request) }
      : await deployConnected(input, findings);
  return deployReport(await seedAfter(done, seeds, input));
}

async function deployConnected(input: QuickInput, findings: readonly Finding[]): Promise<DeployResult> {
  const { request, ports, live, context, watch, comparison } = input;
  const isPlain = request.adopt === null && !request.plan;
  if (isPlain && isUpToDate(input)) return await nothingToDo(input, findings);

  const compares = !isPlain || request.verify || request.drift !== 'ignore';
  await using shadow = new EarlyShadow(ports.shadow);
  const asked = { ...input, ports: { ...ports, shadow } };
  if (request.verify && (request.adopt !== null || !(await isExpectationKnown(asked)))) {
    shadow.start(shadowRequest(comparison.config, request, context, knownHistory(input)));
  }
  await using readers = new KeptReaders();
  const load = async (state: LiveState): Promise<PlanInput> => {
    // The server is at work while the rest is loaded. What stopped half-way is not looked at so, and adopting takes its lock first.
    const isAsked = compares && request.adopt === null && isJudgedByDigests({ ...input, state });
    if (isAsked) await readers.ask(live.target, ports);
    const comparing = compares ? await ports.loadComparison() : NO_COMPARISON;
    const drift = readers.keepOpen(comparing.drift);
    return { ...asked, state, ports: { ...asked.ports, ...comparing, drift } };
  };
  if (request.adopt !== null) return await adopt(await load(input.state), request.adopt, findings);
  if (request.plan) return await onlyPlan(await load(input.state), findings);
  await watch.run('lock', 'Taking the lock of the database', () => takeLock(live, request, context));
  const locked = await load(await live.state());
  // Whoever had the lock before may have done it all.
  if (isPlain && isUpToDate(locked)) return await nothingToDo(locked, findings);
  return await deployLocked(locked, findings);
}

function otherHead(verified: string | null, head: string): Finding[] {
  if (verified === null || verified === head) return [];
  return [
    finding('head-not-verified', {
      file: null,
      line: null,
      message:
        verified === 'none'
          ? 'No other environment has verified these migrations.'
          : `This checkout holds the migrations ${head}, and verified were ${verified}.`,
      remedy:
        verified === 'none'
          ? 'Let staging verify them first: deploy them there without --no-verify or, where something else has applied them, take that over with --adopt.'
          : 'Deploy the commit that was verified, or let staging verify this one first.',
    }),
  ];
}

async function takeLock(
  live: LiveDatabase,
  request: DeployRequest,
  { progress }: CommandContext,
): Promise<void> {
  await live.lock({
    wait: request.lockWait,
    waiting: (holder) => progress.info(`Another deployment is at work: ${holder}. Waiting for it.`),
  });
}

/**
 * Nothing is pending and nothing stopped half-way; then neither lock nor shadow is needed. Where a plan is expected, it must be
 * the one that was deployed last: a job that is run again has nothing to do.
 */
function isUpToDate({ comparison, state, request }: QuickInput): boolean {
  const { expectPlan } = request;
  if (expectPlan !== null && expectPlan !== state.anchor?.succeededPlan) return false;
  const applied = new Set(state.history.map(({ version }) => version));
  const unfinished = state.anchor?.unfinished ?? [];
  return unfinished.length === 0 && comparison.head.migrations.every(({ version }) => applied.has(version));
}

async function nothingToDo(input: QuickInput, found: readonly Finding[]): Promise<DeployResult> {
  const plan = await planNothing(input);
  const findings = [...found, ...plan.findings];
  const outcome = hasErrors(findings) ? 'refused' : 'nothing';
  return {
    ...input,
    plan,
    target: input.live.shown,
    findings,
    deployment: { ...NOT_RUN, mode: 'deploy', outcome },
  };
}

async function onlyPlan(input: PlanInput, found: readonly Finding[]): Promise<DeployResult> {
  const plan = await planDeployment(input);
  const findings = [...found, ...plan.findings, ...otherPlan(input, plan)];
  return {
    ...input,
    plan,
    target: input.live.shown,
    findings,
    deployment: {
      ...NOT_RUN,
      mode: 'plan',
      outcome: hasErrors(findings) ? 'refused' : hasWork(input.state, plan.pending) ? 'planned' : 'nothing',
      pending: plan.pending.map(({ version }) => version),
      drift: plan.drift,
    },
  };
}

async function deployLocked(input: PlanInput, found: readonly Finding[]): Promise<DeployResult> {
  const plan = await planDeployment(input);
  await using _shadow = plan.replayed;
  const findings = [...found, ...plan.findings, ...otherPlan(input, plan)];
  const known = { ...input, plan, target: input.live.shown };
  const pending = plan.pending.map(({ version }) => version);
  if (hasErrors(findings)) {
    return {
      ...known,
      findings,
      deployment: { ...NOT_RUN, mode: 'deploy', outcome: 'refused', pending, drift: plan.drift },
    };
  }
  if (!hasWork(input.state, plan.pending)) {
    return {
      ...known,
      findings,
      deployment: { ...NOT_RUN, mode: 'deploy', outcome: 'nothing', drift: plan.drift },
    };
  }
  const saved = await backUpFirst(input);
  if (!saved.ok) {
    return {
      ...known,
      findings: [...findings, saved.finding],
      deployment: { ...NOT_RUN, mode: 'deploy', outcome: 'refused', pending, drift: plan.drift },
    };
  }
  const outcome = await runPlan(input, plan, saved.backup);
  return {
    ...known,
    plan: { ...plan, expectation: outcome.expectation },
    findings: [...findings, ...outcome.findings],
    deployment: outcome.deployment,
    backup: saved.backup,
  };
}

/**
 * What is left of an approved plan whose deployment stopped half-way is still approved, as long as the rest of it is the same:
 * the database, the checkout, and a live schema that is what the committed part leads to.
 */
function isContinued(expected: string, { anchor }: LiveState, plan: DeployPlan): boolean {
  const began = (anchor?.unfinished ?? []).some(({ planDigest }) => planDigest === expected);
  const changed = changedParts(expected, plan.digest) ?? ['head'];
  return began && plan.drift.status === 'none' && !changed.includes('head') && !changed.includes('target');
}

const PARTS: Readonly<Record<PlanPart, string>> = {
  target: 'it is another database',
  head: 'the checkout holds other migrations',
  pending: 'other migrations are pending',
  schema: 'the live schema has changed',
};

function otherPlan({ request, state }: PlanInput, plan: DeployPlan): Finding[] {
  const expected = request.expectPlan;
  if (expected === null || expected === plan.digest || isContinued(expected, state, plan)) return [];
  const parts = changedParts(expected, plan.digest);
  const changed =
    expected === 'none'
      ? ['no digest came here (GitHub keeps outputs back in which it finds the value of a secret)']
      : parts === null || parts.length === 0
        ? ['it was made by another version, or is no digest of a plan']
        : parts.map((part) => PARTS[part]);
  const now = plan.pending.map(({ file }) => file);
  return [
    finding('plan-changed', {
      file: null,
      line: null,
      message: `The plan is no longer the expected one: ${changed.join(', ')}.\nPending now: ${now.length === 0 ? 'nothing' : `\n${listOf(now)}`}${
        plan.drift.differences.length === 0
          ? ''
          : `\nChanged in the live schema:\n${listOf(plan.drift.differences)}`
      }\nThe plan now: ${plan.digest}`,
      remedy: 'Nothing was run. Look at the plan as it is now (--plan), and approve that one.',
    }),
  ];
}

function refused(request: DeployRequest): DeployResult['deployment'] {
  const mode = request.adopt !== null ? 'adopt' : request.plan ? 'plan' : 'deploy';
  return { ...NOT_RUN, mode, outcome: 'refused' };
}
