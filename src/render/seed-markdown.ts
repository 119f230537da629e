import { markdownTable } from 'markdown-table';
import type { Report } from '../core/report.ts';
import { cell, code, prose } from './escape.ts';
import { countedFiles, seedCells } from './seed-wording.ts';

const LIST = 200;

/** The database and the table of seed files, with what became of each. */
export function seedSection({ seed, deployment, dev }: Report): readonly string[] {
  if (seed === undefined) return [];
  const shown = seed.files.slice(0, LIST);
  const header = ['Seed file', 'State', 'Size', 'Result', 'Rows', 'Time'];
  const rows = shown.map((file) => [code(file.path), ...seedCells(file)]);
  const table = markdownTable(
    [header, ...rows].map((row) => row.map(cell)),
    { alignDelimiters: false },
  );
  const hidden = seed.files.length - shown.length;
  const named = seed.environment === null ? '' : `, ${prose(seed.environment, 60)}`;
  return [
    deployment === undefined && dev === undefined
      ? `- Database: ${code(seed.target, 200)}${named}`
      : `**Seeds:** ${[seed.outcome, ...countedFiles(seed)].join(' · ')}`,
    ...(shown.length === 0 ? [] : [table]),
    ...(hidden > 0 ? [`…and ${hidden} more.`] : []),
  ];
}
