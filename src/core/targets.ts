/** One of many databases that get the same migrations. */
export interface Target {
  readonly name: string;
  /** The environment of GitHub whose rules hold for it. */
  readonly environment: string;
  /** The name of the secret that holds its URL. */
  readonly secret: string;
  /** The name of the secret with the URL of a role that may only read; absent: PLAN_ before the other name. */
  readonly planSecret?: string;
  /** The digest of a plan that was made for it. */
  readonly plan?: string;
  /** Targets of a wave come after every target of the waves before: 0 is the canary's. */
  readonly wave: number;
  /** Whether it is production, whatever it is called; absent: only if its name says so. */
  readonly production?: boolean;
  /** Whether it may be seeded although it is production. */
  readonly seed?: boolean;
}

/** What one matrix of a workflow runs. */
export type Batch = readonly Target[];

/** GitHub makes at most this many jobs of one matrix. */
export const BATCH_LIMIT = 256;
/** How many batches, one after the other, deploy-targets.yml has jobs for. */
export const MOST_BATCHES = 12;

/**
 * Targets in the order in which they are deployed to: wave by wave, and within one in the order of the file; a wave that is
 * too large for one matrix takes several. A batch never holds targets of two waves.
 */
export function batchesOf(targets: readonly Target[], limit: number = BATCH_LIMIT): readonly Batch[] {
  const waves = [...new Set(targets.map(({ wave }) => wave))].sort((left, right) => left - right);
  return waves.flatMap((wave) => {
    const members = targets.filter((target) => target.wave === wave);
    const batches: Batch[] = [];
    for (let at = 0; at < members.length; at += limit) batches.push(members.slice(at, at + limit));
    return batches;
  });
}

/** What became of one target; null where no report came from it. */
export interface TargetResult {
  readonly target: Target;
  readonly result: {
    readonly kind: 'deployment' | 'rollback' | 'undo';
    /** Empty where it came to no plan. */
    readonly plan: string;
    readonly outcome: 'planned' | 'nothing' | 'refused' | 'succeeded' | 'failed';
    readonly applied: number;
    readonly pending: number;
    /** Whether its schema is known to be what the migrations lead to. */
    readonly verified: boolean;
    readonly milliseconds: number;
    /** The first error, in a sentence. */
    readonly problem: string | null;
  } | null;
}
