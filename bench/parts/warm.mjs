import { curves } from '../curve.mjs';
import { run } from '../measure/command.mjs';
import { inTurns, ratioLine, spreadOf } from '../measure/rounds.mjs';
import { review, reviewMemory } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { findPgDump } from '../yardsticks/pg-dump.mjs';
import { bareNode, preparedServer } from '../yardsticks/prepared-server.mjs';
import { SUPERUSER } from '../yardsticks/server.mjs';
import { dumpSchema, startWithTwoSchemas } from '../yardsticks/two-schemas.mjs';

/** Tables, and how many times the yardstick a warm review may take; the last ones are aims. */
const SIZES = [
  { tables: 50, limit: 3 },
  { tables: 300, limit: 2.5, memory: 200 },
  { tables: 1000, limit: 2 },
  { tables: 3000, limit: 1, memory: 500 },
];
const MIGRATIONS = 50;
/** A review's milliseconds for each further table, in those of pg-delta. */
const SLOPE_LIMIT = 1 / 3;
const COMPARISON = new URL('../yardsticks/comparison.mjs', import.meta.url).pathname;

/**
 * A pull request with one migration on a base that was replayed before: the whole review against a server started and stopped, a
 * Node.js that does nothing, and pg_dump of base and head one after the other; over tables, beside pg-delta's own comparison.
 */
export async function measureWarm(bench) {
  const pgDump = await findPgDump(process.env);
  if (pgDump === null) {
    const name = 'warm `sluice review` against pg_ctl start + stop + node -e 0 + two pg_dump';
    return { lines: [{ name, limit: '', holds: null, note: 'not measured: no pg_dump 15 or newer here' }] };
  }
  const lines = [];
  const points = { review: [], yardstick: [], 'pg-delta': [] };
  for (const size of SIZES) {
    const { spreads, memory } = await measureSize(size, pgDump, bench);
    for (const name of Object.keys(points)) points[name].push([size.tables, spreads[name].median]);
    lines.push(
      ratioLine({
        name: `warm \`sluice review\`, one migration, ${size.tables} tables, against start + stop + \`node -e 0\` + 2 × pg_dump`,
        measured: spreads.review,
        yardstick: spreads.yardstick,
        limit: size.limit,
        note: pgDump.version,
      }),
    );
    if (memory !== null) lines.push(memory);
  }
  lines.push(slopeLine(points));
  return { lines, pictures: [picture(points)] };
}

async function measureSize({ tables, memory }, pgDump, bench) {
  bench.tell(`Reviewing one migration on ${tables} tables of PostgreSQL ${pgDump.major}`);
  const project = await bench.workspace.project({
    tables,
    migrations: MIGRATIONS,
    major: pgDump.major,
    oneMigration: true,
  });
  await review(project, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, pgDump.major);
  const startAndStop = await preparedServer(engine, bench.workspace.memoryFolder);
  const server = await startWithTwoSchemas(engine, bench.workspace.memoryFolder, project.files);
  const url = (name) => `postgresql://${SUPERUSER}@localhost/${name}?host=${server.folder}`;
  try {
    const spreads = await inTurns(
      bench.runs,
      {
        review: async () => await warmReview(project, bench),
        yardstick: async () =>
          (await startAndStop()) +
          (await bareNode()) +
          (await dumpSchema(pgDump, server.folder, 'base')) +
          (await dumpSchema(pgDump, server.folder, 'head')),
        'pg-delta': async () =>
          (await run(process.execPath, [COMPARISON, url('base'), url('head')])).milliseconds,
      },
      bench.tell,
    );
    return {
      spreads,
      memory: memory === undefined ? null : await memoryLine(tables, memory, project, bench),
    };
  } finally {
    await server.stop();
  }
}

/** Fails where the cache was not used: then it is not what is measured here. */
async function warmReview(project, bench) {
  const { milliseconds, report } = await review(project, bench);
  if (report.engine.restored !== project.files.base.length)
    throw new Error(
      `Of ${project.files.base.length} migrations ${report.engine.restored} came from the cache.`,
    );
  return milliseconds;
}

async function memoryLine(tables, limit, project, bench) {
  const values = [];
  for (let turn = 0; turn < Math.min(bench.runs, 2); turn += 1)
    values.push(await reviewMemory(project, bench, process.execPath));
  const { median, least, most } = spreadOf(values);
  return {
    name: `Memory of the process of a warm review, ${tables} tables, Node.js ${process.versions.node}`,
    measured: `${Math.round(median)} MB (${Math.round(least)}–${Math.round(most)})`,
    yardstick: '',
    result: `${Math.round(most)} MB at most`,
    limit: `${limit} MB`,
    holds: most < limit,
    note: '',
  };
}

/** Milliseconds a table between the smallest and the largest size. */
function slope(points) {
  const [[fewest, least], [most, longest]] = [points[0], points.at(-1)];
  return (longest - least) / (most - fewest);
}

function slopeLine(points) {
  const [own, other] = [slope(points.review), slope(points['pg-delta'])];
  return {
    name: `What a further table costs a warm review, in what it costs pg-delta (${SIZES[0].tables} to ${SIZES.at(-1).tables} tables)`,
    measured: `${own.toFixed(2)} ms`,
    yardstick: `${other.toFixed(2)} ms`,
    result: `${(own / other).toFixed(2)} ×`,
    limit: '0.33 ×',
    holds: own / other <= SLOPE_LIMIT,
    note: 'pg-delta: two extractions and a plan, without the Supabase profile',
  };
}

function picture(points) {
  return {
    file: 'growth-tables.svg',
    svg: curves({
      title: 'A pull request with one migration, over tables',
      x: 'tables',
      series: [
        { name: 'sluice review, base in the cache', points: points.review },
        { name: 'server start + stop, node -e 0, pg_dump of base and head', points: points.yardstick },
        { name: 'pg-delta: two extractions and a plan', points: points['pg-delta'] },
      ],
    }),
  };
}
