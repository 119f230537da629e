import { createHash } from 'node:crypto';
import type { HazardKind, Level, Report } from '../core/report.ts';

/** What a report says as outputs of the action, all but the places where it was written to. */
export function reportOutputs(report: Report) {
  return {
    verdict: report.verdict,
    migrations: String(report.migrations.length),
    changes: String(report.changes.length),
    destructive: String(changesWith(report, 'data-loss')),
    rewrites: String(changesWith(report, 'rewrite')),
    findings: String(report.findings.length),
    errors: String(findingsOf(report, 'error')),
    warnings: String(findingsOf(report, 'warning')),
    reversal: report.reversal?.verdict ?? '',
    head: report.head ?? '',
    'plan-digest': report.plan?.digest ?? '',
    outcome: report.deployment?.outcome ?? report.rollback?.outcome ?? report.seed?.outcome ?? '',
    'verified-head': report.deployment?.verifiedHead ?? '',
    drift: report.drift?.outcome ?? '',
    'backup-path': report.backup?.folder ?? '',
    'artifact-name': artifactName(report.project),
  };
}

/**
 * A name for the artifact that keeps the reports of several project folders apart. Artifact names must not hold
 * slashes and other marks, so a folder is told by a digest besides its readable letters.
 */
export function artifactName(project: string): string {
  if (project === '.') return 'sluice-review';
  const letters = project
    .replace(/[^A-Za-z0-9]+/gu, '-')
    .replace(/^-|-$/gu, '')
    .slice(0, 40);
  return `sluice-review-${letters}-${createHash('sha256').update(project).digest('hex').slice(0, 8)}`;
}

function changesWith(report: Report, kind: HazardKind): number {
  return report.changes.filter((change) => change.hazards.some((hazard) => hazard.kind === kind)).length;
}

function findingsOf(report: Report, level: Level): number {
  return report.findings.filter((finding) => finding.level === level).length;
}
