-- News for the users, written by moderators, and who has seen them.

create table public.announcements (
  id uuid primary key default gen_random_uuid(),
  title text not null,
  body text not null default '',
  -- Null: a draft. In the future: scheduled.
  published_at timestamptz,
  author_id text not null default (auth.jwt() ->> 'sub'),
  created_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  constraint announcements_title_length check (char_length(title) between 1 and 200)
);

comment on table public.announcements is 'News for the users. Everybody reads what is published, moderators write.';

create table public.announcement_reads (
  announcement_id uuid not null references public.announcements (id) on delete cascade,
  user_id text not null default (auth.jwt() ->> 'sub'),
  read_at timestamptz not null default now(),
  primary key (announcement_id, user_id)
);

comment on table public.announcement_reads is 'Which user has seen which announcement.';

-- The table is new and empty: nobody waits for these builds, so they need not be concurrent.
create index announcements_published_at_idx on public.announcements (published_at desc);
create index announcement_reads_user_id_idx on public.announcement_reads (user_id);

create trigger set_updated_at
  before update on public.announcements
  for each row execute function private.set_updated_at();

alter table public.announcements enable row level security;
alter table public.announcement_reads enable row level security;

revoke all on public.announcements, public.announcement_reads from anon, authenticated, service_role;
-- Not author_id: readers have no use for a moderator's user id.
grant select (id, title, body, published_at, created_at, updated_at)
  on public.announcements to anon, authenticated;
grant delete on public.announcements to authenticated;
grant insert (title, body, published_at) on public.announcements to authenticated;
grant update (title, body, published_at) on public.announcements to authenticated;
grant select, delete on public.announcement_reads to authenticated;
grant insert (announcement_id) on public.announcement_reads to authenticated;
grant select, insert, update, delete on public.announcements, public.announcement_reads to service_role;

create policy "everybody reads published announcements" on public.announcements
  for select to anon
  using (published_at <= now());

create policy "users read published announcements, moderators every one" on public.announcements
  for select to authenticated
  using (published_at <= now() or (select private.is_moderator()));

create policy "moderators write announcements" on public.announcements
  for insert to authenticated
  with check (author_id = ((select auth.jwt()) ->> 'sub') and (select private.is_moderator()));

create policy "moderators change announcements" on public.announcements
  for update to authenticated
  using ((select private.is_moderator()))
  with check ((select private.is_moderator()));

create policy "moderators remove announcements" on public.announcements
  for delete to authenticated
  using ((select private.is_moderator()));

create policy "users see what they have read" on public.announcement_reads
  for select to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub'));

-- The announcements inside are those that the user may see, so nobody can mark, or guess, a draft.
create policy "users mark visible announcements as read" on public.announcement_reads
  for insert to authenticated
  with check (
    user_id = ((select auth.jwt()) ->> 'sub')
    and exists (select from public.announcements as a where a.id = announcement_id)
  );

create policy "users mark announcements as unread" on public.announcement_reads
  for delete to authenticated
  using (user_id = ((select auth.jwt()) ->> 'sub'));
