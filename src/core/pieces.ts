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
    // Empty statements are left out; a semicolon at the front belongs to one of those.
    pieces.push(
      sql
        .slice(from, end)
        .replace(/^[\s;]+/u, '')
        .trimEnd(),
    );
    from = sql.startsWith(';', end) ? end + 1 : end;
  }
  const rest = sql.slice(from).replaceAll(/^[\s;]+|[\s;]+$/gu, '');
  return rest === '' ? pieces : [...pieces, rest];
}

/**
 * Whether the pieces that a history recorded are those of a file, told without a parser: they stand in it one behind the other, with
 * nothing but white space and semicolons between them. Whoever cut them, and wherever, that much is so. When it is not, only the
 * tokens tell.
 */
export function samePieces(sql: string, recorded: readonly string[]): boolean {
  const text = plainLines(sql);
  let at = 0;
  for (const piece of recorded.map(plainLines)) {
    at = skipBetween(text, at);
    if (!text.startsWith(piece, at)) return false;
    at += piece.length;
  }
  return skipBetween(text, at) === text.length;
}

/** Line ends change with the settings of a checkout. */
function plainLines(text: string): string {
  return text.replaceAll('\r\n', '\n');
}

function skipBetween(text: string, from: number): number {
  const between = /[\s;\u{feff}]*/uy;
  between.lastIndex = from;
  return from + (between.exec(text)?.[0].length ?? 0);
}

/** Whether two token streams say the same; where a tool cut it, and comments and layout, do not count. */
export function sameTokens(left: readonly string[], right: readonly string[]): boolean {
  const [one, other] = [left, right].map((tokens) => tokens.filter((token) => token !== ';'));
  if (one === undefined || other === undefined || one.length !== other.length) return false;
  return one.every((token, index) => token === other[index]);
}
