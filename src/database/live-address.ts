import { join } from 'node:path';
import { SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, Environment } from '../core/ports.ts';
import { type ConnectionUrl, parseConnectionUrl } from './connection-url.ts';
import { chooseSecurity } from './transport-security.ts';

/** A live database, ready to be connected to. */
export interface LiveAddress {
  /** May carry a password: never print it. */
  readonly target: ConnectionTarget;
  /** Connect without TLS where the server has none. */
  readonly mayFallBack: boolean;
  /** For people: `postgres@db.example.com:5432/postgres`. */
  readonly shown: string;
}

export interface AddressDependencies {
  /** PGSSLMODE and PGSSLROOTCERT, as libpq reads them, and HOME. */
  readonly env: Environment;
  readonly readFile: (path: string) => Promise<string | null>;
}

/** How long connecting may take unless the URL says otherwise, in milliseconds. */
const CONNECT_TIMEOUT = 15_000;

/**
 * Judges a connection string: what it leads to, how it is secured, and whether the lock of a deployment can live there.
 * @throws SluiceError connection-url-invalid, pooler-unsuitable
 */
export async function liveAddress(url: string, { env, readFile }: AddressDependencies): Promise<LiveAddress> {
  const parsed = parseConnectionUrl(url);
  const host = parsed.host ?? 'localhost';
  const user = parsed.user ?? 'postgres';
  const port = parsed.port ?? 5432;
  const database = parsed.database ?? user;
  refuseTransactionMode(parsed, host, port, user, database);
  const { ssl, mayFallBack } = await chooseSecurity({
    host,
    mode: parsed.parameters.get('sslmode') ?? given(env['PGSSLMODE']),
    rootCertificate: parsed.parameters.get('sslrootcert') ?? given(env['PGSSLROOTCERT']),
    defaultRootCertificate: join(env['HOME'] ?? '', '.postgresql', 'root.crt'),
    readFile,
  });
  const options = parsed.parameters.get('options');
  return {
    target: {
      host,
      port,
      database,
      user,
      ...(parsed.password === null ? {} : { password: parsed.password }),
      ssl,
      ...(options === undefined ? {} : { options }),
      application_name: parsed.parameters.get('application_name') ?? 'sluice',
      connectionTimeoutMillis: connectTimeout(parsed),
      keepAlive: true,
    },
    mayFallBack,
    shown: `${user}@${host.includes(':') ? `[${host}]` : host}:${port}/${database}`,
  };
}

function given(text: string | undefined): string | null {
  return text === undefined || text === '' ? null : text;
}

function connectTimeout({ parameters }: ConnectionUrl): number {
  const seconds = Number(parameters.get('connect_timeout') ?? '');
  return Number.isInteger(seconds) && seconds > 0 ? seconds * 1000 : CONNECT_TIMEOUT;
}

/**
 * A transaction-mode pooler hands each transaction to another session, so a session's advisory lock would belong to
 * nobody. Supabase serves it on port 6543 (https://supabase.com/docs/guides/database/connecting-to-postgres); `pgbouncer=true` is what
 * people write for it.
 */
function refuseTransactionMode(
  { parameters }: ConnectionUrl,
  host: string,
  port: number,
  user: string,
  database: string,
): void {
  const supabase = /\.(?:pooler\.supabase\.com|supabase\.co)$/u.test(host);
  const says = parameters.get('pgbouncer') === 'true';
  if (!says && !(supabase && port === 6543)) return;
  const reason = says ? 'says pgbouncer=true' : 'has port 6543';
  throw new SluiceError('pooler-unsuitable', {
    message: `The database URL ${reason}: that is a pooler in transaction mode, which cannot hold the lock of a deployment.`,
    remedy: `Use session mode: postgresql://${encodeURIComponent(user)}:[password]@${host}:${supabase ? 5432 : port}/${encodeURIComponent(database)}${
      supabase
        ? ''
        : ', without pgbouncer=true, if that port leads to PostgreSQL itself or to a pooler in session mode'
    }`,
  });
}
