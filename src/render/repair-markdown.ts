import type { Report } from '../core/report.ts';
import { code, prose } from './escape.ts';
import { repairTitle } from './repair-wording.ts';

const LIST = 100;

/** The database and each row that changes, with why. */
export function repairSection({ repair }: Report): readonly string[] {
  if (repair === undefined) return [];
  const lines = repair.repairs
    .slice(0, LIST)
    .map((step) => `- ${code(repairTitle(step), 200)}: ${prose(step.why, 400)}`);
  const hidden = repair.repairs.length - lines.length;
  return [
    `- Database: ${code(repair.target, 200)}`,
    ...(lines.length === 0 ? [] : ['**Rows of the history**', lines.join('\n')]),
    ...(hidden > 0 ? [`…and ${hidden} more.`] : []),
  ];
}
