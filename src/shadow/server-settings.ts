import type { Major } from './baseline/major.ts';

/**
 * Settings of the throwaway server, appended to postgresql.conf. Nothing of it outlives the command, so durability
 * is off; it must be quiet, small and quick to start and stop, and leave nothing outside its own folder.
 */
const SETTINGS: Readonly<Record<string, string>> = {
  // Reached by its Unix socket alone, by its own user (and root) alone.
  listen_addresses: '',
  unix_socket_permissions: '0700',
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  autovacuum: 'off',
  // Enough for publications and subscriptions to be created; none of them ever streams.
  wal_level: 'logical',
  max_wal_senders: '2',
  max_replication_slots: '2',
  max_connections: '30',
  // A migration that makes hundreds of tables takes a lock for each of them and their indexes.
  max_locks_per_transaction: '1000',
  max_prepared_transactions: '4',
  shared_buffers: '64MB',
  maintenance_work_mem: '64MB',
  // What is not kept for later use need not be copied at each start.
  wal_recycle: 'off',
  wal_init_zero: 'off',
  min_wal_size: '2MB',
  max_wal_size: '256MB',
  jit: 'off',
  max_parallel_workers_per_gather: '0',
  max_parallel_maintenance_workers: '0',
  // posix would leave files in /dev/shm when the server is killed.
  dynamic_shared_memory_type: 'mmap',
  bgwriter_lru_maxpages: '0',
  log_checkpoints: 'off',
  // Readiness is read from the log: LOG and worse, but not the ERRORs of migrations.
  log_min_messages: 'log',
  lc_messages: 'C',
  default_text_search_config: 'pg_catalog.english',
  timezone: 'UTC',
  log_timezone: 'UTC',
};

/** PostgreSQL 18 starts workers for reading ahead, which nothing here needs. */
const SETTINGS_SINCE_18: Readonly<Record<string, string>> = { io_method: 'sync' };

/** The settings in the form of postgresql.conf. */
export function serverSettings(major: Major): string {
  const settings = { ...SETTINGS, ...(major >= 18 ? SETTINGS_SINCE_18 : {}) };
  return Object.entries(settings)
    .map(([name, value]) => `${name} = '${value}'\n`)
    .join('');
}
