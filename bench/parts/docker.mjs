import { mkdir, readdir, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { stackOfTheCli } from '../measure/docker-stack.mjs';
import { inTurns, ratioLine, spreadOf } from '../measure/rounds.mjs';
import { review, SAMPLE } from '../review.mjs';

/** How many times as fast as the usual way a review is to be. */
const LIMIT = 10;
const NAME = 'warm `sluice review` of the sample against `supabase db start` + `db diff` + `stop`';
const MAJORS = [17, 15];

/**
 * What people do without Sluice to see what new migrations change: start the local database as it is on the base, add the files, let the
 * CLI compare, and stop. The image is on the machine already.
 */
export async function measureDocker(bench) {
  const lines = [];
  const tables = [];
  for (const major of MAJORS) {
    const stack = await stackOfTheCli(major, bench);
    if (stack === null) return { lines: [notMeasured()] };
    bench.tell(`Comparing by the Supabase CLI on PostgreSQL ${major}`);
    const steps = {};
    const spreads = await inTurns(
      bench.runs,
      {
        review: async () => await warmReview(stack.folder, bench),
        'the usual way': async () => await usualWay(stack, steps),
      },
      bench.tell,
    );
    lines.push({
      ...ratioLine({
        name: `${NAME}, PostgreSQL ${major}`,
        measured: spreads.review,
        yardstick: spreads['the usual way'],
        limit: 1 / LIMIT,
        note: `supabase ${stack.version}; ${stack.docker}; image ${stack.image}, made of the embedded binaries`,
      }),
      ...timesAsFast(spreads),
    });
    tables.push(column(major, steps, spreads));
  }
  return { lines, tables: [{ title: 'Where the time of the usual way goes', columns: tables }] };
}

function notMeasured() {
  return {
    name: NAME,
    limit: `${LIMIT} × as fast`,
    holds: null,
    note: 'not measured: no Docker answers here',
  };
}

function timesAsFast({ review: own, 'the usual way': usual }) {
  const times = usual.median / own.median;
  return { result: `${times.toFixed(1)} × as fast`, limit: `${LIMIT} × as fast`, holds: times >= LIMIT };
}

/** Fails where the cache was not used: then it is not what is measured here. */
async function warmReview(folder, bench) {
  const { milliseconds, report } = await review({ folder, since: SAMPLE.since }, bench);
  if (report.engine.name !== 'embedded') throw new Error(`The engine ${report.engine.name} judged.`);
  return milliseconds;
}

/** The milliseconds of all three, which `steps` collects one by one. Changes that are not found are an error. */
async function usualWay({ folder, supabase }, steps) {
  const took = async (step, args) => {
    const { milliseconds, stdout } = await supabase(args);
    steps[step] = [...(steps[step] ?? []), milliseconds];
    return { milliseconds, stdout };
  };
  const migrations = join(folder, 'supabase/migrations');
  const aside = join(folder, 'aside');
  const later = (await readdir(migrations)).filter((file) => file.split('_')[0] > SAMPLE.since);
  await mkdir(aside, { recursive: true });
  for (const file of later) await rename(join(migrations, file), join(aside, file));
  try {
    const started = await took('supabase db start', ['db', 'start']);
    for (const file of later) await rename(join(aside, file), join(migrations, file));
    const compared = await took('supabase db diff', ['db', 'diff']);
    if (!/TABLE|POLICY/u.test(compared.stdout)) throw new Error('supabase db diff has found nothing.');
    const stopped = await took('supabase stop', ['stop', '--no-backup']);
    return started.milliseconds + compared.milliseconds + stopped.milliseconds;
  } catch (error) {
    await supabase(['stop', '--no-backup']);
    throw error;
  }
}

function column(major, steps, spreads) {
  const counted = Object.entries(steps).map(([step, values]) => [
    step,
    // The first turn warms the caches up.
    Math.round(spreadOf(values.slice(1)).median),
  ]);
  return {
    name: `PostgreSQL ${major}`,
    steps: Object.fromEntries(counted),
    whole: Math.round(spreads['the usual way'].median),
  };
}
