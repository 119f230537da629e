import { authFactorsSql } from './auth-factors.ts';
import { authOauthSql } from './auth-oauth.ts';
import { authSessionsSql } from './auth-sessions.ts';
import { authSignOnSql } from './auth-sign-on.ts';
import { authUsersSql } from './auth-users.ts';

/** The claims of the request, as the API hands them over: one setting a claim (older) or all in one JSON (newer). */
const functions = `
CREATE FUNCTION auth.jwt() RETURNS jsonb LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')
  )::jsonb
$$;
CREATE FUNCTION auth.uid() RETURNS uuid LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.sub', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'sub'
  )::uuid
$$;
CREATE FUNCTION auth.role() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.role', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'role'
  )
$$;
CREATE FUNCTION auth.email() RETURNS text LANGUAGE sql STABLE AS $$
  SELECT coalesce(
    nullif(current_setting('request.jwt.claim.email', true), ''),
    nullif(current_setting('request.jwt.claims', true), '')::jsonb ->> 'email'
  )
$$;
`;

const grants = `
GRANT ALL ON ALL TABLES IN SCHEMA auth TO postgres, dashboard_user;
GRANT ALL ON ALL SEQUENCES IN SCHEMA auth TO postgres, dashboard_user;
GRANT ALL ON ALL ROUTINES IN SCHEMA auth TO postgres, dashboard_user;
`;

/** The schema of Supabase Auth: names, columns, keys and functions as its own migrations leave them. */
export const authSql = [
  'SET LOCAL ROLE supabase_auth_admin;',
  authUsersSql,
  authSignOnSql,
  authFactorsSql,
  authOauthSql,
  authSessionsSql,
  functions,
  grants,
  'RESET ROLE;',
].join('\n');
