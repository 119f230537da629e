import { seed } from '../commands/seed.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import type { SeedSettings } from './seed-settings.ts';
import type { RunVerb } from './verb-run.ts';

/** Seeding on the real rooms. */
export function runSeed(settings: SeedSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const rooms = await liveRooms({ env, cwd, clock });
    return await seed({ ...settings, origin: originOf(env) }, rooms, { progress, signal, clock });
  };
}
