import type { Report } from '../core/report.ts';
import type { EnvironmentStatus, StatusSummary, VersionState } from '../core/status-report.ts';
import { countFindings, plural } from './counts.ts';
import type { Show } from './show.ts';

/** What the verdict line of a status says after its sign. */
export function statusParts(report: Report, { environments }: StatusSummary): readonly string[] {
  const errors = countFindings(report, 'error');
  const [only] = environments;
  return [
    ...(environments.length === 1 && only !== undefined
      ? countsOf(only)
      : [plural(environments.length, 'environment')]),
    ...(errors > 0 ? [plural(errors, 'error')] : []),
  ];
}

/** What the reader should know: who is ahead of whom, or whether all is the same. */
export function statusAdvice({ environments, versions, leads }: StatusSummary, show: Show): string {
  const told = leads.map(
    ({ ahead, behind, versions: list }) => `${show(ahead)} is ${list.length} ahead of ${show(behind)}.`,
  );
  if (told.length > 0) return told.join(' ');
  const waiting = environments.filter(({ pending }) => pending > 0).map(({ name }) => show(name));
  if (waiting.length > 0) {
    return environments.length === 1
      ? 'Some migrations of the checkout are not in the database yet.'
      : `Not up to date with the checkout: ${waiting.slice(0, 10).join(', ')}${waiting.length > 10 ? ` and ${waiting.length - 10} more` : ''}.`;
  }
  const unlike = versions.some(({ states }) => states.some(({ state }) => state !== 'applied'));
  if (versions.length === 0) return 'Neither the checkout nor a database has a migration.';
  return unlike ? 'Checkout and history are not the same.' : 'Checkout and history are the same.';
}

export function countsOf({ applied, pending, unfinished, problem }: EnvironmentStatus): readonly string[] {
  if (problem !== null) return ['could not be looked at'];
  return [
    `${applied} applied`,
    ...(pending > 0 ? [`${pending} pending`] : []),
    ...(unfinished > 0 ? [`${plural(unfinished, 'run')} unfinished`] : []),
  ];
}

/** `staging: postgres@db.example.com:5432/postgres, PostgreSQL 17.6`. */
export function environmentLine({ target, serverVersion, problem }: EnvironmentStatus): string {
  if (target === null) return problem ?? '';
  return serverVersion === null ? target : `${target}, PostgreSQL ${serverVersion}`;
}

export const STATE_WORDS: Readonly<Record<VersionState['state'], string>> = {
  applied: 'applied',
  edited: 'edited',
  missing: 'missing in the checkout',
  pending: 'pending',
  'out-of-order': 'out of order',
  'half-done': 'half done',
  'rolled-back': 'rolled back',
  absent: '–',
};

/** `adopted` and `repaired` where the history was written without running anything. */
export function stateInWords({ state, kind }: VersionState): string {
  if (state === 'applied' && kind === 'baseline') return 'adopted';
  if (state === 'applied' && kind === 'repair') return 'repaired';
  return STATE_WORDS[state];
}

/** Minutes are enough to read, seconds and `UTC` are in the JSON report. */
export function shortTime(at: string | null): string {
  return at === null ? '' : at.slice(0, 16);
}

export interface ShownVersions {
  readonly shown: StatusSummary['versions'];
  /** Older ones that are applied everywhere, and so left out. */
  readonly hidden: number;
}

/** The newest versions, and every older one that is not simply applied everywhere. */
export function versionsToShow({ versions }: StatusSummary, newest: number, most: number): ShownVersions {
  const shown = versions
    .filter(
      ({ states }, index) =>
        index >= versions.length - newest || states.some(({ state }) => state !== 'applied'),
    )
    .slice(-most);
  return { shown, hidden: versions.length - shown.length };
}
