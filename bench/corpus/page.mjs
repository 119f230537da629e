import { markdownTable } from 'markdown-table';
import { CLASSES } from './judge.mjs';

/** Thousands of blanks would say nothing. */
const plain = { alignDelimiters: false };

/** The whole page: what was replayed, whose fault each failure was, and why. */
export function corpusPage(projects, { date, machine }) {
  const failures = projects.flatMap((project) =>
    project.failures.map((failure) => ({ project, ...failure })),
  );
  const sum = (key) => projects.reduce((total, project) => total + project[key], 0);
  const ours = failures.filter((failure) => failure.class === 'ours').length;
  const repositories = new Set(projects.map(({ name }) => name.split('/').slice(0, 2).join('/'))).size;
  const whole = projects.filter((project) => project.failures.length === 0).length;
  return `# Public projects, replayed

Written by \`node bench/corpus.mjs\` on ${date.slice(0, 10)} (${machine.platform}, Node.js ${machine.node}), with the engine \`embedded\`.

${number(projects.length)} project folders of ${number(repositories)} public repositories: ${number(sum('files'))} migration files, ${number(sum('statements'))} statements,
of which ${number(sum('replayed'))} ran (those of files that PostgreSQL cannot parse are not counted). ${number(whole)} folders replay without a failure. Of ${number(failures.length)} failures **${ours} ${ours === 1 ? 'is' : 'are'} Sluice's**.

A statement that fails is left out and its file runs again without it, so that whatever comes after it is judged, too: a table that
is not made takes all that needs it along. Whose fault a failure is, is decided by rules (bench/corpus/judge.mjs) that look for the
proof in the folder's own files, and by the entries of bench/corpus/known-faults.json where no rule finds one. What
neither explains counts as ours. Only names and counts are kept here; nothing of these projects is part of this repository.

## Whose fault

${markdownTable([['Class', 'Failures', 'Projects', 'What it says'], ...classRows(failures)], { ...plain, align: ['l', 'r', 'r', 'l'] })}

## Projects

${markdownTable([['Project', 'PostgreSQL', 'Files', 'Statements', 'Replayed', 'Failures'], ...projects.map(projectRow)], { ...plain, align: ['l', 'r', 'r', 'r', 'r', 'l'] })}

## Failures and their reasons

Alike ones of a project are one line, with the place of the first. \`listed\`: explained by an entry of known-faults.json.

${markdownTable([['Project', 'Number', 'First place', 'SQLSTATE', 'Class', 'Reason'], ...reasonRows(failures)], { ...plain, align: ['l', 'r', 'l', 'l', 'l', 'l'] })}
`;
}

function classRows(failures) {
  return Object.entries(CLASSES).map(([name, meaning]) => {
    const those = failures.filter((failure) => failure.class === name);
    return [
      name,
      number(those.length),
      number(new Set(those.map(({ project }) => project.name)).size),
      meaning,
    ];
  });
}

function projectRow({ name, major, files, statements, replayed, failures }) {
  const counts = Object.keys(CLASSES).flatMap((key) => {
    const count = failures.filter((failure) => failure.class === key).length;
    return count === 0 ? [] : [`${count} ${key}`];
  });
  return [name, String(major), number(files), number(statements), number(replayed), counts.join(', ')];
}

function reasonRows(failures) {
  const groups = new Map();
  for (const failure of failures) {
    const key = JSON.stringify([failure.project.name, failure.class, failure.state, failure.why]);
    groups.set(key, [...(groups.get(key) ?? []), failure]);
  }
  return [...groups.values()].map((group) => {
    const [{ project, file, line, state, why, listed, class: name }] = group;
    const place = `${file.split('/').at(-1)}${line === null ? '' : `:${line}`}`;
    return [
      project.name,
      number(group.length),
      place,
      state,
      name,
      escaped(`${why}${listed ? ' (listed)' : ''}`),
    ];
  });
}

function escaped(text) {
  return text.replaceAll(/[|\\`<>*_]/gu, '\\$&').slice(0, 200);
}

function number(value) {
  return value.toLocaleString('en-US');
}
