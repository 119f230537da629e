import { pgGraphql } from './pg-graphql.ts';
import { pgjwt } from './pgjwt.ts';
import type { StandInExtension } from './stand-in.ts';
import { supabaseVault } from './supabase-vault.ts';

export type { StandInExtension } from './stand-in.ts';
export { trustedExtensions } from './trusted-extensions.ts';

/** Every extension that Supabase offers and the engine lacks, as far as it can be stood in for. */
export const standIns: readonly StandInExtension[] = [pgGraphql, pgjwt, supabaseVault];
