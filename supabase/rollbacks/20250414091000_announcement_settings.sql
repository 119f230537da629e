-- Takes the switch back, whichever way it stands: without the tables of the migration before, it switches nothing.
delete from public.app_settings where setting_key = 'announcements_enabled';
