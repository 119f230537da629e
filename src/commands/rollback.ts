import type { LiveDatabase } from '../core/deploy-ports.ts';
import { hasErrors } from '../core/error-findings.ts';
import { headDigest } from '../core/head.ts';
import type { Finding, Report } from '../core/report.ts';
import type { RollbackSummary } from '../core/rollback-report.ts';
import type { CommandContext } from './context.ts';
import { KeptReaders } from './kept-readers.ts';
import { readCheckout } from './read-checkout.ts';
import { unfinishedFinding, unfinishedRollback } from './rollback-block.ts';
import type { RollbackInput } from './rollback-input.ts';
import { type ModeResult, notRun, otherPlan, withoutFindings } from './rollback-outcome.ts';
import { planRollback } from './rollback-plan.ts';
import { rollbackReport } from './rollback-report.ts';
import type { RollbackPorts, RollbackRequest } from './rollback-request.ts';
import { runSteps } from './rollback-run.ts';
import { undoRollback } from './rollback-undo.ts';
import { Stopwatch } from './stopwatch.ts';

/**
 * Takes migrations out of a live database again, down to a version, and loses no row that nobody has named; or brings the last
 * rollback back; or lets deployments go on after one. Refusals and failures are findings in the report; it throws SluiceError
 * only where the rollback itself cannot run.
 */
export async function rollback(
  request: RollbackRequest,
  ports: RollbackPorts,
  context: CommandContext,
): Promise<Report> {
  const watch = new Stopwatch(context.clock, context.progress);
  const comparison = await readCheckout(request, ports, context, watch);
  const nowhere = {
    comparison,
    watch,
    target: null,
    serverVersion: null,
    digest: '',
    migrations: [],
    counts: NO_COUNTS,
    engine: null,
  };
  const findings = comparison.findings.filter(({ code }) => code !== 'migrations-empty');
  if (hasErrors(findings)) {
    return rollbackReport({ ...nowhere, findings, rollback: notRun(request, 'refused') });
  }
  await using live = await watch.run('connect', 'Connecting', () =>
    ports.live.open(request.source, { signal: context.signal, progress: context.progress }),
  );
  await using readers = new KeptReaders();
  const comparing = await ports.loadComparison();
  const loaded = { ...ports, ...comparing, drift: readers.keepOpen(comparing.drift) };
  await using rows = await ports.rows.open(live.target);
  if (!request.plan) {
    await watch.run('lock', 'Taking the lock of the database', () => takeLock(live, request, context));
  }
  const state = await live.state();
  const input: RollbackInput = { comparison, live, rows, state, request, ports: loaded, context, watch };
  const found = { ...nowhere, target: live.shown, serverVersion: (await live.identity()).version };
  switch (request.mode) {
    case 'rollback':
      return rollbackReport({ ...found, ...(await down(input, findings)) });
    case 'undo':
      return rollbackReport({ ...found, ...(await undoRollback(input, findings)) });
    case 'resume-deploys':
      return rollbackReport({ ...found, ...(await resumeDeploys(input, findings)) });
  }
}

const NO_COUNTS: ReadonlyMap<string, number> = new Map();

async function down(input: RollbackInput, found: readonly Finding[]): Promise<ModeResult> {
  const { request, state } = input;
  if (isDone(input)) {
    const to = state.history.at(-1)?.version ?? '0';
    return {
      digest: request.expectPlan ?? '',
      migrations: [],
      counts: NO_COUNTS,
      engine: null,
      findings: found,
      rollback: { ...notRun(request, 'nothing'), from: to, to },
    };
  }
  const plan = await planRollback(input);
  const findings = [...found, ...plan.findings];
  if (!hasErrors(findings) || plan.digest !== '') findings.push(...otherPlan(request, plan.digest));
  const left = new Set(plan.after.map(({ version }) => version));
  const result = {
    digest: plan.digest,
    engine: plan.engine,
    counts: plan.counts,
    migrations: plan.before.filter(({ version }) => !left.has(version)).toReversed(),
  };
  const summary = (outcome: RollbackSummary['outcome']): RollbackSummary => ({
    ...notRun(request, outcome),
    from: plan.from,
    to: plan.to,
    steps: plan.steps,
    drift: plan.drift,
  });
  if (hasErrors(findings) || plan.landing === null) {
    return { ...result, findings, rollback: summary('refused') };
  }
  if (request.plan) return { ...result, findings, rollback: summary('planned') };
  const outcome = await runSteps(input, {
    kind: 'rollback',
    ...plan,
    planDigest: plan.digest,
    landing: plan.landing,
  });
  return {
    ...result,
    findings: [...findings, ...outcome.findings],
    rollback: { ...summary(outcome.outcome), ...withoutFindings(outcome) },
  };
}

/** A job that is run again after it has succeeded has nothing to do. */
function isDone({ request, state }: RollbackInput): boolean {
  const { expectPlan } = request;
  const isLast = expectPlan !== null && expectPlan === state.anchor?.succeededPlan;
  return isLast && state.anchor?.unfinished.length === 0;
}

async function resumeDeploys(input: RollbackInput, found: readonly Finding[]): Promise<ModeResult> {
  const { live, state, request, ports, context } = input;
  const versions = state.rolledBack.map(({ version }) => version);
  const common = { digest: '', migrations: [], counts: NO_COUNTS, engine: null, findings: found };
  const summary = { ...notRun(request, 'nothing'), versions };
  const unfinished = unfinishedRollback(state);
  if (unfinished !== null) {
    const findings = [...found, unfinishedFinding(unfinished)];
    return { ...common, findings, rollback: { ...summary, outcome: 'refused' } };
  }
  if (versions.length === 0) return { ...common, rollback: summary };
  if (request.plan) return { ...common, rollback: { ...summary, outcome: 'planned' } };
  const run = ports.newRun();
  const known = new Set(state.history.map(({ version }) => version));
  const head = headDigest(input.comparison.head.migrations.filter(({ version }) => known.has(version)));
  const row = { run, kind: 'resume', origin: request.origin, planDigest: '', versions } as const;
  const details = { reason: request.reason };
  const began = context.clock.now();
  await live.prepare();
  await live.begin({ ...row, headBefore: head, before: null, details });
  await live.finish({
    ...row,
    outcome: 'succeeded',
    headAfter: head,
    error: null,
    milliseconds: context.clock.now() - began,
    after: null,
    details,
  });
  return { ...common, rollback: { ...summary, outcome: 'succeeded', run } };
}

async function takeLock(
  live: LiveDatabase,
  request: RollbackRequest,
  { progress }: CommandContext,
): Promise<void> {
  await live.lock({
    wait: request.lockWait,
    waiting: (holder) => progress.info(`A deployment or rollback is at work: ${holder}. Waiting for it.`),
  });
}
