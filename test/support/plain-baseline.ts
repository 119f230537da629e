import { defaultPrivilegesSql, schemasSql } from '../../src/shadow/baseline/schemas.ts';
import { type ShadowBaseline, SUPABASE_BASELINE } from '../../src/shadow/shadow-baseline.ts';

const SERVICES = `
create table auth.users (id uuid primary key, email text);
create function auth.uid() returns uuid language sql stable as
  $$ select nullif(current_setting('request.jwt.claim.sub', true), '')::uuid $$;
create table storage.objects (id uuid primary key, name text);
alter table storage.objects owner to supabase_storage_admin;
alter table storage.objects enable row level security;
grant all on storage.objects to postgres, anon, authenticated, service_role;
alter table auth.users owner to supabase_auth_admin;
alter function auth.uid() owner to supabase_auth_admin;
grant all on auth.users to postgres, dashboard_user;
`;

const HISTORY = `
set local role postgres;
create table supabase_migrations.schema_migrations (version text primary key, statements text[], name text);
create table supabase_migrations.seed_files (path text primary key, hash text not null);
reset role;
`;

/**
 * A project with the platform's roles, schemas and privileges, but nearly nothing in them. For what commands do with a history, a
 * lock or rows: reading the hundreds of objects of the platform's services each time would be most of the work of such tests,
 * and the services have tests of their own.
 */
export const PLAIN_BASELINE: ShadowBaseline = {
  ...SUPABASE_BASELINE,
  databaseSql: () => ['begin;', schemasSql, SERVICES, HISTORY, defaultPrivilegesSql, 'commit;'].join('\n'),
};
