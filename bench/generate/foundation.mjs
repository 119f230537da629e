/** What every generated project starts with: tenants, their members, and the functions that policies and triggers use. */
export const FOUNDATION_SQL = `create schema private;
revoke all on schema private from public;
grant usage on schema private to authenticated, service_role;

create type public.member_role as enum ('owner', 'admin', 'editor', 'viewer');

create table public.organizations (
  id uuid primary key default gen_random_uuid(),
  name text not null,
  slug text not null unique,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint organizations_slug_form check (slug ~ '^[a-z0-9-]{2,60}$')
);

create table public.organization_members (
  organization_id uuid not null references public.organizations (id) on delete cascade,
  user_id uuid not null references auth.users (id) on delete cascade,
  role public.member_role not null default 'viewer',
  created_at timestamptz not null default now(),
  primary key (organization_id, user_id)
);
create index organization_members_user_id_idx on public.organization_members (user_id);

create function private.role_in(organization uuid) returns public.member_role
  language sql stable security definer set search_path = ''
as $$
  select role from public.organization_members
  where organization_id = organization and user_id = (select auth.uid());
$$;

create function private.is_member(organization uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select private.role_in(organization) is not null; $$;

create function private.may_edit(organization uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select coalesce(private.role_in(organization) in ('owner', 'admin', 'editor'), false); $$;

create function private.set_updated_at() returns trigger
  language plpgsql set search_path = ''
as $$
begin
  new.updated_at := now();
  return new;
end;
$$;

alter table public.organizations enable row level security;
alter table public.organization_members enable row level security;
create policy "members see their organization" on public.organizations
  for select to authenticated using (private.is_member(id));
create policy "members see each other" on public.organization_members
  for select to authenticated using (private.is_member(organization_id));
create trigger set_updated_at before update on public.organizations
  for each row execute function private.set_updated_at();
`;

/** How many tables the foundation makes. */
export const FOUNDATION_TABLES = 2;
