import type { Elevation, ShadowRequest } from '../core/ports.ts';
import type { DatabaseSetting } from './baseline/database-settings.ts';
import {
  closedDefaultPrivilegesSql,
  clusterSql,
  databaseSettings,
  databaseSql,
  elevations,
  type Major,
} from './baseline/index.ts';
import {
  optionlessIndexMethods,
  type StandInExtension,
  standIns,
  trustedExtensions,
} from './stand-ins/index.ts';

/** What makes a bare server look like a Supabase project. */
export interface ShadowBaseline {
  /** Run once a cluster, as the superuser, in the database `postgres`. */
  readonly clusterSql: (major: Major) => string;
  /** Run once in the template database, as the superuser. */
  readonly databaseSql: (major: Major) => string;
  /** Run in a database where new tables are not for the API's roles; absent: there is no such choice. */
  readonly closedDefaultPrivilegesSql?: string;
  /** For each database: a template does not hand them on. */
  readonly databaseSettings: readonly DatabaseSetting[];
  readonly standIns: readonly StandInExtension[];
  /** Extensions of the engine that `postgres` may create although they are not marked so. */
  readonly trustedExtensions: readonly string[];
  readonly elevations: readonly Elevation[];
  /** Index methods that the stand-ins make over a method that knows none of their options. */
  readonly optionlessIndexMethods: readonly string[];
}

export const SUPABASE_BASELINE: ShadowBaseline = {
  clusterSql,
  databaseSql,
  closedDefaultPrivilegesSql,
  databaseSettings,
  standIns,
  trustedExtensions,
  elevations,
  optionlessIndexMethods,
};

/** What makes new tables no business of the API's roles, where the project says so; else nothing. */
export function defaultPrivilegesSql(
  { autoExposeNewTables = true }: Pick<ShadowRequest, 'autoExposeNewTables'>,
  { closedDefaultPrivilegesSql: sql = '' }: ShadowBaseline,
): string {
  return autoExposeNewTables ? '' : sql;
}

/** Statements that give one database the baseline's settings; empty where there are none. */
export function databaseSettingsSql(database: string, { databaseSettings }: ShadowBaseline): string {
  return databaseSettings
    .map(({ name, value }) => `ALTER DATABASE ${database} SET ${name} TO ${value}`)
    .join(';');
}
