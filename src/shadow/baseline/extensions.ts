import type { Major } from './major.ts';

interface InstalledExtension {
  readonly name: string;
  readonly schema: string;
  /** The last major whose fresh projects still had it. */
  readonly upTo?: Major;
}

/**
 * What a fresh project has. They belong to `postgres` here, to the superuser on the platform: there supautils lets
 * `postgres` drop them all the same, which PostgreSQL alone allows only to the owner.
 */
const installed: readonly InstalledExtension[] = [
  { name: 'uuid-ossp', schema: 'extensions' },
  { name: 'pgcrypto', schema: 'extensions' },
  { name: 'pgjwt', schema: 'extensions', upTo: 15 },
  { name: 'pg_stat_statements', schema: 'extensions' },
  { name: 'pg_graphql', schema: 'graphql' },
  { name: 'supabase_vault', schema: 'vault' },
];

/** SQL that installs the extensions of a fresh project and lets `postgres` pass on what is in their schema. */
export function extensionsSql(major: Major): string {
  const creations = installed
    .filter(({ upTo }) => upTo === undefined || major <= upTo)
    .map(({ name, schema }) => `CREATE EXTENSION "${name}" WITH SCHEMA ${schema};`);
  return [
    'SET LOCAL ROLE postgres;',
    ...creations,
    'RESET ROLE;',
    'GRANT ALL ON ALL TABLES IN SCHEMA extensions TO postgres WITH GRANT OPTION;',
    'GRANT ALL ON ALL ROUTINES IN SCHEMA extensions TO postgres WITH GRANT OPTION;',
    'GRANT ALL ON ALL SEQUENCES IN SCHEMA extensions TO postgres WITH GRANT OPTION;',
  ].join('\n');
}
