import { copyFile, mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { curves } from '../curve.mjs';
import { run } from '../measure/command.mjs';
import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { review } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { startLiveServer } from '../yardsticks/live-server.mjs';

const MAJOR = 17;
/** As many as it takes to write something for 5,000 files. */
const TABLES = 502;
const HISTORIES = [10, 100, 1000, 5000];
/** What may be noise between the longest and the shortest history. */
const NOISE = 1.15;
const COLD = [100, 1000];
const COLD_LIMIT = 1.3;
const [BARE_LOOP, COMPARISON] = ['bare-loop', 'comparison'].map(
  (name) => new URL(`../yardsticks/${name}.mjs`, import.meta.url).pathname,
);

/** Reviews over the length of the history: with the base in the cache, where it must not matter, and with nothing there. */
export async function measureHistory(bench) {
  const warm = await measureGrowth(bench);
  const lines = [warm.line];
  for (const migrations of COLD) lines.push(await measureCold(migrations, bench));
  return { lines, pictures: [warm.picture] };
}

function projectOf(migrations, bench) {
  return bench.workspace.project({ tables: TABLES, migrations, major: MAJOR, oneMigration: true });
}

async function measureGrowth(bench) {
  const contenders = {};
  for (const migrations of HISTORIES) {
    bench.tell(`Filling the cache with ${migrations} migrations`);
    const project = await projectOf(migrations, bench);
    await review(project, bench);
    contenders[migrations] = async () => (await review(project, bench)).milliseconds;
  }
  const spreads = await inTurns(bench.runs, contenders, bench.tell);
  const [shortest, longest] = [HISTORIES[0], HISTORIES.at(-1)];
  const line = ratioLine({
    name: `warm \`sluice review\` with ${longest} old migrations against ${shortest}`,
    measured: spreads[longest],
    yardstick: spreads[shortest],
    limit: NOISE,
    note: `${TABLES} tables each time`,
  });
  const points = HISTORIES.map((migrations) => [migrations, spreads[migrations].median]);
  const svg = curves({
    title: `A pull request with one migration, over old migrations (${TABLES} tables)`,
    x: 'migrations of the base',
    series: [{ name: 'sluice review, base in the cache', points }],
  });
  return { line, picture: { file: 'growth-migrations.svg', svg } };
}

/** PostgreSQL is in the cache, and nothing else. */
async function measureCold(migrations, bench) {
  bench.tell(`Reviewing with a cold cache of ${migrations} migrations`);
  const project = await projectOf(migrations, bench);
  await review(project, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, MAJOR);
  const server = await startLiveServer(engine, bench.workspace.memoryFolder);
  const folder = join(project.folder, 'supabase', 'migrations');
  try {
    const spreads = await inTurns(
      Math.min(bench.runs, 3),
      {
        review: async () => {
          await rm(join(bench.workspace.cacheFolder, 'states'), { recursive: true, force: true });
          return (await review(project, bench)).milliseconds;
        },
        'bare loop + comparison': async () => {
          const [base, head] = [await server.freshDatabase(), await server.freshDatabase()];
          const before = join(bench.workspace.folder, `base-of-${migrations}`);
          await writeBase(before, folder, project);
          const loop = await run(process.execPath, [BARE_LOOP, base, before]);
          await run(process.execPath, [BARE_LOOP, head, folder]);
          const compared = await run(process.execPath, [COMPARISON, base, head]);
          for (const url of [base, head]) await server.drop(url);
          return loop.milliseconds + compared.milliseconds;
        },
      },
      bench.tell,
    );
    return ratioLine({
      name: `cold \`sluice review\` of ${migrations} migrations against a bare loop + two extractions + a plan`,
      measured: spreads.review,
      yardstick: spreads['bare loop + comparison'],
      limit: COLD_LIMIT,
      note: `${TABLES} tables; nothing cached but PostgreSQL`,
    });
  } finally {
    await server.stop();
  }
}

async function writeBase(before, folder, { files }) {
  await mkdir(before, { recursive: true });
  for (const { version, name } of files.base) {
    const file = `${version}_${name}.sql`;
    await copyFile(join(folder, file), join(before, file));
  }
}
