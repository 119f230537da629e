import { readFile } from 'node:fs/promises';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { ConnectionTarget, Environment, TransportSecurity } from '../core/ports.ts';

/** When to use TLS, in libpq's words (https://www.postgresql.org/docs/current/libpq-ssl.html#LIBPQ-SSL-PROTECTION). */
const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

type SslMode = (typeof SSL_MODES)[number];

export interface ServerAddress {
  readonly target: Omit<ConnectionTarget, 'ssl'>;
  /** How to connect, in the order to try: with `prefer`, without TLS where the server has none. */
  readonly attempts: readonly ConnectionTarget['ssl'][];
}

/**
 * Reads a URL as libpq does: `postgres://user:password@host:port/database?sslmode=…&sslrootcert=…`, the host also as
 * `?host=/folder/of/a/socket`. Without a password in it, PGPASSWORD counts.
 * @throws SluiceError settings-invalid, in words that never repeat the URL
 */
export async function readServerUrl(text: string, env: Environment): Promise<ServerAddress> {
  const url = parse(text);
  const { PGPASSWORD } = env;
  const password = part(url.password) || PGPASSWORD;
  const host = url.searchParams.get('host') ?? part(url.hostname);
  const port = Number(url.port || url.searchParams.get('port') || 5432);
  if (host === '' || host.includes(',') || !Number.isInteger(port))
    throw invalid('names no single host and port');
  const user = part(url.username) || url.searchParams.get('user') || 'postgres';
  const database = part(url.pathname.slice(1)) || url.searchParams.get('dbname') || 'postgres';
  return {
    target: {
      host: host.replace(/^\[(.*)\]$/u, '$1'),
      port,
      database,
      user,
      ...(password === undefined || password === '' ? {} : { password }),
    },
    attempts: await transportAttempts(url.searchParams, host),
  };
}

function parse(text: string): URL {
  if (!URL.canParse(text)) throw invalid('cannot be parsed');
  const url = new URL(text);
  if (url.protocol !== 'postgres:' && url.protocol !== 'postgresql:')
    throw invalid('does not begin with postgres://');
  return url;
}

function part(encoded: string): string {
  try {
    return decodeURIComponent(encoded);
  } catch {
    throw invalid('holds a % that does not begin an encoded character (write % as %25)');
  }
}

async function transportAttempts(
  parameters: URLSearchParams,
  host: string,
): Promise<ServerAddress['attempts']> {
  const named = parameters.get('sslmode') ?? 'prefer';
  const mode = SSL_MODES.find((known) => known === named);
  if (mode === undefined) throw invalid(`has sslmode=${named}; it can be ${SSL_MODES.join(', ')}`);
  if (host.startsWith('/') || mode === 'disable') return [false];
  const authority = await certificateAuthority(parameters.get('sslrootcert'));
  const security = transportSecurity(mode, authority);
  return mode === 'allow' || mode === 'prefer' ? [security, false] : [security];
}

async function certificateAuthority(file: string | null): Promise<string | null> {
  if (file === null || file === 'system') return null;
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw invalid(`names an sslrootcert that cannot be read (${messageOf(error)})`);
  }
}

function transportSecurity(mode: SslMode, ca: string | null): TransportSecurity {
  const authority = ca === null ? {} : { ca };
  if (mode === 'verify-full') return { ...authority, rejectUnauthorized: true };
  // As libpq: `require` with a root certificate checks the certificate, but not the name of the host in it.
  if (mode === 'verify-ca' || (mode === 'require' && ca !== null)) {
    return { ...authority, rejectUnauthorized: true, checkServerIdentity: () => undefined };
  }
  return { rejectUnauthorized: false };
}

function invalid(problem: string): SluiceError {
  return new SluiceError('settings-invalid', {
    message: `The URL of the server for the shadow ${problem}.`,
    remedy:
      'Write it as postgres://user:password@host:5432/postgres, with special characters of the password percent-encoded.',
  });
}
