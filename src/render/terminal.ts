import type { Finding, Report } from '../core/report.ts';
import { backupLines } from './backup-terminal.ts';
import { deploymentLines } from './deploy-terminal.ts';
import { devLines } from './dev-terminal.ts';
import { driftLines, driftWayLines } from './drift-terminal.ts';
import { initLines } from './init-terminal.ts';
import { repairLines } from './repair-terminal.ts';
import { rollbackLines } from './rollback-terminal.ts';
import { seedLines } from './seed-terminal.ts';
import { statusLines } from './status-terminal.ts';
import { changeLines } from './terminal-changes.ts';
import {
  columnsOf,
  lineWithin,
  nameWithin,
  type Painter,
  padTo,
  painter,
  wrap,
  wrapLines,
} from './terminal-text.ts';
import { cutEnd, visible, visibleLines, visibleName } from './visible.ts';
import {
  advice,
  baseNames,
  duration,
  engineInWords,
  LEVEL_NAMES,
  plural,
  proofSentences,
  REVERSAL_MEANINGS,
  REVERSAL_SOURCES,
  restoredInWords,
  signOf,
  stepTimes,
  verdictParts,
} from './wording.ts';

export interface TerminalOptions {
  /** Columns to write for; held between 60 and 160. */
  readonly width: number;
  /** Whether to use colours: only for a terminal, and not under NO_COLOR. */
  readonly colours: boolean;
}

const SIGNS = {
  '🔴': ['red', '✗'],
  '🟡': ['yellow', '!'],
  '🟢': ['green', '✓'],
  '⚪': ['dim', '–'],
} as const;
const LEVEL_STYLES = { error: 'red', warning: 'yellow', note: 'cyan' } as const;
const MIGRATIONS = 20;
const LIST = 20;
const FINDINGS = 100;

/** The report as text for people at a terminal, ending in a line break. Raw names come out without control characters. */
export function renderTerminal(report: Report, options: TerminalOptions): string {
  const width = Math.min(160, Math.max(60, options.width));
  const paint = painter(options.colours);
  const sections = [
    verdictLines(report, width, paint),
    migrationLines(report, width, paint),
    deploymentLines(report, width, paint),
    backupLines(report, width, paint),
    rollbackLines(report, width, paint),
    driftLines(report, width, paint),
    repairLines(report, width, paint),
    seedLines(report, width, paint),
    statusLines(report, width, paint),
    initLines(report, width, paint),
    devLines(report, width, paint),
    findingLines(report.findings, width, paint),
    changeLines(report, width, paint),
    driftWayLines(report, width, paint),
    reversalLines(report, width, paint),
    groundLines(report, width, paint),
  ];
  return `${sections
    .filter((lines) => lines.length > 0)
    .map((lines) => lines.join('\n'))
    .join('\n\n')}\n`;
}

function verdictLines(report: Report, width: number, paint: Painter): string[] {
  const [style, mark] = SIGNS[signOf(report)];
  const project = report.project === '.' ? [] : [nameWithin(report.project, 40)];
  const text = [...project, ...verdictParts(report)].join(' · ');
  const [first = '', ...rest] = wrap(text, width - 2);
  return [
    paint(style, paint('bold', `${mark} ${first}`)),
    ...rest.map((line) => paint(style, paint('bold', `  ${line}`))),
    ...indent(wrap(advice(report, visibleName), width - 2), 2),
  ];
}

function migrationLines(report: Report, width: number, paint: Painter): string[] {
  const shown = report.migrations.slice(0, MIGRATIONS).map((migration) => {
    const facts = [plural(migration.statements, 'statement')];
    if (migration.reversal !== null) facts.push(migration.reversal);
    return { file: migration.file.slice(migration.file.lastIndexOf('/') + 1), facts: facts.join(' · ') };
  });
  const factWidth = Math.max(0, ...shown.map(({ facts }) => facts.length));
  const files = shown.map(({ file }) => nameWithin(file, Math.max(16, width - factWidth - 4)));
  const fileWidth = Math.max(0, ...files.map(columnsOf));
  const lines = shown.map(
    ({ facts }, index) => `  ${padTo(files[index] ?? '', fileWidth)}  ${paint('dim', facts)}`,
  );
  const hidden = report.migrations.length - shown.length;
  return hidden > 0 ? [...lines, `  and ${plural(hidden, 'more migration')}`] : lines;
}

function findingLines(findings: readonly Finding[], width: number, paint: Painter): string[] {
  const ordered = (['error', 'warning', 'note'] as const).flatMap((level) =>
    findings.filter((finding) => finding.level === level),
  );
  const shown = ordered.slice(0, FINDINGS).map((finding) => findingBlock(finding, width, paint).join('\n'));
  const hidden = ordered.length - shown.length;
  if (hidden > 0) shown.push(`and ${plural(hidden, 'more finding')}`);
  return shown.length === 0 ? [] : [shown.join('\n\n')];
}

