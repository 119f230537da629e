import type { BackupSummary } from '../core/backup-report.ts';
import type { RunEnd, RunStart } from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import type { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import { listOf } from '../core/landed.ts';
import type { Migration } from '../core/migration.ts';
import type { KnownSchema, Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import { plural } from '../render/counts.ts';
import type { Expectation } from './deploy-expectation.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { NOT_VERIFIED, type Verification, verify } from './deploy-verification.ts';
import { knownEnd } from './known-expectation.ts';
import { readLanded } from './landed-reading.ts';
import { recordedBefore } from './live-schema.ts';
import type { PlanInput } from './plan-input.ts';
import { keepExpectation } from './plan-shadow.ts';
import { failureOf, findingOfFailure, finishRun } from './run-failure.ts';
import type { SchemaFacts } from './schema-facts.ts';

export interface RunOutcome {
  readonly deployment: DeploymentSummary;
  readonly findings: readonly Finding[];
  /** What was expected, where it was made while the plan ran. */
  readonly expectation: Expectation | null;
}

/**
 * Runs a plan under the lock, from the first row of the journal to the last. What went wrong is a finding, and recorded; only
 * an interruption is thrown, after it was recorded too.
 */
export async function runPlan(
  input: PlanInput,
  plan: DeployPlan,
  backup: BackupSummary | null,
): Promise<RunOutcome> {
  const { live, request, ports, context, head } = input;
  const run = ports.newRun();
  const began = context.clock.now();
  const common = { run, kind: 'deploy', origin: request.origin, planDigest: plan.digest } as const;
  const start: RunStart = {
    ...common,
    headBefore: headDigest(plan.applied),
    versions: plan.pending.map(({ version }) => version),
    before: await recordedBefore(plan.live, ports),
  };
  await live.prepare();
  await live.begin(start);

  const applied: { version: string; milliseconds: number }[] = [];
  let after: Snapshot | null = null;
  let facts: SchemaFacts | null = null;
  let verification: Verification = NOT_VERIFIED;
  let failure: SluiceError | null = null;
  let expectation = plan.expectation;
  let keeping: Promise<void> | null = null;
  const expecting = plan.replayed?.expectation() ?? null;
  // Whoever waits for it gets the error.
  expecting?.catch(() => {});
  const earlier = plan.known === null ? null : knownEnd(plan.known, ports);
  earlier?.catch(() => {});
  try {
    await apply(input, plan, run, (version, milliseconds) => applied.push({ version, milliseconds }));
    // Who wants neither verification nor a gate gets no reading of the schema either.
    if (request.verify || request.drift !== 'ignore') {
      const landed = await readLanded(input, plan, async () => {
        expectation ??= await expecting;
        // While the server answers.
        if (expectation !== null) keeping ??= keepExpectation(input, plan, expectation, plan.replayed);
        return earlier === null ? endOf(expectation, plan) : await earlier;
      });
      facts = landed.facts;
      after = landed.snapshot;
      expectation ??= await expecting;
      verification = await verify(input, plan, expectation, landed);
      await keeping;
    }
  } catch (thrown) {
    failure = failureOf(thrown, context.signal, UNEXPECTED);
  }
  if (!context.signal.aborted) expectation ??= (await expecting?.catch(() => null)) ?? null;
  const findings = [
    ...(failure === null ? [] : [findingOfFailure(failure, 'deploy-stopped')]),
    ...(verification.status === 'differs' ? [landedFinding(verification.differences)] : []),
  ];
  const succeeded = findings.length === 0;
  const done = new Set(applied.map(({ version }) => version));
  const end: RunEnd = {
    ...common,
    outcome: succeeded ? 'succeeded' : failure?.code === 'interrupted' ? 'interrupted' : 'failed',
    headAfter: succeeded
      ? head
      : headDigest(
          inOrder(input, [...plan.applied, ...plan.pending.filter(({ version }) => done.has(version))]),
        ),
    versions: [...done],
    error: findings[0]?.message ?? null,
    milliseconds: context.clock.now() - began,
    after: after === null ? null : await ports.codec.record(after),
    details: {
      verification,
      ...facts,
      ...(request.approvedBy === null ? {} : { approvedBy: request.approvedBy }),
      ...(backup === null ? {} : { backup: { folder: backup.folder, way: backup.way } }),
    },
  };
  const unwritten = await finishRun(live, end, {
    code: 'deploy-stopped',
    what: 'the deployment',
    remedy: 'Run again: it sees what is committed, verifies it, and records it.',
  });
  context.signal.throwIfAborted();
  return {
    findings: [...findings, ...unwritten],
    expectation,
    deployment: {
      mode: 'deploy',
      outcome: succeeded && unwritten.length === 0 ? 'succeeded' : 'failed',
      run,
      applied,
      pending: plan.pending.map(({ version }) => version).filter((version) => !done.has(version)),
      drift: plan.drift,
      verification,
    },
  };
}

async function apply(
  { live, request, context, watch }: PlanInput,
  plan: DeployPlan,
  run: string,
  done: (version: string, milliseconds: number) => void,
): Promise<void> {
  const { progress } = context;
  await watch.run('deploy', `Running ${plural(plan.pending.length, 'migration')}`, () =>
    live.apply({
      run,
      migrations: plan.migrations,
      limits: request.limits,
      events: {
        done: ({ version, file }, milliseconds) => {
          done(version, Math.round(milliseconds));
          progress.info(`Applied ${file}`);
        },
        retrying: ({ file }, why) => progress.warn(`${file} met a lock (${why}) and is tried again.`),
        reconnected: ({ file }, committed) =>
          progress.warn(
            `The connection broke while ${file} ran. ${committed ? 'It was committed.' : 'It was rolled back, and is run again.'}`,
          ),
      },
    }),
  );
}

function endOf(expectation: Expectation | null, { digests }: DeployPlan): KnownSchema | null {
  if (expectation === null || digests === null) return null;
  return { snapshot: expectation.end, digests: digests.expected.after };
}

const UNEXPECTED = 'Please report it together with this output; the next deployment takes the work up.';

function landedFinding(differences: readonly string[]): Finding {
  return finding('landed-differs', {
    file: null,
    line: null,
    message: `The migrations ran, and changed something else than on the shadow:\n${listOf(differences)}`,
    remedy:
      'Look at each object in the live database; the usual reasons are IF NOT EXISTS over something that was made by hand, and DO blocks that ask for data. Put it right with a migration, and deploy that with --drift warn.',
  });
}

/** In version order, as a head is digested. */
function inOrder({ comparison }: PlanInput, migrations: readonly Migration[]): readonly Migration[] {
  const wanted = new Set(migrations.map(({ version }) => version));
  return comparison.head.migrations.filter(({ version }) => wanted.has(version));
}
