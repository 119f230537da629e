import type { Statement } from './statements.ts';

/**
 * A file in pieces as the Supabase CLI records it in the history: cut behind each semicolon, each piece trimmed and without
 * it, comments with the statement that follows them, and what comes behind the last statement as a piece of its own. Joined with
 * semicolons the pieces are the file again, which is what `supabase migration fetch` does with them.
 */
export function piecesOf(sql: string, statements: readonly Statement[]): readonly string[] {
  const pieces: string[] = [];
  let from = 0;
  for (const { end } of statements) {
    pieces.push(sql.slice(from, end).trim());
    from = sql.startsWith(';', end) ? end + 1 : end;
  }
  const rest = sql.slice(from).replaceAll(/^[\s;]+|[\s;]+$/gu, '');
  return rest === '' ? pieces : [...pieces, rest];
}

/**
 * Whether a file says the same as what the history recorded, as far as that can be told without a parser: all but white space
 * and semicolons is equal. Whoever cut it, and wherever, that much stays. When it differs, only the tokens tell.
 */
export function sameText(sql: string, recorded: readonly string[]): boolean {
  return bare(sql) === bare(recorded.join(';'));
}

function bare(text: string): string {
  return text.replaceAll(/[\s;\u{feff}]+/gu, '');
}

/** Whether two token streams say the same; where a tool cut it, and comments and layout, do not count. */
export function sameTokens(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [left, right].map((tokens) => tokens.filter((token) => token !== ';'));
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  return one.every((token, index) => token === other[index]);
}
