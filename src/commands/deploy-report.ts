import type { BackupSummary } from '../core/backup-report.ts';
import type { LiveState } from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import { headDigest } from '../core/head.ts';
import type { ProjectComparison } from '../core/ports.ts';
import { type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { planSegments } from './deploy-segments.ts';
import type { SeedOutcome } from './seed-run.ts';
import type { Stopwatch } from './stopwatch.ts';

/** What a deployment found out and did. */
export interface DeployResult {
  readonly comparison: ProjectComparison;
  readonly watch: Stopwatch;
  /** Null where it came to none. */
  readonly plan: DeployPlan | null;
  /** The database, for people; null where it was not even opened. */
  readonly target: string | null;
  readonly findings: readonly Finding[];
  readonly deployment: DeploymentSummary;
  /** The backup that was made before; null or left out where none was. */
  readonly backup?: BackupSummary | null;
  /** What the journal said of the database before; left out where it was not read. */
  readonly state?: LiveState;
  /** What became of its seeds; left out where it loads none. */
  readonly seed?: SeedOutcome;
}

const EARLIER = { earlier: true } as const;

/** A deployment that has not run. */
export const NOT_RUN = {
  run: null,
  applied: [],
  pending: [],
  drift: { status: 'unknown', differences: [] },
  verification: { status: 'not-run', differences: [] },
} as const satisfies Partial<DeploymentSummary>;

export function deployReport(result: DeployResult): Report {
  const { comparison, watch, plan, target, deployment, seed } = result;
  const findings = [...result.findings, ...(seed?.findings ?? [])];
  const head = headDigest(comparison.head.migrations);
  const known = plan?.known?.change;
  const expected = plan?.expectation ?? known;
  const changes = expected?.changes ?? [];
  const migrations = plan?.pending ?? [];
  const toLoad = (seed?.summary.files ?? []).filter((file) => file.result !== 'skipped').length;
  const statements = new Map(
    (plan?.migrations ?? []).map(({ migration, segments }) => [
      migration.version,
      segments.reduce((sum, segment) => sum + segment.statements.length, 0),
    ]),
  );
  return {
    schema: REPORT_SCHEMA,
    command: 'deploy',
    verdict: verdictOf(migrations.length + toLoad, changes, findings),
    project: comparison.project,
    migrations: migrations.map(({ version, name, file }) => ({
      version,
      name,
      file,
      statements: statements.get(version) ?? 0,
      reversal: null,
    })),
    changes,
    findings,
    reversal: null,
    plan:
      plan === null
        ? null
        : {
            digest: plan.digest,
            ...(target === null ? {} : { target }),
            serverVersion: plan.identity.version,
            segments: planSegments(plan.migrations),
            sizes: plan.sizes,
          },
    ...(seed === undefined ? {} : { seed: seed.summary }),
    deployment: { ...deployment, verifiedHead: verifiedHead(result, head) },
    ...(result.backup === undefined || result.backup === null ? {} : { backup: result.backup }),
    head,
    base: { ref: null, version: plan?.applied.at(-1)?.version ?? null },
    engine: expected === undefined ? null : { ...expected.engine, ...(expected === known ? EARLIER : {}) },
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}

/** The head, if the live schema is known to be what its migrations lead to: found so now, or by the run that left it. */
function verifiedHead({ comparison, deployment, state }: DeployResult, head: string): string | null {
  const { outcome, pending, verification } = deployment;
  if (outcome === 'succeeded') return pending.length === 0 && verification.status === 'matches' ? head : null;
  if (outcome !== 'nothing') return null;
  // A project without migrations leads nowhere.
  if (comparison.head.migrations.length === 0) return head;
  return state?.anchor?.verifiedHead === head ? head : null;
}
