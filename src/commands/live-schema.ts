import type { LiveDatabase, LiveState, RecordedSnapshot } from '../core/deploy-ports.ts';
import type { ObjectDigests, Snapshot } from '../core/ports.ts';
import type { Comparison } from './deploy-request.ts';
import type { PlanInput } from './plan-input.ts';

/** What is known of a live schema at one moment. */
export interface LiveSchema {
  readonly fingerprint: string;
  /** Null where the journal holds the very same one, so that it was not read. */
  readonly snapshot: Snapshot | null;
  /** What the server says of its objects; null where it was not asked, or must not tell this role. */
  readonly digests: ObjectDigests | null;
}

type ReadingInput = Pick<PlanInput, 'live' | 'state' | 'ports' | 'watch'>;

/** The live schema before anything runs. It is only read where it is not what the last run has recorded. */
async function readLiveSchema({ live, state, ports, watch }: ReadingInput): Promise<LiveSchema> {
  return await watch.run('snapshot', 'Reading the live schema', async () => {
    await using reader = await ports.drift.open(live.target);
    const digest = await reader.digest(null);
    const digests = reader.objects();
    const fingerprint = await recordedFingerprint(live, state, digest);
    if (fingerprint !== null) return { fingerprint, snapshot: null, digests };
    const { snapshot } = await reader.readProject([]);
    return { fingerprint: ports.codec.fingerprint(snapshot), snapshot, digests };
  });
}

/** The live schema before a run: as its digests allow, or as a whole where these do not judge it. */
export async function readBefore(input: ReadingInput, byDigests: boolean): Promise<LiveSchema> {
  if (byDigests) return await readLiveSchema(input);
  const snapshot = await readWholeSchema(input);
  return { fingerprint: input.ports.codec.fingerprint(snapshot), snapshot, digests: null };
}

/** The same with everything, where `before` is not read so already. */
export async function wholeBefore(
  input: ReadingInput,
  before: LiveSchema | null,
  byDigests: boolean,
): Promise<Snapshot | null> {
  return byDigests ? await readWholeSchema(input) : (before?.snapshot ?? null);
}

/** The fingerprint of the recorded schema, if the server says the same of it as of the live one. */
async function recordedFingerprint(
  live: LiveDatabase,
  { anchor }: LiveState,
  digest: string | null,
): Promise<string | null> {
  const fingerprint = anchor?.fingerprint ?? null;
  if (fingerprint === null || digest === null) return null;
  const record = await live.recordOf(fingerprint);
  return record?.schemaDigest === digest ? fingerprint : null;
}

/** The live schema with everything of the platform's, as what it becomes is compared with where digests do not do. */
export async function readWholeSchema({
  live,
  ports,
  watch,
}: Pick<PlanInput, 'live' | 'ports' | 'watch'>): Promise<Snapshot> {
  return await watch.run('snapshot', 'Reading the live schema', async () => {
    await using reader = await ports.schema.open(live.target);
    return await reader.read();
  });
}

/** It, as a run writes down what it began with. */
export async function recordedBefore(
  before: LiveSchema | null,
  { codec }: Pick<Comparison, 'codec'>,
): Promise<RecordedSnapshot | null> {
  if (before === null) return null;
  const { fingerprint, snapshot } = before;
  return snapshot === null ? { fingerprint, bytes: null, form: null } : await codec.record(snapshot);
}
