import { drift } from '../commands/drift.ts';
import type { DriftSettings } from './drift-settings.ts';
import { liveRooms, originOf } from './live-rooms.ts';
import type { RunVerb } from './verb-run.ts';

/** The look for drift on the real rooms. */
export function runDrift(settings: DriftSettings): RunVerb {
  return async ({ env, cwd, clock, progress, signal }) => {
    const { createCheckoutFiles, runGit } = await import('../project/index.ts');
    const rooms = await liveRooms({ env, cwd, clock });
    return await drift(
      { ...settings, origin: originOf(env) },
      { ...rooms, checkout: createCheckoutFiles({ cwd, env, runGit }), today: () => Date.now() },
      { progress, signal, clock },
    );
  };
}
