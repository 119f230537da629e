/**
 * `node bench/corpus.mjs <folder> [--only TEXT] [--write]`: replays all migrations of the projects in a folder on the embedded engine and says whose fault
 * each failure is. Each project is a subfolder that holds `supabase/`, named `owner+repository` (`+` and the path, where
 * the project is not at the top). With --write the page goes to bench/corpus.md. Ends with 1 where a failure is Sluice's.
 */
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { judged } from './corpus/judge.mjs';
import { corpusPage } from './corpus/page.mjs';
import { replayProject } from './corpus/replay.mjs';
import { loadRooms } from './corpus/rooms.mjs';
import { machineFacts } from './machine.mjs';

const PAGE = fileURLToPath(new URL('./corpus.md', import.meta.url));
const FAULTS = new URL('./corpus/known-faults.json', import.meta.url);
const AT_ONCE = 2;

process.exitCode = await main();

async function main() {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { only: { type: 'string', default: '' }, write: { type: 'boolean', default: false } },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write('Usage: node bench/corpus.mjs <folder of checkouts> [--only TEXT] [--write]\n');
    return 2;
  }
  const names = (await readdir(folder)).filter((name) => name.includes(values.only)).sort();
  const faults = JSON.parse(await readFile(FAULTS, 'utf8'));
  const projects = await replayAll(resolve(folder), names, faults);
  const page = corpusPage(projects, { date: new Date().toISOString(), machine: machineFacts() });
  if (values.write) await writeFile(PAGE, page);
  else process.stdout.write(page);
  return projects.some(({ failures }) => failures.some((failure) => failure.class === 'ours')) ? 1 : 0;
}

async function replayAll(folder, names, faults) {
  const rooms = await loadRooms();
  const queue = [...names];
  const projects = [];
  const worker = async () => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      const started = performance.now();
      const project = await judgedProject(folder, entry, faults, rooms);
      projects.push(project);
      const seconds = ((performance.now() - started) / 1000).toFixed(1);
      process.stderr.write(
        `${project.name}: ${project.replayed} of ${project.statements} statements, ${project.failures.length} failures, ${seconds} s\n`,
      );
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  return projects.sort((left, right) => (left.name < right.name ? -1 : 1));
}

async function judgedProject(folder, entry, faults, rooms) {
  const name = entry.replaceAll('+', '/');
  const { made, builtIn, failures, texts, ...counts } = await replayProject(join(folder, entry), rooms);
  const known = faults.filter(({ project }) => project === name);
  const verdicts = judged({ failures, made, builtIn }, texts, known);
  return {
    name,
    ...counts,
    failures: failures.map(({ file, line, sqlState, code }, index) => ({
      file,
      line,
      state: sqlState ?? code,
      ...verdicts[index],
    })),
  };
}
