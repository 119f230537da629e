/**
 * Makes raw text from SQL and file names showable: what a reader cannot see is spelled out, what is endless is cut.
 * Escaping for a medium (Markdown, terminal, log) comes on top of this.
 */

/** What prints as nothing, moves the cursor or turns the reading direction; and lone surrogates, which no encoder takes. */
const UNSEEN = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\p{Cs}\p{Co}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu;

/** Most names: nothing to look for. */
const PRINTABLE_ASCII = /^[ -~]*$/u;

/** More combining marks than any script needs on one letter paint over the neighbouring lines. */
const MARK_FLOOD = /(\p{M}{4})\p{M}+/gu;

/** Longest name shown; PostgreSQL's own limit for identifiers is 63 bytes. */
export const NAME_LIMIT = 72;

/** The text with every unseen character spelled out, `⟨U+202E⟩`; line breaks as `↵`, tabs as a space. */
export function visible(text: string): string {
  if (PRINTABLE_ASCII.test(text)) return text;
  return text
    .replace(/\r\n?|\n/gu, '↵')
    .replace(/\t/gu, ' ')
    .replace(UNSEEN, spellOut)
    .replace(MARK_FLOOD, '$1…');
}

/** Like `visible`, for text of many lines: line breaks (always `\n`) and tabs stay. */
export function visibleLines(text: string): string {
  return text
    .replace(/\r\n?/gu, '\n')
    .replace(UNSEEN, (character) =>
      character === '\n' || character === '\t' ? character : spellOut(character),
    )
    .replace(MARK_FLOOD, '$1…');
}

/** A name as one visible piece of at most `limit` characters, the middle replaced by `…`. */
export function visibleName(name: string, limit: number = NAME_LIMIT): string {
  return cutMiddle(visible(cutMiddle(name, limit * 2)), limit);
}

/** At most `limit` characters (code points); what is too long loses its middle, because names differ at both ends. */
export function cutMiddle(text: string, limit: number): string {
  if (text.length <= limit) return text;
  // Each end is cut roughly in code units first, so that a huge text is never spread out whole.
  const opening = Array.from(text.slice(0, limit * 2));
  const closing = Array.from(text.slice(-limit * 2));
  if (text.length <= limit * 2 && opening.length <= limit) return text;
  const kept = limit - 1;
  const front = Math.ceil(kept * 0.6);
  const back = kept - front;
  return `${opening.slice(0, front).join('')}…${closing.slice(closing.length - back).join('')}`;
}

/** At most `limit` characters (code points); what is too long loses its end. */
export function cutEnd(text: string, limit: number): string {
  if (text.length <= limit) return text;
  const characters = Array.from(text.slice(0, limit * 2 + 1));
  return characters.length <= limit ? text : `${characters.slice(0, limit - 1).join('')}…`;
}

function spellOut(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}
