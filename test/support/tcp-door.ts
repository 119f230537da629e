import { once } from 'node:events';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../src/core/ports.ts';

/** A port on loopback that leads to a server on a Unix socket, for programs that know no sockets. */
export class TcpDoor implements AsyncDisposable {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  readonly #target: ConnectionTarget;

  private constructor(server: Server, target: ConnectionTarget) {
    this.#server = server;
    this.#target = target;
    server.on('connection', (client) => {
      const inner = createConnection({ path: join(target.host, `.s.PGSQL.${target.port}`) });
      for (const [from, to] of [
        [client, inner],
        [inner, client],
      ] as const) {
        this.#sockets.add(from);
        from.on('error', () => to.destroy());
        from.on('close', () => this.#sockets.delete(from));
        from.pipe(to);
      }
    });
  }

  static async open(target: ConnectionTarget): Promise<TcpDoor> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new TcpDoor(server, target);
  }

  /** With a password, because some programs ask for one where there is none; the server does not look at it. */
  get url(): string {
    const address = this.#server.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    return `postgresql://${this.#target.user}:postgres@127.0.0.1:${port}/${this.#target.database}`;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }
}
