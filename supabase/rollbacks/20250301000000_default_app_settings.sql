-- Takes back the settings that still are as the migration put them. One that an admin has changed since then
-- is theirs and stays; should the migration run again, it leaves that one alone too.
delete from public.app_settings as s
using (
  values
    ('app_name', 'Sluice Sample'),
    ('app_description', 'A small project to review migrations on'),
    ('app_logo_url', ''),
    ('app_favicon_url', ''),
    ('maintenance_mode', 'false'),
    ('signup_enabled', 'true'),
    ('max_api_calls_per_hour', '100')
) as shipped (setting_key, setting_value)
where s.setting_key = shipped.setting_key
  and s.setting_value = shipped.setting_value;
