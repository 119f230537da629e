import type { DeploymentSummary } from '../core/deployment-report.ts';
import { landedDifferences, landedOtherwise } from '../core/landed.ts';
import type { ObjectDigests } from '../core/ports.ts';
import { apartFromMigrations } from './apart-from-migrations.ts';
import type { Expectation } from './deploy-expectation.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { type LandedSchema, type LandingDigests, unlikeShadow } from './landed-reading.ts';
import type { PlanInput } from './plan-input.ts';
import { digestsAnew } from './plan-shadow.ts';

export type Verification = DeploymentSummary['verification'];

export const NOT_VERIFIED: Verification = { status: 'not-run', differences: [] };

export const MATCHES: Verification = { status: 'matches', differences: [] };

/** What was known from an earlier shadow, and did not come true, a new one is asked: migrations may depend on the day. */
async function landedUnlike(
  input: PlanInput,
  plan: DeployPlan,
  digests: LandingDigests,
  after: ObjectDigests | null,
): Promise<readonly string[]> {
  const unlike = unlikeShadow(digests, after);
  if (unlike.length === 0 || after === null || plan.known === null) return unlike;
  const anew = await digestsAnew(input, plan);
  return anew === null ? unlike : unlikeShadow({ ...digests, expected: anew }, after);
}

/**
 * Whether what landed is what was to land. Where the servers can tell, they have; else the changes of both are held against each
 * other. An object that was altered otherwise may have begun otherwise, too (the platform's default privileges differ from
 * project to project), so what counts in the end is whether it is now what the migrations lead to.
 */
export async function verify(
  input: PlanInput,
  plan: DeployPlan,
  expectation: Expectation | null,
  landed: LandedSchema,
): Promise<Verification> {
  const { schema } = input.ports;
  const apart = async () =>
    await apartFromMigrations(input, [...plan.applied, ...plan.pending], landed.snapshot);
  if (plan.digests !== null) {
    const unlike = await landedUnlike(input, plan, plan.digests, landed.digests);
    return unlike.length === 0 ? MATCHES : verdictOf(landedOtherwise(unlike, await apart()));
  }
  const expected =
    plan.expected ?? (expectation === null ? null : schema.compare(expectation.now, expectation.end));
  if (plan.from === null || expected === null) return NOT_VERIFIED;
  const actual = schema.compare(plan.from, landed.snapshot);
  if (landedDifferences(expected, actual).length === 0) return MATCHES;
  return verdictOf(landedDifferences(expected, actual, await apart()));
}

export function verdictOf(differences: readonly string[]): Verification {
  return differences.length === 0 ? MATCHES : { status: 'differs', differences };
}
