import pg from 'pg';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget } from '../core/ports.ts';

/** Milliseconds. Something between us and the server may forget a connection on which nothing is said for minutes. */
const IDLE = 60_000;

/**
 * A role or a database may have settings of its own by which the catalog writes constants, bounds of partitions and names otherwise than on
 * a shadow, or by which a session ends that is quiet while schemas are compared.
 */
const STEADY: Readonly<Record<string, string>> = {
  // With nothing on it the catalog writes every name with its schema.
  search_path: '',
  datestyle: 'ISO, MDY',
  intervalstyle: 'postgres',
  timezone: 'UTC',
  extra_float_digits: '1',
  bytea_output: 'hex',
  lc_monetary: 'C',
  standard_conforming_strings: 'on',
  quote_all_identifiers: 'off',
  statement_timeout: '0',
  idle_in_transaction_session_timeout: '0',
};

const STEADY_SQL = Object.entries(STEADY)
  .map(([name, value]) => `set ${name} = '${value}';`)
  .join(' ');

/** One connection for reading a catalog, opened when it is needed; `settings` are for its session. */
export function openPool(target: ConnectionTarget, settings = ''): pg.Pool {
  // Asked for in the session and not while connecting, because poolers let no such options through.
  const onConnect = (client: pg.ClientBase) => client.query(`${STEADY_SQL} ${settings}`);
  const pool = new pg.Pool({ ...target, max: 1, idleTimeoutMillis: IDLE, onConnect });
  // A connection that breaks is reported by its query, or by the next one; without a listener, that of the pool while it is idle and
  // its own while it is used, it would end the process.
  pool.on('error', () => {});
  pool.on('connect', (client) => client.on('error', () => {}));
  return pool;
}

/** For sessions in which the same questions are asked again and again. */
export const PREPARED = 'set plan_cache_mode = force_generic_plan';

export async function withClient<Result>(
  pool: pg.Pool,
  work: (client: pg.PoolClient) => Promise<Result>,
): Promise<Result> {
  const client = await pool.connect();
  try {
    return await work(client);
  } finally {
    client.release();
  }
}

/** Runs what reads a catalog; what the driver throws becomes SluiceError `schema-unreadable`. */
export async function readable<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (thrown) {
    if (thrown instanceof SluiceError) throw thrown;
    throw new SluiceError('schema-unreadable', {
      message: `The catalog of the database could not be read: ${messageOf(thrown)}`,
      remedy: 'Run again; if it stays, report it with the migrations that lead there.',
      cause: thrown,
    });
  }
}
