import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { run } from '../measure/command.mjs';
import { inTurns, ratioLine } from '../measure/rounds.mjs';
import { review, SAMPLE } from '../review.mjs';
import { cachedEngine } from '../yardsticks/engine.mjs';
import { startLiveServer } from '../yardsticks/live-server.mjs';

const LIMIT = 1.3;
const SIZES = [300, 1000];
const MIGRATIONS = 50;
const MAJOR = 17;
const EXTRACTION = fileURLToPath(new URL('../yardsticks/extraction.mjs', import.meta.url));

/**
 * `sluice drift` against one extraction by pg-delta of the same database: where nothing was changed, which is what a
 * schedule finds on most days, and where a table was made by hand.
 */
export async function measureDrift(bench) {
  await review(SAMPLE, bench);
  const engine = await cachedEngine(bench.workspace.cacheFolder, MAJOR);
  const server = await startLiveServer(engine, bench.workspace.memoryFolder);
  try {
    const lines = [];
    for (const tables of SIZES) lines.push(...(await measureSize(tables, server, bench)));
    return { lines };
  } finally {
    await server.stop();
  }
}

async function measureSize(tables, server, bench) {
  bench.tell(`Looking for drift in ${tables} tables`);
  const project = await bench.workspace.project({ tables, migrations: MIGRATIONS, major: MAJOR });
  const sluice = (verb, url, flags = []) => runSluice(verb, project.folder, url, bench, flags);
  const [same, changed] = [await server.freshDatabase(), await server.freshDatabase()];
  for (const url of [same, changed]) await sluice('deploy', url, ['--no-verify']);
  await change(changed);
  const look = (url, outcome) => async () => {
    const { milliseconds, report } = await sluice('drift', url);
    if (report.drift.outcome !== outcome)
      throw new Error(`Drift was ${report.drift.outcome}, not ${outcome}.`);
    return milliseconds;
  };
  const spreads = await inTurns(
    bench.runs,
    {
      'drift, nothing changed': look(same, 'none'),
      'drift, a table by hand': look(changed, 'found'),
      extraction: async () => (await run(process.execPath, [EXTRACTION, same])).milliseconds,
    },
    bench.tell,
  );
  for (const url of [same, changed]) await server.drop(url);
  const line = (contender, note) =>
    ratioLine({
      name: `\`sluice ${contender}\`, ${tables} tables, against one extraction`,
      measured: spreads[contender],
      yardstick: spreads.extraction,
      limit: LIMIT,
      note,
    });
  return [
    line('drift, nothing changed', 'the digest of the server says that the schema is the recorded one'),
    line('drift, a table by hand', 'read, compared with the record, and both ways out planned'),
  ];
}

async function runSluice(verb, folder, url, bench, flags) {
  const args = [bench.cli, verb, '--project-dir', '.', '--format', 'json', '--no-color', ...flags];
  const { milliseconds, stdout } = await run(process.execPath, args, {
    cwd: folder,
    env: { ...process.env, SLUICE_CACHE_DIR: bench.workspace.cacheFolder, SLUICE_DB_URL: url },
    // 1: there is drift, as there should be.
    allowed: [0, 1],
  });
  return { milliseconds, report: JSON.parse(stdout) };
}

async function change(url) {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('create table public.made_by_hand (id int)');
  await client.end();
}
