import { http } from './http.ts';
import { languages } from './languages.ts';
import { observers } from './observers.ts';
import { partitioning } from './partitioning.ts';
import { pgCron } from './pg-cron.ts';
import { pgGraphql } from './pg-graphql.ts';
import { pgHashids } from './pg-hashids.ts';
import { pgJsonschema } from './pg-jsonschema.ts';
import { pgNet } from './pg-net.ts';
import { trustedLanguageExtensions } from './pg-tle.ts';
import { pgjwt } from './pgjwt.ts';
import { pgmq } from './pgmq.ts';
import { pgsodium } from './pgsodium.ts';
import { pgtap } from './pgtap.ts';
import { postgisCompanions } from './postgis/companions.ts';
import { postgis } from './postgis/postgis.ts';
import type { StandInExtension } from './stand-in.ts';
import { supabaseVault } from './supabase-vault.ts';
import { textSearch } from './text-search.ts';
import { vector } from './vector.ts';
import { wrappers } from './wrappers.ts';

export type { StandInExtension } from './stand-in.ts';
export { trustedExtensions } from './trusted-extensions.ts';

/** Every extension that Supabase offers and the engine lacks, as far as it can be stood in for. */
export const standIns: readonly StandInExtension[] = [
  http,
  pgCron,
  pgGraphql,
  pgHashids,
  pgJsonschema,
  pgNet,
  pgjwt,
  pgmq,
  pgsodium,
  pgtap,
  postgis,
  supabaseVault,
  vector,
  wrappers,
  ...languages,
  ...observers,
  ...partitioning,
  ...postgisCompanions,
  ...textSearch,
  ...trustedLanguageExtensions,
];

/**
 * Index methods of stand-ins, made over a method of PostgreSQL's that refuses their options (`lists`, `m`,
 * `tokenizer`, …): an index must be created without them.
 */
export const optionlessIndexMethods: readonly string[] = ['hnsw', 'ivfflat', 'pgroonga', 'rum'];
