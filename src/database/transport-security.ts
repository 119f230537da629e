import { SluiceError } from '../core/errors.ts';
import type { TransportSecurity } from '../core/ports.ts';

export const SSL_MODES = ['disable', 'allow', 'prefer', 'require', 'verify-ca', 'verify-full'] as const;

export type SslMode = (typeof SSL_MODES)[number];

export interface SecurityRequest {
  readonly host: string;
  /** As the URL or PGSSLMODE says; null where nobody says anything. */
  readonly mode: string | null;
  /** `sslrootcert`: a file, or `system` for the certificates of the system. */
  readonly rootCertificate: string | null;
  /** Where libpq looks for a root certificate that nobody names: `~/.postgresql/root.crt`. */
  readonly defaultRootCertificate: string;
  /** The text of a file, or null where there is none. */
  readonly readFile: (path: string) => Promise<string | null>;
}

export interface ChosenSecurity {
  readonly ssl: TransportSecurity | false;
  /** `prefer` and `allow`: connect without TLS where the server has none. */
  readonly mayFallBack: boolean;
}

/**
 * TLS as libpq understands `sslmode` and `sslrootcert` (https://www.postgresql.org/docs/current/libpq-ssl.html), with
 * another default: a remote host gets TLS or no connection (`require`), where libpq would only prefer it.
 * @throws SluiceError connection-url-invalid
 */
export async function chooseSecurity(request: SecurityRequest): Promise<ChosenSecurity> {
  const { host, rootCertificate } = request;
  if (host.startsWith('/')) return { ssl: false, mayFallBack: false };
  const mode =
    readMode(request.mode) ?? (isLoopback(host) && rootCertificate === null ? 'disable' : 'require');
  if (mode === 'disable') return { ssl: false, mayFallBack: false };
  if (rootCertificate === 'system') {
    // libpq too verifies the host with the certificates of the system, because anybody can get one of those.
    if (request.mode !== null && mode !== 'verify-full') {
      throw invalid(
        `sslrootcert=system does not go with sslmode=${mode}.`,
        'Write sslmode=verify-full, or name the file of a root certificate.',
      );
    }
    return { ssl: { rejectUnauthorized: true }, mayFallBack: false };
  }
  const verifies = mode === 'verify-ca' || mode === 'verify-full';
  const path = rootCertificate ?? (verifies ? request.defaultRootCertificate : null);
  const ca = path === null ? null : await readCertificate(path, request);
  if (ca === null)
    return { ssl: { rejectUnauthorized: false }, mayFallBack: mode === 'prefer' || mode === 'allow' };
  // With a root certificate at hand `require` verifies the chain, as verify-ca does.
  const ssl = mode === 'verify-full' ? {} : { checkServerIdentity: () => undefined };
  return {
    ssl: { rejectUnauthorized: true, ca, ...ssl },
    mayFallBack: mode === 'prefer' || mode === 'allow',
  };
}

function readMode(text: string | null): SslMode | null {
  if (text === null || text === '') return null;
  const mode = SSL_MODES.find((known) => known === text);
  if (mode !== undefined) return mode;
  throw invalid('The sslmode is unknown.', `Write one of ${SSL_MODES.join(', ')}.`);
}

async function readCertificate(path: string, request: SecurityRequest): Promise<string> {
  const text = await request.readFile(path);
  if (text?.includes('-----BEGIN CERTIFICATE-----') === true) return text;
  const wrong = text === null ? 'cannot be read' : 'holds no certificate in PEM form';
  throw invalid(
    `The root certificate ${path} ${wrong}.`,
    'Download the certificate of the project (Database, Settings, SSL configuration) and write its path as sslrootcert, or use sslmode=require.',
  );
}

/** Whether packets to this host leave the machine. */
export function isLoopback(host: string): boolean {
  return host.startsWith('/') || host === 'localhost' || host === '::1' || /^127(?:\.\d+){3}$/u.test(host);
}

function invalid(message: string, remedy: string): SluiceError {
  return new SluiceError('connection-url-invalid', { message, remedy });
}
