-- What was done with admin rights. Rows are added and never changed.

create table public.admin_audit_log (
  id uuid primary key default gen_random_uuid(),
  admin_id text not null,
  admin_email text not null,
  action text not null,
  target_id text,
  target_email text,
  details jsonb,
  ip_address inet,
  user_agent text,
  created_at timestamptz not null default now(),
  constraint admin_audit_log_action_not_empty check (action <> '')
);

comment on table public.admin_audit_log is 'Append only. Read by admins; written by triggers, public.log_admin_action and the service role.';

create index admin_audit_log_admin_id_idx on public.admin_audit_log (admin_id);
create index admin_audit_log_created_at_idx on public.admin_audit_log (created_at desc);

-- Grants stop the API roles; this also stops a careless statement of the owner.
create function private.refuse_change() returns trigger
  language plpgsql
  set search_path = ''
as $$
begin
  raise exception '% on %.% is not allowed: the table is append only', tg_op, tg_table_schema, tg_table_name
    using errcode = 'restrict_violation';
end;
$$;

create trigger append_only
  before update or delete or truncate on public.admin_audit_log
  for each statement execute function private.refuse_change();

-- The one way in for everything that is not the service role. The caller says what happened;
-- who did it and from where is taken from the request and cannot be passed in.
create function private.record_audit_event(action text, target_id text, target_email text, details jsonb)
  returns void
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  actor constant text := private.actor();
  headers constant jsonb := nullif(current_setting('request.headers', true), '')::jsonb;
  forwarded constant text := trim(split_part(headers ->> 'x-forwarded-for', ',', 1));
  address inet;
begin
  -- A header can say anything. Inside one statement the cast may be worked out before the test.
  if pg_input_is_valid(forwarded, 'inet') then
    address := forwarded::inet;
  end if;
  insert into public.admin_audit_log
    (admin_id, admin_email, action, target_id, target_email, details, ip_address, user_agent)
  values (
    actor,
    coalesce((select r.email from public.user_roles as r where r.user_id = actor), actor),
    record_audit_event.action,
    record_audit_event.target_id,
    record_audit_event.target_email,
    record_audit_event.details,
    address,
    headers ->> 'user-agent'
  );
end;
$$;

create function public.log_admin_action(
  action text,
  target_id text default null,
  target_email text default null,
  details jsonb default null
) returns void
  language plpgsql
  security definer
  set search_path = ''
as $$
begin
  if not private.is_admin() then
    raise exception 'only an active admin may write to the audit log' using errcode = 'insufficient_privilege';
  end if;
  perform private.record_audit_event(action, target_id, target_email, details);
end;
$$;

comment on function public.log_admin_action(text, text, text, jsonb) is
  'Adds a row to the audit log in the name of the admin who calls it.';

-- A change of roles is recorded whichever way it comes in.
create function private.audit_user_roles() returns trigger
  language plpgsql
  security definer
  set search_path = ''
as $$
declare
  before constant jsonb := case when tg_op <> 'INSERT' then jsonb_build_object('role', old.role, 'status', old.status) end;
  after constant jsonb := case when tg_op <> 'DELETE' then jsonb_build_object('role', new.role, 'status', new.status) end;
begin
  perform private.record_audit_event(
    'user_role.' || lower(tg_op),
    case when tg_op = 'DELETE' then old.user_id else new.user_id end,
    case when tg_op = 'DELETE' then old.email else new.email end,
    jsonb_build_object('before', before, 'after', after)
  );
  return null;
end;
$$;

create trigger audit
  after insert or update or delete on public.user_roles
  for each row execute function private.audit_user_roles();

revoke execute on function
  private.refuse_change(),
  private.record_audit_event(text, text, text, jsonb),
  private.audit_user_roles(),
  public.log_admin_action(text, text, text, jsonb)
from public, anon, authenticated, service_role;
grant execute on function public.log_admin_action(text, text, text, jsonb) to authenticated;

alter table public.admin_audit_log enable row level security;

revoke all on public.admin_audit_log from anon, authenticated, service_role;
grant select on public.admin_audit_log to authenticated;
grant select, insert on public.admin_audit_log to service_role;

create policy "admins read the audit log" on public.admin_audit_log
  for select to authenticated
  using ((select private.is_admin()));
