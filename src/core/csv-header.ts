/** The names in the first record of a CSV file, as PostgreSQL reads it; null where the record never ends in the text. */
export function csvHeader(text: string): readonly string[] | null {
  const names: string[] = [];
  let name = '';
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    if (quoted) {
      if (character !== '"') name += character;
      else if (text.charAt(at + 1) === '"') {
        name += '"';
        at += 1;
      } else quoted = false;
    } else if (character === '"') quoted = true;
    else if (character === ',') {
      names.push(name);
      name = '';
    } else if (character === '\n' || character === '\r') return [...names, name];
    else name += character;
  }
  return quoted ? null : [...names, name];
}

/** What the name of a CSV file says: `[digits_][schema.]table.csv`; null where it names no table. */
export function csvTable(
  fileName: string,
): { readonly schema: string | null; readonly table: string } | null {
  const match = /^(?:[0-9]+_)?(?:([^.]+)\.)?([^.]+)\.csv$/u.exec(fileName);
  const table = match?.[2];
  return table === undefined ? null : { schema: match?.[1] ?? null, table };
}
