import type { ObjectDifference } from './ports.ts';
import { displayName } from './reversal.ts';

/**
 * Holds what a deployment changed against what it was to change: a line for each difference, none where both are the same.
 * Both lists come from the same comparison, each between two states of one database.
 */
export function landedDifferences(
  expected: readonly ObjectDifference[],
  actual: readonly ObjectDifference[],
): readonly string[] {
  const [wanted, found] = [byKey(expected), byKey(actual)];
  const lines: string[] = [];
  for (const [key, difference] of wanted) {
    const landed = found.get(key);
    if (landed === undefined) lines.push(`did not happen: ${inWords(difference)}`);
    else if (factsOf(landed) !== factsOf(difference)) {
      lines.push(`happened otherwise: ${inWords(landed)}; expected: ${inWords(difference)}`);
    }
  }
  for (const [key, difference] of found) {
    if (!wanted.has(key)) lines.push(`was not expected: ${inWords(difference)}`);
  }
  return lines;
}

/** `alter column public.orders.note: type integer → bigint`. */
export function inWords(difference: ObjectDifference): string {
  const { verb, kind, details } = difference;
  return `${verb} ${kind} ${displayName(difference)}${details.length === 0 ? '' : `: ${details.join(', ')}`}`;
}

function byKey(differences: readonly ObjectDifference[]): ReadonlyMap<string, ObjectDifference> {
  return new Map(
    differences.map((difference) => {
      const { verb, kind, schema, table, name } = difference;
      return [JSON.stringify([verb, kind, schema, table, name]), difference];
    }),
  );
}

function factsOf({ details, column, destroysData }: ObjectDifference): string {
  return JSON.stringify([[...details].sort(), column, destroysData]);
}

/** Lines for people, not more than they read. */
export function listOf(lines: readonly string[]): string {
  const shown = lines.slice(0, 20).map((line) => `- ${line}`);
  const hidden = lines.length - shown.length;
  return [...shown, ...(hidden > 0 ? [`- and ${hidden} more`] : [])].join('\n');
}
