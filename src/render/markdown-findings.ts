import type { Finding } from '../core/report.ts';
import { code, fence, fileUrl, link, prose } from './escape.ts';
import { cutEnd } from './visible.ts';
import { LEVEL_NAMES, plural } from './wording.ts';

const EXCERPT_LINES = 12;
const EXCERPT_WIDTH = 200;

/** The findings a person must deal with, worst first; empty without any. */
export function findingsSection(
  findings: readonly Finding[],
  linkBase: string | null,
  limit: number,
): readonly string[] {
  const serious = [...pick(findings, 'error'), ...pick(findings, 'warning')];
  if (serious.length === 0) return [];
  const shown = serious.slice(0, limit);
  const blocks = shown.flatMap((finding) => findingBlocks(finding, linkBase));
  const hidden = serious.length - shown.length;
  const more = hidden === 0 ? [] : [`…and ${plural(hidden, 'more finding')}, see the job summary.`];
  return ['#### Needs a person', ...blocks, ...more];
}

/** The notes, collapsed; empty without any. */
export function notesSection(findings: readonly Finding[], linkBase: string | null): readonly string[] {
  const notes = pick(findings, 'note');
  if (notes.length === 0) return [];
  return [
    `<details><summary>${plural(notes.length, 'note')}</summary>`,
    ...notes.flatMap((finding) => findingBlocks(finding, linkBase)),
    '</details>',
  ];
}

function pick(findings: readonly Finding[], level: Finding['level']): readonly Finding[] {
  return findings.filter((finding) => finding.level === level);
}

function findingBlocks(finding: Finding, linkBase: string | null): string[] {
  const place = finding.file === null ? null : placeLink(finding.file, finding.line, linkBase);
  const state = finding.sqlState === undefined ? null : `SQLSTATE ${code(finding.sqlState)}`;
  const head = [`**${LEVEL_NAMES[finding.level]}**`, code(finding.code), place, state].filter(
    (part) => part !== null,
  );
  const blocks = [
    `${head.join(' · ')}<br>\n**What:** ${prose(finding.message)}<br>\n**Fix:** ${prose(finding.remedy)}`,
  ];
  if (finding.excerpt !== undefined && finding.excerpt !== '')
    blocks.push(fence(cutExcerpt(finding.excerpt), 'text'));
  return blocks;
}

/** `path:line` as a link to that line, or as plain code without a base. */
export function placeLink(file: string, line: number | null, linkBase: string | null): string {
  return link(code(`${file}${line === null ? '' : `:${line}`}`, 100), fileUrl(linkBase, file, line));
}

function cutExcerpt(excerpt: string): string {
  const lines = excerpt.split(/\r\n?|\n/u);
  const shown = lines.slice(0, EXCERPT_LINES).map((line) => cutEnd(line, EXCERPT_WIDTH));
  return (lines.length > EXCERPT_LINES ? [...shown, '…'] : shown).join('\n');
}
