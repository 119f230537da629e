import { createHash } from 'node:crypto';
import { rollback } from '../../src/commands/rollback.ts';
import type { RollbackPorts, RollbackRequest } from '../../src/commands/rollback-request.ts';
import { type AuthoredRollback, parseMigrationFileName } from '../../src/core/migration.ts';
import type { ConnectionTarget, Shadow } from '../../src/core/ports.ts';
import type { Report } from '../../src/core/report.ts';
import { createRollbackPort } from '../../src/database/row-reader.ts';
import { type Files, realPorts } from './deploy.ts';
import { QUICK, urlOf } from './live.ts';
import { SILENT } from './shadow-requests.ts';

export interface RollbackProject {
  readonly files: Files;
  /** Authored rollbacks by the file name of their migration. */
  readonly rollbacks?: Files;
}

/** Rolls a database back with the real rooms but for the checkout. */
export async function rollbackOn(
  target: ConnectionTarget,
  shadow: Shadow,
  project: RollbackProject,
  changes: Partial<RollbackRequest> = {},
  ports: Partial<RollbackPorts> = {},
  signal: AbortSignal = new AbortController().signal,
): Promise<Report> {
  return await rollback(
    {
      projectDir: '.',
      source: { kind: 'url', url: urlOf(target) },
      mode: 'rollback',
      to: null,
      allowDataLoss: [],
      savedRows: null,
      reason: null,
      approvedBy: null,
      plan: false,
      expectPlan: null,
      drift: 'fail',
      lockWait: 20_000,
      limits: QUICK,
      engine: 'embedded',
      shadowUrl: null,
      cache: false,
      origin: { actor: 'tester', source: null, commit: 'abc', tool: 'test' },
      ...changes,
    },
    { ...portsOf(shadow, project), ...ports },
    { progress: SILENT, signal, clock: { now: () => performance.now() } },
  );
}

/** Makes the plan, and runs exactly that. */
export async function planAndRun(
  target: ConnectionTarget,
  shadow: Shadow,
  project: RollbackProject,
  changes: Partial<RollbackRequest> = {},
): Promise<{ readonly plan: Report; readonly run: Report }> {
  const plan = await rollbackOn(target, shadow, project, { ...changes, plan: true });
  const expectPlan = plan.plan?.digest ?? null;
  return { plan, run: await rollbackOn(target, shadow, project, { ...changes, expectPlan }) };
}

function portsOf(shadow: Shadow, { files, rollbacks = {} }: RollbackProject): RollbackPorts {
  const ports = realPorts(shadow, files);
  return {
    ...ports,
    project: {
      compare: async (request, progress) => ({
        ...(await ports.project.compare(request, progress)),
        rollbacks: Object.entries(rollbacks).map(([file, sql]) => rollbackOf(file, sql)),
      }),
    },
    rows: createRollbackPort(),
  };
}

function rollbackOf(file: string, sql: string): AuthoredRollback {
  const version = parseMigrationFileName(file)?.version ?? '';
  const digest = createHash('sha256').update(sql).digest('hex');
  return { version, file: `supabase/rollbacks/${file}`, sql, digest };
}
