-- Moderators answer reports about users and need to see whom they are about. They see the columns that
-- are granted to every signed-in user, so admin_notes stays with the admins.
create function private.is_moderator() returns boolean
  language sql stable
  security definer
  set search_path = ''
as $$
  select exists (
    select from public.user_roles
    where user_id = (auth.jwt() ->> 'sub')
      and role in ('moderator', 'admin')
      and status = 'active'
  );
$$;

comment on function private.is_moderator() is 'Whether the caller is an active moderator or admin.';

revoke execute on function private.is_moderator() from public;
grant execute on function private.is_moderator() to authenticated;

alter policy "users read their own profile, admins every profile" on public.user_metadata
  using (user_id = ((select auth.jwt()) ->> 'sub') or (select private.is_moderator()));

alter policy "users read their own profile, admins every profile" on public.user_metadata
  rename to "users read their own profile, moderators every profile";
