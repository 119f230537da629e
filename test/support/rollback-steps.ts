import { createHash, randomUUID } from 'node:crypto';
import type { DeployedMigration } from '../../src/core/deploy-ports.ts';
import type { ConnectionTarget } from '../../src/core/ports.ts';
import { type LossGuard, type RollbackWork, stepLabel } from '../../src/core/rollback-work.ts';
import { deployedMigration, NO_EVENTS, openLive, QUICK, runEnd, runStart } from './live.ts';

/** A step down over one version, as a plan would make it. */
export async function stepDown(
  version: string,
  sql: string,
  guards: readonly LossGuard[],
  chain: string,
): Promise<DeployedMigration> {
  return await pseudoMigration(stepLabel(version), sql, {
    kind: 'remove',
    versions: [version],
    chain,
    guards,
  });
}

/** A migration on its way back, with the rows that its step had saved. */
export async function stepUp(file: string, sql: string, chain: string): Promise<DeployedMigration> {
  const deployed = await deployedMigration(file, sql);
  const { version } = deployed.migration;
  return {
    ...deployed,
    rollback: { kind: 'restore', chain, step: stepLabel(version), isFirst: true, isLast: true, guards: [] },
  };
}

async function pseudoMigration(
  version: string,
  sql: string,
  rollback: RollbackWork,
): Promise<DeployedMigration> {
  const { migration, ...rest } = await deployedMigration('1_step.sql', sql);
  const digest = createHash('sha256').update(sql).digest('hex');
  return { ...rest, migration: { ...migration, version, digest }, rollback };
}

/** Runs steps with the lock and the journal, and nothing of the command around it; a list may depend on the versions that are there. */
export async function applySteps(
  target: ConnectionTarget,
  steps: readonly DeployedMigration[] | ((versions: ReadonlySet<string>) => readonly DeployedMigration[]),
  run: string = randomUUID(),
  savedRows: string | null = null,
): Promise<void> {
  await using live = await openLive(target);
  await live.lock({ wait: 10_000, waiting: () => {} });
  await live.prepare();
  const { history, segments } = await live.state();
  const due = typeof steps === 'function' ? steps(new Set(history.map(({ version }) => version))) : steps;
  const work = due.map((step) => ({
    ...step,
    committed: segments.filter(({ version }) => version === step.migration.version).length,
  }));
  await live.begin({ ...runStart(run), kind: 'rollback' });
  await live.apply({ run, migrations: work, limits: QUICK, events: NO_EVENTS, savedRows });
  await live.finish({ ...runEnd(run), kind: 'rollback' });
}

export function guardOf(
  kind: LossGuard['kind'],
  object: string,
  changes: Partial<LossGuard> = {},
): LossGuard {
  const [schema = '', table = '', column = null] = object.split('.');
  const unsteady = column === null ? [] : [column];
  return {
    kind,
    schema,
    table,
    column,
    type: null,
    object,
    allowed: true,
    unsteady,
    former: { schema, table, column },
    kept: [],
    ...changes,
  };
}
