import type { LiveSource } from './deploy-ports.ts';
import { OWN_SERVER } from './own-server.ts';

/** The local server, connected to as every server of ours. */
export function localSource(url: string): LiveSource {
  return { kind: 'url', url: `${url}?sslmode=disable&options=${encodeURIComponent(OWN_SERVER.options)}` };
}
