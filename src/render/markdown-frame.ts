/** The parts of the comment around findings, changes and reversal. */
import type { Report } from '../core/report.ts';
import { code, fence, fileUrl, link, prose } from './escape.ts';
import { type LifeStage, lifeBlock } from './life.ts';
import { renderMermaid } from './mermaid.ts';
import {
  advice,
  baseNames,
  duration,
  engineInWords,
  plural,
  restoredInWords,
  signOf,
  stepTimes,
  verdictParts,
} from './wording.ts';

const TIMING_LIMIT = 30;
/** A diagram of more tables is folded away, or it pushes everything else off the screen. */
const OPEN_DIAGRAM_TABLES = 5;

/** The verdict line and what to do about it. */
export function verdictSection(report: Report): readonly string[] {
  const project = report.project === '.' ? [] : [code(report.project)];
  const show = (name: string, limit = 100): string => code(name, limit);
  const line = `### ${signOf(report)} ${[...project, ...verdictParts(report, show)].join(' · ')}`;
  return [line, advice(report, show)];
}

/** Where the change has come to: `reviewed ✓ → staging ✓ → production waiting`, each with its run. */
export function lifeSection(life: readonly LifeStage[] | undefined): readonly string[] {
  const block = lifeBlock(life ?? []);
  return block === null ? [] : [block];
}

export function migrationsSection(report: Report, linkBase: string | null, limit: number): readonly string[] {
  if (report.migrations.length === 0) return [];
  const lines = report.migrations.slice(0, limit).map((migration) => {
    const file = migration.file.slice(migration.file.lastIndexOf('/') + 1);
    const facts = [link(code(file, 100), fileUrl(linkBase, migration.file, null))];
    facts.push(plural(migration.statements, 'statement'));
    if (migration.reversal !== null && report.migrations.length > 1) facts.push(migration.reversal);
    return `- ${facts.join(' · ')}`;
  });
  const hidden = report.migrations.length - lines.length;
  if (hidden > 0) lines.push(`- and ${plural(hidden, 'more migration')}`);
  return [lines.join('\n')];
}

export function diagramSection(report: Report): readonly string[] {
  if (report.diagram === null) return [];
  const text = renderMermaid(report.diagram, report.changes);
  if (text === null) return [];
  const picture = fence(text, 'mermaid');
  return report.diagram.tables.length <= OPEN_DIAGRAM_TABLES
    ? ['#### Touched tables', picture]
    : ['<details><summary>Diagram of the touched tables</summary>', picture, '</details>'];
}

export function differenceSection(report: Report): readonly string[] {
  if (report.differenceSql.trim() === '') return [];
  return [
    '<details><summary>The difference as SQL</summary>',
    'What separates the base from the head, as one script:',
    fence(report.differenceSql, 'sql'),
    '</details>',
  ];
}

/** What the judgement stands on: base, head, engine and what the engine only pretends to have. */
export function groundsSection(report: Report, limit: number): readonly string[] {
  const { base, head, plan, engine } = report;
  const lines: string[] = [];
  const names = baseNames(base).map((name) => code(name));
  if (names.length > 0) lines.push(`- Base: ${names.join(', newest version ')}`);
  if (head !== null) lines.push(`- Head: ${code(head)}`);
  if (plan !== null) lines.push(`- Plan: ${code(plan.digest)}`);
  if (engine !== null) {
    lines.push(`- Engine: ${prose(engineInWords(engine), 200)}`);
    for (const standIn of engine.standIns.slice(0, limit)) {
      lines.push(`- Stand-in for ${code(standIn.extension)}: ${prose(standIn.missing, 200)}`);
    }
    const hidden = engine.standIns.length - limit;
    if (hidden > 0) lines.push(`- and ${plural(hidden, 'more stand-in')}`);
  }
  if (lines.length === 0) return [];
  return ['<details><summary>How this was checked</summary>', lines.join('\n'), '</details>'];
}

/** What differs from run to run: the link to the full report and how long it took. */
export function runSection(report: Report, summaryUrl: string | null, withSteps: boolean): readonly string[] {
  const parts: string[] = [];
  if (summaryUrl !== null && summaryUrl.length <= 1_000) parts.push(link('Full report', summaryUrl));
  if (report.timings.length > 0) {
    const total = report.timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
    parts.push(`took ${duration(total)}`);
    const steps = stepTimes(report.timings)
      .slice(0, TIMING_LIMIT)
      .map(({ step, milliseconds }) => `${prose(step, 40)} ${duration(milliseconds)}`);
    if (withSteps) parts.push(steps.join(', '));
  }
  const restored = report.engine === null ? null : restoredInWords(report.engine);
  if (restored !== null) {
    parts.push(restored);
  }
  return parts.length === 0 ? [] : [`<sub>${parts.join(' · ')}</sub>`];
}
