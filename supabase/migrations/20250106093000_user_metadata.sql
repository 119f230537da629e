-- What users tell about themselves, and what admins note about them.

create table public.user_metadata (
  id uuid primary key default gen_random_uuid(),
  user_id text not null unique,
  display_name text,
  avatar_url text,
  bio text,
  preferences jsonb not null default '{}',
  admin_notes text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_metadata_preferences_object check (jsonb_typeof(preferences) = 'object')
);

comment on table public.user_metadata is 'The profile of each user.';
comment on column public.user_metadata.admin_notes is
  'Not for the user it is about: read and written with public.admin_notes and public.set_admin_notes.';

create trigger set_updated_at
  before update on public.user_metadata
  for each row execute function private.set_updated_at();

alter table public.user_metadata enable row level security;

-- A policy hides rows, not columns. Users and admins are the same database role, so admin_notes is
-- in no grant to it, and admins come in through the two functions below.
revoke all on public.user_metadata from anon, authenticated, service_role;
grant select (id, user_id, display_name, avatar_url, bio, preferences, created_at, updated_at)
  on public.user_metadata to authenticated;
grant insert (user_id, display_name, avatar_url, bio, preferences) on public.user_metadata to authenticated;
-- user_id is here so that an upsert works; the policy below keeps it at the user's own.
grant update (user_id, display_name, avatar_url, bio, preferences) on public.user_metadata to authenticated;
grant select, insert, update, delete on public.user_metadata to service_role;

create policy "users read their own profile, admins every profile" on public.user_metadata
  for select to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub') or (select private.is_admin()));

create policy "users add their own profile" on public.user_metadata
  for insert to authenticated
  with check (user_id = ((select auth.jwt()) ->> 'sub'));

create policy "users change their own profile" on public.user_metadata
  for update to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub'))
  with check (user_id = ((select auth.jwt()) ->> 'sub'));

create function public.admin_notes(target_id text) returns text
  language plpgsql stable
  security definer
  set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only an active admin may read admin notes' using errcode = 'insufficient_privilege';
  end if;
  return (select m.admin_notes from public.user_metadata as m where m.user_id = target_id);
end;
$$;

create function public.set_admin_notes(target_id text, notes text) returns void
  language plpgsql
  security definer
  set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only an active admin may write admin notes' using errcode = 'insufficient_privilege';
  end if;
  insert into public.user_metadata as m (user_id, admin_notes)
  values (target_id, notes)
  on conflict (user_id) do update set admin_notes = excluded.admin_notes;
  -- That notes were written is on record; what they say stays in one place.
  perform private.record_audit_event('admin_notes.write', target_id, null, null);
end;
$$;

comment on function public.admin_notes(text) is 'The admin notes about one user. For admins.';
comment on function public.set_admin_notes(text, text) is 'Replaces the admin notes about one user. For admins.';

revoke execute on function public.admin_notes(text), public.set_admin_notes(text, text)
  from public, anon, authenticated, service_role;
grant execute on function public.admin_notes(text), public.set_admin_notes(text, text) to authenticated;
