import type { DiffSummary } from '../core/diff-report.ts';
import type { Report } from '../core/report.ts';
import { countFindings, plural } from './counts.ts';
import { FILE_LIMIT, type Show } from './show.ts';

/** What the verdict line says after its sign about what a database has beyond its migrations. */
export function diffParts(report: Report, { outcome, written }: DiffSummary): readonly string[] {
  const [errors, warnings] = [countFindings(report, 'error'), countFindings(report, 'warning')];
  return [
    HEADLINES[outcome],
    ...(report.changes.length > 0 ? [plural(report.changes.length, 'object')] : []),
    ...(written === null ? [] : ['migration written']),
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
}

const HEADLINES: Readonly<Record<DiffSummary['outcome'], string>> = {
  none: 'the database has nothing that the migrations have not',
  found: 'the database has more than its migrations',
  unknown: 'nobody can tell what the database has',
  busy: 'a deployment is at work',
};

/** What the reader should know or do. */
export function diffAdvice({ outcome, written, marked }: DiffSummary, show: Show): string {
  if (outcome === 'none') return 'There is nothing to write down.';
  if (outcome !== 'found') return 'Nothing was written.';
  if (written === null) return 'The migration is on standard output; --write-migration NAME writes the file.';
  if (marked)
    return `${show(written, FILE_LIMIT)} is recorded as applied in this database, so it is not run there again. Read it before you commit it.`;
  const version = /(\d+)_[^/]*$/u.exec(written)?.[1] ?? '';
  return `Read ${show(written, FILE_LIMIT)} before you commit it. This database has it already, so record it there instead of running it: ${show(`sluice deploy --adopt ${version} --db-url <url>`)} (or write it with --mark-applied the next time).`;
}
