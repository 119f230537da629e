import type { DriftSummary } from '../core/drift-report.ts';
import type { Report } from '../core/report.ts';
import { countFindings, plural } from './counts.ts';
import { FILE_LIMIT, type Show } from './show.ts';

/** What the verdict line of a look for drift says after its sign. */
export function driftParts(report: Report, drift: DriftSummary, show: Show): readonly string[] {
  const history = report.findings.filter(({ code }) => code.startsWith('history-')).length;
  const warnings = countFindings(report, 'warning');
  return [
    show(drift.environment),
    headline(report, drift),
    ...(history > 0 ? [`history: ${plural(history, 'difference')}`] : []),
    ...(drift.waiting.length > 0 ? [`${plural(drift.waiting.length, 'migration')} waiting`] : []),
    ...(warnings > 0 ? [plural(warnings, 'warning')] : []),
  ];
}

function headline({ changes }: Report, { outcome, recorded }: DriftSummary): string {
  switch (outcome) {
    case 'none':
      return 'no drift';
    case 'found':
      return `drift: ${plural(changes.length, 'object')}`;
    case 'unknown':
      return recorded === null ? 'drift unknown' : 'schema recorded';
    case 'busy':
      return 'a deployment is at work';
  }
}

/** What the reader should know or do. */
export function driftAdvice(
  { outcome, against, recorded, written, record }: DriftSummary,
  show: Show,
): string {
  const done = [
    recorded === null ? '' : 'The live schema is recorded as what it should be from now on.',
    written === null
      ? ''
      : `A migration that takes the drift into the repository was written: ${show(written, FILE_LIMIT)}.`,
  ].filter((sentence) => sentence !== '');
  if (done.length > 0) return done.join(' ');
  switch (outcome) {
    case 'none':
      return against === 'repo'
        ? 'The live schema is what the applied migrations lead to.'
        : `The live schema is what the last run left${record === null ? '' : `, ${record.at}`}.`;
    case 'found':
      return 'Somebody changed the schema outside of the migrations. Put it back, or take the change into the repository.';
    case 'unknown':
      return 'Nobody can tell whether the schema was changed; the findings say why.';
    case 'busy':
      return 'The live schema is on its way. Look again when the deployment is done.';
  }
}

/** One line each: where, and what it was held against. */
export function driftFacts(drift: DriftSummary): readonly (readonly [string, string])[] {
  const { target, serverVersion, against, record, recorded, unseen } = drift;
  return [
    ['Database', `${target}, PostgreSQL ${serverVersion}`],
    ['Against', against === 'repo' ? 'the applied migrations' : recordInWords(record)],
    ...(recorded === null ? [] : [['Recorded', recorded] as const]),
    ...(unseen.length === 0 ? [] : [['Unseen', unseen.join(', ')] as const]),
  ];
}

function recordInWords(record: DriftSummary['record']): string {
  return record === null ? 'nothing that was recorded' : `what run ${record.run} recorded, ${record.at}`;
}

export const BACK_TITLE = 'The SQL that puts the database back';
export const MIGRATION_TITLE = 'The migration that takes it into the repository';
