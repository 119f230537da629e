import type { LiveState, UnfinishedRun } from '../core/deploy-ports.ts';
import { finding } from '../core/finding-codes.ts';
import { listOf } from '../core/landed.ts';
import type { Migration } from '../core/migration.ts';
import type { Finding } from '../core/report.ts';

/** Why nothing may be deployed to a database that was rolled back: until the checkout agrees with it, or somebody says so. */
export function blockedByRollback(state: LiveState, pending: readonly Migration[]): Finding[] {
  const unfinished = unfinishedRollback(state);
  if (unfinished !== null) return [unfinishedFinding(unfinished)];
  const versions = new Set(pending.map(({ version }) => version));
  const again = state.rolledBack.filter(({ version }) => versions.has(version));
  if (again.length === 0) return [];
  const lines = again.map(
    ({ version, at, actor, reason }) =>
      `${version}, ${at}${actor === null ? '' : ` by ${actor}`}${reason === null ? '' : `: ${reason}`}`,
  );
  return [
    finding('rolled-back', {
      file: pending.find(({ version }) => version === again[0]?.version)?.file ?? null,
      line: null,
      message: `The checkout would deploy again what was rolled back from this database:\n${listOf(lines)}`,
      remedy:
        'Merge the pull request that reverts it. To deploy it again on purpose: sluice rollback --resume-deploys. To bring it back with the rows that it had: sluice rollback --undo.',
    }),
  ];
}

/** A rollback, or what takes one back, of which a part is committed and a part is not. */
export function unfinishedRollback({ anchor }: LiveState): UnfinishedRun | null {
  return (
    (anchor?.unfinished ?? []).findLast(
      ({ kind, hasCommitted }) => (kind === 'rollback' || kind === 'undo') && hasCommitted,
    ) ?? null
  );
}

export function unfinishedFinding({ run, kind, startedAt, actor }: UnfinishedRun): Finding {
  const who = actor === null ? '' : ` by ${actor}`;
  return finding('rollback-unfinished', {
    file: null,
    line: null,
    message:
      kind === 'undo'
        ? `Bringing back a rollback (run ${run}, ${startedAt}${who}) stopped half-way.`
        : `The rollback ${run} of ${startedAt}${who} stopped half-way.`,
    remedy:
      kind === 'undo'
        ? 'Take it up: sluice rollback --undo with the plan that was approved.'
        : 'Take it up: sluice rollback with the same --to and the plan that was approved; what is committed of it is not run again.',
  });
}
