/**
 * `npm run bench`: measures how long reviews and deployments take beside yardsticks of the same machine and moment, prints a table, and
 * writes bench/results/<date>.json and bench/RESULTS.md. With --docker it measures against the Supabase CLI's own stack instead, and
 * writes bench/results/<date>-docker.json and bench/DOCKER.md. Ends with 1 where a limit is missed.
 */
import { benchArguments } from './arguments.mjs';
import { load, machineFacts } from './machine.mjs';
import { cleanUp } from './measure/children.mjs';
import { measureAction } from './parts/action.mjs';
import { measureDeploy } from './parts/deploy.mjs';
import { measureDocker } from './parts/docker.mjs';
import { measureDrift } from './parts/drift.mjs';
import { measureHistory } from './parts/history.mjs';
import { measureLoad } from './parts/load.mjs';
import { measureMemory } from './parts/memory.mjs';
import { measureRollback } from './parts/rollback.mjs';
import { measureSample } from './parts/sample.mjs';
import { measureSteps } from './parts/steps.mjs';
import { measureTables } from './parts/tables.mjs';
import { measureWarm } from './parts/warm.mjs';
import { resultTables, writeDockerResults, writeResults } from './results.mjs';
import { ROOT } from './review.mjs';
import { Workspace } from './workspace.mjs';

const PARTS = {
  load: measureLoad,
  sample: measureSample,
  tables: measureTables,
  memory: measureMemory,
  warm: measureWarm,
  history: measureHistory,
  action: measureAction,
  deploy: measureDeploy,
  drift: measureDrift,
  rollback: measureRollback,
  steps: measureSteps,
};

const tell = (text) => process.stderr.write(`${text}\n`);

let interrupted = false;
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
  process.once(signal, async () => {
    interrupted = true;
    await cleanUp();
    process.exit(130);
  });
}

try {
  process.exitCode = await main();
} catch (error) {
  // What was ended by us has failed for no reason of its own.
  if (!interrupted) tell(error.message);
  process.exitCode = 2;
} finally {
  await cleanUp();
}

async function main() {
  const { only, runs, cli, docker } = benchArguments(process.argv.slice(2), Object.keys(PARTS), ROOT);
  const bench = { cli, runs, tell, workspace: await Workspace.open() };
  const before = load();
  const lines = [];
  const tables = [];
  const pictures = [];
  for (const part of docker ? [measureDocker] : only.map((name) => PARTS[name])) {
    const outcome = await part(bench);
    lines.push(...outcome.lines);
    tables.push(...(outcome.tables ?? []));
    pictures.push(...(outcome.pictures ?? []));
  }
  const date = new Date().toISOString();
  const results = { date, runs, machine: machineFacts(), load: { before, after: load() }, lines, tables };
  process.stdout.write(`${resultTables(results)}\n`);
  if (docker) {
    if (lines.some(({ holds }) => holds !== null)) await writeDockerResults(results);
  } else if (only.length === Object.keys(PARTS).length) await writeResults(results, pictures);
  else tell('Not written to bench/: only a run of all parts is.');
  return lines.some(({ holds }) => holds === false) ? 1 : 0;
}
