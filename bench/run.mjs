/**
 * `npm run bench`: measures how long reviews take beside yardsticks of the same machine and moment, prints a table, and
 * writes bench/results/<date>.json and bench/RESULTS.md. Ends with 1 where a limit is missed.
 */
import { existsSync } from 'node:fs';
import { chmod, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benchArguments } from './arguments.mjs';
import { generateProject, writeProject } from './generate/project.mjs';
import { load, machineFacts } from './machine.mjs';
import { cleanUp, removeAtTheEnd } from './measure/children.mjs';
import { measureLoad } from './parts/load.mjs';
import { measureMemory } from './parts/memory.mjs';
import { measureSample } from './parts/sample.mjs';
import { measureSteps } from './parts/steps.mjs';
import { measureTables } from './parts/tables.mjs';
import { resultTables, writeResults } from './results.mjs';
import { ROOT } from './review.mjs';

const PARTS = {
  load: measureLoad,
  sample: measureSample,
  tables: measureTables,
  memory: measureMemory,
  steps: measureSteps,
};

const tell = (text) => process.stderr.write(`${text}\n`);

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    await cleanUp();
    process.exit(130);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  tell(error.message);
  process.exitCode = 2;
} finally {
  await cleanUp();
}

async function main() {
  const { only, runs, cli } = benchArguments(process.argv.slice(2), Object.keys(PARTS), ROOT);
  const bench = { cli, runs, tell, ...(await folders()) };
  bench.project = (size) => projectOnDisk(size, bench.folder);
  const before = load();
  const lines = [];
  const tables = [];
  for (const name of only) {
    const outcome = await PARTS[name](bench);
    lines.push(...outcome.lines);
    tables.push(...(outcome.tables ?? []));
  }
  const date = new Date().toISOString();
  const results = { date, runs, machine: machineFacts(), load: { before, after: load() }, lines, tables };
  process.stdout.write(`${resultTables(results)}\n`);
  if (only.length === Object.keys(PARTS).length) await writeResults(results);
  else tell('Not written to bench/: only a run of all parts is.');
  return lines.some(({ holds }) => holds === false) ? 1 : 0;
}

/** Folders that the server's account may enter too: for projects and the cache on disk, for servers in memory. */
async function folders() {
  const folder = await temporaryFolder(tmpdir());
  const memoryFolder = existsSync('/dev/shm') ? await temporaryFolder('/dev/shm') : folder;
  return { folder, memoryFolder, cacheFolder: join(folder, 'cache') };
}

async function temporaryFolder(parent) {
  const folder = await mkdtemp(join(parent, 'sluice-bench-'));
  removeAtTheEnd(folder);
  await chmod(folder, 0o755);
  return folder;
}

const written = new Map();

/** Writes a generated project once and gives it to every part that asks for the same. */
async function projectOnDisk({ tables, migrations, major }, parent) {
  const folder = join(parent, `project-${tables}-${migrations}-${major}`);
  const known = written.get(folder);
  if (known !== undefined) return known;
  const files = generateProject({ tables, migrations });
  await writeProject(folder, files, major);
  const project = { folder, since: files.since, files };
  written.set(folder, project);
  return project;
}
