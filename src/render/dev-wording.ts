import type { DevSummary } from '../core/dev-report.ts';
import type { Report } from '../core/report.ts';
import type { SeedSummary } from '../core/seed-report.ts';
import { countFindings, plural } from './counts.ts';
import { seedHeadline } from './seed-wording.ts';
import type { Show } from './show.ts';
import { statusAdvice, statusParts } from './status-wording.ts';

/** What the verdict line says after its sign about the local database. */
export function devParts(
  report: Report,
  { task, state, did, applied, migrations, pending }: DevSummary,
): readonly string[] {
  const errors = countFindings(report, 'error');
  const headline =
    state === 'running'
      ? did === null || did === 'running'
        ? 'local database runs'
        : `local database ${did}`
      : state === 'missing'
        ? 'no local database yet'
        : did === 'stopped'
          ? 'local database stopped'
          : 'local database does not run';
  // Without a head nobody could read the migrations.
  const tells = report.head !== null && task !== 'status' && task !== 'url' && task !== 'stop';
  return [
    ...(task === 'reset' ? ['local database made anew'] : [headline]),
    ...(tells
      ? [
          applied.length > 0
            ? `${plural(applied.length, 'migration')} applied`
            : `${plural(migrations, 'migration')}, nothing new`,
        ]
      : []),
    ...(report.seed === undefined ? [] : [seedHeadline(report.seed)]),
    ...(report.status === undefined ? [] : statusParts(report, report.status)),
    ...(pending.length > 0 ? [`${pending.length} not applied`] : []),
    ...(errors > 0 && report.status === undefined ? [plural(errors, 'error')] : []),
  ];
}

/** What the reader should know or do. */
export function devAdvice(report: Report, { task, state, rows }: DevSummary, show: Show): string {
  if (state === 'missing') return 'sluice dev start makes one, with the migrations applied.';
  if (state === 'stopped') return 'Its data is kept; sluice dev start takes it up again.';
  if (report.status !== undefined) return statusAdvice(report.status, show);
  const errors = countFindings(report, 'error');
  const seeding = report.seed === undefined ? null : seedTrouble(report.seed);
  if (task === 'watch') {
    return [
      rows,
      seeding,
      errors > 0
        ? 'Waiting for the next save.'
        : 'Waiting for changes; Ctrl-C ends the watch, and the database runs on.',
    ]
      .filter((sentence) => sentence !== null)
      .join(' ');
  }
  return [
    rows,
    errors > 0
      ? (seeding ?? 'It runs, but the migrations below did not all get in.')
      : 'It runs on when this command has ended; sluice dev stop stops it.',
  ]
    .filter((sentence) => sentence !== null)
    .join(' ');
}

/** Where seeds are in trouble, the migrations are not: seeds come behind them. */
function seedTrouble({ outcome }: SeedSummary): string | null {
  return outcome === 'failed' || outcome === 'refused'
    ? 'It runs with the migrations applied, but the seeds did not all get in; the next start tries them again.'
    : null;
}

/** Where it is, label and text. */
export function devFacts({
  url,
  folder,
  serverVersion,
  environmentFile,
}: DevSummary): readonly (readonly [string, string])[] {
  return [
    ...(url === null ? [] : [['URL', url] as const]),
    ...(serverVersion === null
      ? []
      : [['Server', `PostgreSQL ${serverVersion}, this machine only`] as const]),
    ['Data', folder],
    ...(environmentFile === null ? [] : [['Written', `DATABASE_URL in ${environmentFile}`] as const]),
  ];
}
