import { SluiceError } from '../core/errors.ts';
import type { Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { openEmbedded } from './embedded.ts';
import { MINIMAL_BASELINE, type ShadowBaseline } from './shadow-baseline.ts';

export type { ShadowDependencies } from './dependencies.ts';

/** The engines behind one port. */
export function createShadowPort(
  dependencies: ShadowDependencies,
  baseline: ShadowBaseline = MINIMAL_BASELINE,
): ShadowPort {
  return {
    async open(request: ShadowRequest): Promise<Shadow> {
      switch (request.engine) {
        case 'auto':
        case 'embedded':
          return await openEmbedded(request, dependencies, baseline);
        case 'url':
        case 'supabase':
          throw new SluiceError('engine-unsupported', {
            message: `The engine ${request.engine} is not available in this version of Sluice.`,
            remedy: 'Use --engine embedded, which needs no Docker.',
          });
      }
    },
  };
}
