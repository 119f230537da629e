import type { Statement } from '../core/statements.ts';

/**
 * The index methods of stand-ins refuse every option that the real ones know. So statements run without them, and the
 * options are written into the catalog, where comparisons read them.
 */
export interface IndexOptionWork {
  readonly kind: 'create' | 'set' | 'retype';
  /** What runs in place of the statement, of the same length, so that positions in errors stay right. */
  readonly without: string;
  /** create: the options of each index that the text makes, in its order. */
  readonly options: readonly (readonly string[])[];
  /** set: the index, as the text names it, the options that it gets and the names of those that it loses. */
  readonly index: string;
  readonly set: readonly string[];
  readonly reset: readonly string[];
}

const NAME = /(?:"(?:[^"]|"")+"|[\p{L}_][\p{L}\p{N}_$]*)/u.source;
const ALTER_INDEX = new RegExp(
  `^alter\\s+index\\s+(?:if\\s+exists\\s+)?(${NAME}(?:\\s*\\.\\s*${NAME})?)\\s+(set|reset)\\s*\\(([^()]*)\\)\\s*$`,
  'iu',
);
const RETYPE = new RegExp(`\\balter\\s+(?:column\\s+)?${NAME}\\s+(?:set\\s+data\\s+)?type\\b`, 'iu');
const WITH = /^\s*with\s*\(([^()]*)\)/iu;

/** What a statement does with options of such indexes; null where it has nothing to do with them. */
export function indexOptionWork(
  { node, sql, indexMethod }: Pick<Statement, 'node' | 'sql' | 'indexMethod'>,
  methods: readonly string[],
): IndexOptionWork | null {
  if (methods.length === 0) return null;
  const nothing = { without: sql, options: [], index: '', set: [], reset: [] };
  if (node === 'DoStmt' || (indexMethod !== null && methods.includes(indexMethod))) {
    const found = withoutOptions(sql, methods);
    return found.options.length === 0 ? null : { ...nothing, ...found, kind: 'create' };
  }
  if (node !== 'AlterTableStmt') return null;
  const [, index, verb, list = ''] = ALTER_INDEX.exec(sql) ?? [];
  if (index !== undefined) {
    const words = optionsOf(list);
    const isSet = verb?.toLowerCase() === 'set';
    return { ...nothing, kind: 'set', index, set: isSet ? words : [], reset: isSet ? [] : words };
  }
  return RETYPE.test(sql) ? { ...nothing, kind: 'retype' } : null;
}

/** Takes WITH (…) away wherever the text makes an index with one of the methods, in the text of a block, too. */
function withoutOptions(
  sql: string,
  methods: readonly string[],
): { readonly without: string; readonly options: readonly (readonly string[])[] } {
  const using = new RegExp(`\\busing\\s+"?(?:${methods.join('|')})"?\\s*\\(`, 'giu');
  const options: string[][] = [];
  let without = sql;
  for (const match of sql.matchAll(using)) {
    const end = closingParenthesis(sql, match.index + match[0].length);
    const [clause, list] = WITH.exec(sql.slice(end)) ?? [];
    if (clause === undefined) continue;
    options.push(optionsOf(list ?? ''));
    without = without.slice(0, end) + clause.replace(/[^\n]/gu, ' ') + without.slice(end + clause.length);
  }
  return { without, options };
}

function closingParenthesis(text: string, from: number): number {
  let depth = 1;
  let at = from;
  for (; at < text.length && depth > 0; at += 1) {
    if (text[at] === '(') depth += 1;
    else if (text[at] === ')') depth -= 1;
  }
  return at;
}

function optionsOf(list: string): string[] {
  return list
    .split(',')
    .map((option) => option.replace(/[\s'"]/gu, ''))
    .filter((option) => option !== '');
}

/** The options of an index after ALTER INDEX … SET or RESET; null for none, as the catalog keeps it. */
export function changedOptions(
  former: readonly string[] | null,
  { set, reset }: Pick<IndexOptionWork, 'set' | 'reset'>,
): readonly string[] | null {
  const changed = new Map((former ?? []).map((option) => [keyOf(option), option]));
  for (const option of set) changed.set(keyOf(option), option);
  for (const name of reset) changed.delete(keyOf(name));
  return changed.size === 0 ? null : [...changed.values()];
}

function keyOf(option: string): string {
  return (option.split('=')[0] ?? '').toLowerCase();
}
