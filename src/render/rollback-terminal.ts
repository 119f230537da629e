import type { Report } from '../core/report.ts';
import { lossLine, rollbackFacts, stepTitle } from './rollback-wording.ts';
import { nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';
import { cutEnd, visibleLines } from './visible.ts';

const SQL_LINES = 60;

/** What a rollback adds to the report's text: the database, the plan, each step with its SQL and what it would lose. */
export function rollbackLines(report: Report, width: number, paint: Painter): string[] {
  const { rollback } = report;
  if (rollback === undefined) return [];
  const lines = rollbackFacts(report, rollback).flatMap(([label, text]) =>
    // Digests and paths are to be copied, so they stay in one piece.
    (label === 'Plan' || label === 'Saved' ? [cutEnd(text, 600)] : wrap(cutEnd(text, 600), width - 10)).map(
      (line, index) => `${paint('dim', padTo(index === 0 ? label : '', 10))}${line}`,
    ),
  );
  for (const step of rollback.steps) {
    lines.push(paint('bold', nameWithin(stepTitle(step), width)));
    for (const loss of step.losses) {
      lines.push(`  ${paint(loss.allowed ? 'yellow' : 'red', nameWithin(lossLine(loss), width - 2))}`);
    }
    for (const remark of step.remarks) {
      lines.push(...wrap(cutEnd(remark, 600), width - 2).map((line) => `  ${line}`));
    }
    if (rollback.outcome === 'succeeded' || step.done) continue;
    const sql = visibleLines(step.sql).split('\n');
    lines.push(...sql.slice(0, SQL_LINES).map((line) => `  ${paint('dim', nameWithin(line, width - 2))}`));
    if (sql.length > SQL_LINES) lines.push(`  and ${sql.length - SQL_LINES} more lines`);
  }
  return lines;
}
