import { messageOf, SluiceError } from '../core/errors.ts';
import { isServerError } from './errors.ts';
import type { LiveAddress } from './live-address.ts';

interface Problem {
  readonly code: 'connection-failed' | 'authentication-failed' | 'database-failed';
  readonly message: string;
  readonly likelyCause?: string;
  readonly remedy: string;
}

/** Why a live database could not be connected to, in words that say what to change. Never holds a secret. */
export function connectionProblem(thrown: unknown, address: LiveAddress): SluiceError {
  if (thrown instanceof SluiceError) return thrown;
  const problem = isServerError(thrown)
    ? serverProblem(thrown.code ?? '', thrown.message, address)
    : networkProblem(thrown, address);
  return new SluiceError(problem.code, {
    ...problem,
    ...(isServerError(thrown) && thrown.code !== undefined ? { sqlState: thrown.code } : {}),
    cause: thrown,
  });
}

/** Whether trying again may help by itself: the server starts, stops, or has no room at the moment. */
export function isPassing(thrown: unknown): boolean {
  if (isServerError(thrown)) {
    // 57P03 cannot_connect_now, 57P01 admin_shutdown, 57P02 crash_shutdown, 53300 too_many_connections.
    return (
      ['57P01', '57P02', '57P03', '53300'].includes(thrown.code ?? '') ||
      /max clients reached|MaxClientsInSessionMode/iu.test(thrown.message)
    );
  }
  return (
    [...codesOf(thrown)].some((code) =>
      ['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'EAI_AGAIN'].includes(code),
    ) || /Connection terminated|timeout/iu.test(messageOf(thrown))
  );
}

function serverProblem(state: string, text: string, address: LiveAddress): Problem {
  const { target, shown } = address;
  if (/tenant or user not found/iu.test(text)) {
    return {
      code: 'authentication-failed',
      message: `The pooler ${target.host} knows no project for the user ${target.user}.`,
      likelyCause:
        "The user of a pooler is postgres.<project ref>, the host is that of the project's own region, and a paused project has none.",
      remedy:
        "Copy the session pooler's URL from the dashboard (Connect), and see that the project is not paused.",
    };
  }
  if (state === '28P01' || /SASL|password authentication failed|circuit breaker/iu.test(text)) {
    return passwordProblem(address);
  }
  if (state === '28000') {
    return {
      code: 'authentication-failed',
      message: `${target.host} does not let ${target.user} in: ${text}`,
      remedy: /SSL off|no encryption/iu.test(text)
        ? 'The server wants TLS: write sslmode=require.'
        : 'Check the user, and whether the project restricts networks (Database, Settings, Network restrictions).',
    };
  }
  if (state === '3D000') {
    return {
      code: 'database-failed',
      message: `There is no database ${target.database} at ${target.host}.`,
      remedy: 'On Supabase the database is called postgres: end the URL in /postgres.',
    };
  }
  if (state === '53300' || /max clients reached|MaxClientsInSessionMode/iu.test(text)) {
    return {
      code: 'connection-failed',
      message: `${target.host} has no connection left: ${text}`,
      remedy:
        'Wait until other sessions end, or raise the pool size (Database, Settings, Connection pooling).',
    };
  }
  return {
    code: 'connection-failed',
    message: `${shown} refuses the connection: ${text}`,
    remedy: 'Check the state of the server and run again.',
  };
}

function passwordProblem({ target: { host, user, password } }: LiveAddress): Problem {
  return {
    code: 'authentication-failed',
    message: `${host} refuses the password of ${user}.`,
    likelyCause:
      password === undefined
        ? 'The URL holds no password.'
        : /^\[.*\]$/su.test(password)
          ? 'The password stands in brackets, which only mark the place for it in the URL of the dashboard.'
          : 'The password was changed, or a character of it that must be percent-encoded in a URL is not (a % is %25).',
    remedy:
      'Reset the database password in the dashboard if nobody knows it, and store the new URL as the secret.',
  };
}

function networkProblem(thrown: unknown, address: LiveAddress): Problem {
  const { target, shown } = address;
  // What the driver says by itself where a password is asked for and there is none.
  if (/client password must be a/u.test(messageOf(thrown))) return passwordProblem(address);
  const codes = codesOf(thrown);
  const direct = /^db\.([a-z0-9]+)\.supabase\.co$/u.exec(target.host);
  if (direct !== null && UNREACHABLE.some((code) => codes.has(code))) {
    return {
      code: 'connection-failed',
      message: `${target.host} cannot be reached from here.`,
      likelyCause:
        'The direct host of a project has an IPv6 address only, and the runners of GitHub have no IPv6.',
      remedy: `Use the session pooler, which has IPv4: postgresql://postgres.${direct[1] ?? ''}:[password]@aws-0-[region].pooler.supabase.com:5432/postgres (dashboard, Connect, Session pooler). Or give project ref, database password and access token, and Sluice asks for it.`,
    };
  }
  if ([...codes].some((code) => /CERT|SIGNATURE|ISSUER|ERR_TLS/u.test(code))) {
    return {
      code: 'connection-failed',
      message: `The certificate of ${target.host} is not accepted: ${messageOf(thrown)}`,
      likelyCause: 'The root certificate is another one, or the certificate is made out to another name.',
      remedy:
        'Download the certificate of the project (Database, Settings, SSL configuration) and write its path as sslrootcert.',
    };
  }
  if (/does not support SSL/iu.test(messageOf(thrown))) {
    return {
      code: 'connection-failed',
      message: `${target.host} offers no TLS.`,
      remedy: 'Turn TLS on there, or write sslmode=disable if the way to it is private.',
    };
  }
  return {
    code: 'connection-failed',
    message: `${shown} cannot be reached: ${[...codes].join(', ') || messageOf(thrown)}`,
    remedy: codes.has('ENOTFOUND')
      ? 'Check the host name of the URL.'
      : 'Check host, port and network, and that the server runs.',
  };
}

const UNREACHABLE = [
  'ENOTFOUND',
  'ENODATA',
  'EAI_AGAIN',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'EADDRNOTAVAIL',
  'EAFNOSUPPORT',
  'ETIMEDOUT',
];

/** Error codes of the system, also of the several attempts of one connect. */
function codesOf(thrown: unknown): ReadonlySet<string> {
  const codes = new Set<string>();
  const look = (one: unknown): void => {
    if (typeof one !== 'object' || one === null) return;
    if ('code' in one && typeof one.code === 'string') codes.add(one.code);
    if ('errors' in one && Array.isArray(one.errors)) one.errors.forEach(look);
    if ('cause' in one) look(one.cause);
  };
  look(thrown);
  return codes;
}
