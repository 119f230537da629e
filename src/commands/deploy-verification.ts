import type { DeploymentSummary } from '../core/deployment-report.ts';
import { landedDifferences, landedOtherwise } from '../core/landed.ts';
import { changedNames, changedUnlike } from '../core/landed-digests.ts';
import type { CutMigration, KnownSchema, ObjectDifference, ObjectDigests, Snapshot } from '../core/ports.ts';
import { type Expectation, schemaOf } from './deploy-expectation.ts';
import type { DeployPlan } from './deploy-plan.ts';
import { recordedSchema } from './drift-look.ts';
import type { PlanInput } from './plan-input.ts';
import { digestsAnew, type LandingDigests } from './plan-shadow.ts';
import { type SchemaFacts, schemaFacts } from './schema-facts.ts';

export type Verification = DeploymentSummary['verification'];

export const NOT_VERIFIED: Verification = { status: 'not-run', differences: [] };

const MATCHES: Verification = { status: 'matches', differences: [] };

/** What a deployment has left. */
export interface Landed {
  readonly snapshot: Snapshot;
  readonly facts: SchemaFacts;
  /** Names of objects that the servers say have changed otherwise than on the shadow; null where they cannot tell. */
  readonly unlike: readonly string[] | null;
}

/** Reads the live schema when everything has run. What became of it as on the shadow is known from there. */
export async function readLanded(
  input: PlanInput,
  plan: DeployPlan,
  /** What the migrations lead to on the shadow; null where that is not known. */
  end: () => Promise<KnownSchema | null>,
): Promise<Landed> {
  const { live, ports, watch } = input;
  const { digests, from } = plan;
  return await watch.run('verify', 'Reading what the live schema has become', async () => {
    await using reader = await ports.drift.open(live.target);
    // To be asked before the schema is read: a change between the two then looks like one, and is compared.
    const telling = schemaFacts(live, reader);
    // With digests nothing else is needed; nor where nobody verifies.
    const isWhole = digests === null && from !== null;
    // While the server answers.
    const knowing = isWhole ? Promise.resolve([]) : knownSchemas(input, plan, end);
    knowing.catch(() => {});
    const facts = await telling;
    const after = reader.objects();
    if (isWhole) {
      await using whole = await ports.schema.open(live.target);
      return { snapshot: await whole.read(), facts, unlike: null };
    }
    const unlike = digests === null ? null : await landedUnlike(input, plan, digests, after);
    const { snapshot } = await reader.readProject(await knowing);
    return { snapshot, facts, unlike };
  });
}

/** What the migrations lead to on the shadow, and what the live schema was before them: nearly all of it is as in one of the two. */
async function knownSchemas(
  { live, ports }: PlanInput,
  plan: DeployPlan,
  end: () => Promise<KnownSchema | null>,
): Promise<readonly KnownSchema[]> {
  const { digests, identity, live: before } = plan;
  const known: KnownSchema[] = [];
  const led = digests === null ? null : await end();
  if (led !== null) known.push(led);
  if (before === null || before.digests === null) return known;
  const recorded =
    before.snapshot === null ? await recordedSchema(live, before.fingerprint, identity, ports) : before;
  // What cannot be used of a record is read.
  if ('code' in recorded || recorded.snapshot === null || !ports.codec.isComplete(recorded.snapshot))
    return known;
  return [...known, { snapshot: recorded.snapshot, digests: before.digests }];
}

/**
 * Where the role must not be told any more, everything that was to change is looked at. What was known from an earlier shadow, and
 * did not come true, a new one is asked: migrations may depend on the day.
 */
async function landedUnlike(
  input: PlanInput,
  plan: DeployPlan,
  { expected, before }: LandingDigests,
  after: ObjectDigests | null,
): Promise<readonly string[]> {
  if (after === null) return changedNames(expected);
  const unlike = changedUnlike(expected, { before, after });
  if (unlike.length === 0 || plan.known === null) return unlike;
  const anew = await digestsAnew(input, plan);
  return anew === null ? unlike : changedUnlike(anew, { before, after });
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
  landed: Landed,
): Promise<Verification> {
  const { schema } = input.ports;
  if (landed.unlike !== null) return await judged(input, plan, landed.snapshot, landed.unlike);
  const expected =
    plan.expected ?? (expectation === null ? null : schema.compare(expectation.now, expectation.end));
  if (plan.from === null || expected === null) return NOT_VERIFIED;
  const actual = schema.compare(plan.from, landed.snapshot);
  if (landedDifferences(expected, actual).length === 0) return MATCHES;
  const apart = await apartFromMigrations(input, plan, landed.snapshot);
  return verdictOf(landedDifferences(expected, actual, apart));
}

function verdictOf(differences: readonly string[]): Verification {
  return differences.length === 0 ? MATCHES : { status: 'differs', differences };
}

/** In words, what the digests of objects have told. */
async function judged(
  input: PlanInput,
  plan: DeployPlan,
  after: Snapshot,
  unlike: readonly string[],
): Promise<Verification> {
  if (unlike.length === 0) return MATCHES;
  return verdictOf(landedOtherwise(unlike, await apartFromMigrations(input, plan, after)));
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
  if (!replayed.ok) return null;
  return ports.drift.compare(replayed.expectation.end, { snapshot: after, unseen: [] }).differences;
}
