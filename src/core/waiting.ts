import type { WaitingMigration } from './drift-report.ts';
import { finding } from './finding-codes.ts';
import { listOf } from './landed.ts';
import type { Migration } from './migration.ts';
import type { Finding } from './report.ts';

export interface WaitingRequest {
  readonly pending: readonly Migration[];
  /** By file, in milliseconds since 1970; null where git does not say. */
  readonly since: ReadonlyMap<string, number | null>;
  /** Milliseconds since 1970. */
  readonly now: number;
  /** How long a merged migration may wait, in milliseconds. */
  readonly limit: number;
}

/** Migrations that the database does not have, with a warning about those that have waited too long. */
export function waitingMigrations({ pending, since, now, limit }: WaitingRequest): {
  readonly waiting: readonly WaitingMigration[];
  readonly findings: readonly Finding[];
} {
  const waiting = pending.map(({ version, file }) => {
    const at = since.get(file) ?? null;
    return { version, file, at, since: at === null ? null : inUtc(at) };
  });
  const late = waiting.filter(({ at }) => at !== null && now - at > limit);
  const [oldest] = [...late].sort((left, right) => (left.at ?? 0) - (right.at ?? 0));
  return {
    waiting: waiting.map(({ at: _at, ...told }) => told),
    findings:
      oldest === undefined
        ? []
        : [
            finding('migrations-waiting', {
              file: null,
              line: null,
              message: `${late.length === 1 ? 'A merged migration waits' : `${late.length} merged migrations wait`} to be deployed, the oldest for ${span(now - (oldest.at ?? now))}:\n${listOf(late.map(({ file, since: at }) => `${file}, since ${at}`))}`,
              remedy: 'Deploy them, or look at why the deployment did not run.',
            }),
          ],
  };
}

/** `2026-11-22 17:05 UTC`. */
function inUtc(milliseconds: number): string {
  return `${new Date(milliseconds).toISOString().slice(0, 16).replace('T', ' ')} UTC`;
}

/** `3 days`, `5 hours`. */
function span(milliseconds: number): string {
  const hours = Math.floor(milliseconds / 3_600_000);
  const [count, unit] = hours >= 48 ? [Math.floor(hours / 24), 'day'] : [Math.max(1, hours), 'hour'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}
