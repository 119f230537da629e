import { markdownTable } from 'markdown-table';
import type { TargetResult } from '../core/targets.ts';
import { cell, code, prose } from './escape.ts';
import { duration } from './wording.ts';

/** GitHub refuses a summary of more than 1 MiB; rows of those that went well are left out first. */
const MOST_ROWS = 2_000;

/** How many targets have come how far: `998 deployed · 1 failed · 1 not reached`. */
export function targetsHeadline(results: readonly TargetResult[]): string {
  const counts = new Map<string, number>();
  for (const result of results) counts.set(wordOf(result), (counts.get(wordOf(result)) ?? 0) + 1);
  return WORDS.filter((word) => counts.has(word))
    .map((word) => `${counts.get(word) ?? 0} ${word}`)
    .join(' · ');
}

/** Whether every target has what it was to get. */
export function allDone(results: readonly TargetResult[]): boolean {
  return results.every(({ result }) => result?.outcome === 'succeeded' || result?.outcome === 'nothing');
}

/** Whether every target has a plan that can be run, or needs none. */
export function allPlanned(results: readonly TargetResult[]): boolean {
  return results.every(({ result }) => result?.outcome === 'planned' || result?.outcome === 'nothing');
}

/** One table of all targets, those that need a person first. */
export function targetsSummary(results: readonly TargetResult[]): string {
  const rows = [...results]
    .sort((left, right) => rank(left) - rank(right) || left.target.wave - right.target.wave)
    .slice(0, MOST_ROWS)
    .map(rowOf);
  const hidden = results.length - rows.length;
  return [
    `### ${allDone(results) || allPlanned(results) ? '🟢' : '🔴'} ${targetsHeadline(results)}`,
    markdownTable(
      [['Target', 'Wave', 'Environment', 'Outcome', 'Migrations', 'Took', 'Problem'], ...rows].map((row) =>
        row.map(cell),
      ),
    ),
    ...(hidden > 0 ? [`And ${hidden} more.`] : []),
    '',
  ].join('\n\n');
}

const WORDS = [
  'failed',
  'refused',
  'not reached',
  'planned',
  'deployed',
  'rolled back',
  'brought back',
  'had it already',
  'is there already',
] as const;

const DONE = { deployment: 'deployed', rollback: 'rolled back', undo: 'brought back' } as const;

function wordOf({ result }: TargetResult): (typeof WORDS)[number] {
  switch (result?.outcome) {
    case undefined:
      return 'not reached';
    case 'succeeded':
      return DONE[result.kind];
    case 'nothing':
      return result.kind === 'deployment' ? 'had it already' : 'is there already';
    default:
      return result?.outcome ?? 'not reached';
  }
}

function rank(result: TargetResult): number {
  return WORDS.indexOf(wordOf(result));
}

function rowOf(one: TargetResult): readonly string[] {
  const { target, result } = one;
  const applied =
    result === null
      ? ''
      : `${result.applied}${result.pending > 0 ? ` of ${result.applied + result.pending}` : ''}`;
  return [
    code(target.name),
    String(target.wave),
    code(target.environment),
    `${wordOf(one)}${result?.outcome === 'succeeded' && !result.verified ? ', not verified' : ''}`,
    applied,
    result === null ? '' : duration(result.milliseconds),
    result === null || result.problem === null ? '' : prose(result.problem, 200),
  ];
}
