import type { TableRows } from '../core/backup-manifest.ts';
import type { Report } from '../core/report.ts';
import { largestTables, wayInWords } from './backup-wording.ts';
import { bytesInWords } from './deploy-wording.ts';
import { columnsOf, nameWithin, type Painter, padTo, wrap } from './terminal-text.ts';

const TABLES = 20;
const LABEL = 10;

/** Where a backup is, how it was made, what is in it and how it comes back; or what was restored. */
export function backupLines({ backup, restore }: Report, width: number, paint: Painter): string[] {
  const field = (label: string, text: string): string[] =>
    wrap(text, Math.max(20, width - LABEL)).map(
      (line, index) => `${paint('dim', padTo(index === 0 ? label : '', LABEL))}${line}`,
    );
  if (backup !== undefined) {
    const size = backup.files.reduce((sum, { bytes }) => sum + bytes, 0);
    return [
      ...field('Database', `${backup.target} (PostgreSQL ${backup.serverVersion})`),
      ...field('Folder', `${backup.folder} (${bytesInWords(size)})`),
      ...field('Way', `${wayInWords(backup)}. ${backup.why}`),
      ...field('Restore', `sluice restore --db-url … --from ${backup.folder}`),
      // To be copied, so it is not wrapped.
      `${paint('dim', padTo('or', LABEL))}${nameWithin(backup.restoreCommand, 400)}`,
      ...tableLines(backup.tables, width, paint),
    ];
  }
  if (restore === undefined) return [];
  return [
    ...field('Database', restore.target),
    ...field('Backup', `${restore.folder}, of ${restore.from} at ${restore.takenAt}`),
    ...tableLines(restore.tables, width, paint),
  ];
}

function tableLines(tables: readonly TableRows[], width: number, paint: Painter): string[] {
  const { shown, hidden } = largestTables(tables, TABLES);
  const rows = shown.map(
    ({ schema, name, rows: count }) =>
      [nameWithin(`${schema}.${name}`, Math.max(20, width - 16)), count.toLocaleString('en')] as const,
  );
  const nameWidth = Math.max(0, ...rows.map(([name]) => columnsOf(name)));
  const countWidth = Math.max(0, ...rows.map(([, count]) => count.length));
  return [
    ...(rows.length === 0 ? [] : ['', paint('bold', 'Rows')]),
    ...rows.map(([name, count]) => `  ${padTo(name, nameWidth)}  ${count.padStart(countWidth)}`),
    ...(hidden > 0 ? [paint('dim', `  and ${hidden} smaller tables`)] : []),
  ];
}
