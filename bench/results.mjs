import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { markdownTable } from 'markdown-table';

const FOLDER = new URL('./results/', import.meta.url).pathname;
const PAGE = new URL('./RESULTS.md', import.meta.url).pathname;
const DOCKER_PAGE = new URL('./DOCKER.md', import.meta.url).pathname;

/** The tables that people read, at the end of a run and in RESULTS.md. */
export function resultTables({ lines, tables }) {
  const parts = [];
  if (lines.length > 0) {
    const rows = lines.map(({ name, measured, yardstick, result, limit, holds, note }) => [
      ...[name, measured ?? '', yardstick ?? '', result ?? '', limit],
      verdictOf(holds),
      note,
    ]);
    parts.push(
      markdownTable([['What', 'Measured', 'Yardstick', 'Result', 'Limit', '', 'Note'], ...rows], {
        stringLength: ({ length }) => length,
      }),
    );
  }
  for (const { title, columns } of tables) parts.push(`### ${title}\n\n${stepTable(columns)}`);
  return parts.join('\n\n');
}

function verdictOf(holds) {
  if (holds === undefined) return 'told';
  return holds === null ? 'not measured' : holds ? 'holds' : 'missed';
}

function stepTable(columns) {
  const steps = [...new Set(columns.flatMap((column) => Object.keys(column.steps)))];
  const rows = steps.map((step) => [step, ...columns.map((column) => String(column.steps[step] ?? ''))]);
  const wholes = columns.map(({ whole }) => String(whole));
  return markdownTable([['ms', ...columns.map(({ name }) => name)], ...rows, ['whole process', ...wholes]], {
    align: ['l', ...columns.map(() => 'r')],
  });
}

/** Writes the numbers for programs and the page for people. */
export async function writeResults(results, pictures) {
  await writeNumbers(results, '');
  for (const { file, svg } of pictures) await writeFile(new URL(`./${file}`, import.meta.url), svg);
  await writeFile(PAGE, page(results, pictures));
}

/** The same for what is measured where there is a Docker. */
export async function writeDockerResults(results) {
  await writeNumbers(results, '-docker');
  await writeFile(DOCKER_PAGE, dockerPage(results));
}

async function writeNumbers(results, suffix) {
  await mkdir(FOLDER, { recursive: true });
  const day = results.date.slice(0, 10);
  await writeFile(join(FOLDER, `${day}${suffix}.json`), `${JSON.stringify(results, null, 2)}\n`);
}

function where({ machine, load, date }) {
  return `on ${date.slice(0, 10)}: ${machine.cores} cores (${machine.processor}), ${machine.memory} of memory,
${machine.platform}, Node.js ${machine.node}; load average ${load.before} before and ${load.after} after.`;
}

function dockerPage(results) {
  return `# How fast, beside the Supabase CLI's own stack

Written by \`npm run bench -- --docker\` ${where(results)}

To see what new migrations change without Sluice, people start the local database (\`supabase db start\`), let the CLI compare it with
the files (\`supabase db diff\`, by the pg-delta that is in it) and stop it. Both ways judge the same newest migrations of the sample, in
turns (A B A B …), ${results.runs} times after one turn that does not count; the medians count, least and most are in brackets. The image
was on the machine before. The services of the sample (auth, storage, realtime) are off, which spares the usual way their
containers; what a review tells besides (hazards, locks, the way back) it does not tell.

${resultTables(results)}

The image is the tests' own: Debian's base system with the binaries that the embedded engine runs, under the name that the CLI asks for; with
Supabase's own nothing was measured. \`db start\` and \`db diff\` each wait for a check of health that Docker makes every ten seconds.
`;
}

function page(results, pictures) {
  const { runs } = results;
  return `# How fast

Written by \`npm run bench\` ${where(results)}

Whole processes, with PostgreSQL already in the cache. What is compared ran in turns (A B A B …), ${runs} times after one
turn that does not count (${runs * 3} for what takes less than a second); the medians count, least and most are in brackets.

${resultTables(results)}

${pictures.map(({ file }) => `![](${file})`).join('\n\n')}

The steps are what the report says of itself (\`timings\`), added up by name; \`parse\` runs while \`engine\` starts. What is
missing to the whole process is Node.js starting, loading the rooms, rendering, and stopping the server.
`;
}
