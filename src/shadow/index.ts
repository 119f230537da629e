import { SluiceError } from '../core/errors.ts';
import type { Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { openEmbedded } from './embedded.ts';
import { keptNotes } from './kept-notes.ts';
import { type ShadowBaseline, SUPABASE_BASELINE } from './shadow-baseline.ts';
import { openUrl } from './url.ts';

export type { ShadowDependencies } from './dependencies.ts';
export type { ShadowBaseline } from './shadow-baseline.ts';

/** The engines behind one port. */
export function createShadowPort(
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline = SUPABASE_BASELINE,
): ShadowPort {
  return {
    async open(request: ShadowRequest): Promise<Shadow> {
      try {
        request.signal.throwIfAborted();
        return await openEngine(request, dependencies, baseline);
      } catch (error) {
        throw request.signal.aborted ? interrupted(error) : error;
      }
    },
    async notes(request, about) {
      // Another server says what it says today.
      const isOurs = request.engine === 'auto' || request.engine === 'embedded';
      return isOurs ? await keptNotes(request, about, dependencies, baseline) : null;
    },
  };
}

async function openEngine(
  request: ShadowRequest,
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline,
): Promise<Shadow> {
  switch (request.engine) {
    case 'auto':
    case 'embedded':
      return await openEmbedded(request, dependencies, baseline);
    case 'url':
      return await openUrl(request, dependencies, baseline);
    case 'supabase':
      return await (await import('./supabase.ts')).openSupabase(request, dependencies, baseline);
  }
}

function interrupted(cause: unknown): SluiceError {
  return new SluiceError('interrupted', {
    message: 'The shadow was not opened, because the run was stopped.',
    remedy: 'Run the command again.',
    cause,
  });
}
