-- The settings that the app expects to find. A setting that is there already keeps its value, so running
-- this again changes nothing. Rows cannot be un-inserted by looking at a schema: the way back is written
-- down in ../rollbacks/20250301000000_default_app_settings.sql.

insert into public.app_settings (setting_key, setting_value, setting_type, description, is_public)
values
  ('app_name', 'Sluice Sample', 'string', 'The name that visitors see', true),
  ('app_description', 'A small project to review migrations on', 'string', 'One line about the app', true),
  ('app_logo_url', '', 'string', 'Address of the logo; empty for none', true),
  ('app_favicon_url', '', 'string', 'Address of the favicon; empty for none', true),
  ('maintenance_mode', 'false', 'boolean', 'Whether visitors see the maintenance page', true),
  ('signup_enabled', 'true', 'boolean', 'Whether new users may register', false),
  ('max_api_calls_per_hour', '100', 'number', 'Calls that one API key may make in an hour', false)
on conflict (setting_key) do nothing;
