import { markdownTable } from 'markdown-table';
import type { TableRows } from '../core/backup-manifest.ts';
import type { Report } from '../core/report.ts';
import { largestTables, wayInWords } from './backup-wording.ts';
import { bytesInWords } from './deploy-wording.ts';
import { cell, code, prose } from './escape.ts';

const TABLES = 50;

/** Where a backup is, how it was made, what is in it and how it comes back; or what was restored. */
export function backupSection({ backup, restore }: Report): readonly string[] {
  if (backup !== undefined) {
    const size = backup.files.reduce((sum, { bytes }) => sum + bytes, 0);
    return [
      [
        `- Backup of ${code(backup.target, 200)}, PostgreSQL ${prose(backup.serverVersion, 40)}`,
        `- Folder: ${code(backup.folder, 300)} (${bytesInWords(size)}${backup.encryption === null ? '' : ', encrypted'})`,
        `- Made by ${prose(wayInWords(backup), 100)}. ${prose(backup.why, 300)}`,
        `- Comes back by ${code(`sluice restore --db-url … --from ${backup.folder}`, 400)}`,
      ].join('\n'),
      ...tableOf(backup.tables),
    ];
  }
  if (restore === undefined) return [];
  return [
    [
      `- Database: ${code(restore.target, 200)}`,
      `- Backup: ${code(restore.folder, 300)}, of ${code(restore.from, 200)} at ${prose(restore.takenAt, 40)}`,
    ].join('\n'),
    ...tableOf(restore.tables),
  ];
}

function tableOf(tables: readonly TableRows[]): readonly string[] {
  const { shown, hidden } = largestTables(tables, TABLES);
  if (shown.length === 0) return [];
  return [
    markdownTable(
      [
        ['Table', 'Rows'],
        ...shown.map(({ schema, name, rows }) => [code(`${schema}.${name}`, 200), rows.toLocaleString('en')]),
      ].map((row) => row.map(cell)),
      { align: ['l', 'r'] },
    ),
    ...(hidden > 0 ? [`…and ${hidden} smaller tables.`] : []),
  ];
}
