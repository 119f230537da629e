import { authSql } from './auth.ts';
import { databaseSettings } from './database-settings.ts';
import { extensionsSql } from './extensions.ts';
import type { Major } from './major.ts';
import { platformSql } from './platform.ts';
import { publicationsSql, realtimeSql } from './realtime.ts';
import { replicationSlotsSql } from './replication-slots.ts';
import { rolesSql } from './roles.ts';
import { defaultPrivilegesSql, schemasSql } from './schemas.ts';
import { storageSql } from './storage.ts';
import { webhooksSql } from './webhooks.ts';

export { elevations } from './elevations.ts';
export type { Major } from './major.ts';
export { closedDefaultPrivilegesSql } from './schemas.ts';
export { databaseSettings };

/**
 * SQL that makes the cluster-wide part of a Supabase project: roles, memberships, role settings. To be run once, as
 * `supabase_admin` (the superuser that initdb made), in the database `postgres` of a new cluster.
 */
export function clusterSql(major: Major): string {
  return rolesSql(major);
}

/**
 * SQL that makes one database look like a fresh Supabase project. To be run once, as `supabase_admin`, in a new
 * database that belongs to `postgres`, with the stand-ins' files already in the engine's extension folder. Databases
 * for migrations are then made with that one as their template, and `databaseSettings` applied to each.
 */
export function databaseSql(major: Major): string {
  return [
    'BEGIN;',
    schemasSql,
    extensionsSql(major),
    authSql,
    storageSql,
    realtimeSql,
    webhooksSql,
    platformSql(major),
    publicationsSql,
    replicationSlotsSql(major),
    defaultPrivilegesSql,
    'COMMIT;',
  ].join('\n');
}
