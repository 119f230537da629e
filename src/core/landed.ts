import type { ObjectDifference } from './ports.ts';
import { displayName } from './reversal.ts';

/**
 * Holds what a deployment changed against what it was to change: a line for each difference, none where both are the same.
 * Both lists come from the same comparison, each between two states of one database. Given what sets the two databases apart now,
 * an altered object that is the same in both is no difference, whatever it was before.
 */
export function landedDifferences(
  expected: readonly ObjectDifference[],
  actual: readonly ObjectDifference[],
  apart: readonly ObjectDifference[] | null = null,
): readonly string[] {
  const elsewhere = apart === null ? null : new Set(apart.map(objectKey));
  // What was to be made and is there already was made by somebody else, however alike it is.
  const isApart = (difference: ObjectDifference): boolean =>
    elsewhere === null || difference.verb !== 'alter' || elsewhere.has(objectKey(difference));
  const [wanted, found] = [byKey(expected), byKey(actual)];
  const lines: string[] = [];
  for (const [key, difference] of wanted) {
    if (!isApart(difference)) continue;
    const landed = found.get(key);
    if (landed === undefined) lines.push(`did not happen: ${inWords(difference)}`);
    else if (factsOf(landed) !== factsOf(difference)) {
      lines.push(`happened otherwise: ${inWords(landed)}; expected: ${inWords(difference)}`);
    }
  }
  for (const [key, difference] of found) {
    if (!wanted.has(key) && isApart(difference)) lines.push(`was not expected: ${inWords(difference)}`);
  }
  return lines;
}

/**
 * The same where it is known of which objects the change was another one (names as in ObjectDigests), and what sets the live
 * schema apart from what its migrations lead to; null: that could not be found out. What nobody could see is no difference.
 */
export function landedOtherwise(
  unlike: readonly string[],
  apart: readonly ObjectDifference[] | null,
): readonly string[] {
  if (apart === null) return unlike.map((name) => `happened otherwise: ${name}`);
  const objects = unlike.map(partsOf);
  return apart.filter((difference) => objects.some((object) => isPartOf(difference, object))).map(asLeft);
}

/** What sets the live schema apart: `is missing: table public.orders`. */
function asLeft(difference: ObjectDifference): string {
  const { verb, kind } = difference;
  if (verb === 'drop') return `is missing: ${kind} ${displayName(difference)}`;
  return `${verb === 'create' ? 'was not expected' : 'happened otherwise'}: ${inWords(difference)}`;
}

function partsOf(name: string): readonly unknown[] {
  const parts: unknown = JSON.parse(name);
  return Array.isArray(parts) ? parts : [];
}

/** Of a relation, routine or type; or of what is in no schema, or has no parts, whose name is told with others around it. */
function isPartOf({ schema, table, name }: ObjectDifference, object: readonly unknown[]): boolean {
  if (object.length > 2) return object[1] === schema && object[2] === (table ?? name);
  return typeof object[1] === 'string' && object[1].includes(name);
}

/** `alter column public.orders.note: type integer → bigint`. */
export function inWords(difference: ObjectDifference): string {
  const { verb, kind, details } = difference;
  return `${verb} ${kind} ${displayName(difference)}${details.length === 0 ? '' : `: ${details.join(', ')}`}`;
}

function objectKey({ kind, schema, table, name }: ObjectDifference): string {
  return JSON.stringify([kind, schema, table, name]);
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
