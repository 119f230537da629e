import type { LiveIdentity } from '../core/deploy-ports.ts';
import { beginsAlike, changedNames, changedUnlike, type DigestChange } from '../core/landed-digests.ts';
import type { KnownSchema, ObjectDigests, Snapshot } from '../core/ports.ts';
import { recordedSchema } from './drift-look.ts';
import type { LiveSchema } from './live-schema.ts';
import type { PlanInput } from './plan-input.ts';
import { type SchemaFacts, schemaFacts } from './schema-facts.ts';

/** What a run is to change as the shadow's server tells it, and what the live one says before. */
export interface LandingDigests {
  readonly expected: DigestChange;
  readonly before: ObjectDigests;
}

/** What a run begins with, and how it can be told what has landed. */
export interface Landing {
  readonly identity: LiveIdentity;
  /** Where that is enough to tell whether the right change has landed: what the servers say of it. */
  readonly digests: LandingDigests | null;
  /** Where it is not: the live schema that what lands is compared with; null where nobody asked to read it, too. */
  readonly from: Snapshot | null;
  /** The live schema as it is; null where it was not looked at. */
  readonly live: LiveSchema | null;
}

/** What a run has left. */
export interface LandedSchema {
  readonly snapshot: Snapshot;
  readonly facts: SchemaFacts;
  /** What the server says of it; null where the role must not be told any more. */
  readonly digests: ObjectDigests | null;
}

/** Null where the digests of the two servers cannot tell. */
export function landingDigests(
  expected: DigestChange | null,
  before: LiveSchema | null,
): LandingDigests | null {
  if (expected === null || before === null || before.digests === null) return null;
  return beginsAlike(expected, before.digests) ? { expected, before: before.digests } : null;
}

/** The names of objects whose change is not the one on the shadow. Where the role must not be told any more, all that were to change. */
export function unlikeShadow(
  { expected, before }: LandingDigests,
  after: ObjectDigests | null,
): readonly string[] {
  return after === null ? changedNames(expected) : changedUnlike(expected, { before, after });
}

type ReadingInput = Pick<PlanInput, 'live' | 'ports' | 'watch'>;

/** Reads the live schema when everything has run. What became of it as on the shadow is known from there. */
export async function readLanded(
  input: ReadingInput,
  landing: Landing,
  /** What the run leads to on the shadow; null where that is not known. */
  end: () => Promise<KnownSchema | null>,
): Promise<LandedSchema> {
  const { live, ports, watch } = input;
  const { digests, from } = landing;
  return await watch.run('verify', 'Reading what the live schema has become', async () => {
    await using reader = await ports.drift.open(live.target);
    // To be asked before the schema is read: a change between the two then looks like one, and is compared.
    const telling = schemaFacts(live, reader);
    // With digests nothing else is needed; nor where nobody verifies.
    const isWhole = digests === null && from !== null;
    // While the server answers.
    const knowing = isWhole ? Promise.resolve([]) : knownSchemas(input, landing, end);
    knowing.catch(() => {});
    const facts = await telling;
    const after = reader.objects();
    if (isWhole) {
      await using whole = await ports.schema.open(live.target);
      return { snapshot: await whole.read(), facts, digests: after };
    }
    const { snapshot } = await reader.readProject(await knowing);
    return { snapshot, facts, digests: after };
  });
}

/** What the run leads to on the shadow, and what the live schema was before it: nearly all of it is as in one of the two. */
async function knownSchemas(
  { live, ports }: ReadingInput,
  { digests, identity, live: before }: Landing,
  end: () => Promise<KnownSchema | null>,
): Promise<readonly KnownSchema[]> {
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
