-- Who may do what in the app. One row a user.

create table public.user_roles (
  id uuid primary key default gen_random_uuid(),
  -- Text and no reference to auth.users: the subject of a Clerk token is no uuid and has no row there.
  user_id text not null unique,
  email text not null,
  role text not null default 'user',
  status text not null default 'active',
  invited_by text,
  invited_at timestamptz,
  accepted_at timestamptz,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint user_roles_role_known check (role in ('admin', 'moderator', 'user')),
  constraint user_roles_status_known check (status in ('active', 'inactive', 'invited'))
);

comment on table public.user_roles is 'The role of each user. Users read their own row, admins manage all of them.';

create index user_roles_status_idx on public.user_roles (status);

create trigger set_updated_at
  before update on public.user_roles
  for each row execute function private.set_updated_at();

-- Policies on user_roles need to look into user_roles. A policy that does so directly calls itself
-- without end; this function runs as the owner of the table, who is not subject to its policies.
create function private.is_admin() returns boolean
  language sql stable
  security definer
  set search_path = ''
as $$
  select exists (
    select from public.user_roles
    where user_id = (auth.jwt() ->> 'sub')
      and role = 'admin'
      and status = 'active'
  );
$$;

revoke execute on function private.is_admin() from public;
grant execute on function private.is_admin() to authenticated;

alter table public.user_roles enable row level security;

revoke all on public.user_roles from anon, authenticated, service_role;
grant select, delete on public.user_roles to authenticated;
grant insert (user_id, email, role, status, invited_by, invited_at, accepted_at)
  on public.user_roles to authenticated;
grant update (email, role, status, invited_by, invited_at, accepted_at)
  on public.user_roles to authenticated;
grant select, insert, update, delete on public.user_roles to service_role;

-- `(select …)` is worked out once a query, a bare call once a row.
create policy "users read their own role, admins every role" on public.user_roles
  for select to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub') or (select private.is_admin()));

create policy "admins add roles" on public.user_roles
  for insert to authenticated
  with check ((select private.is_admin()));

create policy "admins change roles" on public.user_roles
  for update to authenticated
  using ((select private.is_admin()))
  with check ((select private.is_admin()));

create policy "admins remove roles" on public.user_roles
  for delete to authenticated
  using ((select private.is_admin()));
