import type pg from 'pg';
import { to as copyTo } from 'pg-copy-streams';
import type { CopiedTable, RowContents, RowSource } from '../core/backup-ports.ts';
import { identifier } from '../core/backup-script.ts';
import { SluiceError } from '../core/errors.ts';
import { connect } from './connect.ts';
import { connectionError, isServerError } from './errors.ts';
import type { LiveAddress } from './live-address.ts';
import { readContents } from './row-contents.ts';

/** As pg_dump sets its session: nothing of the role may end it early, and what COPY writes must read the same everywhere. */
const SESSION_SQL = `
set datestyle = 'iso, ymd'; set intervalstyle = 'postgres'; set extra_float_digits = 3; set bytea_output = 'hex'; set xmloption = content;
set synchronize_seqscans = off; set row_security = off; set search_path = '';
select pg_catalog.set_config(name, '0', false) from pg_catalog.pg_settings where name in ('statement_timeout', 'idle_in_transaction_session_timeout', 'transaction_timeout');
set lock_timeout = '30s'; set tcp_keepalives_idle = 30;`;

/**
 * Opens the transaction that a backup reads in.
 * @throws SluiceError backup-unreadable where the role does not see everything
 */
export async function openRowSource(
  address: LiveAddress,
  platformSchemas: readonly string[],
  signal: AbortSignal,
): Promise<RowSource> {
  const { client } = await connect(address, { signal, retries: 4 });
  try {
    await client.query(SESSION_SQL);
    await client.query('begin isolation level repeatable read read only');
    const { rows } = await client.query<{ snapshot: string; taken: string }>(
      `select pg_catalog.pg_export_snapshot() as snapshot, to_char(pg_catalog.now() at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"') as taken`,
    );
    const contents = await readContents(client, platformSchemas);
    await client.query(`set client_encoding = '${contents.encoding}'`);
    return new TransactionRows(
      client,
      { snapshot: rows[0]?.snapshot ?? '', takenAt: rows[0]?.taken ?? '', contents },
      signal,
    );
  } catch (thrown) {
    await client.end().catch(() => {});
    signal.throwIfAborted();
    throw unreadable(thrown);
  }
}

class TransactionRows implements RowSource {
  readonly snapshot: string;
  readonly takenAt: string;
  readonly contents: RowContents;
  readonly #client: pg.Client;
  readonly #signal: AbortSignal;

  constructor(
    client: pg.Client,
    { snapshot, takenAt, contents }: Pick<RowSource, 'snapshot' | 'takenAt' | 'contents'>,
    signal: AbortSignal,
  ) {
    this.#client = client;
    this.#signal = signal;
    this.snapshot = snapshot;
    this.takenAt = takenAt;
    this.contents = contents;
  }

  rows({ schema, name, columns }: CopiedTable) {
    const list = columns.length === 0 ? '' : ` (${columns.map(identifier).join(', ')})`;
    const stream = this.#client.query(
      copyTo(`copy ${identifier(schema)}.${identifier(name)}${list} to stdout`),
    );
    const stop = () => void stream.destroy();
    this.#signal.addEventListener('abort', stop, { once: true });
    const signal = this.#signal;
    async function* pieces(): AsyncGenerator<Uint8Array> {
      try {
        yield* stream;
        signal.throwIfAborted();
      } catch (thrown) {
        signal.throwIfAborted();
        throw unreadable(thrown);
      } finally {
        signal.removeEventListener('abort', stop);
      }
    }
    return { pieces: pieces(), count: () => stream.rowCount };
  }

  /** In the middle of a COPY this breaks the connection, which ends the COPY. */
  async [Symbol.asyncDispose](): Promise<void> {
    await this.#client.end().catch(() => {});
  }
}

function unreadable(thrown: unknown): SluiceError {
  if (!isServerError(thrown)) return connectionError(thrown, 'reading rows');
  const state = thrown.code ?? '';
  // insufficient_privilege, also for rows that row level security would hide.
  if (state === '42501') {
    return new SluiceError('backup-unreadable', {
      message: `This role cannot read everything: ${thrown.message}.`,
      remedy: 'Use the role postgres, or one that is a member of pg_read_all_data and has BYPASSRLS.',
      sqlState: state,
      cause: thrown,
    });
  }
  // undefined_table, lock_not_available: somebody changes the schema at this moment.
  if (state === '42P01' || state === '55P03') {
    return new SluiceError('backup-moved', {
      message: `The schema was changed while the backup began: ${thrown.message}.`,
      remedy: 'Run it again when no migration is running.',
      sqlState: state,
      cause: thrown,
    });
  }
  return connectionError(thrown, 'reading rows');
}
