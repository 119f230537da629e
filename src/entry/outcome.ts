import type { Report } from '../core/report.ts';
import type { ReviewSettings } from './settings.ts';

/** How a process ends: 0 done, 1 the command's own "no", 2 unusable settings, 3 it could not run, 130 interrupted. */
export type Exit = 0 | 1 | 2 | 3 | 130;

/** The exit of a review that ran: 1 where a finding is at or above the level that the settings fail on. */
export function reviewExit(report: Report, failOn: ReviewSettings['failOn']): 0 | 1 {
  const levels = failOn === 'never' ? [] : failOn === 'warning' ? ['error', 'warning'] : ['error'];
  return report.findings.some((finding) => levels.includes(finding.level)) ? 1 : 0;
}

/** A pull request that touches no migration gets no comment. */
export function hasNews(report: Report): boolean {
  return report.migrations.length > 0 || report.changes.length > 0 || report.findings.length > 0;
}
