import type { BackupSummary } from '../core/backup-report.ts';
import { SluiceError } from '../core/errors.ts';
import { finding } from '../core/finding-codes.ts';
import type { Finding } from '../core/report.ts';
import { makeBackup } from './make-backup.ts';
import type { PlanInput } from './plan-input.ts';

/** The backup that was wanted before anything is run; or why there is none, so that nothing is. */
export type BackUpFirst =
  | { readonly ok: true; readonly backup: BackupSummary | null }
  | { readonly ok: false; readonly finding: Finding };

/** Backs up under the lock of the deployment, so that nobody else's migration comes between the backup and what is run. */
export async function backUpFirst({ live, request, ports, context }: PlanInput): Promise<BackUpFirst> {
  const { backup, projectDir, origin } = request;
  if (backup === null) return { ok: true, backup: null };
  try {
    const order = { ...backup, projectDir, tool: origin.tool };
    const made = await makeBackup(live, order, await ports.loadBackup(), context);
    // The row of the deployment tells of it.
    return { ok: true, backup: { ...made, run: null } };
  } catch (thrown) {
    context.signal.throwIfAborted();
    if (!(thrown instanceof SluiceError) || thrown.code === 'internal') throw thrown;
    return {
      ok: false,
      finding: finding('backup-failed', {
        file: null,
        line: null,
        message: `There is no backup, so nothing was run: ${thrown.message}`,
        remedy: thrown.remedy,
      }),
    };
  }
}
