import { listDifference } from './phrases.ts';

/** Clauses of CREATE FUNCTION as pg_get_functiondef writes them, several on one line. */
const CLAUSES =
  /\b(IMMUTABLE|STABLE|WINDOW|STRICT|SECURITY DEFINER|LEAKPROOF|PARALLEL (?:SAFE|RESTRICTED|UNSAFE)|COST [\d.]+|ROWS [\d.]+|SUPPORT \S+)/gu;

/** What differs between two definitions of a routine: its body, and the clauses that come and go. */
export function routineDifference(from: string, to: string): string | null {
  const [was, is] = [partsOf(from), partsOf(to)];
  const clauses = listDifference(was.clauses, is.clauses);
  const parts = [was.body === is.body ? '' : 'body', clauses].filter((part) => part !== '');
  return parts.length === 0 ? null : parts.join(', ');
}

function partsOf(definition: string): { body: string; clauses: string[] } {
  // A body in standard SQL begins with RETURN or BEGIN ATOMIC, one in a string with AS.
  const cut = definition.search(/\n(?:AS \$|AS '|RETURN |BEGIN ATOMIC)/u);
  const header = cut === -1 ? definition : definition.slice(0, cut);
  const clauses = header
    .split('\n')
    .slice(1)
    .flatMap((line) => {
      const text = line.trim();
      if (text.startsWith('SET ')) return [text];
      return text.startsWith('RETURNS ') ? [] : (text.match(CLAUSES) ?? []);
    });
  return { body: cut === -1 ? '' : definition.slice(cut), clauses };
}
