/**
 * Runs two or more contenders in turns (A B A B …), so that a noisy moment of the machine hits all of them. A contender
 * is a function that returns milliseconds. The first turn warms the caches up and does not count.
 */
export async function inTurns(runs, contenders, tell) {
  const samples = Object.fromEntries(Object.keys(contenders).map((name) => [name, []]));
  for (let turn = 0; turn <= runs; turn += 1) {
    for (const [name, contender] of Object.entries(contenders)) {
      const milliseconds = await contender();
      if (turn === 0) continue;
      samples[name].push(milliseconds);
      tell(`${turn}/${runs} ${name} ${Math.round(milliseconds)} ms`);
    }
  }
  return Object.fromEntries(Object.entries(samples).map(([name, values]) => [name, spreadOf(values)]));
}

/** Median, least and most of some numbers, with the numbers. */
export function spreadOf(values) {
  const sorted = [...values].sort((left, right) => left - right);
  const middle = sorted.length / 2;
  const median =
    sorted.length % 2 === 1 ? sorted[Math.floor(middle)] : (sorted[middle - 1] + sorted[middle]) / 2;
  return { median, least: sorted[0], most: sorted.at(-1), values };
}

/** One line of the table at the end: how many times the yardstick a measurement took. `limit` null: it is only told. */
export function ratioLine({ name, measured, yardstick, limit, note = '' }) {
  const ratio = measured.median / yardstick.median;
  return {
    name,
    measured: milliseconds(measured),
    yardstick: milliseconds(yardstick),
    result: `${ratio.toFixed(2)} ×`,
    limit: limit === null ? '' : `${limit} ×`,
    holds: limit === null ? undefined : ratio <= limit,
    ratio,
    note,
  };
}

function milliseconds({ median, least, most }) {
  return `${Math.round(median)} ms (${Math.round(least)}–${Math.round(most)})`;
}
