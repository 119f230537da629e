import { createHash } from 'node:crypto';
import type { DeployedMigration, LiveState } from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import { hasErrors } from '../core/error-findings.ts';
import { finding } from '../core/finding-codes.ts';
import { headDigest } from '../core/head.ts';
import type { Migration } from '../core/migration.ts';
import { planDigest } from '../core/plan-digest.ts';
import type { CutMigration, KnownSchema, ObjectDifference } from '../core/ports.ts';
import type { EngineFacts, Finding } from '../core/report.ts';
import type { RemovedMigration } from '../core/rollback-ports.ts';
import type { RollbackStepSummary } from '../core/rollback-report.ts';
import { beforeDeployment, LAST_DEPLOYMENT, type RollbackTarget, targetOf } from '../core/rollback-target.ts';
import { stepLabel } from '../core/rollback-work.ts';
import { NOTHING_SEEN } from './deploy-drift.ts';
import { segmentMigrations } from './deploy-segments.ts';
import { type Landing, landingDigests } from './landed-reading.ts';
import { readBefore, wholeBefore } from './live-schema.ts';
import { hasStopped } from './plan-shadow.ts';
import { unfinishedFinding, unfinishedRollback } from './rollback-block.ts';
import { judgeRollbackDrift, sinceRecord } from './rollback-drift.ts';
import type { RollbackInput } from './rollback-input.ts';
import { askRows } from './rollback-reality.ts';
import type { LoadedRollbackPorts } from './rollback-request.ts';
import { textsOfHistory } from './rollback-texts.ts';
import { provenWayDown } from './rollback-way.ts';

/** Everything that is known before anything runs. */
export interface RollbackPlan {
  /** What it begins with; null where the plan could not be made. */
  readonly landing: Landing | null;
  /** The version to come to. */
  readonly to: string;
  /** The newest version before. */
  readonly from: string | null;
  /** The migrations of the history as it was before the rollback began, and those of them that it leaves. */
  readonly before: readonly Migration[];
  readonly after: readonly Migration[];
  /** How many statements each version has. */
  readonly counts: ReadonlyMap<string, number>;
  /** The run that began this rollback; null where none has. */
  readonly chain: string | null;
  readonly steps: readonly RollbackStepSummary[];
  /** What is to run, as the deployer takes it; steps that are done are left out. */
  readonly work: readonly DeployedMigration[];
  /** Versions that are still to leave the history, newest first. */
  readonly versions: readonly string[];
  /** Errors among them forbid to run anything. */
  readonly findings: readonly Finding[];
  readonly drift: DeploymentSummary['drift'];
  /** What the live schema is to become, from what it is; null where it is not known, or digests tell. */
  readonly expected: readonly ObjectDifference[] | null;
  /** What the way back leads to on the shadow, to take facts from; null where digests do not tell. */
  readonly end: KnownSchema | null;
  readonly engine: EngineFacts | null;
  readonly digest: string;
}