function findingBlock(finding: Finding, width: number, paint: Painter): string[] {
  const level = LEVEL_NAMES[finding.level].toLowerCase();
  const place =
    finding.file === null
      ? ''
      : [visible(finding.file), finding.line, finding.column].filter(isGiven).join(':');
  const state = finding.sqlState === undefined ? '' : ` (SQLSTATE ${nameWithin(finding.sqlState, 12)})`;
  const title = `${paint(LEVEL_STYLES[finding.level], paint('bold', level))} ${paint('dim', nameWithin(finding.code, 40) + state)}`;
  const excerpt =
    finding.excerpt === undefined || finding.excerpt === ''
      ? []
      : visibleLines(finding.excerpt)
          .split('\n')
          .slice(0, 12)
          .map((line) => `    ${paint('dim', lineWithin(line.replaceAll('\t', ' '), width - 4))}`);
  return [
    title,
    ...(place === '' ? [] : [`  ${paint('cyan', nameWithin(place, width - 2))}`]),
    ...indent(wrapLines(cutEnd(finding.message, 2_000), width - 2), 2),
    ...excerpt,
    ...labelled('fix: ', finding.remedy, width, paint),
  ];
}

function isGiven(part: string | number | null | undefined): part is string | number {
  return part !== null && part !== undefined;
}

function labelled(label: string, text: string, width: number, paint: Painter): string[] {
  const lines = wrap(cutEnd(text, 2_000), width - 2 - label.length);
  return lines.map(
    (line, index) => `  ${index === 0 ? paint('green', label) : ' '.repeat(label.length)}${line}`,
  );
}

function reversalLines(report: Report, width: number, paint: Painter): string[] {
  const { reversal } = report;
  if (reversal === null) return [];
  const style = { reversible: 'green', lossy: 'yellow', irreversible: 'red' } as const;
  const lines = [
    `${paint('bold', 'The way back:')} ${paint(style[reversal.verdict], reversal.verdict)}`,
    ...indent(wrap(REVERSAL_MEANINGS[reversal.verdict], width - 2), 2),
    ...bullets(reversal.reasons, width),
  ];
  if (reversal.objects.length > 0)
    lines.push('  Lost, or not coming back:', ...bullets(reversal.objects, width));
  if (reversal.dropsAgain.length > 0)
    lines.push('  Dropped again on the way back:', ...bullets(reversal.dropsAgain, width));
  lines.push(...indent(proofSentences(reversal), 2), ...bullets(reversal.proof.differences, width));
  if (reversal.sql !== '') {
    lines.push(...indent(wrap(`The SQL is ${REVERSAL_SOURCES[reversal.source]}.`, width - 2), 2));
  }
  return lines;
}

function bullets(items: readonly string[], width: number): string[] {
  const lines = items
    .slice(0, LIST)
    .flatMap((item) =>
      wrap(cutEnd(item, 600), width - 6).map((line, index) => `  ${index === 0 ? '- ' : '  '}${line}`),
    );
  if (items.length > LIST) lines.push(`  - and ${items.length - LIST} more`);
  return lines;
}

function groundLines(report: Report, width: number, paint: Painter): string[] {
  const facts: [string, string][] = [];
  const { base, engine } = report;
  const baseParts = baseNames(base);
  if (baseParts.length > 0) facts.push(['Base', baseParts.join(', newest version ')]);
  if (report.head !== null) {
    // Another deployment may ask for it in full.
    facts.push(['Head', report.deployment === undefined ? report.head.slice(0, 12) : report.head]);
  }
  if (engine !== null) facts.push(['Engine', engineInWords(engine)]);
  const restored = engine === null ? null : restoredInWords(engine);
  if (restored !== null) facts.push(['Restored', restored]);
  for (const standIn of engine?.standIns ?? [])
    facts.push(['Stand-in', `${standIn.extension}: ${standIn.missing}`]);
  if (report.timings.length > 0) {
    const total = report.timings.reduce((sum, timing) => sum + timing.milliseconds, 0);
    const steps = stepTimes(report.timings)
      .map(({ step, milliseconds }) => `${step} ${duration(milliseconds)}`)
      .join(', ');
    facts.push(['Time', `${duration(total)} (${steps})`]);
  }
  return facts.flatMap(([label, text]) =>
    wrap(cutEnd(text, 600), width - 10).map(
      (line, index) => `${paint('dim', padTo(index === 0 ? label : '', 10))}${line}`,
    ),
  );
}

function indent(lines: readonly string[], depth: number): string[] {
  return lines.map((line) => ' '.repeat(depth) + line);
}
