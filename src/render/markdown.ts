import type { Report } from '../core/report.ts';
import { backupSection } from './backup-markdown.ts';
import { deploymentSection } from './deploy-markdown.ts';
import { type Detail, REDUCTIONS } from './detail.ts';
import { devSection } from './dev-markdown.ts';
import { driftSection, driftWays } from './drift-markdown.ts';
import { initSection } from './init-markdown.ts';
import type { LifeStage } from './life.ts';
import { changesSections } from './markdown-changes.ts';
import { findingsSections, notesSection } from './markdown-findings.ts';
import {
  diagramSection,
  differenceSection,
  groundsSection,
  lifeSection,
  migrationsSection,
  runSection,
  verdictSection,
} from './markdown-frame.ts';
import { reversalSection } from './markdown-reversal.ts';
import { markerLine, VOLATILE_MARK } from './marker.ts';
import { repairSection } from './repair-markdown.ts';
import { rollbackSection } from './rollback-markdown.ts';
import { seedSection } from './seed-markdown.ts';
import { statusSection } from './status-markdown.ts';

/** GitHub's limit for the body of a comment, in characters. We keep to it in UTF-8 bytes, which are never fewer. */
export const COMMENT_LIMIT = 65_536;
/** GitHub's limit for a step's job summary is 1 MiB; the rest is room for what else the step may write. */
export const SUMMARY_LIMIT = 1_000_000;
/** Kept free for what varies from run to run, so that it never decides what else is shown. */
const RUN_RESERVE = 2_000;
const MIGRATIONS = 15;
const JOB_SUMMARY = 'the job summary';

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
 * The sticky comment: Markdown under GitHub's limit whose first line is the hidden marker of the project folder.
 * What does not fit is left out step by step, and the comment says so.
 */
export function renderComment(report: Report, options: MarkdownOptions): string {
  const room = (options.limit ?? COMMENT_LIMIT) - bytes(markerLine(report.project, '')) - 1;
  const { stable, run } = composeWithin(report, { ...options, elsewhere: JOB_SUMMARY }, room);
  return `${markerLine(report.project, stable)}\n${stable}${run}`;
}

/** The job summary: the same report without marker, with the summary's far larger limit. */
export function renderSummary(report: Report, options: MarkdownOptions): string {
  const placed = { ...options, elsewhere: 'the JSON report' };
  const { stable, run } = composeWithin(report, placed, options.limit ?? SUMMARY_LIMIT);
  return `${stable}${run}`;
}

interface PlacedOptions extends MarkdownOptions {
  /** Where a reader finds what is left out here. */
  readonly elsewhere: string;
}

interface Composed {
  /** All that only a changed review changes. */
  readonly stable: string;
  /** What differs from run to run. */
  readonly run: string;
}

/** The first reduction that fits; the bare verdict where none does. The run never has a say in which one that is. */
function composeWithin(report: Report, options: PlacedOptions, room: number): Composed {
  const stable = firstThatFits(report, options, room - RUN_RESERVE);
  const run = [true, false]
    .map((withSteps) => runPart(report, options, withSteps))
    .find((part) => bytes(stable) + bytes(part) <= room);
  return { stable, run: run ?? `\n\n${VOLATILE_MARK}\n` };
}

function firstThatFits(report: Report, options: PlacedOptions, room: number): string {
  const parts = writeParts(report, options);
  for (const detail of REDUCTIONS) {
    const text = stablePart(report, options, parts, detail);
    if (bytes(text) <= room) return text;
  }
  return [...parts.verdict, notice(['everything else'], options)].join('\n\n');
}

/** What is written once and then shown whole, in part or not at all. */
function writeParts(report: Report, options: PlacedOptions) {
  const { linkBase } = options;
  return {
    verdict: verdictSection(report),
    life: lifeSection(options.life),
    deployment: deploymentSection(report),
    backup: backupSection(report),
    rollback: rollbackSection(report),
    drift: driftSection(report),
    driftWays: driftWays(report),
    repair: repairSection(report),
    seed: seedSection(report),
    status: statusSection(report),
    init: initSection(report),
    dev: devSection(report),
    findings: findingsSections(report.findings, linkBase, options.elsewhere),
    changes: changesSections(report, linkBase, options.elsewhere),
    diagram: diagramSection(report),
    difference: differenceSection(report),
    notes: notesSection(report.findings, linkBase),
  };
}

function stablePart(
  report: Report,
  options: PlacedOptions,
  parts: ReturnType<typeof writeParts>,
  detail: Detail,
): string {
  const { diagram, difference, notes } = parts;
  const findings = parts.findings(detail.findings);
  const changes = parts.changes(detail);
  const omitted = [
    !detail.differenceSql && difference.length > 0 ? 'the difference as SQL' : null,
    !detail.reversalSql && (report.reversal?.sql ?? '') !== '' ? 'the SQL of the way back' : null,
    !detail.diagram && diagram.length > 0 ? 'the diagram' : null,
    !detail.notes && notes.length > 0 ? 'notes' : null,
    changes.hidden > 0 ? 'changes' : null,
    findings.hidden > 0 ? 'findings' : null,
  ].filter((part) => part !== null);
  const blocks = [
    ...parts.verdict,
    ...parts.life,
    ...(omitted.length === 0 ? [] : [notice(omitted, options)]),
    ...migrationsSection(report, options.linkBase, Math.min(MIGRATIONS, detail.entries)),
    ...parts.deployment,
    ...parts.backup,
    ...parts.rollback,
    ...parts.drift,
    ...parts.repair,
    ...parts.seed,
    ...parts.status,
    ...parts.init,
    ...parts.dev,
    ...findings.blocks,
    ...changes.blocks,
    ...(detail.differenceSql ? parts.driftWays : []),
    ...(detail.diagram ? diagram : []),
    ...(detail.differenceSql ? difference : []),
    ...reversalSection(report.reversal, detail),
    ...(detail.notes ? notes : []),
    ...groundsSection(report, detail.entries),
  ];
  return blocks.join('\n\n');
}

function notice(omitted: readonly string[], { elsewhere, summaryUrl }: PlacedOptions): string {
  const linked = summaryUrl !== null && elsewhere === JOB_SUMMARY ? ', linked at the end' : '';
  return `> **Shortened to fit.** Left out here: ${omitted.join(', ')}. The full report is in ${elsewhere}${linked}.`;
}

function runPart(report: Report, options: PlacedOptions, withSteps: boolean): string {
  return `\n\n${[VOLATILE_MARK, ...runSection(report, options.summaryUrl, withSteps)].join('\n\n')}\n`;
}

function bytes(text: string): number {
  return Buffer.byteLength(text, 'utf8');
}
