import type { Major } from './engine-release.ts';

/** What makes a bare server look like a Supabase project. */
export interface ShadowBaseline {
  /** Roles and memberships: run once a cluster, as the superuser. */
  clusterSql(major: Major): string;
  /** Schemas, their objects and default privileges: run once in the template database, as the superuser. */
  databaseSql(major: Major): string;
  /** Settings for `ALTER DATABASE … SET`, which a template does not hand on. */
  readonly databaseSettings: Readonly<Record<string, string>>;
  /** What each stand-in leaves out, by extension name. */
  readonly missing: ReadonlyMap<string, string>;
}

export const MINIMAL_BASELINE: ShadowBaseline = {
  clusterSql: () =>
    'CREATE ROLE postgres LOGIN CREATEDB CREATEROLE REPLICATION BYPASSRLS; CREATE ROLE anon; CREATE ROLE authenticated; CREATE ROLE service_role BYPASSRLS; GRANT anon, authenticated, service_role TO postgres',
  databaseSql: () => 'GRANT ALL ON SCHEMA public TO postgres, anon, authenticated, service_role',
  databaseSettings: {},
  missing: new Map(),
};
