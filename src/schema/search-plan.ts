import type { UnmodelledFact } from './unmodelled.ts';

/** Indexes, columns and constraints are made with text search: it comes in front of them and goes behind them. */
export interface SearchPlan {
  readonly coming: readonly string[];
  readonly leaving: readonly string[];
  /** What cannot become what it is to be where it is: dropped in front of everything, made anew behind everything. */
  readonly dropped: readonly string[];
  readonly remade: readonly string[];
}

export function isSearch({ kind }: UnmodelledFact): boolean {
  return kind.startsWith('text search');
}

/** Dictionaries and configurations that go, in the order in which they can, and that come. */
export function searchPlan(
  leaving: readonly UnmodelledFact[],
  coming: readonly UnmodelledFact[],
): SearchPlan {
  const pairs = coming.map((to) => ({ to, from: leaving.find((from) => isSame(from, to)) }));
  const changes = pairs.map(({ from, to }) => ({
    from,
    statements: from === undefined ? to.createSql : remapping(from, to),
  }));
  const remapped = changes.flatMap(({ from, statements }) => (statements === null ? [] : [from]));
  const goes = leaving.filter((fact) => !remapped.includes(fact));
  const remade = pairs.filter(({ from }) => from !== undefined && !remapped.includes(from));
  const isRemade = (fact: UnmodelledFact) => remade.some(({ from }) => from === fact);
  return {
    coming: changes.flatMap(({ statements }) => statements ?? []),
    leaving: goes.filter((fact) => !isRemade(fact)).flatMap(({ dropSql }) => dropSql),
    dropped: goes.filter(isRemade).flatMap(({ dropSql }) => dropSql),
    remade: remade.flatMap(({ to }) => to.createSql),
  };
}

/** A plan with text search in it, which stands between what is made with it and its own schemas and extensions. */
export function withSearch(
  statements: readonly string[],
  { coming, leaving }: Pick<SearchPlan, 'coming' | 'leaving'>,
): readonly string[] {
  const made = statements.findLastIndex((sql) => /^CREATE (?:SCHEMA|EXTENSION) /u.test(sql)) + 1;
  const found = statements.findIndex((sql) => /^DROP (?:SCHEMA|EXTENSION) /u.test(sql));
  const gone = found === -1 ? statements.length : found;
  const behind = made > gone ? leaving.length : 0;
  return statements.toSpliced(gone, 0, ...leaving).toSpliced(made + behind, 0, ...coming);
}

const MAPPING = / add mapping for (?<token>\S+) with .*$/su;
const PARSER = / \(parser = .*\)$/u;

/** A configuration gets other mappings where it is, because what is made with it holds on to it. Null: it cannot. */
function remapping(from: UnmodelledFact, to: UnmodelledFact): readonly string[] | null {
  const [before = '', ...mappings] = from.createSql;
  const [after = '', ...wanted] = to.createSql;
  const [parser] = PARSER.exec(before) ?? [];
  if (parser === undefined || parser !== PARSER.exec(after)?.[0]) return null;
  const obsolete = mappings.filter((mapping) => !wanted.includes(mapping));
  return [
    ...obsolete.map((mapping) => mapping.replace(MAPPING, ' drop mapping for $<token>')),
    ...wanted.filter((mapping) => !mappings.includes(mapping)),
  ];
}

function isSame(one: UnmodelledFact, other: UnmodelledFact): boolean {
  return one.kind === other.kind && one.schema === other.schema && one.name === other.name;
}
