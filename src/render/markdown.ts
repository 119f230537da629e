import type { Report } from '../core/report.ts';
import { type Detail, FULL_DETAIL, REDUCTIONS } from './detail.ts';
import { cell, code, fence, fileUrl, link, prose } from './escape.ts';
import { LIFE_MARKS, type LifeStage } from './life.ts';
import { changesSection } from './markdown-changes.ts';
import { findingsSection, notesSection } from './markdown-findings.ts';
import { reversalSection } from './markdown-reversal.ts';
import { markerLine, VOLATILE_MARK } from './marker.ts';
import { renderMermaid } from './mermaid.ts';
import { advice, duration, engineInWords, plural, signOf, verdictParts } from './wording.ts';

/** GitHub's limit for the body of a comment, in characters; we keep to it in UTF-8 bytes, which are never fewer. */
export const COMMENT_LIMIT = 65_536;
/** GitHub's limit for a step's job summary, 1 MiB, less room for what else the step may write. */
export const SUMMARY_LIMIT = 1_000_000;
/** Kept free for what varies from run to run, so that it never decides what else is shown. */
const VOLATILE_RESERVE = 2_600;
const MIGRATION_LIMIT = 15;
const OPEN_DIAGRAM_TABLES = 6;

export interface MarkdownOptions {
  /** Where files of the head are seen, `https://github.com/o/r/blob/<sha>`; null: places are not links. */
  readonly linkBase: string | null;
  /** The page with the full report, usually the run's; null where there is none. */
  readonly summaryUrl: string | null;
  /** The life of the change so far; left out when absent. */
  readonly life?: readonly LifeStage[];
  /** Largest result in UTF-8 bytes. */
  readonly limit?: number;
}

/**
 * The sticky comment: Markdown under GitHub's limit whose first line is the hidden marker of the project. What does
 * not fit is left out step by step, and the comment says so.
 */
export function renderComment(report: Report, options: MarkdownOptions): string {
  const limit = options.limit ?? COMMENT_LIMIT;
  const { stable, run } = composeWithin(report, options, limit - 400);
  return `${markerLine(report.project, stable)}\n${stable}\n${run}`;
}

/** The job summary: the same report without marker, with the summary's far larger limit. */
export function renderSummary(report: Report, options: MarkdownOptions): string {
  const { stable, run } = composeWithin(report, options, options.limit ?? SUMMARY_LIMIT);
  return `${stable}\n${run}`;
}

interface Composed {
  /** All that only a changed review changes. */
  readonly stable: string;
  /** What differs from run to run: timings and the link to the run. */
  readonly run: string;
}

function composeWithin(report: Report, options: MarkdownOptions, limit: number): Composed {
  const room = limit - VOLATILE_RESERVE;
  let stable = '';
  for (const detail of REDUCTIONS) {
    stable = stablePart(report, options, detail);
    if (bytes(stable) <= room) break;
  }
  const withTimings = runPart(report, options, true);
  const fits = bytes(stable) + bytes(withTimings) + 1 <= limit;
  return { stable, run: fits ? withTimings : runPart(report, options, false) };
}

function stablePart(report: Report, options: MarkdownOptions, detail: Detail): string {
  const blocks = [
    heading(report),
    ...reducedNotice(detail, options),
    ...lifeLine(options.life),
    advice(report),
    ...migrationList(report, options.linkBase),
    ...findingsSection(report.findings, options.linkBase, detail.findingLimit),
    ...changesSection(report.changes, options.linkBase, detail),
    ...(detail.diagram ? diagramSection(report) : []),
    ...(detail.differenceSql ? sqlSection(report) : []),
    ...reversalSection(report.reversal, detail.reversalSql),
    ...(detail.notes ? notesSection(report.findings, options.linkBase) : []),
    ...groundsSection(report),
  ];
  return blocks.join('\n\n');
}

function heading(report: Report): string {
  const project = report.project === '.' ? '' : `${code(report.project)} · `;
  return `### ${signOf(report)} ${project}${verdictParts(report).join(' · ')}`;
}

function reducedNotice(detail: Detail, options: MarkdownOptions): string[] {
  const omitted = omissions(detail);
  if (omitted.length === 0) return [];
  const where = options.summaryUrl === null ? 'the job summary' : 'the job summary, linked at the end';
  return [`> Shortened to fit: ${omitted.join(', ')} left out. The full report is in ${where}.`];
}

