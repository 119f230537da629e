import type { Report } from '../core/report.ts';
import { BACK_TITLE, driftFacts, MIGRATION_TITLE } from './drift-wording.ts';
import { nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';
import { visibleLines } from './visible.ts';

const LIST = 20;
const SQL_LINES = 60;

/** The database, what it was held against, and which migrations wait. */
export function driftLines(report: Report, width: number, paint: Painter): string[] {
  const { drift } = report;
  if (drift === undefined) return [];
  const facts = driftFacts(drift).flatMap(([label, text]) =>
    wrap(text, width - 10).map(
      (line, index) => `${paint('dim', padTo(index === 0 ? label : '', 10))}${line}`,
    ),
  );
  const waiting = drift.waiting
    .slice(0, LIST)
    .map(
      ({ file, since }) =>
        `  ${nameWithin(file, width - 32)}${since === null ? '' : `  ${paint('dim', `since ${since}`)}`}`,
    );
  const hidden = drift.waiting.length - waiting.length;
  return [
    ...facts,
    ...(waiting.length === 0 ? [] : [paint('bold', 'Migrations that wait:'), ...waiting]),
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
  ];
}

/** The two ways out, behind the changes. */
export function driftWayLines({ drift }: Report, width: number, paint: Painter): string[] {
  if (drift === undefined || drift.outcome !== 'found') return [];
  const losses = drift.loses
    .slice(0, LIST)
    .flatMap((loss) => wrap(loss, width - 6).map((line, index) => `  ${index === 0 ? '- ' : '  '}${line}`));
  return [
    ...sqlLines(BACK_TITLE, drift.backSql, paint),
    ...(losses.length === 0 ? [] : [paint('yellow', 'What that does to rows:'), ...losses]),
    ...(drift.written === null ? sqlLines(MIGRATION_TITLE, drift.migrationSql, paint) : []),
  ];
}

function sqlLines(title: string, sql: string, paint: Painter): string[] {
  if (sql === '') return [];
  const lines = visibleLines(sql).split('\n');
  const shown = lines.slice(0, SQL_LINES).map((line) => `  ${line}`);
  const hidden = lines.length - shown.length;
  return [
    paint('bold', `${title}:`),
    ...shown,
    ...(hidden > 0 ? [paint('dim', `  and ${hidden} more lines, in the JSON report`)] : []),
  ];
}
