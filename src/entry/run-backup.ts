import { backup } from '../commands/backup.ts';
import { restore } from '../commands/restore.ts';
import { backupRooms } from './backup-rooms.ts';
import type { BackupSettings, RestoreSettings } from './backup-settings.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import type { RunVerb } from './verb-run.ts';

/** The backup on the real rooms. */
export function runBackup(settings: BackupSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { live, newRun } = await liveRooms({ env, cwd, clock });
    const rooms = await backupRooms({ env, cwd });
    const request = { ...settings, origin: originOf(env) };
    return await backup(request, { ...rooms, live, newRun }, { progress, signal, clock });
  };
}

/** The restore on the real rooms. */
export function runRestore(settings: RestoreSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { live } = await liveRooms({ env, cwd, clock });
    const rooms = await backupRooms({ env, cwd });
    return await restore(settings, { ...rooms, live }, { progress, signal, clock });
  };
}