function omissions(detail: Detail): string[] {
  const omitted: string[] = [];
  if (!detail.differenceSql) omitted.push('SQL of the difference');
  if (!detail.reversalSql) omitted.push('SQL of the way back');
  if (!detail.diagram) omitted.push('diagram');
  if (!detail.notes) omitted.push('notes');
  if (detail.changes === 'hazards') omitted.push('changes without hazards');
  if (Number.isFinite(detail.changeLimit)) omitted.push('further changes');
  if (Number.isFinite(detail.findingLimit)) omitted.push('further findings');
  return omitted;
}

function lifeLine(life: readonly LifeStage[] | undefined): string[] {
  if (life === undefined || life.length === 0) return [];
  const stations = life.slice(0, 20).map((stage) => {
    const mark = [prose(stage.stage, 60), LIFE_MARKS[stage.state]].filter((part) => part !== '').join(' ');
    const when = stage.when === null ? '' : ` (${prose(stage.when, 40)})`;
    return `${link(mark, stage.link)}${when}`;
  });
  return [stations.join(' → ')];
}

function migrationList(report: Report, linkBase: string | null): string[] {
  if (report.migrations.length === 0) return [];
  const lines = report.migrations.slice(0, MIGRATION_LIMIT).map((migration) => {
    const file = migration.file.slice(migration.file.lastIndexOf('/') + 1);
    const facts = [plural(migration.statements, 'statement')];
    if (migration.reversal !== null && report.migrations.length > 1) facts.push(migration.reversal);
    return `- ${link(code(file, 100), fileUrl(linkBase, migration.file, null))} · ${facts.join(' · ')}`;
  });
  const hidden = report.migrations.length - lines.length;
  if (hidden > 0) lines.push(`- and ${plural(hidden, 'more migration')}`);
  return [lines.join('\n')];
}

function diagramSection(report: Report): string[] {
  if (report.diagram === null) return [];
  const text = renderMermaid(report.diagram);
  if (text === null) return [];
  const open = report.diagram.tables.length <= OPEN_DIAGRAM_TABLES;
  return open
    ? ['#### Tables', fence(text, 'mermaid')]
    : ['<details><summary>Diagram of the tables</summary>', fence(text, 'mermaid'), '</details>'];
}

function sqlSection(report: Report): string[] {
  if (report.differenceSql.trim() === '') return [];
  return [
    '<details><summary>SQL of the difference</summary>',
    'What separates the base from the head, as one script:',
    fence(report.differenceSql, 'sql'),
    '</details>',
  ];
}

function groundsSection(report: Report): string[] {
  const lines: string[] = [];
  const { base, head, engine } = report;
  if (base.ref !== null || base.version !== null) {
    const names = [base.ref, base.version].filter((part) => part !== null).map((part) => code(part));
    lines.push(`- Base: ${names.join(', newest version ')}`);
  }
  if (head !== null) lines.push(`- Head: ${code(head)}`);
  if (report.plan !== null) lines.push(`- Plan: ${code(report.plan.digest)}`);
  if (engine !== null) {
    lines.push(`- Engine: ${prose(engineInWords(engine), 100)}`);
    for (const standIn of engine.standIns.slice(0, 40)) {
      lines.push(`- Stand-in for ${code(standIn.extension)}: ${prose(standIn.missing, 200)}`);
    }
  }
  if (lines.length === 0) return [];
  return ['<details><summary>How this was found out</summary>', lines.join('\n'), '</details>'];
}

function runPart(report: Report, options: MarkdownOptions, withTimings: boolean): string {
  const total = report.timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
  const parts: string[] = [];
  if (options.summaryUrl !== null) parts.push(link('Full report', shortUrl(options.summaryUrl)));
  if (report.timings.length > 0) parts.push(`reviewed in ${duration(total)}`);
  const blocks = [VOLATILE_MARK];
  if (withTimings && report.timings.length > 0) {
    const rows = report.timings
      .slice(0, 30)
      .map((timing) => `${prose(timing.step, 60)} ${duration(timing.milliseconds)}`);
    parts.push(rows.join(', '));
  }
  if (parts.length > 0) blocks.push(`<sub>${parts.map(cell).join(' · ')}</sub>`);
  return blocks.join('\n\n');
}

function shortUrl(url: string): string | null {
  return url.length <= 1_000 ? url : null;
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}

export { FULL_DETAIL };