/** Makes the plan of a rollback; it only reads. */
export async function planRollback(input: RollbackInput): Promise<RollbackPlan> {
  const { comparison, live, rows, state, request, ports, context, watch } = input;
  const identity = await live.identity();
  const unfinished = unfinishedRollback(state);
  const begun = unfinished?.kind === 'rollback' ? await rows.begun(unfinished.run) : null;
  const removed = begun === null ? [] : await rows.removed(begun.chain);
  const target = await chooseTarget(input, removed);
  const texts = await watch.run('history', 'Reading what the migrations did', () =>
    textsOfHistory(state, removed, comparison.head.migrations, live, ports),
  );
  const findings = [
    ...target.findings,
    ...(unfinished?.kind === 'undo' ? [unfinishedFinding(unfinished)] : []),
    ...halfDeployed(state),
    ...texts.findings,
  ];
  const kept = new Set(target.keep);
  const known = {
    to: target.to,
    from: target.from,
    before: texts.migrations,
    after: texts.migrations.filter(({ version }) => kept.has(version)),
    chain: begun?.chain ?? null,
  };
  if (hasErrors(findings)) return { ...known, ...NO_PLAN, findings };

  const cut = await cutAll(texts.migrations, ports);
  const gone = new Set(removed.map(({ version }) => version));
  const leaving = cut.filter(({ migration }) => !kept.has(migration.version));
  const byDigests = begun === null && isJudgedByDigests(input);
  const reading = readBefore(input, byDigests);
  const comparing = reading.then((before) => sinceRecord(input, before));
  const [before, moved, down] = await Promise.all([
    reading,
    comparing,
    provenWayDown(
      {
        keep: cut.filter(({ migration }) => kept.has(migration.version)),
        remove: leaving.filter(({ migration }) => !gone.has(migration.version)),
        removed: leaving.filter(({ migration }) => gone.has(migration.version)),
        rollbacks: comparison.rollbacks,
        config: comparison.config,
        request,
        readsEverything: async () => (await comparing) === null,
        asksDigests: byDigests && !request.plan,
      },
      ports,
      context,
      watch,
    ),
  ]);
  findings.push(...down.findings);
  const drift = await judgeRollbackDrift(input, before, moved, down);
  findings.push(...drift.findings);
  const asked = await watch.run('rows', 'Counting what would be lost, and what would fail', () =>
    askRows(down.steps, request, rows),
  );
  findings.push(...asked.findings);

  const named = new Map(texts.migrations.map((migration) => [migration.version, migration]));
  const pseudo = down.steps.map(({ versions, authored, sql }) => {
    const last = versions[0] ?? '';
    const file = authored?.file ?? `rollback of ${named.get(last)?.file ?? last}`;
    return { version: stepLabel(last), name: 'rollback', file, sql, digest: sha256(sql) };
  });
  const segmented = await segmentMigrations(
    pseudo.filter((_one, index) => down.steps[index]?.done === false),
    state.segments,
    ports.parser,
  );
  findings.push(...segmented.findings);
  const digests = landingDigests(down.digests, before);
  const isToRun = !request.plan && !hasErrors(findings);
  const chain = begun?.chain ?? '';
  const work = segmented.migrations.map((migration): DeployedMigration => {
    const index = pseudo.findIndex(({ version }) => version === migration.migration.version);
    const versions = down.steps[index]?.versions ?? [];
    return { ...migration, rollback: { kind: 'remove', versions, chain, guards: asked.guards[index] ?? [] } };
  });
  return {
    ...known,
    counts: new Map(cut.map(({ migration, statements }) => [migration.version, statements.length])),
    steps: down.steps.map(({ versions, authored, sql, done, remarks }, index) => ({
      versions,
      source: authored === null ? 'computed' : 'authored',
      file: authored?.file ?? null,
      sql,
      done,
      losses: asked.losses[index] ?? [],
      remarks,
    })),
    work,
    versions: work.flatMap(({ rollback }) => (rollback?.kind === 'remove' ? rollback.versions : [])),
    findings,
    drift: drift.drift,
    expected:
      digests !== null || down.now === null || down.end === null
        ? null
        : ports.schema.compare(down.now, down.end),
    end:
      digests === null || down.left === null
        ? null
        : { snapshot: down.left, digests: digests.expected.after },
    landing: {
      identity,
      live: before,
      digests,
      from: digests === null && isToRun ? await wholeBefore(input, before, byDigests) : null,
    },
    engine: down.engine,
    digest: planDigest({
      target: identity.key,
      head: headDigest(texts.migrations),
      pending: pseudo.map((migration) => ({ migration, committed: 0 })),
      schema: begun?.fingerprint ?? before.fingerprint,
      adopt: JSON.stringify([
        'rollback',
        target.to,
        [...request.allowDataLoss].sort(),
        ...(request.savedRows === null ? [] : ['files']),
      ]),
    }),
  };
}

const NO_PLAN = {
  counts: new Map<string, number>(),
  steps: [],
  work: [],
  versions: [],
  drift: NOTHING_SEEN,
  expected: null,
  end: null,
  landing: null,
  engine: null,
  digest: '',
} as const;

/** Where the rollback goes, judged by the history as it was before it began. */
async function chooseTarget(
  { state, rows, request, comparison }: RollbackInput,
  removed: readonly RemovedMigration[],
): Promise<RollbackTarget & { readonly to: string; readonly from: string | null }> {
  const history = [...state.history, ...removed].sort((left, right) =>
    left.version < right.version ? -1 : 1,
  );
  const from = history.at(-1)?.version ?? null;
  if (request.to !== LAST_DEPLOYMENT) {
    const to = request.to ?? '';
    return { ...targetOf(to, history, comparison.head.migrations), to, from };
  }
  const before = beforeDeployment(await rows.lastDeployment(), history);
  if (before.findings.length > 0) return { keep: [], remove: [], ...before, from };
  return { ...targetOf(before.to, history, comparison.head.migrations), to: before.to, from };
}

/** A migration of which a part is committed belongs to no version that one could go back from. */
function halfDeployed({ segments }: LiveState): Finding[] {
  const versions = new Set(segments.map(({ version }) => version));
  return [...versions]
    .filter((version) => !version.startsWith(stepLabel('')))
    .map((version) =>
      finding('rollback-half-deployed', {
        file: null,
        line: null,
        message: `A deployment stopped within ${version}, and a part of it is committed.`,
        remedy:
          'Nothing was run. Deploy first, which takes it up where it stopped (what fails of it may be changed in its file), and then roll back.',
      }),
    );
}

async function cutAll(
  migrations: readonly Migration[],
  { parser }: LoadedRollbackPorts,
): Promise<CutMigration[]> {
  const cuts: CutMigration[] = [];
  for (const migration of migrations) {
    const cut = await parser.cut(migration.sql);
    cuts.push({ migration, statements: cut.ok ? cut.statements : [] });
  }
  return cuts;
}

/**
 * As with deployments: what stopped half-way is compared as a whole. So is what no run has recorded, because it is held against the
 * shadow.
 */
function isJudgedByDigests({ state, request }: RollbackInput): boolean {
  const { anchor, segments } = state;
  const isRecorded = request.drift === 'ignore' || (anchor?.fingerprint ?? null) !== null;
  return isRecorded && segments.length === 0 && !hasStopped(state);
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}
