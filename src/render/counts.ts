import type { Change, HazardKind, Level, Report } from '../core/report.ts';

export function plural(count: number, singular: string, several: string = `${singular}s`): string {
  // What needs no separator needs no locale either, which takes Node longer to load than a short command runs.
  const written = count < 1000 ? String(count) : count.toLocaleString('en-US');
  return `${written} ${count === 1 ? singular : several}`;
}

export function countFindings(report: Report, level: Level): number {
  return report.findings.filter((finding) => finding.level === level).length;
}

/**
 * How many changes carry the hazard and none of those in `without`; rewrites are counted by table, as that is what
 * takes the time.
 */
export function countChanges(report: Report, kind: HazardKind, without: readonly HazardKind[] = []): number {
  const bearers = report.changes.filter(
    (change) => hasHazard(change, kind) && !without.some((other) => hasHazard(change, other)),
  );
  if (kind !== 'rewrite') return bearers.length;
  return new Set(bearers.map((change) => JSON.stringify([change.schema, change.table ?? change.name]))).size;
}

export function hasHazard(change: Change, kind: HazardKind): boolean {
  return change.hazards.some((hazard) => hazard.kind === kind);
}
