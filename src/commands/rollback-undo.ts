import type { DeployedMigration, LiveState } from '../core/deploy-ports.ts';
import { hasErrors } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import { listOf } from '../core/landed.ts';
import { compareVersions, type Migration } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { Finding } from '../core/report.ts';
import { droppedGuards } from '../core/rollback-losses.ts';
import type { PastRollback, RemovedMigration } from '../core/rollback-ports.ts';
import type { LossSummary, RollbackStepSummary } from '../core/rollback-report.ts';
import { type LossGuard, stepLabel } from '../core/rollback-work.ts';
import { type DeployPlan, planDeployment } from './deploy-plan.ts';
import { unfinishedFinding, unfinishedRollback } from './rollback-block.ts';
import { withHeirs } from './rollback-heirs.ts';
import type { RollbackInput } from './rollback-input.ts';
import { type ModeResult, notRun, otherPlan, withoutFindings } from './rollback-outcome.ts';
import { lossFinding } from './rollback-reality.ts';
import { runSteps } from './rollback-run.ts';
import { textsOfHistory } from './rollback-texts.ts';

/**
 * Brings the last rollback back: its migrations run again as the history had them, and behind each step the rows and values that
 * it had saved return, in the same transaction.
 */
export async function undoRollback(input: RollbackInput, found: readonly Finding[]): Promise<ModeResult> {
  const { live, rows, state, request, ports, comparison } = input;
  const refused = (finding: Finding): ModeResult => ({
    digest: '',
    migrations: [],
    counts: new Map(),
    engine: null,
    findings: [...found, finding],
    rollback: notRun(request, 'refused'),
  });
  const last = await rows.lastRollback();
  if (last === null) return refused(impossible('There is no rollback that could be brought back.'));
  const unfinished = unfinishedRollback(state);
  const isPartial = state.segments.some(({ version }) => version.startsWith(stepLabel('')));
  if (unfinished?.kind === 'rollback' && isPartial) return refused(unfinishedFinding(unfinished));
  const since = deployedSince(last, state);
  if (since !== null) return refused(since);

  const removed = await rows.removed(last.chain);
  const known = new Set(state.history.map(({ version }) => version));
  const missing = removed.filter(({ version }) => !known.has(version));
  const texts = await textsOfHistory(state, missing, comparison.head.migrations, live, ports);
  const plan = await planDeployment({
    ...input,
    isUndo: true,
    comparison: { ...comparison, head: { ...comparison.head, migrations: texts.migrations } },
    head: headDigest(texts.migrations),
    // What an unfinished rollback left is no schema that a run has recorded.
    state: unfinished?.kind === 'rollback' ? withoutAnchor(state) : state,
    request: {
      ...request,
      requireVerified: null,
      adopt: null,
      allowOutOfOrder: false,
      verify: true,
      cache: false,
      backup: null,
    },
  });
  const digest = undoDigest(plan, last, texts.migrations, input);
  const findings = [...found, ...texts.findings, ...plan.findings, ...(await fileFindings(last, input))];
  const isContinued = unfinished?.kind === 'undo' && unfinished.planDigest === request.expectPlan;
  if (!isContinued) findings.push(...otherPlan(request, digest));
  const lost = await lostAgain(plan, input);
  findings.push(...lost.findings);
  const work = restoring(plan.migrations, last, removed, lost.guards);
  const base = plan.applied.at(-1)?.version ?? '0';
  const counts = new Map(
    plan.migrations.map(({ migration, segments }) => [
      migration.version,
      segments.reduce((sum, { statements }) => sum + statements.length, 0),
    ]),
  );
  const result = { digest, migrations: plan.pending, counts, engine: plan.expectation?.engine ?? null };
  const summary = {
    ...notRun(request, 'refused'),
    from: base,
    to: texts.migrations.at(-1)?.version ?? base,
    steps: work.map((step, index) => summaryOf(step, index === 0 ? lost.losses : [])),
    drift: plan.drift,
  };
  const now = plan.from ?? plan.live?.snapshot ?? null;
  if (hasErrors(findings) || now === null) return { ...result, findings, rollback: summary };
  if (request.plan) return { ...result, findings, rollback: { ...summary, outcome: 'planned' } };
  const outcome = await runSteps(input, {
    kind: 'undo',
    chain: last.chain,
    work,
    planDigest: digest,
    before: plan.applied,
    after: texts.migrations,
    landing: { ...plan, digests: null, from: now },
    end: null,
    expected: plan.expected,
  });
  return {
    ...result,
    findings: [...findings, ...outcome.findings],
    rollback: { ...summary, ...withoutFindings(outcome) },
  };
}

