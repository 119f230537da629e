import type { TableRows } from '../core/backup-manifest.ts';
import type { BackupSummary, RestoreSummary } from '../core/backup-report.ts';
import type { Report } from '../core/report.ts';
import { countFindings, plural } from './counts.ts';

/** What the verdict line of a backup says after its sign. */
export function backupParts({ tables, encryption }: BackupSummary): readonly string[] {
  return ['backed up', ...amounts(tables), ...(encryption === null ? [] : ['encrypted'])];
}

/** What the verdict line of a restore says after its sign. */
export function restoreParts(report: Report, { outcome, tables }: RestoreSummary): readonly string[] {
  const [errors, warnings] = [countFindings(report, 'error'), countFindings(report, 'warning')];
  return [
    outcome === 'restored' ? 'restored' : 'not restored',
    ...(outcome === 'restored' ? amounts(tables) : []),
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
}

function amounts(tables: readonly TableRows[]): readonly string[] {
  return [plural(tables.length, 'table'), plural(rowsOf(tables), 'row')];
}

export function rowsOf(tables: readonly TableRows[]): number {
  return tables.reduce((sum, { rows }) => sum + rows, 0);
}

export function backupAdvice({ encryption }: BackupSummary): string {
  return encryption === null
    ? 'The files are not encrypted: keep them where nobody else can read them.'
    : 'Without the passphrase nobody can read it again: keep that in another place.';
}

export function restoreAdvice({ outcome, schema }: RestoreSummary): string {
  if (outcome === 'refused') return 'Nothing was touched.';
  switch (schema) {
    case 'same':
      return 'Every row came in, and the schema is the one of the backup.';
    case 'differs':
      return 'Every row came in; the schema is not quite the one of the backup.';
    case 'not-compared':
      return 'Every row came in; the schema was not compared, because the backup is of another version of Sluice.';
  }
}

/** `pg_dump 17.6`, `COPY by Sluice`. */
export function wayInWords({ way, program }: Pick<BackupSummary, 'way' | 'program'>): string {
  return way === 'copy' ? 'COPY by Sluice itself' : (program ?? way);
}

/** The largest tables first, and how many there are besides. */
export function largestTables(
  tables: readonly TableRows[],
  limit: number,
): { readonly shown: readonly TableRows[]; readonly hidden: number } {
  const sorted = tables.toSorted((left, right) => right.rows - left.rows);
  return { shown: sorted.slice(0, limit), hidden: Math.max(0, sorted.length - limit) };
}
