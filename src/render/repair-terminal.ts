import type { Report } from '../core/report.ts';
import { repairTitle } from './repair-wording.ts';
import { type Painter, wrap } from './terminal-text.ts';

const LIST = 50;

/** The database and each row that changes, with why. */
export function repairLines({ repair }: Report, width: number, paint: Painter): string[] {
  if (repair === undefined) return [];
  const steps = repair.repairs
    .slice(0, LIST)
    .flatMap((step) => [
      `  ${paint('bold', repairTitle(step))}`,
      ...wrap(step.why, width - 4).map((line) => `    ${paint('dim', line)}`),
    ]);
  const hidden = repair.repairs.length - LIST;
  return [
    `${paint('dim', 'Database')}  ${repair.target}`,
    ...steps,
    ...(hidden > 0 ? [`  and ${hidden} more`] : []),
  ];
}
