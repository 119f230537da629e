import { repair } from '../commands/repair.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import type { RepairSettings } from './repair-settings.ts';
import type { RunVerb } from './verb-run.ts';

/** The repair of a history on the real rooms. */
export function runRepair(settings: RepairSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const rooms = await liveRooms({ env, cwd, clock });
    return await repair({ ...settings, origin: originOf(env) }, rooms, { progress, signal, clock });
  };
}
