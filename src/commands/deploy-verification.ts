import type { DeploymentSummary } from '../core/deployment-report.ts';
import { landedDifferences } from '../core/landed.ts';
import type { CutMigration, ObjectDifference, Snapshot } from '../core/ports.ts';
import { type Expectation, schemaOf } from './deploy-expectation.ts';
import type { DeployPlan } from './deploy-plan.ts';
import type { PlanInput } from './plan-input.ts';

export type Verification = DeploymentSummary['verification'];

export const NOT_VERIFIED: Verification = { status: 'not-run', differences: [] };

/**
 * Whether what landed is what was to land. The changes of both are held against each other; an object that was altered otherwise
 * may have begun otherwise, too (the platform's default privileges differ from project to project), so what counts in the end is
 * whether it is now what the migrations lead to.
 */
export async function verify(
  input: PlanInput,
  plan: DeployPlan,
  expectation: Expectation | null,
  after: Snapshot,
): Promise<Verification> {
  const { schema } = input.ports;
  const expected =
    plan.expected ?? (expectation === null ? null : schema.compare(expectation.now, expectation.end));
  if (plan.from === null || expected === null) return NOT_VERIFIED;
  const actual = schema.compare(plan.from, after);
  if (landedDifferences(expected, actual).length === 0) return { status: 'matches', differences: [] };
  const apart = await apartFromMigrations(input, plan, after);
  const differences = landedDifferences(expected, actual, apart);
  return { status: differences.length === 0 ? 'matches' : 'differs', differences };
}

/** Where the live schema is not what all its migrations lead to; null where that could not be found out. */
async function apartFromMigrations(
  { ports, comparison, request, context, watch }: PlanInput,
  { applied, pending }: DeployPlan,
  after: Snapshot,
): Promise<readonly ObjectDifference[] | null> {
  const cuts: CutMigration[] = [];
  for (const migration of [...applied, ...pending]) {
    const cut = await ports.parser.cut(migration.sql);
    if (!cut.ok) return null;
    cuts.push({ migration, statements: cut.statements });
  }
  const replayed = await schemaOf(cuts, comparison.config, request, ports, context, watch);
  return replayed.ok ? ports.schema.compare(replayed.expectation.end, after) : null;
}
