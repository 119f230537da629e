/** A routine's name as changes write it, in its parts: `total(integer, public.mood)`. */
export interface RoutineName {
  readonly name: string;
  /** The types of the arguments, without schemas and quotes. */
  readonly arguments: readonly string[];
}

/**
 * Takes `name(type, …)` apart. The name stands there raw and may hold brackets itself; the types are as format_type writes
 * them, with quotes where they need some. So it is read from its end.
 */
export function routineName(text: string): RoutineName {
  const open = openingBracket(text);
  if (open === -1) return { name: text, arguments: [] };
  const list = text.slice(open + 1, -1);
  const types =
    list === '' ? [] : split(list, ',').map((type) => withoutQuotes(split(type.trim(), '.').at(-1) ?? ''));
  return { name: text.slice(0, open).trimEnd(), arguments: types };
}

/** Where the last pair of brackets opens; -1 where the text does not end in one. */
function openingBracket(text: string): number {
  if (!text.endsWith(')')) return -1;
  let depth = 0;
  let quoted = false;
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at];
    if (character === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (character === ')') depth += 1;
    else if (character === '(') {
      depth -= 1;
      if (depth === 0) return at;
    }
  }
  return -1;
}

/** Cuts at a separator that stands outside of quotes. */
function split(text: string, separator: string): string[] {
  const parts = [''];
  let quoted = false;
  for (const character of text) {
    if (character === '"') quoted = !quoted;
    if (character === separator && !quoted) parts.push('');
    else parts[parts.length - 1] += character;
  }
  return parts;
}

/** `"Weird ""Type"""[]` → `Weird "Type"[]`. */
function withoutQuotes(type: string): string {
  return type.replaceAll(/"((?:[^"]|"")*)"/gu, (_all, inner: string) => inner.replaceAll('""', '"'));
}
