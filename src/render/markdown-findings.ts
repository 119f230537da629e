import type { Finding } from '../core/report.ts';
import { code, fence, fileUrl, link, prose } from './escape.ts';
import type { Section } from './markdown-section.ts';
import { cutEnd } from './visible.ts';
import { LEVEL_NAMES, plural } from './wording.ts';

/** Further findings are told without their excerpt: nobody reads fifty of those. */
const EXCERPTS = 8;
/** More are never written, not even in the summary; their number is told. */
const MOST = 1_000;
const EXCERPT_LINES = 12;
const EXCERPT_WIDTH = 200;

/**
 * The findings a person must deal with, worst first, as a section of any number of them; empty without any. They
 * are written once, however often a shorter section is asked for; `elsewhere` is where a reader finds the rest.
 */
export function findingsSections(
  findings: readonly Finding[],
  linkBase: string | null,
  elsewhere: string,
): (limit: number) => Section {
  const serious = [...ofLevel(findings, 'error'), ...ofLevel(findings, 'warning')];
  const written = serious
    .slice(0, MOST)
    .map((finding, index) => findingBlocks(finding, linkBase, index < EXCERPTS));
  return (limit) => {
    const shown = written.slice(0, limit);
    const hidden = serious.length - shown.length;
    if (serious.length === 0) return { blocks: [], hidden };
    const more = shown.length === 0 ? plural(hidden, 'finding') : plural(hidden, 'more finding');
    const rest = hidden === 0 ? [] : [`…and ${more}, see ${elsewhere}.`];
    return { blocks: ['#### Needs a person', ...shown.flat(), ...rest], hidden };
  };
}

/** The notes, collapsed; empty without any. */
export function notesSection(findings: readonly Finding[], linkBase: string | null): readonly string[] {
  const notes = ofLevel(findings, 'note');
  if (notes.length === 0) return [];
  return [
    `<details><summary>${plural(notes.length, 'note')}</summary>`,
    ...notes.slice(0, MOST).flatMap((finding, index) => findingBlocks(finding, linkBase, index < EXCERPTS)),
    '</details>',
  ];
}

function ofLevel(findings: readonly Finding[], level: Finding['level']): readonly Finding[] {
  return findings.filter((finding) => finding.level === level);
}

/** One paragraph without line breaks in the source, as comments show those and summaries do not; then the excerpt. */
function findingBlocks(finding: Finding, linkBase: string | null, withExcerpt: boolean): string[] {
  const head = [`**${LEVEL_NAMES[finding.level]}**`];
  if (finding.file !== null) head.push(placeLink(finding.file, finding.line, linkBase));
  head.push(code(finding.code));
  if (finding.sqlState !== undefined) head.push(`SQLSTATE ${code(finding.sqlState)}`);
  const lines = [head.join(' · '), ...messageLines(finding.message), `**Fix:** ${prose(finding.remedy)}`];
  const excerpt = withExcerpt ? (finding.excerpt ?? '') : '';
  return [lines.join('<br>'), ...(excerpt === '' ? [] : [fence(cutExcerpt(excerpt), 'text')])];
}

/** The lines of a list (`- `) keep their own. */
function messageLines(message: string): readonly string[] {
  return cutEnd(message, 800)
    .split(/\n(?=- )/u)
    .map((line) => (line.startsWith('- ') ? `• ${prose(line.slice(2))}` : prose(line)));
}

/** `path:line` as a link to that line, or as plain code without a base. */
function placeLink(file: string, line: number | null, linkBase: string | null): string {
  return link(code(line === null ? file : `${file}:${line}`, 100), fileUrl(linkBase, file, line));
}

function cutExcerpt(excerpt: string): string {
  const lines = excerpt.split(/\r\n?|\n/u);
  const shown = lines.slice(0, EXCERPT_LINES).map((line) => cutEnd(line, EXCERPT_WIDTH));
  return (lines.length > EXCERPT_LINES ? [...shown, '…'] : shown).join('\n');
}
