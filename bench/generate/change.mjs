/**
 * The migrations under review: some twenty changes of the kinds that teams make, on top of any generated base that has
 * at least ten tables. Two files, because an index that is built concurrently needs its own.
 */
export function changeUnderReview(tables) {
  const [priority, emptied, counted, renamed, policed, unindexed, required] = tables
    .slice(0, 7)
    .map(({ name }) => name);
  const column =
    tables[5].columns.find(([name]) => name === 'metadata' || name === 'labels') ?? tables[5].columns[0];
  return [
    {
      name: 'handovers',
      sql: `alter table public.${priority} add column priority smallint not null default 0;
alter table public.${priority} add constraint ${priority}_priority_range check (priority between 0 and 9);
alter table public.${emptied} drop column archived_at;
alter table public.${counted} alter column revision type bigint;
alter table public.${renamed} rename column archived_at to hidden_at;
alter table public.${required} alter column created_by set not null;
alter table public.${required} alter column revision set default 2;
drop index public.${unindexed}_${column[0]}_idx;

create type public.handover_state as enum ('open', 'accepted', 'declined');

create table public.handovers (
  id uuid primary key default gen_random_uuid(),
  organization_id uuid not null references public.organizations (id) on delete cascade,
  from_user uuid not null references auth.users (id) on delete cascade,
  to_user uuid references auth.users (id) on delete set null,
  subject_id uuid not null references public.${priority} (id) on delete cascade,
  state public.handover_state not null default 'open',
  note text,
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now()
);
create index handovers_subject_id_idx on public.handovers (subject_id);
create index handovers_to_user_idx on public.handovers (to_user) where state = 'open';
alter table public.handovers enable row level security;
create policy "members read handovers" on public.handovers
  for select to authenticated using (private.is_member(organization_id));
create policy "people hand over what is theirs" on public.handovers
  for insert to authenticated with check (from_user = (select auth.uid()));
create trigger set_updated_at before update on public.handovers
  for each row execute function private.set_updated_at();

drop policy "members read ${policed}" on public.${policed};
create policy "members read ${policed}" on public.${policed}
  for select to authenticated using (private.is_member(organization_id) and archived_at is null);

create or replace function private.may_edit(organization uuid) returns boolean
  language sql stable security definer set search_path = ''
as $$ select coalesce(private.role_in(organization) <> 'viewer', false); $$;

create function public.open_handovers() returns bigint
  language sql stable set search_path = ''
as $$ select count(*) from public.handovers where state = 'open' and to_user = (select auth.uid()); $$;

create view public.handovers_of_today with (security_invoker = true) as
  select id, organization_id, subject_id, state from public.handovers where created_at > current_date;

comment on table public.handovers is 'Who gives what to whom.';
update public.${priority} set priority = 5 where revision > 10;
`,
    },
    {
      name: 'index_priority',
      sql: `create index concurrently ${priority}_priority_idx on public.${priority} (priority);\n`,
    },
  ];
}
