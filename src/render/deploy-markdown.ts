import type { Report } from '../core/report.ts';
import { deploymentFacts, segmentLine, sizeInWords } from './deploy-wording.ts';
import { code, fence } from './escape.ts';

const LIST = 30;
const STATEMENTS = 60;

/** What a deployment adds to the summary: the database, the plan, sizes, and the statements of a plan, folded. */
export function deploymentSection(report: Report): readonly string[] {
  const { deployment, plan } = report;
  if (deployment === undefined) return [];
  const facts = deploymentFacts(report, deployment).map(([label, text]) => `- ${label}: ${code(text, 200)}`);
  const sizes = (plan?.sizes ?? [])
    .slice(0, LIST)
    .map((size) => `- ${code(`${size.schema}.${size.name}`)}: ${sizeInWords(size)}`);
  return [
    ...(facts.length === 0 ? [] : [facts.join('\n')]),
    ...(sizes.length === 0 ? [] : ['**Tables it touches**', sizes.join('\n')]),
    ...(deployment.outcome === 'planned' ? statementsBlock(report) : []),
  ];
}

function statementsBlock(report: Report): readonly string[] {
  const segments = report.plan?.segments ?? [];
  const lines: string[] = [];
  let room = STATEMENTS;
  let hidden = 0;
  for (const [index, segment] of segments.entries()) {
    if (segment.done) continue;
    const shown = segment.statements.slice(0, Math.max(0, room));
    room -= shown.length;
    hidden += segment.statements.length - shown.length + segment.more;
    if (shown.length === 0) continue;
    lines.push(`-- ${segmentLine(report, index)}`, ...shown.map(({ sql }) => `${sql};`), '');
  }
  if (hidden > 0) lines.push(`-- and ${hidden} more statements`);
  if (lines.length === 0) return [];
  return [
    '<details><summary>What would run</summary>',
    fence(lines.join('\n').trimEnd(), 'sql'),
    '</details>',
  ];
}
