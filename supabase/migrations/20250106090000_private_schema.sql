-- The ground that every later file stands on.

-- Functions that policies and triggers need, but that no API request may call by itself.
-- The API serves the schemas named under [api] in config.toml, and this one is not among them.
create schema private;

revoke all on schema private from public;
-- A policy runs its functions with the rights of whoever asks, so signed-in users must be able to reach them.
grant usage on schema private to authenticated;

-- Many Supabase projects hand every new table and function in public to the API roles. Here each
-- file states its own grants, and a grant that was forgotten means "no access" and not "everybody".
alter default privileges in schema public revoke all on tables from anon, authenticated, service_role;
alter default privileges in schema public revoke all on sequences from anon, authenticated, service_role;
alter default privileges in schema public revoke all on functions from anon, authenticated, service_role;

-- An empty search_path makes it impossible to slip another table or operator under a function.
create function private.set_updated_at() returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;

comment on function private.set_updated_at() is 'Keeps updated_at true, whatever the client sent.';

-- Who is behind the current statement: the subject of the token, else the role of a token without
-- a subject (a service key), else the login role of the connection (a migration, psql).
create function private.actor() returns text
  language sql stable
  set search_path = ''
as $$
  select coalesce(auth.jwt() ->> 'sub', auth.jwt() ->> 'role', session_user::text);
$$;

revoke execute on function private.set_updated_at(), private.actor() from public;
