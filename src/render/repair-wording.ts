import type { RepairStep, RepairSummary } from '../core/repair-report.ts';
import type { Report } from '../core/report.ts';
import { countFindings, plural } from './counts.ts';

/** What the verdict line of a repair says after its sign. */
export function repairParts(report: Report, { outcome, repairs }: RepairSummary): readonly string[] {
  const [errors, warnings] = [countFindings(report, 'error'), countFindings(report, 'warning')];
  return [
    HEADLINES[outcome],
    ...(repairs.length > 0 ? [plural(repairs.length, 'row')] : []),
    ...(errors > 0 ? [plural(errors, 'error')] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
}

const HEADLINES: Readonly<Record<RepairSummary['outcome'], string>> = {
  nothing: 'nothing to repair',
  planned: 'the history can be repaired',
  refused: 'not repaired',
  succeeded: 'the history is repaired',
};

/** What the reader should know or do. */
export function repairAdvice({ outcome }: RepairSummary): string {
  switch (outcome) {
    case 'nothing':
      return 'No row of the history was found that could be shown to belong elsewhere.';
    case 'planned':
      return 'Nothing was changed. Run it with --apply to change the history; no migration is run.';
    case 'refused':
      return 'Nothing was changed.';
    case 'succeeded':
      return 'Only the history was changed; no migration was run.';
  }
}

/** `20240105120000 → 20240101000000`. */
export function repairTitle({ kind, version, from }: RepairStep): string {
  switch (kind) {
    case 'renumber':
      return `${from ?? ''} → ${version}`;
    case 'rewrite':
      return `${version}: statements as in the file`;
    case 'mark':
      return `${version}: recorded as applied`;
  }
}
