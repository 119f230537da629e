import { pgjwt } from './pgjwt.ts';
import type { StandInExtension } from './stand-in.ts';

export type { StandInExtension } from './stand-in.ts';
export { trustedExtensions } from './trusted-extensions.ts';

/** Every extension that Supabase offers and the engine lacks, as far as it can be stood in for. */
export const standIns: readonly StandInExtension[] = [pgjwt];
