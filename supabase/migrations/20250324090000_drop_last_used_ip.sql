-- Keys are checked by our own servers, so this column has only ever held the addresses of those. The
-- function stops writing it first, so that no call finds it missing. What it held is gone for good:
-- going back brings an empty column.
create or replace function public.verify_api_key(secret text) returns text
  language sql
  security definer
  set search_path = ''
as $$
  update public.user_api_keys as k
  set call_count = k.call_count + 1,
      last_used_at = now()
  where k.key_hash = sha256(convert_to(verify_api_key.secret, 'UTF8'))
    and not exists (
      select from public.user_roles as r
      where r.user_id = k.user_id and r.status <> 'active'
    )
  returning k.user_id;
$$;

alter table public.user_api_keys drop column last_used_ip;
