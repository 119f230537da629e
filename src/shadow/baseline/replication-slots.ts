import type { Major } from './major.ts';

/**
 * PostgreSQL loads the library that somebody with REPLICATION names as output plugin from wherever it lies, so from a checkout, too. Here
 * its function is hidden behind one that takes the name of a library and no path. Copying a slot to another plugin is nobody's.
 */
export function replicationSlotsSql(major: Major): string {
  const flags = major >= 17 ? ['temporary', 'twophase', 'failover'] : ['temporary', 'twophase'];
  const types = ['name', 'name', ...flags.map(() => 'boolean')].join(', ');
  const given = flags.map((_, index) => `, $${index + 3}`).join('');
  const name = 'pg_catalog.pg_create_logical_replication_slot';
  return `
ALTER FUNCTION ${name}(${types}) RENAME TO pg_create_slot_of_any_library;
REVOKE ALL ON FUNCTION pg_catalog.pg_create_slot_of_any_library(${types}) FROM PUBLIC;
CREATE FUNCTION ${name}(slot_name name, plugin name${flags.map((flag) => `, ${flag} boolean DEFAULT false`).join('')},
  OUT slot_name name, OUT lsn pg_lsn) RETURNS record LANGUAGE sql STRICT SECURITY DEFINER SET search_path = '' AS $$
  SELECT * FROM pg_catalog.pg_create_slot_of_any_library($1, pg_catalog.regexp_replace($2::text, '^.*/', '')::name${given})
$$;
REVOKE ALL ON FUNCTION ${name}(${types}) FROM PUBLIC;
GRANT EXECUTE ON FUNCTION ${name}(${types}) TO postgres, dashboard_user;
REVOKE ALL ON FUNCTION pg_catalog.pg_copy_logical_replication_slot(name, name, boolean, name) FROM PUBLIC;
`;
}
