import type { Report } from '../core/report.ts';
import type { SeedFileSummary } from '../core/seed-report.ts';
import { countedFiles, seedCells } from './seed-wording.ts';
import { columnsOf, nameWithin, type Painter, padTo, type Style } from './terminal-text.ts';

const LIST = 50;

const STYLES: Readonly<Record<SeedFileSummary['result'], Style>> = {
  skipped: 'dim',
  waiting: 'yellow',
  loaded: 'green',
  failed: 'red',
};

/** The database and each seed file, with what became of it. */
export function seedLines({ seed, deployment, dev }: Report, width: number, paint: Painter): string[] {
  if (seed === undefined) return [];
  const named = seed.environment === null ? '' : ` (${nameWithin(seed.environment, 40)})`;
  const shown = seed.files.slice(0, LIST);
  const names = shown.map(({ path }) => nameWithin(path, Math.max(20, width - 50)));
  const cells = shown.map(seedCells);
  const widths = [0, 1, 2, 3].map((at) => Math.max(0, ...cells.map((row) => columnsOf(row[at] ?? ''))));
  const nameWidth = Math.max(0, ...names.map(columnsOf));
  const rows = shown.map(({ result }, index) => {
    const text = (cells[index] ?? [])
      .map((cell, at) => padTo(cell, widths[at] ?? 0))
      .join('  ')
      .trimEnd();
    return `  ${padTo(names[index] ?? '', nameWidth)}  ${paint(STYLES[result], text)}`;
  });
  const hidden = seed.files.length - shown.length;
  const head =
    deployment === undefined && dev === undefined
      ? `${paint('dim', 'Database')}  ${seed.target}${named}`
      : `${paint('bold', 'Seeds:')} ${[seed.outcome, ...countedFiles(seed)].join(' · ')}`;
  return [head, ...rows, ...(hidden > 0 ? [`  and ${hidden} more`] : [])];
}
