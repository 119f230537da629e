import type { ObjectDifference } from './ports.ts';

type Address = Pick<ObjectDifference, 'schema' | 'table' | 'name'>;

/** What a part of a name must not hold where names stand in a list, with dots inside them. */
const AMBIGUOUS = /[.,"]|^\s|\s$|^$/u;

/**
 * `public.orders.note` for a part of a table, `public.orders` for the table; a part that holds a dot, a comma or a quote stands in
 * double quotes, as SQL writes it, so that no two objects have the same name.
 */
export function objectName({ schema, table, name }: Address): string {
  return [schema, table, name]
    .filter((part) => part !== null)
    .map((part) => (AMBIGUOUS.test(part) ? `"${part.replaceAll('"', '""')}"` : part))
    .join('.');
}

/**
 * A list of such names with commas between, each as `objectName` writes it, however it was quoted: `"public"."orders"` is
 * `public.orders`. Case is kept, because a name is copied from a plan. Null where a quote is never closed.
 */
export function parseObjectNames(text: string): readonly string[] | null {
  const objects: string[][] = [];
  let parts: string[] = [];
  const pattern = /\s*(?:"((?:[^"]|"")*)"|([^".,]*))\s*([.,]|$)/uy;
  while (pattern.lastIndex < text.length) {
    const found = pattern.exec(text);
    if (found === null) return null;
    const [, quoted, bare = '', separator] = found;
    parts.push(quoted === undefined ? bare.trim() : quoted.replaceAll('""', '"'));
    if (separator === '.') continue;
    objects.push(parts);
    parts = [];
  }
  if (parts.length > 0) objects.push(parts);
  return objects
    .filter((one) => one.some((part) => part !== ''))
    .map((one) => one.map((name) => objectName({ schema: null, table: null, name })).join('.'));
}

/** Names as one word of a command line, to be copied. */
export function asShellWord(names: readonly string[]): string {
  const list = names.join(',');
  return /^[\w.,-]+$/u.test(list) ? list : `'${list.replaceAll("'", "'\\''")}'`;
}
