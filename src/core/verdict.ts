import type { Change, Finding, Verdict } from './report.ts';

/** The verdict of a review from what it found. */
export function verdictOf(
  migrations: number,
  changes: readonly Change[],
  findings: readonly Finding[],
): Verdict {
  if (findings.some(({ level }) => level === 'error')) return 'blocked';
  if (findings.some(({ level }) => level === 'warning')) return 'attention';
  if (changes.some(({ hazards }) => hazards.length > 0)) return 'attention';
  return migrations === 0 ? 'nothing' : 'safe';
}
