import { headDigest } from '../core/head.ts';
import type { Migration } from '../core/migration.ts';
import type { ProjectComparison } from '../core/ports.ts';
import { type EngineFacts, type Finding, REPORT_SCHEMA, type Report } from '../core/report.ts';
import type { RollbackSummary } from '../core/rollback-report.ts';
import { verdictOf } from '../core/verdict.ts';
import type { Stopwatch } from './stopwatch.ts';

export interface RollbackResult {
  readonly comparison: ProjectComparison;
  readonly watch: Stopwatch;
  /** The database, for people; null where it was not even opened. */
  readonly target: string | null;
  readonly serverVersion: string | null;
  /** Empty where it came to no plan. */
  readonly digest: string;
  /** The migrations that leave, or come back. */
  readonly migrations: readonly Migration[];
  /** How many statements each of them has. */
  readonly counts: ReadonlyMap<string, number>;
  readonly engine: EngineFacts | null;
  readonly findings: readonly Finding[];
  readonly rollback: RollbackSummary;
}

export function rollbackReport(result: RollbackResult): Report {
  const { comparison, watch, target, serverVersion, digest, migrations, counts, engine, findings, rollback } =
    result;
  return {
    schema: REPORT_SCHEMA,
    command: 'rollback',
    verdict: verdictOf(migrations.length, [], findings),
    project: comparison.project,
    migrations: migrations.map(({ version, name, file }) => ({
      version,
      name,
      file,
      statements: counts.get(version) ?? 0,
      reversal: null,
    })),
    changes: [],
    findings,
    reversal: null,
    plan:
      digest === ''
        ? null
        : {
            digest,
            ...(target === null ? {} : { target }),
            ...(serverVersion === null ? {} : { serverVersion }),
          },
    rollback,
    head: headDigest(comparison.head.migrations),
    base: { ref: null, version: rollback.from },
    engine,
    diagram: null,
    differenceSql: '',
    timings: watch.timings,
  };
}
