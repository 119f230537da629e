import type { DeploymentSummary } from '../core/deployment-report.ts';
import type { Report, TableSize } from '../core/report.ts';
import { countChanges, countFindings, plural } from './counts.ts';

/** What the verdict line of a deployment says after its sign. */
export function deploymentParts(report: Report, deployment: DeploymentSummary): readonly string[] {
  const errors = countFindings(report, 'error');
  const destructive = countChanges(report, 'data-loss');
  const rewrites = countChanges(report, 'rewrite');
  const parts = [
    HEADLINES[deployment.mode][deployment.outcome],
    deployment.outcome === 'nothing' ? null : counted(deployment),
    errors > 0 ? plural(errors, 'error') : null,
    destructive > 0 ? `${destructive} destructive` : null,
    rewrites > 0 ? plural(rewrites, 'table rewrite') : null,
    report.seed === undefined ? null : `seeds: ${report.seed.outcome}`,
  ];
  return parts.filter((part) => part !== null);
}

const HEADLINES: Readonly<
  Record<DeploymentSummary['mode'], Readonly<Record<DeploymentSummary['outcome'], string>>>
> = {
  plan: {
    planned: 'plan',
    nothing: 'nothing to deploy',
    refused: 'would be refused',
    succeeded: 'deployed',
    failed: 'failed',
  },
  deploy: {
    planned: 'plan',
    nothing: 'nothing to deploy',
    refused: 'refused',
    succeeded: 'deployed',
    failed: 'failed',
  },
  adopt: {
    planned: 'can be adopted',
    nothing: 'nothing to adopt',
    refused: 'not adopted',
    succeeded: 'adopted',
    failed: 'failed',
  },
};

function counted({ applied, pending, outcome }: DeploymentSummary): string {
  if (outcome === 'succeeded') return plural(applied.length, 'migration');
  return applied.length === 0
    ? `${plural(pending.length, 'migration')} pending`
    : `${applied.length} of ${plural(applied.length + pending.length, 'migration')} applied`;
}

/** What the reader should know or do. */
export function deploymentAdvice({ outcome, mode, verification }: DeploymentSummary): string {
  switch (outcome) {
    case 'planned':
      return 'Nothing was run. The plan is approved by its digest.';
    case 'nothing':
      return 'The database has every migration of the checkout.';
    case 'refused':
      return 'Nothing was run.';
    case 'failed':
      return verification.status === 'differs'
        ? 'The migrations ran, but the schema is not what was reviewed.'
        : 'What was committed before stays; the next deployment takes the work up there.';
    case 'succeeded':
      if (mode === 'adopt')
        return 'The live schema is the one that these migrations lead to, and the history says so now.';
      return verification.status === 'matches'
        ? 'What landed is what was reviewed.'
        : 'What landed was not held against a shadow.';
  }
}

/** One line each: where, which plan, what the checks said. */
export function deploymentFacts(
  report: Report,
  deployment: DeploymentSummary,
): readonly (readonly [string, string])[] {
  const { plan } = report;
  const facts: [string, string][] = [];
  if (plan?.target !== undefined) {
    facts.push([
      'Database',
      [plan.target, plan.serverVersion === undefined ? '' : `PostgreSQL ${plan.serverVersion}`]
        .filter((part) => part !== '')
        .join(', '),
    ]);
  }
  if (plan !== null && deployment.outcome !== 'nothing') facts.push(['Plan', plan.digest]);
  if (deployment.run !== null) facts.push(['Run', deployment.run]);
  if (deployment.drift.status === 'none') facts.push(['Drift', 'none since the last deployment']);
  return facts;
}

/** `about 12,000 rows, 3.4 MB`. */
export function sizeInWords({ rows, bytes }: TableSize): string {
  const counted =
    rows === null
      ? 'rows not counted yet'
      : `about ${rows.toLocaleString('en-US')} row${rows === 1 ? '' : 's'}`;
  return `${counted}, ${bytesInWords(bytes)}`;
}

/** `1.4 MB`. */
export function bytesInWords(bytes: number): string {
  const units = ['bytes', 'kB', 'MB', 'GB', 'TB'];
  let [value, unit] = [bytes, 0];
  for (; value >= 1024 && unit < units.length - 1; unit += 1) value /= 1024;
  return `${unit === 0 || value >= 100 ? Math.round(value) : value.toFixed(1)} ${units[unit] ?? ''}`;
}

/** What runs, a line each transaction, and whether it has run. */
export function segmentLine(report: Report, index: number): string {
  const segment = report.plan?.segments?.[index];
  if (segment === undefined) return '';
  const count = segment.statements.length + segment.more;
  const kind = segment.kind === 'alone' ? 'outside any transaction' : plural(count, 'statement');
  return `${segment.version}, part ${segment.number}: ${kind}${segment.done ? ', committed already' : ''}`;
}
