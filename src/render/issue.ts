import { createHash } from 'node:crypto';
import type { Report } from '../core/report.ts';
import { commentValue } from './escape.ts';
import { COMMENT_LIMIT, type MarkdownOptions, renderSummary } from './markdown.ts';
import { VOLATILE_MARK } from './marker.ts';
import { visibleName } from './visible.ts';

/** Left free for what is written behind the body. */
const RESERVE = 1_000;

export interface RenderedIssue {
  readonly title: string;
  /** Under GitHub's limit, with the hidden marker in its first line. */
  readonly body: string;
  /** How its first line begins, whatever the rest says. */
  readonly marker: string;
}

/** The issue of an environment: what a look for drift found, for whoever is to mend it. */
export function renderIssue(report: Report, options: MarkdownOptions): RenderedIssue {
  const environment = report.drift?.environment ?? '';
  const place = report.project === '.' ? '' : ` (${visibleName(report.project, 60)})`;
  const marker = `<!-- sluice:drift:${commentValue(report.project)}:${commentValue(environment)} `;
  const text = renderSummary(report, { ...options, limit: COMMENT_LIMIT - RESERVE });
  return {
    title: `Database ${visibleName(environment, 60)}${place}: the schema is not what it should be`,
    body: `${marker}digest:${digestOf(text)} -->\n${text}`,
    marker,
  };
}

/** Whether two bodies say the same: timings and links to runs may differ. A body that was edited by hand is not the same. */
export function issueIsSame(left: string, right: string): boolean {
  const [one, other] = [intactDigest(left), intactDigest(right)];
  return one !== null && one === other;
}

function intactDigest(body: string): string | null {
  const text = body.replace(/\r\n?/gu, '\n');
  const [whole, digest] = /^<!-- sluice:drift:\S+ digest:([0-9a-f]+) -->\n/u.exec(text) ?? [];
  if (whole === undefined || digest === undefined) return null;
  return digestOf(text.slice(whole.length)) === digest ? digest : null;
}

function digestOf(text: string): string {
  const end = text.lastIndexOf(VOLATILE_MARK);
  const stable = end === -1 ? text : text.slice(0, end);
  return createHash('sha256').update(stable.trimEnd()).digest('hex').slice(0, 24);
}