function withoutAnchor(state: LiveState): LiveState {
  return { ...state, anchor: null };
}

function undoDigest(
  { identity, migrations, live }: DeployPlan,
  { chain }: PastRollback,
  texts: readonly Migration[],
  { request }: RollbackInput,
): string {
  return planDigest({
    target: identity.key,
    head: headDigest(texts),
    pending: migrations,
    schema: live?.fingerprint ?? null,
    adopt: [`undo ${chain}`, ...[...request.allowDataLoss].sort()].join(' '),
  });
}

/** The last migration of each step brings back what the step had saved. */
function restoring(
  migrations: readonly DeployedMigration[],
  { chain }: PastRollback,
  removed: readonly RemovedMigration[],
  guards: readonly LossGuard[],
): DeployedMigration[] {
  const stepOf = new Map(removed.map(({ version, step }) => [version, step]));
  const versions = new Map<string, string[]>();
  for (const { version, step } of removed) versions.set(step, [...(versions.get(step) ?? []), version]);
  return migrations.map((migration) => {
    const { version } = migration.migration;
    const step = stepOf.get(version) ?? null;
    const together = (step === null ? undefined : versions.get(step))?.toSorted(compareVersions) ?? [];
    const place = { isFirst: together[0] === version, isLast: together.at(-1) === version };
    return { ...migration, rollback: { kind: 'restore', chain, step, ...place, guards } };
  });
}

/** Tables and columns that the migrations drop once more: rows may have been written to them since the rollback put them back. */
async function lostAgain(
  { expectation }: DeployPlan,
  { rows, request }: RollbackInput,
): Promise<{
  readonly guards: readonly LossGuard[];
  readonly losses: readonly LossSummary[];
  readonly findings: readonly Finding[];
}> {
  const dropped = droppedGuards(expectation?.destroyed ?? [], new Set(request.allowDataLoss));
  const guards = await withHeirs(dropped, dropped, request.allowDataLoss, rows);
  const held = await rows.held(guards);
  const losses: LossSummary[] = [];
  const findings: Finding[] = [];
  for (const [index, guard] of guards.entries()) {
    const { rows: count = 0, within = null } = held[index] ?? {};
    if (count === 0 || within !== null) continue;
    const { kind, object, allowed } = guard;
    losses.push({ kind, object, allowed, rows: count });
    findings.push(lossFinding(guard, count, 'undo', null));
  }
  return { guards, losses, findings };
}

function summaryOf({ migration }: DeployedMigration, losses: readonly LossSummary[]): RollbackStepSummary {
  return {
    versions: [migration.version],
    source: 'recorded',
    file: migration.file,
    sql: migration.sql,
    done: false,
    losses,
    remarks: [],
  };
}

/** What came behind a rollback was written for the schema that it left. */
function deployedSince({ versions }: PastRollback, { history }: LiveState): Finding | null {
  const oldest = versions[0] ?? '';
  const since = history.filter(
    ({ version }) => compareVersions(version, oldest) > 0 && !versions.includes(version),
  );
  if (versions.every((version) => history.some((row) => row.version === version))) {
    return impossible(`What the last rollback took out (${versions.join(', ')}) is applied already.`);
  }
  return since.length === 0
    ? null
    : impossible(
        `Since the rollback ${since.map(({ version }) => version).join(', ')} came into the history.`,
      );
}

/** Rows that were saved to files come back from the files only. */
async function fileFindings(
  { chain }: PastRollback,
  { rows, request, ports }: RollbackInput,
): Promise<Finding[]> {
  const files = (await rows.saved(chain)).flatMap(({ file, restored }) =>
    file === null || restored !== null ? [] : [file],
  );
  if (files.length === 0) return [];
  const missing =
    request.savedRows === null ? files : await ports.rows.missingFiles(request.savedRows, files);
  if (missing.length === 0) return [];
  return [
    finding('undo-impossible', {
      file: null,
      line: null,
      message:
        request.savedRows === null
          ? `The rollback saved rows to files:\n${listOf(missing)}`
          : `Files with saved rows are not in ${request.savedRows}:\n${listOf(missing)}`,
      remedy:
        'Nothing was run. Name the folder that they are in with --saved-rows. Without them there is no way back that brings the rows: --resume-deploys lets the migrations be deployed again, with empty tables and columns.',
    }),
  ];
}

function impossible(message: string): Finding {
  return finding('undo-impossible', {
    file: null,
    line: null,
    message,
    remedy:
      'Nothing was run. Saved rows stay in the schema sluice_quarantine; its table saved says which is which, so that they can be copied by hand.',
  });
}
