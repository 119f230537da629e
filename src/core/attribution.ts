import type { ObjectDifference, ObservedStatement } from './ports.ts';
import type { ObjectMention } from './statements.ts';

/** Which statement brought a difference, and what its text says about that object. */
export interface Attribution {
  readonly observed: ObservedStatement;
  /** Null where the statement is known only by what the catalog reported of it. */
  readonly mention: ObjectMention | null;
}

/** Kinds that the parse tree cannot tell apart: DROP TABLE names them all, GRANT calls every relation a table. */
const RELATIONS = new Set(['table', 'view', 'materializedView', 'sequence', 'foreignTable', 'index']);
const ROUTINES = new Set(['function', 'procedure', 'aggregate']);

/**
 * Finds the last statement that worked on the object of a difference: one that names the object itself, else one that
 * names its table, else one whose events name it. Null where no statement can be told.
 */
export function attribute(
  difference: ObjectDifference,
  observed: readonly ObservedStatement[],
): Attribution | null {
  let best: Attribution | null = null;
  let bestRank = 0;
  for (const candidate of observed) {
    for (const mention of candidate.statement.mentions) {
      const rank = rankOfMention(difference, mention);
      if (rank === 0 || rank < bestRank) continue;
      best = { observed: candidate, mention };
      bestRank = rank;
    }
    if (bestRank <= 1 && candidate.events.some(({ names }) => namesMatch(difference, names))) {
      best = { observed: candidate, mention: null };
      bestRank = 1;
    }
  }
  return best;
}

function rankOfMention(difference: ObjectDifference, mention: ObjectMention): number {
  if (mention.schema !== null && difference.schema !== null && !schemaMatches(difference, mention)) return 0;
  if (isSame(difference, mention)) return verbsAgree(difference, mention) ? 4 : 3;
  // ALTER TABLE … names the table; what it does to a part of it may be unnamed (a constraint without a name).
  const table = mention.table ?? (mention.kind === 'table' ? mention.name : null);
  return difference.table !== null && table === difference.table ? 2 : 0;
}

function isSame(difference: ObjectDifference, mention: ObjectMention): boolean {
  if (!kindMatches(difference.kind, mention.kind)) return false;
  const names = [mention.name, mention.to];
  const name = ROUTINES.has(difference.kind) ? bareRoutine(difference.name) : difference.name;
  const nameMatches = names.includes(name) || (difference.from !== null && names.includes(difference.from));
  if (!nameMatches) return false;
  return mention.table === null || difference.table === null || mention.table === difference.table;
}

function schemaMatches(difference: ObjectDifference, mention: ObjectMention): boolean {
  return mention.schema === difference.schema || difference.kind === 'schema';
}

function kindMatches(left: string, right: string): boolean {
  return (
    left === right ||
    (RELATIONS.has(left) && RELATIONS.has(right)) ||
    (ROUTINES.has(left) && ROUTINES.has(right)) ||
    (left === 'typeAttribute' && right === 'type')
  );
}

function verbsAgree(difference: ObjectDifference, mention: ObjectMention): boolean {
  return difference.verb === mention.verb;
}

/** `total(integer)` → `total`. */
function bareRoutine(name: string): string {
  const open = name.indexOf('(');
  return open === -1 ? name : name.slice(0, open);
}

function namesMatch(difference: ObjectDifference, names: readonly string[]): boolean {
  const wanted = [difference.schema, difference.table, bareRoutine(difference.name)].filter(
    (part) => part !== null,
  );
  return (
    wanted.every((part) => names.includes(part)) ||
    (difference.table !== null && names.includes(difference.table))
  );
}
