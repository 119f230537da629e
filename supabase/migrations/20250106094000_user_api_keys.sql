-- Keys with which a user's programs call the app. The database keeps what it takes to recognise a key
-- and nothing from which the key could be read again.

create extension if not exists pgcrypto with schema extensions;

create table public.user_api_keys (
  id uuid primary key default gen_random_uuid(),
  user_id text not null,
  key_name text not null,
  -- SHA-256 of the key. A slow password hash is not needed: the key is 192 random bits, not a word.
  key_hash bytea not null unique,
  -- The last four characters, by which people tell their keys apart.
  key_hint text not null,
  call_count integer not null default 0,
  last_used_at timestamptz,
  last_used_ip inet,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  -- Also the index for "the keys of one user".
  constraint user_api_keys_one_name_per_user unique (user_id, key_name),
  constraint user_api_keys_name_not_empty check (key_name <> ''),
  constraint user_api_keys_hash_is_sha256 check (octet_length(key_hash) = 32),
  constraint user_api_keys_hint_is_short check (char_length(key_hint) = 4)
);

comment on table public.user_api_keys is 'API keys by hash. Made with public.create_api_key, checked with public.verify_api_key.';

-- Being used is not being changed: the columns that verify_api_key writes do not count.
create trigger set_updated_at
  before update of key_name on public.user_api_keys
  for each row execute function private.set_updated_at();

-- Makes a key for whoever calls and returns it. This is the only moment at which it can be read.
create function public.create_api_key(key_name text)
  returns table (id uuid, secret text)
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  owner_id constant text := auth.jwt() ->> 'sub';
  new_secret constant text := 'sk_' || encode(extensions.gen_random_bytes(24), 'hex');
begin
  if owner_id is null then
    raise exception 'only a signed-in user may create an API key' using errcode = 'insufficient_privilege';
  end if;
  return query
    insert into public.user_api_keys as k (user_id, key_name, key_hash, key_hint)
    values (owner_id, create_api_key.key_name, sha256(convert_to(new_secret, 'UTF8')), right(new_secret, 4))
    returning k.id, new_secret;
end;
$$;

-- Tells the server whose key it was given, and counts the call. Null: no such key, or its owner is
-- no longer active.
create function public.verify_api_key(secret text) returns text
  language sql
  security definer
  set search_path = ''
as $$
  update public.user_api_keys as k
  set call_count = k.call_count + 1,
      last_used_at = now(),
      last_used_ip = inet_client_addr()
  where k.key_hash = sha256(convert_to(verify_api_key.secret, 'UTF8'))
    and not exists (
      select from public.user_roles as r
      where r.user_id = k.user_id and r.status <> 'active'
    )
  returning k.user_id;
$$;

comment on function public.create_api_key(text) is 'Makes an API key for the caller. The secret is shown once and never again.';
comment on function public.verify_api_key(text) is 'The user a key belongs to, or null. For the server only.';

revoke execute on function public.create_api_key(text), public.verify_api_key(text)
  from public, anon, authenticated, service_role;
grant execute on function public.create_api_key(text) to authenticated;
grant execute on function public.verify_api_key(text) to service_role;

alter table public.user_api_keys enable row level security;

-- key_hash is in no grant: not even the service role reads it, and a key is only ever made by the function.
revoke all on public.user_api_keys from anon, authenticated, service_role;
grant select (id, user_id, key_name, key_hint, call_count, last_used_at, last_used_ip, created_at, updated_at)
  on public.user_api_keys to authenticated, service_role;
grant update (key_name) on public.user_api_keys to authenticated;
grant delete on public.user_api_keys to authenticated, service_role;

create policy "users read their own keys" on public.user_api_keys
  for select to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub'));

create policy "users rename their own keys" on public.user_api_keys
  for update to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub'))
  with check (user_id = ((select auth.jwt()) ->> 'sub'));

create policy "users delete their own keys" on public.user_api_keys
  for delete to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub'));
