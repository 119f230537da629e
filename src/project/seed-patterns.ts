import { lstatSync, readdirSync, type Stats, statSync } from 'node:fs';
import path from 'node:path';

/** What one pattern of `sql_paths` leads to. */
export interface Matched {
  /** Relative to the project folder, in the order in which they are loaded. */
  readonly paths: readonly string[];
  /** Why it leads to nothing: it is no pattern, or nothing has such a name; null where it leads to something. */
  readonly problem: 'malformed' | 'unmatched' | null;
}

const MAGIC = /[*?[\\]/u;

/**
 * Resolves a pattern as the Supabase CLI does (its Glob over Go's path.Match): relative to the folder supabase; matches in the
 * order of their bytes; a folder stands for every `.sql` in it and below, but for links in it. `*` and `?` do not cross a
 * slash, `**` is no more than `*`, and names with a leading dot are names like others.
 *
 * Beside that, a pattern or name that ends in `.sql` also stands for the same with `.csv`, and a folder for its `.csv` files.
 */
export function matchSeeds(root: string, pattern: string): Matched {
  const full = fullPattern(pattern);
  const regexes = segmentsOf(full);
  if (regexes === null) return { paths: [], problem: 'malformed' };
  const twin = full.endsWith('.sql') ? `${full.slice(0, -'.sql'.length)}.csv` : null;
  const matches = [...new Set([...globbed(root, full), ...(twin === null ? [] : globbed(root, twin))])];
  if (matches.length === 0) return { paths: [], problem: 'unmatched' };
  const paths = matches
    .sort(byBytes)
    .flatMap((match) => (isFolder(path.resolve(root, match)) ? walked(root, match).sort(byBytes) : [match]));
  return { paths: [...new Set(paths)], problem: null };
}

/** The folders, as absolute paths, that hold what a pattern matched, and those that something else it matches could appear in. */
export function seedFolders(root: string, pattern: string, matched: readonly string[]): readonly string[] {
  const segments = fullPattern(pattern).split('/');
  const magic = segments.findIndex((part) => MAGIC.test(part));
  const fixed = path.resolve(root, segments.slice(0, magic === -1 ? undefined : magic).join('/') || '/');
  const outer = magic !== -1 || isFolder(fixed) ? fixed : path.dirname(fixed);
  const first = magic === -1 ? segments.length : magic;
  const waiting = segments.flatMap((_segment, at) => {
    if (at < first - 1) return [];
    const found = globbed(root, segments.slice(0, at + 1).join('/'));
    return at === segments.length - 1 ? found.flatMap((one) => [one, ...foldersIn(root, one)]) : found;
  });
  return [
    ...new Set([
      outer,
      ...waiting.map((found) => path.resolve(root, found)).filter(isFolder),
      ...matched.map((found) => path.dirname(path.resolve(root, found))),
    ]),
  ];
}

/** Every folder in a folder that stands for what is in it and below. */
function foldersIn(root: string, folder: string): readonly string[] {
  return namesIn(path.resolve(root, folder)).flatMap((name) => {
    const inner = path.posix.join(folder, name);
    const isInner = seen(lstatSync, path.resolve(root, inner))?.isDirectory() === true;
    return isInner ? [inner, ...foldersIn(root, inner)] : [];
  });
}

/** Patterns begin at the folder supabase. */
function fullPattern(pattern: string): string {
  return path.isAbsolute(pattern) ? pattern : path.posix.join('supabase', pattern);
}

export function byBytes(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right));
}

function globbed(root: string, pattern: string): readonly string[] {
  if (pattern === '') return [];
  if (!MAGIC.test(pattern)) return exists(path.resolve(root, pattern)) ? [pattern] : [];
  const slash = pattern.lastIndexOf('/');
  const folder = slash <= 0 ? pattern.slice(0, slash + 1) : pattern.slice(0, slash);
  const regex = segment(pattern.slice(slash + 1));
  if (regex === null) return [];
  const folders = MAGIC.test(folder) ? globbed(root, folder) : [folder];
  return folders.flatMap((found) =>
    namesIn(path.resolve(root, found))
      .filter((name) => regex.test(name))
      .map((name) => path.posix.join(found, name)),
  );
}

function segmentsOf(pattern: string): readonly RegExp[] | null {
  const regexes = pattern.split('/').map(segment);
  return regexes.includes(null) ? null : regexes.filter((regex) => regex !== null);
}

/** One part of a pattern as Go's path.Match reads it (https://pkg.go.dev/path#Match); null where it is malformed. */
function segment(pattern: string): RegExp | null {
  let source = '';
  for (let at = 0; at < pattern.length; at += 1) {
    const character = pattern.charAt(at);
    if (character === '*') source += '[^/]*';
    else if (character === '?') source += '[^/]';
    else if (character === '[') {
      const range = characterClass(pattern, at);
      if (range === null) return null;
      source += range.source;
      at = range.end;
    } else {
      if (character === '\\') at += 1;
      if (at >= pattern.length) return null;
      source += pattern.charAt(at).replace(/[\\^$.*+?()[\]{}|/]/u, '\\$&');
    }
  }
  return new RegExp(`^${source}$`, 'su');
}

/** `[a-z]` or `[^a-z]`, which must hold something. */
function characterClass(
  pattern: string,
  from: number,
): { readonly source: string; readonly end: number } | null {
  let at = from + 1;
  const negated = pattern.charAt(at) === '^';
  if (negated) at += 1;
  let source = '';
  const one = (): string | null => {
    if (pattern.charAt(at) === '\\') at += 1;
    else if (pattern.charAt(at) === '-' || pattern.charAt(at) === ']') return null;
    const point = pattern.codePointAt(at);
    if (point === undefined) return null;
    const character = String.fromCodePoint(point);
    at += character.length;
    return character.replace(/[\\^\][-]/u, '\\$&');
  };
  while (source === '' || pattern.charAt(at) !== ']') {
    const low = one();
    if (low === null) return null;
    source += low;
    if (pattern.charAt(at) === '-') {
      at += 1;
      const high = one();
      if (high === null) return null;
      // A range that runs backwards holds nothing in Go and is an error here.
      source = low <= high ? `${source}-${high}` : source.slice(0, -low.length) || '\\0';
    }
    if (at >= pattern.length) return null;
  }
  return { source: negated ? `[^/${source}]` : `(?!/)[${source}]`, end: at };
}

function walked(root: string, folder: string): string[] {
  return namesIn(path.resolve(root, folder)).flatMap((name) => {
    const inner = path.posix.join(folder, name);
    const facts = seen(lstatSync, path.resolve(root, inner));
    if (facts?.isDirectory() === true) return walked(root, inner);
    return facts?.isFile() === true && /\.(?:sql|csv)$/u.test(name) ? [inner] : [];
  });
}

function namesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder);
  } catch {
    // As for the CLI, a folder that is not there or may not be read holds nothing that matches.
    return [];
  }
}

function exists(absolute: string): boolean {
  return seen(lstatSync, absolute) !== null;
}

function isFolder(absolute: string): boolean {
  return seen(statSync, absolute)?.isDirectory() ?? false;
}

/** What cannot be looked at, as a link to itself, is no folder; why it is of no use is said where it is read. */
function seen(look: (absolute: string) => Stats, absolute: string): Stats | null {
  try {
    return look(absolute);
  } catch {
    return null;
  }
}
