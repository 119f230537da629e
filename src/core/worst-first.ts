import type { Finding } from './report.ts';

/** What cannot be had back comes first, what is advice on one function after the other last. */
const FIRST = 'data-loss';
const LAST = 'definer-without-search-path';

/**
 * As a person should read those of a level, which renderers keep apart: where only the first are shown, a hundred of one kind must not
 * hide what deletes rows.
 */
export function worstFirst(findings: readonly Finding[]): Finding[] {
  const rank = ({ code }: Finding): number => (code === FIRST ? 0 : code === LAST ? 2 : 1);
  return [...findings].sort((left, right) => rank(left) - rank(right));
}
