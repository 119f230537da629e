import { SluiceError } from '../core/errors.ts';

/** A connection string taken apart, nothing of it judged yet. */
export interface ConnectionUrl {
  readonly user: string | null;
  readonly password: string | null;
  /** The password as the URL spells it. */
  readonly writtenPassword: string | null;
  /** Host name, address without brackets, or the folder of a Unix socket; null where the URL names none. */
  readonly host: string | null;
  readonly port: number | null;
  readonly database: string | null;
  readonly parameters: ReadonlyMap<Parameter, string>;
}

/**
 * Parameters of libpq that Sluice honours
 * (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-PARAMKEYWORDS).
 */
const HONOURED = [
  'user',
  'password',
  'host',
  'port',
  'dbname',
  'sslmode',
  'sslrootcert',
  'application_name',
  'options',
  'connect_timeout',
  'pgbouncer',
] as const;

/** Parameters that change nothing for Sluice: tuning of other drivers, and what has only one sensible value here. */
const IGNORED = [
  'channel_binding',
  'client_encoding',
  'connection_limit',
  'connection_timeout',
  'fallback_application_name',
  'gssencmode',
  'keepalives',
  'keepalives_count',
  'keepalives_idle',
  'keepalives_interval',
  'pool_timeout',
  'schema',
  'sslcompression',
  'sslnegotiation',
  'supa',
  'target_session_attrs',
  'tcp_user_timeout',
  'uselibpqcompat',
  'workaround',
] as const;

export type Parameter = (typeof HONOURED)[number];

/** What follows the `@`: hosts are held to the letters of names and addresses, so that no password passes for one. */
const SERVER =
  /^(?<host>\[[0-9a-fA-F:.%]+\]|%2[fF][^/@:?#]*|[\w.-]*)(?::(?<port>\d*))?(?:\/(?<database>[^/?#@]*))?(?:\?(?<query>[^#]*))?$/u;

/**
 * Takes a connection string apart as libpq does (https://www.postgresql.org/docs/current/libpq-connect.html#LIBPQ-CONNSTRING-URIS),
 * and forgives one thing that libpq does not: a password with characters that should have been percent-encoded. Nothing of
 * the string is repeated in an error, because any part of it may belong to the password.
 * @throws SluiceError connection-url-invalid
 */
export function parseConnectionUrl(url: string): ConnectionUrl {
  const rest = /^postgres(?:ql)?:\/\/(.*)$/su.exec(url.trim())?.[1];
  if (rest === undefined) {
    throw invalid(
      'The database URL does not begin with postgresql://.',
      'Write postgresql://user:password@host:5432/postgres.',
    );
  }
  for (const [user, server] of splits(rest)) {
    const parts = SERVER.exec(server)?.groups;
    if (parts === undefined) continue;
    const parameters = readParameters(parts['query'] ?? '');
    if (parameters === null) continue;
    const { name, written } = readUser(user);
    return {
      user: parameters.get('user') ?? name,
      password: parameters.get('password') ?? (written === null ? null : decoded(written)),
      writtenPassword: written,
      host: parameters.get('host') ?? hostOf(parts['host'] ?? ''),
      port: portOf(parameters.get('port') ?? parts['port'] ?? ''),
      database: parameters.get('dbname') ?? given(decoded(parts['database'] ?? '')),
      parameters,
    };
  }
  if (rest.includes(',')) {
    throw invalid(
      'The database URL cannot be read; it seems to name more than one host.',
      'Name the one host to deploy to.',
    );
  }
  throw invalid(
    'The database URL cannot be read.',
    'Write postgresql://user:password@host:5432/postgres, with special characters of the password percent-encoded (@ as %40, # as %23, / as %2F), and with no parameters but those of libpq.',
  );
}

/** Every way to part user and server: first the leftmost `@`, because the user's part comes first. */
function* splits(rest: string): Iterable<readonly [string, string]> {
  if (!rest.includes('@')) yield ['', rest];
  for (let at = rest.indexOf('@'); at !== -1; at = rest.indexOf('@', at + 1)) {
    yield [rest.slice(0, at), rest.slice(at + 1)];
  }
}

function readUser(text: string): { readonly name: string | null; readonly written: string | null } {
  const colon = text.indexOf(':');
  if (colon === -1) return { name: given(decoded(text)), written: null };
  return { name: given(decoded(text.slice(0, colon))), written: given(text.slice(colon + 1)) };
}

/** Null where a name is none that anybody knows: then the question mark belongs to a password. */
function readParameters(query: string): ReadonlyMap<Parameter, string> | null {
  const parameters = new Map<Parameter, string>();
  for (const pair of query.split('&')) {
    if (pair === '') continue;
    const [name = '', ...value] = pair.split('=');
    const known = HONOURED.find((parameter) => parameter === name);
    if (known !== undefined) parameters.set(known, decoded(value.join('=')));
    // As JDBC drivers have it.
    else if (name === 'ssl') parameters.set('sslmode', value[0] === 'true' ? 'require' : 'disable');
    else if (!IGNORED.some((ignored) => ignored === name)) return null;
  }
  return parameters;
}

/** A text whose percent signs are no encoding is meant as it stands. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function hostOf(text: string): string | null {
  return given(decoded(text.replace(/^\[|\]$/gu, '')));
}

function given(text: string): string | null {
  return text === '' ? null : text;
}

function portOf(text: string): number | null {
  if (text === '') return null;
  const port = Number(text);
  if (Number.isInteger(port) && port > 0 && port < 65_536) return port;
  throw invalid('The port of the database URL is no port number.', 'Write a number from 1 to 65535.');
}

function invalid(message: string, remedy: string): SluiceError {
  return new SluiceError('connection-url-invalid', { message, remedy });
}

/** Everything in a connection string that must be masked: the whole, and the password as written and decoded. */
export function secretsOf(url: string): readonly string[] {
  try {
    const { password, writtenPassword } = parseConnectionUrl(url);
    return [...new Set([url, password ?? '', writtenPassword ?? ''])].filter((secret) => secret !== '');
  } catch {
    return [url];
  }
}
