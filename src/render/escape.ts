/**
 * Everything that stands between text from a pull request and the Markdown that GitHub renders.
 *
 * Names are shown in code spans and SQL in code fences: GitHub neither links, mentions nor renders anything in
 * there (https://github.github.com/gfm/#code-spans). Sentences are taken apart into words, and each word that is
 * more than letters goes into a code span too. No other door leads from a report into Markdown.
 */
import { cutEnd, cutMiddle, NAME_LIMIT, visibleLines, visibleName } from './visible.ts';

/** A raw name as a code span: nothing in it can mention, link, render or leave the span. */
export function code(name: string, limit: number = NAME_LIMIT): string {
  return span(visibleName(name, limit));
}

/** One cell of a GFM table: the pipes of inline Markdown made above are escaped, so that none divides the row. */
export function cell(inline: string): string {
  // Renderers disagree about backslashes before an escaped pipe, so those are shown as a look-alike.
  return inline.replace(/(\\*)\|/gu, (_, slashes: string) => `${'∖'.repeat(slashes.length)}\\|`);
}

/**
 * A raw sentence as inline Markdown. Plain words stay, what is in backticks and what looks like a name, number,
 * address, mention or markup becomes a code span. At most `limit` characters of it. It begins no list, quote or
 * heading, wherever it stands, and is never empty.
 */
export function prose(sentence: string, limit = 800): string {
  const flat = cutEnd(sentence, limit).replace(/\s+/gu, ' ').trim();
  if (flat === '') return '–';
  const [opening = ''] = BLOCK_OPENING.exec(flat) ?? [];
  const pieces = flat
    .slice(opening.length)
    .split(/(`[^`]+`)/u)
    .flatMap((piece) => (/^`[^`]+`$/u.test(piece) ? [code(piece.slice(1, -1), 160)] : words(piece)));
  return join(opening === '' ? pieces : [code(opening), ...pieces]);
}

/**
 * A raw phrase, often half SQL, as inline Markdown: plain words as they are, anything else whole in one code span.
 */
export function phrase(text: string, limit = 160): string {
  const shown = prose(text, limit);
  return shown.includes('`') ? code(text, limit) : shown;
}

/** Text of many lines as a fenced code block that its content cannot close. */
export function fence(text: string, language: 'sql' | 'text' | 'mermaid'): string {
  const content = countLongRuns(visibleLines(text).replace(/\n+$/u, ''));
  const ticks = '`'.repeat(Math.max(3, longestRun(content) + 1));
  return `${ticks}${language}\n${content}\n${ticks}`;
}

/** A link made of inline Markdown and a URL; only the text where the URL is none that we would write. */
export function link(inline: string, url: string | null): string {
  return url === null || !isPlainUrl(url) ? inline : `[${inline}](${url})`;
}

/** `<base><path>#L<line>` with the path percent-encoded; null without a usable base. */
export function fileUrl(base: string | null, file: string, line: number | null): string | null {
  if (base === null || !isPlainUrl(base)) return null;
  const path = file.split('/').map(percentEncode).join('/');
  return `${base.replace(/\/?$/u, '/')}${path}${line === null ? '' : `#L${line}`}`;
}

/** Text for the inside of an HTML comment: nothing in it can end the comment. */
export function commentValue(text: string): string {
  return percentEncode(cutMiddle(text, 400))
    .replaceAll('%2F', '/')
    .replace(/-(?=-)/gu, '%2D');
}

function span(name: string): string {
  if (name === '') return '`""`';
  const content = countLongRuns(name);
  const ticks = '`'.repeat(longestRun(content) + 1);
  const padding = /^[` ]|[` ]$/u.test(content) ? ' ' : '';
  return `${ticks}${padding}${content}${padding}${ticks}`;
}

/**
 * Renderers lose count of very long runs of backticks (cmark-gfm: 80 for spans, 255 for fences), so those are told
 * by their number.
 */
function countLongRuns(text: string): string {
  return text.replace(/`{41,}/gu, (run) => `⟨${run.length} backticks⟩`);
}

function longestRun(text: string): number {
  let longest = 0;
  for (const run of text.match(/`+/gu) ?? []) longest = Math.max(longest, run.length);
  return longest;
}

/** Letters only, joined by an apostrophe, hyphen or slash. */
const WORD = /^\p{L}+(?:['’/-]\p{L}+)*$/u;
const NUMBER = /^\d{1,6}(?:[.,]\d+)*%?$/u;
/** GitHub links seven and more hexadecimal digits as a commit. */
const COMMIT = /^[0-9a-f]{7,}$/iu;
/** What would begin a list, a rule or an underlined heading at the start of a line. */
const BLOCK_OPENING = /^(?:[-+=]+|\d+[.)])(?= |$)/u;
/** GitHub's renderer links `www.` even where nothing follows. */
const WEB = /^www/iu;
const SIGN = /^[–—→←·…=+%()-]$/u;

function words(text: string): string[] {
  return text.split(/( )/u).map((word) => (word === ' ' || word === '' ? word : showWord(word)));
}

/** Two code spans side by side would be read as one: a space keeps them apart. */
function join(pieces: readonly string[]): string {
  let text = '';
  for (const piece of pieces) text += text.endsWith('`') && piece.startsWith('`') ? ` ${piece}` : piece;
  return text;
}

function showWord(word: string): string {
  if (word === '&') return '&amp;';
  if (SIGN.test(word)) return word;
  let opening = /^[("'“‘«]*/u.exec(word)?.[0] ?? '';
  let closing = /[)"'”’».,;:!?…]*$/u.exec(word.slice(opening.length))?.[0] ?? '';
  let core = word.slice(opening.length, word.length - closing.length);
  if (core === '') return opening + closing;
  if (closing.startsWith(')') && core.includes('(') && !opening.includes('(')) {
    core += ')';
    closing = closing.slice(1);
  }
  if ((WORD.test(core) && !COMMIT.test(core) && !WEB.test(core)) || NUMBER.test(core))
    return opening + core + closing;
  if (opening.endsWith('"') && closing.startsWith('"')) {
    opening = opening.slice(0, -1);
    closing = closing.slice(1);
  }
  return opening + code(core) + closing;
}

function percentEncode(text: string): string {
  return encodeURIComponent(text.replace(/\p{Cs}/gu, '\ufffd')).replace(
    /[!'()*~]/gu,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

function isPlainUrl(url: string): boolean {
  return /^https?:\/\/[\w.:-]+(?:\/[\w.~%+=&?#:@/-]*)?$/u.test(url) && url.length <= 2_000;
}
