import type { LiveSource } from './deploy-ports.ts';

/** How the local server is connected to: it never offers TLS, whatever PGSSLMODE asks of other servers. */
export function localSource(url: string): LiveSource {
  return { kind: 'url', url: `${url}?sslmode=disable` };
}
