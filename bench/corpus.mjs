/**
 * `node bench/corpus.mjs <folder> [--only TEXT] [--kept FOLDER] [--write]`: replays all migrations of the projects in a folder on the embedded engine and says whose fault
 * each failure is. Each project is a subfolder that holds `supabase/`, named `owner+repository` (`+` and the path, where
 * the project is not at the top). With --kept, what a replay found is kept in that folder and not replayed again, so that a run can be
 * taken up where it ended; the judgement is made anew. With --write the page goes to bench/corpus.md. Ends with 1 where a failure is Sluice's.
 */
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
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
    options: {
      only: { type: 'string', default: '' },
      kept: { type: 'string' },
      write: { type: 'boolean', default: false },
    },
  });
  const [folder] = positionals;
  if (folder === undefined) {
    process.stderr.write(
      'Usage: node bench/corpus.mjs <folder of checkouts> [--only TEXT] [--kept FOLDER] [--write]\n',
    );
    return 2;
  }
  const names = (await readdir(folder)).filter((name) => name.includes(values.only)).sort();
  const faults = JSON.parse(await readFile(FAULTS, 'utf8'));
  if (values.kept !== undefined) await mkdir(values.kept, { recursive: true });
  const projects = await replayAll(resolve(folder), names, faults, values.kept);
  const page = corpusPage(projects, { date: new Date().toISOString(), machine: machineFacts() });
  if (values.write) await writeFile(PAGE, page);
  else process.stdout.write(page);
  return projects.some(({ failures }) => failures.some((failure) => failure.class === 'ours')) ? 1 : 0;
}

async function replayAll(folder, names, faults, kept) {
  const rooms = await loadRooms();
  const queue = [...names];
  const projects = [];
  const worker = async () => {
    for (let entry = queue.shift(); entry !== undefined; entry = queue.shift()) {
      const started = performance.now();
      const project = await judgedProject(folder, entry, faults, rooms, kept);
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

async function judgedProject(folder, entry, faults, rooms, kept) {
  const name = entry.replaceAll('+', '/');
  const { made, builtIn, failures, texts, ...counts } = await replayedOrKept(folder, entry, rooms, kept);
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

async function replayedOrKept(folder, entry, rooms, kept) {
  const file = kept === undefined ? null : join(kept, `${entry}.json`);
  const known = file === null ? null : await readFile(file, 'utf8').catch(() => null);
  if (known !== null) return JSON.parse(known);
  const found = await replayProject(join(folder, entry), rooms);
  if (file !== null) await writeFile(file, JSON.stringify(found));
  return found;
}
