-- Settings that admins change while the app runs.

create table public.app_settings (
  id uuid primary key default gen_random_uuid(),
  setting_key text not null unique,
  setting_value text,
  setting_type text not null default 'string',
  description text,
  -- Off unless somebody decides otherwise: forgetting the flag must not publish a setting.
  is_public boolean not null default false,
  updated_by text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint app_settings_type_known check (setting_type in ('string', 'boolean', 'number', 'json')),
  constraint app_settings_value_fits_type check (
    case setting_type
      when 'boolean' then setting_value in ('true', 'false')
      when 'number' then setting_value ~ '^-?[0-9]+([.][0-9]+)?$'
      when 'json' then setting_value is json
      else true
    end
  )
);

comment on table public.app_settings is 'Settings of the app. Everybody reads the public ones, admins manage all of them.';

create trigger set_updated_at
  before update on public.app_settings
  for each row execute function private.set_updated_at();

create function private.set_updated_by() returns trigger
  language plpgsql
  -- private.actor is not for API roles; the trigger asks it on their behalf.
  security definer
  set search_path = ''
as $$
begin
  new.updated_by := private.actor();
  return new;
end;
$$;

create trigger set_updated_by
  before insert or update on public.app_settings
  for each row execute function private.set_updated_by();

create function private.audit_app_settings() returns trigger
  language plpgsql
  security definer
  set search_path = ''
as $$
begin
  perform private.record_audit_event(
    'app_setting.' || lower(tg_op),
    case when tg_op = 'DELETE' then old.setting_key else new.setting_key end,
    null,
    jsonb_build_object(
      'before', case when tg_op <> 'INSERT' then to_jsonb(old.setting_value) end,
      'after', case when tg_op <> 'DELETE' then to_jsonb(new.setting_value) end
    )
  );
  return null;
end;
$$;

create trigger audit
  after insert or update or delete on public.app_settings
  for each row execute function private.audit_app_settings();

revoke execute on function private.set_updated_by(), private.audit_app_settings() from public;

alter table public.app_settings enable row level security;

-- updated_by holds an admin's user id, which is nobody else's business: who changed what is in the audit log.
revoke all on public.app_settings from anon, authenticated, service_role;
grant select (id, setting_key, setting_value, setting_type, description, is_public, created_at, updated_at)
  on public.app_settings to anon, authenticated;
grant insert (setting_key, setting_value, setting_type, description, is_public)
  on public.app_settings to authenticated;
grant update (setting_key, setting_value, setting_type, description, is_public)
  on public.app_settings to authenticated;
grant delete on public.app_settings to authenticated;
grant select, insert, update, delete on public.app_settings to service_role;

create policy "everybody reads public settings" on public.app_settings
  for select to anon
  using (is_public);

create policy "users read public settings, admins every setting" on public.app_settings
  for select to authenticated
  using (is_public or (select private.is_admin()));

create policy "admins add settings" on public.app_settings
  for insert to authenticated
  with check ((select private.is_admin()));

create policy "admins change settings" on public.app_settings
  for update to authenticated
  using ((select private.is_admin()))
  with check ((select private.is_admin()));

create policy "admins remove settings" on public.app_settings
  for delete to authenticated
  using ((select private.is_admin()));
