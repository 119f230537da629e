import type { AppliedMigration } from './deploy-ports.ts';
import { finding } from './finding-codes.ts';
import { compareVersions, type Migration } from './migration.ts';
import type { Finding } from './report.ts';

export interface PendingRequest {
  /** What the checkout holds, in version order. */
  readonly repository: readonly Migration[];
  readonly history: readonly AppliedMigration[];
  /** Versions whose recorded statements are not those of the file. */
  readonly edited: ReadonlySet<string>;
  readonly allowOutOfOrder: boolean;
}

export interface PendingMigrations {
  /** In the repository and in the history, in version order. */
  readonly applied: readonly Migration[];
  /** In the repository and not in the history, in version order. */
  readonly pending: readonly Migration[];
  /** Why nothing may be run, if so; each with the exact remedy. */
  readonly findings: readonly Finding[];
}

/** Holds the history of a database against the repository. */
export function judgePending(request: PendingRequest): PendingMigrations {
  const { repository, history } = request;
  const applied = new Set(history.map(({ version }) => version));
  const pending = repository.filter(({ version }) => !applied.has(version));
  return {
    applied: repository.filter(({ version }) => applied.has(version)),
    pending,
    findings: [...missing(request), ...edited(request), ...outOfOrder(request, pending)],
  };
}

function missing({ repository, history }: PendingRequest): Finding[] {
  const known = new Set(repository.map(({ version }) => version));
  return history
    .filter(({ version }) => !known.has(version))
    .map(({ version, name }) =>
      finding('history-missing', {
        file: null,
        line: null,
        message: `The database has applied ${version}${name === null || name === '' ? '' : ` (${name})`}, which this checkout does not have.`,
        remedy: `Deploy from a checkout that has it; where a file of this one says the same under another version: sluice repair; or write it down from the database: supabase migration fetch; or, only if its work was undone by hand: supabase migration repair --status reverted ${version}`,
      }),
    );
}

function edited({ repository, edited: versions }: PendingRequest): Finding[] {
  return repository
    .filter(({ version }) => versions.has(version))
    .map(({ version, file }) =>
      finding('history-edited', {
        file,
        line: null,
        message: `The database has applied version ${version} with other statements than this file has now; it would never see the change.`,
        remedy: `Put the old text back (git log -p -- ${file}; or from the database: supabase migration fetch) and write the change as a new migration. Only if the database really has what the new text does: sluice repair (which checks that), or supabase migration repair --status applied ${version}`,
      }),
    );
}

function outOfOrder({ history, allowOutOfOrder }: PendingRequest, pending: readonly Migration[]): Finding[] {
  const newest = history.reduce(
    (latest, { version }) => (compareVersions(version, latest) > 0 ? version : latest),
    '',
  );
  return pending
    .filter(({ version }) => compareVersions(version, newest) < 0)
    .map(({ version, file }) =>
      finding('history-out-of-order', {
        file,
        line: null,
        ...(allowOutOfOrder ? { level: 'note' as const } : {}),
        message: `Version ${version} is not applied, but the newer ${newest} is: other databases have run them in the other order.`,
        remedy: allowOutOfOrder
          ? 'It runs because out-of-order migrations are allowed.'
          : `Give it a version after ${newest} (git mv), or run it nevertheless with --allow-out-of-order.`,
      }),
    );
}
