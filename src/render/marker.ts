import { createHash } from 'node:crypto';
import { commentValue } from './escape.ts';
import { withoutLife } from './life.ts';

/** After it stands only what differs from run to run. */
export const VOLATILE_MARK = '<!-- sluice:run -->';

const MARKER = '<!-- sluice:review:';

/** The beginning of the hidden marker by which the comment of a project folder is found again. */
export function markerPrefix(project: string): string {
  return `${MARKER}${commentValue(project)} `;
}

/** The hidden first line of a comment: whose it is, and the digest of all that only a changed review changes; so not of its life. */
export function markerLine(project: string, stable: string): string {
  return `${markerPrefix(project)}digest:${digestOf(stable)} -->`;
}

/** Whether a comment body carries the marker of some project in its first line. */
export function carriesSomeMarker(body: string): boolean {
  return body.startsWith(MARKER);
}

/** Whether a comment body carries the marker of the project in its first line. */
export function carriesMarker(body: string, project: string): boolean {
  return body.startsWith(markerPrefix(project));
}

/**
 * Whether two comment bodies say the same review: timings and run links may differ. A body that somebody edited by
 * hand is not the same, as its text no longer fits its digest.
 */
export function bodyIsSame(left: string, right: string): boolean {
  const [first, second] = [read(left), read(right)];
  return first !== null && second !== null && first.marker === second.marker && first.intact && second.intact;
}

function read(body: string): { marker: string; intact: boolean } | null {
  const text = body.replace(/\r\n?/gu, '\n');
  const match = /^(<!-- sluice:review:\S+ digest:([0-9a-f]+) -->)\n/u.exec(text);
  const [whole, marker, digest] = match ?? [];
  const end = text.lastIndexOf(VOLATILE_MARK);
  if (whole === undefined || marker === undefined || digest === undefined || end === -1) return null;
  return { marker, intact: digestOf(text.slice(whole.length, end)) === digest };
}

function digestOf(stable: string): string {
  return createHash('sha256').update(withoutLife(stable).trimEnd()).digest('hex').slice(0, 24);
}
