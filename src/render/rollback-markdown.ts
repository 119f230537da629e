import type { Report } from '../core/report.ts';
import { code, fence, prose } from './escape.ts';
import { lossLine, rollbackFacts, stepTitle } from './rollback-wording.ts';

const STEPS = 40;
const SQL = 20_000;

/** What a rollback adds to the summary: the database, the plan, each step with what it would lose, and its SQL, folded. */
export function rollbackSection(report: Report): readonly string[] {
  const { rollback } = report;
  if (rollback === undefined) return [];
  const facts = rollbackFacts(report, rollback).map(([label, text]) => `- ${label}: ${code(text, 200)}`);
  const blocks: string[] = facts.length === 0 ? [] : [facts.join('\n')];
  let room = SQL;
  for (const step of rollback.steps.slice(0, STEPS)) {
    const lines = [
      ...step.losses.map((loss) => `- ${loss.allowed ? '🟡' : '🔴'} ${code(lossLine(loss), 300)}`),
      ...step.remarks.map((remark) => `- ${prose(remark, 600)}`),
    ];
    blocks.push(`**${prose(stepTitle(step), 300)}**`);
    if (lines.length > 0) blocks.push(lines.join('\n'));
    const sql = step.sql.trim();
    if (sql !== '' && sql.length <= room) {
      room -= sql.length;
      blocks.push('<details><summary>SQL</summary>', fence(sql, 'sql'), '</details>');
    } else if (sql !== '') blocks.push('The SQL is in the JSON report.');
  }
  const hidden = rollback.steps.length - STEPS;
  if (hidden > 0) blocks.push(`…and ${hidden} more steps, in the JSON report.`);
  return blocks;
}
