import { spreadOf } from '../measure/rounds.mjs';
import { reviewMemory } from '../review.mjs';

const LIMIT_MB = 300;
const TABLES = 300;

/** The most memory that the Node.js process of a review holds at 300 tables. */
export async function measureMemory(bench) {
  bench.tell(`Weighing a review of ${TABLES} tables`);
  const project = await bench.workspace.project({ tables: TABLES, migrations: TABLES, major: 17 });
  const values = [];
  for (let turn = 1; turn <= bench.runs; turn += 1) {
    values.push(await reviewMemory(project, bench));
    bench.tell(`${turn}/${bench.runs} ${Math.round(values.at(-1))} MB`);
  }
  const { median, least, most } = spreadOf(values);
  const line = {
    name: `Memory of the Node.js process at ${TABLES} tables`,
    measured: `${Math.round(median)} MB (${Math.round(least)}–${Math.round(most)})`,
    yardstick: '',
    result: `${Math.round(most)} MB at most`,
    limit: `${LIMIT_MB} MB`,
    holds: most < LIMIT_MB,
    note: '',
  };
  return { lines: [line] };
}
