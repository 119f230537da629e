import type { Report } from '../core/report.ts';
import { BACK_TITLE, driftFacts, MIGRATION_TITLE } from './drift-wording.ts';
import { code, fence, prose } from './escape.ts';
import { cutEnd } from './visible.ts';

const LIST = 30;
/** Longer scripts are cut; the JSON report has them whole. */
const SQL = 20_000;

/** The database, what it was held against, and which migrations wait. */
export function driftSection({ drift }: Report): readonly string[] {
  if (drift === undefined) return [];
  const facts = driftFacts(drift).map(([label, text]) => `- ${label}: ${code(text, 300)}`);
  const waiting = drift.waiting
    .slice(0, LIST)
    .map(({ file, since }) => `- ${code(file, 200)}${since === null ? '' : `, since ${prose(since, 40)}`}`);
  const hidden = drift.waiting.length - waiting.length;
  return [
    facts.join('\n'),
    ...(waiting.length === 0 ? [] : ['**Migrations that wait to be deployed**', waiting.join('\n')]),
    ...(hidden > 0 ? [`…and ${hidden} more.`] : []),
  ];
}

/** The two ways out, folded; `limit` characters of each. */
export function driftWays({ drift }: Report, limit: number = SQL): readonly string[] {
  if (drift === undefined || drift.outcome !== 'found') return [];
  const losses = drift.loses.slice(0, LIST).map((loss) => `- ${prose(loss, 300)}`);
  return [
    ...folded(
      BACK_TITLE,
      drift.backSql,
      limit,
      losses.length === 0 ? [] : ['What that does to rows:', losses.join('\n')],
    ),
    ...folded(MIGRATION_TITLE, drift.migrationSql, limit, [
      'Written by `sluice drift --write-migration NAME`. In this database it is recorded as applied instead of run: `sluice deploy --adopt VERSION`.',
    ]),
  ];
}

function folded(title: string, sql: string, limit: number, notes: readonly string[]): readonly string[] {
  if (sql === '') return [];
  return [`<details><summary>${title}</summary>`, ...notes, fence(cutEnd(sql, limit), 'sql'), '</details>'];
}
