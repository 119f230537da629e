-- Data for the database on your own machine, loaded by `supabase start`, `supabase db reset` and `sluice dev`.
-- Made-up people and a key that everybody knows: never load this into a database that others can reach.
-- Loading it again changes nothing.

insert into public.user_roles (user_id, email, role, status, invited_by, invited_at, accepted_at)
values
  ('local_admin', 'ada@example.test', 'admin', 'active', null, null, null),
  ('local_moderator', 'mo@example.test', 'moderator', 'active', 'local_admin', now(), now()),
  ('local_user', 'uli@example.test', 'user', 'active', null, null, null),
  ('local_invited', 'ines@example.test', 'user', 'invited', 'local_admin', now(), null),
  ('local_former_admin', 'finn@example.test', 'admin', 'inactive', null, null, null)
on conflict (user_id) do nothing;

insert into public.user_metadata (user_id, display_name, about, preferences, admin_notes)
values
  ('local_admin', 'Ada', 'Keeps the lights on', '{"theme": "dark"}', null),
  ('local_moderator', 'Mo', 'Reads the reports', '{}', null),
  ('local_user', 'Uli', 'Tries things out', '{"theme": "light"}', 'Asked for a larger quota')
on conflict (user_id) do nothing;

-- The key itself is "sk_local_development_only_0001"; as everywhere, only its hash is stored.
insert into public.user_api_keys (user_id, key_name, key_hash, key_hint)
values ('local_user', 'laptop', sha256('sk_local_development_only_0001'), '0001')
on conflict do nothing;

insert into public.announcements (id, title, body, published_at, author_id)
values
  ('00000000-0000-4000-8000-000000000001', 'Welcome', 'This announcement is published.', now(), 'local_moderator'),
  ('00000000-0000-4000-8000-000000000002', 'Soon', 'This one is a draft.', null, 'local_moderator')
on conflict (id) do nothing;

update public.app_settings set setting_value = 'true'
where setting_key = 'announcements_enabled' and setting_value <> 'true';
