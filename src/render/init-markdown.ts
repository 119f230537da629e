import { markdownTable } from 'markdown-table';
import type { Report } from '../core/report.ts';
import { cell, code, link, prose } from './escape.ts';
import { INIT_STATES } from './init-wording.ts';

/** The files of a setup, and what is left to do by hand. */
export function initSection(report: Report): readonly string[] {
  const { init } = report;
  if (init === undefined) return [];
  const rows = init.files.map(({ file, state, purpose }) => [
    code(file),
    INIT_STATES[state],
    prose(purpose, 200),
  ]);
  const table = markdownTable(
    [['File', 'What became of it', 'What it does'], ...rows].map((row) => row.map(cell)),
    {
      alignDelimiters: false,
    },
  );
  const tasks = init.tasks.map(
    ({ what, why, link: page, command }) =>
      `1. ${link(prose(what, 200), page)}. ${prose(why, 500)}${command === null ? '' : ` ${code(command, 300)}`}`,
  );
  return [table, '**What only you can do**', tasks.join('\n')];
}
