import { spreadOf } from '../measure/rounds.mjs';
import { nodes } from '../nodes.mjs';
import { reviewMemory } from '../review.mjs';

const LIMIT_MB = 300;
const TABLES = 300;

/** The most memory that the Node.js process of a review holds at 300 tables, on this Node.js and on that of the runners. */
export async function measureMemory(bench) {
  const project = await bench.workspace.project({ tables: TABLES, migrations: TABLES, major: 17 });
  const lines = [];
  for (const node of await nodes()) {
    bench.tell(`Weighing a review of ${TABLES} tables on Node.js ${node.version}`);
    const values = [];
    for (let turn = 1; turn <= bench.runs; turn += 1) {
      values.push(await reviewMemory(project, bench, node.program));
      bench.tell(`${turn}/${bench.runs} ${Math.round(values.at(-1))} MB`);
    }
    lines.push(memoryLine(node, spreadOf(values)));
  }
  return { lines };
}

function memoryLine({ version }, { median, least, most }) {
  return {
    name: `Memory of the process at ${TABLES} tables, Node.js ${version}`,
    measured: `${Math.round(median)} MB (${Math.round(least)}–${Math.round(most)})`,
    yardstick: '',
    result: `${Math.round(most)} MB at most`,
    limit: `${LIMIT_MB} MB`,
    holds: most < LIMIT_MB,
    note: '',
  };
}
