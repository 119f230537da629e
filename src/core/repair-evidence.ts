import type { ObjectDifference } from './ports.ts';
import type { RepairProposal } from './repair.ts';

/** What a look at the live schema says about a migration. */
export type Evidence = 'there' | 'not there' | 'changes no schema';

/** A stretch of the replay, in their order: a proposal, or what is applied for certain between two of them. */
export interface ReplayStage {
  readonly proposal: RepairProposal | null;
  readonly changes: readonly ObjectDifference[];
  /** What the end of the replay has changed since this stretch began. */
  readonly since: readonly ObjectDifference[];
}

/**
 * What a look at the live schema says of each proposal. It is not there where the live schema and the end of the replay do not agree
 * (`differing`) about an object that it changes. It is there where something vouches for it, or where what it changed is gone
 * because of what came later and is there.
 */
export function evidenceOf(
  stages: readonly ReplayStage[],
  differing: readonly ObjectDifference[],
  unseen: ReadonlySet<string>,
): ReadonlyMap<RepairProposal, Evidence> {
  const vouched = vouchedFor(stages, unseen);
  const found = new Map<RepairProposal, Evidence>();
  for (const [place, { proposal, changes }] of [...stages.entries()].reverse()) {
    if (proposal === null) continue;
    const later = stages
      .slice(place + 1)
      .filter((stage) => stage.proposal === null || found.get(stage.proposal) === 'there');
    const isNeeded = changes.some((change) => later.some((stage) => touches(stage.changes, change)));
    const isDisputed = changes.some((change) => touches(differing, change));
    const isThere = vouched.has(proposal) || isNeeded;
    found.set(proposal, isDisputed ? 'not there' : isThere ? 'there' : 'changes no schema');
  }
  return found;
}

/**
 * Proposals of which something is left at the end, in a kind of object that the role sees. What is gone vouches for who took it
 * away only if it was there: two that nobody has applied make and take away again, and leave as little.
 */
function vouchedFor(
  stages: readonly ReplayStage[],
  unseen: ReadonlySet<string>,
): ReadonlySet<RepairProposal> {
  const vouched = new Set<RepairProposal>();
  for (const [place, { proposal, changes, since }] of stages.entries()) {
    if (proposal === null) continue;
    const doubtful = stages
      .slice(0, place)
      .filter((stage) => stage.proposal?.step.kind === 'mark' && !vouched.has(stage.proposal));
    const wasThere = (change: ObjectDifference): boolean =>
      change.verb !== 'drop' || !doubtful.some((stage) => touches(stage.changes, change));
    const isLeft = (change: ObjectDifference): boolean => !unseen.has(change.kind) && touches(since, change);
    if (changes.some((change) => isLeft(change) && wasThere(change))) vouched.add(proposal);
  }
  return vouched;
}

function touches(differences: readonly ObjectDifference[], change: ObjectDifference): boolean {
  return differences.some((other) => concerns(change, other));
}

/** Whether two differences are about one object, or about a table as a whole and a part of it. */
function concerns(one: ObjectDifference, other: ObjectDifference): boolean {
  if (one.schema !== other.schema) return false;
  if (isWhole(one) && other.table === one.name) return true;
  if (isWhole(other) && one.table === other.name) return true;
  return one.kind === other.kind && one.table === other.table && one.name === other.name;
}

/** A table or view that comes or goes with everything that belongs to it. */
function isWhole({ verb, table, kind }: ObjectDifference): boolean {
  return verb !== 'alter' && table === null && /table$|view$/iu.test(kind);
}
