import { status } from '../commands/status.ts';
import { liveRooms } from './live-rooms.ts';
import type { StatusSettings } from './status-settings.ts';
import type { RunVerb } from './verb-run.ts';

/** The status on the real rooms. */
export function runStatus(settings: StatusSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { projectDir, environments } = settings;
    const rooms = await liveRooms({ env, cwd, clock });
    return await status({ projectDir, environments }, rooms, { progress, signal, clock });
  };
}
