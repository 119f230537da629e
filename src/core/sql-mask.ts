/**
 * The text with comments, quoted strings, quoted names and dollar-quoted bodies turned into blanks, character for
 * character, so that offsets and lines stay; line breaks are kept. Lexical rules:
 * https://www.postgresql.org/docs/current/sql-syntax-lexical.html with standard_conforming_strings on.
 * What is never closed is blank up to the end of the text.
 */
export function maskSql(sql: string): string {
  let masked = '';
  let parts: string[] = [];
  let kept = 0;
  QUOTE_START.lastIndex = 0;
  for (let match = QUOTE_START.exec(sql); match !== null; match = QUOTE_START.exec(sql)) {
    const end = endOfQuoted(sql, match.index, match[0]);
    parts.push(sql.slice(kept, match.index), blank(sql.slice(match.index, end)));
    if (parts.length > 8_192) {
      // A file of 50 MB has millions of quotes; so many pieces at once would weigh ten times the text.
      masked += parts.join('');
      parts = [];
    }
    kept = end;
    QUOTE_START.lastIndex = end;
  }
  return masked + parts.join('') + sql.slice(kept);
}

/** A dollar directly behind a letter or digit belongs to a name, as in `a$b$c`. */
const QUOTE_START =
  /--|\/\*|(?<![\p{L}\p{N}_$])[eE]'|'|"|(?<![\p{L}\p{N}_$])\$(?:[\p{L}_][\p{L}\p{N}_]*)?\$/gu;

function endOfQuoted(sql: string, start: number, opening: string): number {
  switch (opening) {
    case '--':
      return orEnd(sql, sql.indexOf('\n', start), 0);
    case '/*':
      return endOfComment(sql, start);
    case "'":
      return endOfDoubled(sql, start + 1, "'");
    case '"':
      return endOfDoubled(sql, start + 1, '"');
    case "e'":
    case "E'":
      return endOfEscaped(sql, start + 2);
    default:
      return orEnd(sql, sql.indexOf(opening, start + opening.length), opening.length);
  }
}

function orEnd(sql: string, found: number, length: number): number {
  return found === -1 ? sql.length : found + length;
}

/** Comments nest in PostgreSQL. */
function endOfComment(sql: string, start: number): number {
  const mark = /\/\*|\*\//gu;
  mark.lastIndex = start;
  let depth = 0;
  for (let match = mark.exec(sql); match !== null; match = mark.exec(sql)) {
    depth += match[0] === '/*' ? 1 : -1;
    if (depth === 0) return mark.lastIndex;
  }
  return sql.length;
}

function endOfDoubled(sql: string, from: number, quote: string): number {
  for (let at = sql.indexOf(quote, from); at !== -1; at = sql.indexOf(quote, at + 2)) {
    if (sql[at + 1] !== quote) return at + 1;
  }
  return sql.length;
}

function endOfEscaped(sql: string, from: number): number {
  for (let at = from; at < sql.length; at += 1) {
    if (sql[at] === '\\') at += 1;
    else if (sql[at] === "'") {
      if (sql[at + 1] !== "'") return at + 1;
      at += 1;
    }
  }
  return sql.length;
}

function blank(text: string): string {
  return /[\n\r]/.test(text) ? text.replace(/[^\n\r]/g, ' ') : ' '.repeat(text.length);
}
