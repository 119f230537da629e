/** Rows of several people in every table of the sample, so that each actor has something to see and something to miss. */
export const SAMPLE_ROWS = `
  insert into public.user_roles (user_id, email, role, status) values
    ('user_owner', 'owner@example.test', 'user', 'active'),
    ('user_other', 'other@example.test', 'user', 'active'),
    ('user_moderator', 'moderator@example.test', 'moderator', 'active'),
    ('user_admin', 'admin@example.test', 'admin', 'active'),
    ('user_inactive_admin', 'inactive@example.test', 'admin', 'inactive'),
    ('user_invited_admin', 'invited@example.test', 'admin', 'invited');

  insert into public.user_metadata (user_id, display_name, admin_notes) values
    ('user_owner', 'Owner', 'is watched'),
    ('user_other', 'Other', null);

  insert into public.user_api_keys (user_id, key_name, key_hash, key_hint) values
    ('user_owner', 'owner key', sha256('sk_owner'), 'wner'),
    ('user_other', 'other key', sha256('sk_other'), 'ther'),
    ('user_inactive_admin', 'inactive key', sha256('sk_inactive'), 'tive'),
    ('user_stranger', 'stranger key', sha256('sk_stranger'), 'nger');

  delete from public.app_settings;
  insert into public.app_settings (setting_key, setting_value, is_public) values
    ('open', 'yes', true),
    ('secret', 'yes', false);

  insert into public.announcements (id, title, published_at, author_id) values
    ('00000000-0000-4000-8000-000000000001', 'published', now() - interval '1 day', 'user_moderator'),
    ('00000000-0000-4000-8000-000000000002', 'draft', null, 'user_moderator'),
    ('00000000-0000-4000-8000-000000000003', 'scheduled', now() + interval '1 day', 'user_moderator'),
    ('00000000-0000-4000-8000-000000000004', 'older', now() - interval '1 year', 'user_moderator');

  insert into public.announcement_reads (announcement_id, user_id) values
    ('00000000-0000-4000-8000-000000000004', 'user_other'),
    ('00000000-0000-4000-8000-000000000004', 'user_admin');
`;
