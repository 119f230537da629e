-- The page shows announcements only where this is switched on. Rows and tables travel in separate files: the
-- way back from a table can be computed, the way back from rows is in ../rollbacks/.
insert into public.app_settings (setting_key, setting_value, setting_type, description, is_public)
values ('announcements_enabled', 'false', 'boolean', 'Whether visitors see announcements', true)
on conflict (setting_key) do nothing;
