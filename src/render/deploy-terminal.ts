import type { Report } from '../core/report.ts';
import { deploymentFacts, sizeInWords } from './deploy-wording.ts';
import { nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';
import { cutEnd } from './visible.ts';

const LIST = 30;
const STATEMENTS = 40;

/** What a deployment adds to the report's text: the database, the plan, the statements of a plan, and sizes. */
export function deploymentLines(report: Report, width: number, paint: Painter): string[] {
  const { deployment, plan } = report;
  if (deployment === undefined) return [];
  const lines = deploymentFacts(report, deployment).flatMap(([label, text]) =>
    // A digest is to be copied, so it stays in one piece.
    (label === 'Plan' ? [text] : wrap(cutEnd(text, 600), width - 10)).map(
      (line, index) => `${paint('dim', padTo(index === 0 ? label : '', 10))}${line}`,
    ),
  );
  const sizes = (plan?.sizes ?? []).slice(0, LIST);
  if (sizes.length > 0) lines.push(paint('bold', 'Tables it touches:'));
  for (const size of sizes) {
    lines.push(
      `  ${nameWithin(`${size.schema}.${size.name}`, width - 40)}  ${paint('dim', sizeInWords(size))}`,
    );
  }
  return deployment.outcome === 'planned' ? [...lines, ...statementLines(report, width, paint)] : lines;
}

function statementLines({ plan }: Report, width: number, paint: Painter): string[] {
  const segments = plan?.segments ?? [];
  const statements = segments
    .filter(({ done }) => !done)
    .flatMap(({ version, statements: list }) => list.map(({ line, sql }) => ({ version, line, sql })));
  if (statements.length === 0) return [];
  const all = segments.reduce(
    (sum, { statements: list, more, done }) => sum + (done ? 0 : list.length + more),
    0,
  );
  const shown = statements.slice(0, STATEMENTS).map(({ version, line, sql }) => {
    const text = nameWithin(sql.replaceAll(/\s+/gu, ' '), Math.max(20, width - version.length - 10));
    return `  ${paint('dim', `${version}:${line}`)}  ${text}`;
  });
  const hidden = all - shown.length;
  return [
    paint('bold', 'What would run:'),
    ...shown,
    ...(hidden > 0 ? [`  and ${hidden} more statement${hidden === 1 ? '' : 's'}`] : []),
  ];
}
