import type { RunEnd, RunStart } from '../core/deploy-ports.ts';
import { headDigest } from '../core/head.ts';
import type { DriftInput } from './drift-input.ts';
import { type Look, majorOf } from './drift-look.ts';

/**
 * Records the live schema as what it should be from now on, under the lock and read anew there. Against the repository that is
 * only done where both are the same. Returns the run, or null where nothing was recorded.
 */
export async function recordSchema(input: DriftInput, look: Look): Promise<string | null> {
  const { request, live, identity, reader, ports, context, watch, judged } = input;
  const proven = request.against === 'repo';
  if (look.outcome === 'busy' || (proven && look.outcome !== 'none')) return null;
  await watch.run('lock', 'Taking the lock of the database', () =>
    live.lock({
      wait: request.lockWait,
      waiting: (holder) => context.progress.info(`Another deployment is at work: ${holder}. Waiting for it.`),
    }),
  );
  const state = await live.state();
  // What stopped half-way is taken up by the next deployment, which must know where it began.
  if ((state.anchor?.unfinished ?? []).length > 0) return null;
  const began = context.clock.now();
  const schemaDigest = await reader.digest(null);
  const { snapshot } = await watch.run('snapshot', 'Reading the live schema', () => reader.read());
  const fingerprint = ports.codec.fingerprint(snapshot);
  // What was the same as the migrations before the lock may have changed since.
  if (proven && (look.live === null || ports.codec.fingerprint(look.live) !== fingerprint)) {
    return null;
  }
  const head = headDigest(judged.applied);
  const run = ports.newRun();
  const common = {
    run,
    kind: 'baseline',
    origin: request.origin,
    // The plan that was deployed last stays the one that was.
    planDigest: state.anchor?.succeededPlan ?? '',
    versions: [],
  } as const;
  const start: RunStart = { ...common, headBefore: head, before: null };
  const end: RunEnd = {
    ...common,
    outcome: 'succeeded',
    headAfter: head,
    error: null,
    milliseconds: context.clock.now() - began,
    after: await ports.codec.record(snapshot),
    details: {
      recorded: true,
      schemaDigest,
      serverMajor: majorOf(identity),
      ...(proven ? { verification: { status: 'matches', differences: [] } } : {}),
    },
  };
  await live.prepare();
  await live.adopt([], start, end);
  return run;
}
