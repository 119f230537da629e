import { randomUUID } from 'node:crypto';
import { drift } from '../../src/commands/drift.ts';
import type { DriftPorts, DriftRequest } from '../../src/commands/drift-request.ts';
import type { ConnectionTarget, Shadow } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { type Files, realPorts } from './deploy.ts';
import { urlOf } from './live.ts';
import { SILENT } from './shadow-requests.ts';

/** A checkout in memory that remembers what was written to it; nobody knows when its files came. */
export class MemoryCheckout {
  readonly written: { version: string; name: string; sql: string }[] = [];
  since: ReadonlyMap<string, number | null> | null = new Map();

  async mergedAt(): Promise<ReadonlyMap<string, number | null> | null> {
    return this.since;
  }

  async writeMigration(
    _projectDir: string,
    migration: { version: string; name: string; sql: string },
  ): Promise<string> {
    this.written.push(migration);
    return `supabase/migrations/${migration.version}_${migration.name}.sql`;
  }
}

/** Looks for drift in a database, with the real rooms but for the checkout. */
export async function driftOf(
  target: ConnectionTarget,
  shadow: Shadow,
  files: Files,
  changes: Partial<DriftRequest> = {},
  ports: Partial<DriftPorts> = {},
): Promise<Report> {
  return await drift(
    {
      projectDir: '.',
      source: { kind: 'url', url: urlOf(target) },
      environment: 'staging',
      against: 'record',
      writeMigration: null,
      record: false,
      waitLimit: 86_400_000,
      lockWait: 20_000,
      engine: 'embedded',
      shadowUrl: null,
      origin: { actor: 'tester', source: null, commit: null, tool: 'test' },
      ...changes,
    },
    {
      ...realPorts(shadow, files),
      checkout: new MemoryCheckout(),
      today: () => Date.UTC(2026, 10, 22, 12),
      newRun: () => randomUUID(),
      ...ports,
    },
    { progress: SILENT, signal: new AbortController().signal, clock: { now: () => performance.now() } },
  );
}

/** `create table public.extra`, for each object that drifted. */
export function driftedObjects(report: Report): readonly string[] {
  return report.changes.map(
    ({ verb, kind, schema, table, name }) =>
      `${verb} ${kind} ${[schema, table, name].filter((part) => part !== null).join('.')}`,
  );
}
