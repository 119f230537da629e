import { randomBytes } from 'node:crypto';
import { readFile, rename, writeFile } from 'node:fs/promises';
import type { Major } from '../baseline/major.ts';
import type { LocalFolder } from './local-folder.ts';

/** What is remembered of a project's server between commands. */
export interface LocalSettings {
  /** The project's path, for people. */
  readonly project: string;
  readonly port: number;
  readonly major: Major;
  /** Which server and baseline the data was made with. */
  readonly made: string;
  /** Of the superuser, which nobody but Sluice uses. */
  readonly superuserPassword: string;
}

/** The well-known password of local development, the same as in the Supabase CLI's own stack. */
const PASSWORD = 'postgres';

export function localUrl(port: number): string {
  return `postgresql://postgres:${PASSWORD}@127.0.0.1:${port}/postgres`;
}

export function newPassword(): string {
  return randomBytes(24).toString('base64url');
}

/** Null where there are none, or nobody can read them. */
export async function readLocalSettings({
  settings,
}: Pick<LocalFolder, 'settings'>): Promise<LocalSettings | null> {
  const text = await readFile(settings, 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    const value: unknown = JSON.parse(text);
    return isSettings(value) ? value : null;
  } catch {
    return null;
  }
}

/** Only the owner may read them. Whoever reads at the same time sees the old ones or the new ones. */
export async function writeLocalSettings({ settings }: LocalFolder, value: LocalSettings): Promise<void> {
  await writeFile(`${settings}.new`, `${JSON.stringify(value, null, 2)}\n`, { mode: 0o600 });
  await rename(`${settings}.new`, settings);
}

function isSettings(value: unknown): value is LocalSettings {
  return (
    typeof value === 'object' &&
    value !== null &&
    'project' in value &&
    typeof value.project === 'string' &&
    'port' in value &&
    typeof value.port === 'number' &&
    'major' in value &&
    (value.major === 15 || value.major === 17 || value.major === 18) &&
    'made' in value &&
    typeof value.made === 'string' &&
    'superuserPassword' in value &&
    typeof value.superuserPassword === 'string'
  );
}

/**
 * What the server of a developer has otherwise than the throwaway one: it listens on loopback, and its files survive a crash of
 * the machine. Only the last transactions may be missing then: their commit does not wait for the disk. `fsync` is not among
 * them, since it is off while Sluice makes whole databases (local-durability.ts).
 */
const SETTINGS: Readonly<Record<string, string>> = {
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  full_page_writes: 'on',
  synchronous_commit: 'off',
  autovacuum: 'on',
  max_connections: '100',
  shared_buffers: '128MB',
  wal_recycle: 'on',
  min_wal_size: '32MB',
  max_wal_size: '512MB',
  bgwriter_lru_maxpages: '100',
  max_wal_senders: '10',
  max_replication_slots: '10',
  log_min_messages: 'warning',
  log_line_prefix: '%m [%p] ',
};

/** For the end of postgresql.conf. */
export function developerSettings(): string {
  return Object.entries(SETTINGS)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}

/** Who may connect: with a password, from this machine; into the pristine copy only the superuser. */
export function accessRules(baseline: string, superuser: string): string {
  return [
    `host all ${superuser} 127.0.0.1/32 scram-sha-256`,
    `host ${baseline} all 127.0.0.1/32 reject`,
    'host all all 127.0.0.1/32 scram-sha-256',
    'host replication all 127.0.0.1/32 scram-sha-256',
    '',
  ].join('\n');
}

/** For single-user mode, which takes a line for a statement. */
export function passwordSql(superuser: string, superuserPassword: string): string {
  return [
    `do $$ declare role text; begin for role in select rolname from pg_catalog.pg_roles where rolcanlogin and rolname <> '${superuser}' loop execute pg_catalog.format('alter role %I password %L', role, '${PASSWORD}'); end loop; end $$;`,
    `alter role ${superuser} password '${superuserPassword}';`,
    '',
  ].join('\n');
}
