import { review, SAMPLE } from '../review.mjs';

const BY_TABLES = [50, 300, 1000].map((tables) => ({ name: `${tables} tables`, tables, migrations: tables }));
const BY_MIGRATIONS = [10, 100, 1000].map((migrations) => ({
  name: `${migrations} migrations`,
  tables: 104,
  migrations,
}));

/** Where the time of a review goes, as the report itself tells it. */
export async function measureSteps(bench) {
  const sample = await stepsOf('sample', SAMPLE, bench);
  const byTables = [sample];
  for (const { name, ...size } of BY_TABLES) byTables.push(await generated(name, size, bench));
  const byMigrations = [];
  for (const { name, ...size } of BY_MIGRATIONS) byMigrations.push(await generated(name, size, bench));
  return {
    lines: [],
    tables: [
      { title: 'Where the time goes, by tables (a migration a table)', columns: byTables },
      {
        title: `Where the time goes, by migrations (${BY_MIGRATIONS[0].tables} tables each time)`,
        columns: byMigrations,
      },
    ],
  };
}

async function generated(name, size, bench) {
  return await stepsOf(name, await bench.workspace.project({ ...size, major: 17 }), bench);
}

/** How many runs a step table takes at most, and after how many milliseconds it takes no further one. */
const RUNS = 3;
const PATIENCE = 30_000;

/** The run in the middle by its whole time; the first one warms the caches up and counts only where it takes long. */
async function stepsOf(name, project, bench) {
  bench.tell(`Timing the steps: ${name}`);
  const first = await review(project, bench);
  const runs = [];
  let spent = first.milliseconds;
  while (spent < PATIENCE && runs.length < Math.min(RUNS, bench.runs)) {
    const run = await review(project, bench);
    spent += run.milliseconds;
    runs.push(run);
  }
  if (runs.length === 0) runs.push(first);
  runs.sort((left, right) => left.milliseconds - right.milliseconds);
  const { milliseconds, report } = runs[Math.floor((runs.length - 1) / 2)];
  const steps = new Map();
  for (const { step, milliseconds: took } of report.timings) steps.set(step, (steps.get(step) ?? 0) + took);
  bench.tell(`${name}: ${Math.round(milliseconds)} ms`);
  return { name, steps: Object.fromEntries(steps), whole: Math.round(milliseconds) };
}
