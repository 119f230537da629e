import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { review, SAMPLE } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { initialiseStartStop } from '../yardsticks/server.mjs';

const LIMIT = 3;

/** The whole review of the sample against initdb, start and stop of the same binaries. */
export async function measureSample(bench) {
  bench.tell('Reviewing the sample');
  await review(SAMPLE, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, 17);
  const spreads = await inTurns(
    bench.runs,
    {
      review: async () => (await review(SAMPLE, bench)).milliseconds,
      'initdb + start + stop': () => initialiseStartStop(engine, bench.workspace.memoryFolder),
    },
    bench.tell,
  );
  const line = ratioLine({
    name: '`sluice review` of the sample against initdb + start + stop',
    measured: spreads.review,
    yardstick: spreads['initdb + start + stop'],
    limit: LIMIT,
    note: engine.version,
  });
  return { lines: [line] };
}
