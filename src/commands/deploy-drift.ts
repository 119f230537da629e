import type { LiveState } from '../core/deploy-ports.ts';
import type { DeploymentSummary } from '../core/deployment-report.ts';
import { driftFinding, driftLines } from '../core/drift.ts';
import { finding } from '../core/finding-codes.ts';
import { landedDifferences } from '../core/landed.ts';
import type { ObjectDifference, Snapshot } from '../core/ports.ts';
import type { Finding } from '../core/report.ts';
import type { Expectation } from './deploy-expectation.ts';
import type { DeployRequest } from './deploy-request.ts';
import { recordedSchema } from './drift-look.ts';
import type { LiveSchema } from './live-schema.ts';
import type { PlanInput } from './plan-input.ts';

/** Where nobody looked, or nothing is recorded to compare with. */
export const NOTHING_SEEN: DeploymentSummary['drift'] = { status: 'unknown', differences: [] };

export interface DriftJudgement {
  readonly drift: DeploymentSummary['drift'];
  readonly findings: readonly Finding[];
  /** Where an earlier deployment stopped half-way and nothing else has changed: from where on what lands is compared. */
  readonly through: {
    readonly from: Snapshot;
    readonly expected: readonly ObjectDifference[];
  } | null;
}

/**
 * Holds the live schema against what the journal says of it: the schema that the last deployment left, or where later ones
 * stopped half-way, the schema they began from and what the same migrations change on the shadow. Where that agrees, what
 * lands is compared from there on, so that nothing stays unverified; where it does not, from the live schema as it is.
 */
export async function judgeDrift(
  { state, live, request, ports }: PlanInput,
  before: LiveSchema | null,
  expectation: Expectation | null,
): Promise<DriftJudgement> {
  const { schema, codec, drift } = ports;
  const plainly = { through: null };
  if (before === null || request.drift === 'ignore') {
    return { ...plainly, drift: { status: 'ignored', differences: [] }, findings: [] };
  }
  const { anchor } = state;
  const recorded = anchor?.fingerprint ?? null;
  if (anchor === null || recorded === null) return { ...plainly, ...unknownDrift(state) };
  const stopped = anchor.unfinished.length > 0;
  const { snapshot } = before;
  if (snapshot === null || (!stopped && before.fingerprint === recorded)) {
    return { ...plainly, drift: { status: 'none', differences: [] }, findings: [] };
  }
  const kept = await recordedSchema(live, recorded, await live.identity(), ports);
  if ('code' in kept) return { ...plainly, ...unreadableRecord(kept, request.drift) };
  if (stopped && expectation === null) return { ...plainly, ...unknownDrift(state) };
  const then = kept.snapshot;
  const moved = drift.compare(then, { snapshot, unseen: [] }).differences;
  // Both comparisons start from a snapshot that was stored, so that they look at the same things.
  const stored =
    expectation === null || !stopped
      ? null
      : await codec.deserialize(await codec.serialize(expectation.anchor));
  const wanted =
    stopped && expectation !== null && stored !== null ? schema.compare(stored, expectation.now) : [];
  const differences = stopped ? landedDifferences(wanted, moved) : driftLines(moved);
  if (differences.length > 0) return { ...plainly, ...foundDrift(differences, request.drift) };
  const through =
    stopped && expectation !== null && stored !== null
      ? { from: then, expected: schema.compare(stored, expectation.end) }
      : null;
  return { through, drift: { status: 'none', differences: [] }, findings: [] };
}

function unknownDrift({ anchor, history }: LiveState): Pick<DriftJudgement, 'drift' | 'findings'> {
  const why =
    anchor === null
      ? 'No deployment of Sluice has recorded a schema of this database yet'
      : 'The last deployment recorded no schema that can be compared';
  return {
    drift: NOTHING_SEEN,
    findings:
      history.length === 0 && anchor === null
        ? []
        : [
            finding('drift-unknown', {
              file: null,
              line: null,
              message: `${why}, so a change by hand would not be seen.`,
              remedy: 'Nothing has to be done: this deployment records one.',
            }),
          ],
  };
}

/** A damaged record is no reason to deploy blindly; one of another version is written anew by every deployment. */
function unreadableRecord(
  why: Finding,
  policy: DeployRequest['drift'],
): Pick<DriftJudgement, 'drift' | 'findings'> {
  const told: Finding =
    why.code === 'record-damaged'
      ? {
          ...why,
          level: policy === 'fail' ? 'error' : 'warning',
          remedy: `${why.remedy} Or deploy nevertheless with --drift warn.`,
        }
      : { ...why, level: 'note', remedy: 'Nothing has to be done: this deployment records it anew.' };
  return { drift: NOTHING_SEEN, findings: [told] };
}

function foundDrift(
  differences: readonly string[],
  policy: DeployRequest['drift'],
): Pick<DriftJudgement, 'drift' | 'findings'> {
  const found = driftFinding(differences, policy === 'fail' ? 'error' : 'warning', 'record');
  return {
    drift: { status: 'found', differences },
    findings: [{ ...found, remedy: `${found.remedy} Or deploy nevertheless with --drift warn.` }],
  };
}
