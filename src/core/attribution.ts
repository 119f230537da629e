import { NamesInTime } from './names-in-time.ts';
import type { ObjectDifference, ObservedEvent, ObservedStatement } from './ports.ts';
import { StatementIndex } from './statement-index.ts';
import type { ObjectMention } from './statements.ts';

/** A statement that worked on an object, and what its text says about it. */
export interface Contribution {
  readonly observed: ObservedStatement;
  /** What the text says about the object; null where it names only the table, or the catalog alone tells. */
  readonly mention: ObjectMention | null;
  /** Whether text or catalog name the object itself, and not just the table that it belongs to. */
  readonly itself: boolean;
  /** The line in the file; inside a DO block that of the inner statement. */
  readonly line: number;
  /** The relation that the object is or belongs to, by the name it had then. */
  readonly relation: { readonly schema: string | null; readonly name: string };
}

/** Which statements brought a difference. */
export interface Attribution {
  /** The one to show: the last that says most about it. */
  readonly main: Contribution;
  /** Every statement that names the object itself, and the main one, in the order in which they ran. */
  readonly all: readonly Contribution[];
}

/** How surely a statement is the one, best first. Above `itself` the statement names the object. */
const RANK = { sameVerb: 5, itself: 4, event: 3, table: 2, tableEvent: 1 } as const;

/**
 * Finds the statements that worked on the object of a difference. Names are followed through the renames in between:
 * backwards from the name that it has in the end, or forwards from the one that it had before it was dropped. Null where no
 * statement can be told.
 */
export function attribute(
  difference: ObjectDifference,
  observed: readonly ObservedStatement[],
): Attribution | null {
  const { name } = namesOf(difference);
  // What names the object itself outdoes whatever names only its table; so few statements have to be looked at.
  const found = contributionsOf(difference, indexOf(observed).mayName(name));
  const all = found.some(({ rank }) => rank >= RANK.event) ? found : contributionsOf(difference, observed);
  return best(difference, all);
}

interface RankedContribution {
  readonly rank: number;
  readonly contribution: Contribution;
}

function contributionsOf(
  difference: ObjectDifference,
  observed: readonly ObservedStatement[],
): RankedContribution[] {
  const forwards = difference.verb === 'drop';
  const names = namesOf(difference);
  const found: RankedContribution[] = [];
  for (const one of forwards ? observed : observed.toReversed()) {
    const matches = matchesIn(difference, one, names);
    for (const { rank, mention } of forwards ? matches : matches.toReversed()) {
      const contribution = {
        observed: one,
        mention: rank >= RANK.itself ? mention : null,
        itself: rank >= RANK.event,
        line: mention?.line ?? one.statement.line,
        relation: names.relation(),
      };
      found.push({ rank, contribution });
    }
    // Before its creation another object may have had its name.
    if (difference.verb === 'create' && matches.some(({ rank }) => rank === RANK.sameVerb)) break;
    names.pass(one);
  }
  return forwards ? found : found.reverse();
}

function best(difference: ObjectDifference, found: readonly RankedContribution[]): Attribution | null {
  const highest = Math.max(...found.map(({ rank }) => rank));
  const main = found.findLast(({ rank }) => rank === highest)?.contribution;
  if (main === undefined) return null;
  const all = found
    .filter(({ rank, contribution }) => rank >= leastOf(difference) || contribution === main)
    .map(({ contribution }) => contribution);
  return { main, all };
}

function namesOf(difference: ObjectDifference): NamesInTime {
  return new NamesInTime(difference, difference.verb === 'drop' ? 'forwards' : 'backwards');
}

/** Indexes by the list that they are of: the same one is asked for every difference. */
const INDEXES = new WeakMap<readonly ObservedStatement[], StatementIndex>();

function indexOf(observed: readonly ObservedStatement[]): StatementIndex {
  const known = INDEXES.get(observed) ?? new StatementIndex(observed);
  INDEXES.set(observed, known);
  return known;
}

export function placeOfContribution({ observed, line }: Contribution): { file: string; line: number } {
  return { file: observed.migration.file, line };
}

/** Whatever else was done to an object, its new name comes from the rename alone. */
function leastOf({ verb }: ObjectDifference): number {
  return verb === 'rename' ? RANK.sameVerb : RANK.itself;
}

interface Match {
  readonly rank: number;
  readonly mention: ObjectMention | null;
}

/** Every mention of the object itself, else the best that the statement has to offer. */
function matchesIn(
  difference: ObjectDifference,
  { statement, events, searchPath }: ObservedStatement,
  names: NamesInTime,
): Match[] {
  const matches: Match[] = [
    ...statement.mentions.map((mention) => ({
      rank: rankOfMention(difference, mention, names, searchPath),
      mention,
    })),
    ...events.map((event) => ({ rank: rankOfEvent(difference, event, names), mention: null })),
  ];
  const best = Math.max(0, ...matches.map(({ rank }) => rank));
  const least = leastOf(difference);
  if (best >= least) return matches.filter(({ rank }) => rank >= least);
  const last = matches.findLast(({ rank }) => rank === best);
  return best === 0 || last === undefined ? [] : [last];
}

function rankOfMention(
  difference: ObjectDifference,
  mention: ObjectMention,
  names: NamesInTime,
  searchPath: readonly string[],
): number {
  if (names.isNamedBy(mention, searchPath)) {
    return mention.minor !== true && verbsAgree(difference, mention) ? RANK.sameVerb : RANK.itself;
  }
  // ALTER TABLE … names the table; DROP POLICY … ON … changes what is true of its table.
  return names.tableIsNamedBy(mention, searchPath) ? RANK.table : 0;
}

function rankOfEvent(difference: ObjectDifference, event: ObservedEvent, names: NamesInTime): number {
  if (names.isAddress(event.names)) {
    return (event.verb === 'drop') === (difference.verb === 'drop') ? RANK.event : 0;
  }
  return names.isAddressOfTable(event.names) ? RANK.tableEvent : 0;
}

function verbsAgree(difference: ObjectDifference, mention: ObjectMention): boolean {
  // What is altered may have been made anew: OR REPLACE, or DROP and CREATE.
  if (difference.verb === 'alter') return mention.verb === 'alter' || mention.verb === 'create';
  return difference.verb === mention.verb;
}
