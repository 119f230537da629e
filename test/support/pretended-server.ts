import { once } from 'node:events';
import { createServer, type Server, type Socket } from 'node:net';

/** What a server answers to whoever wants to connect. */
export type Answer =
  /** An error of PostgreSQL with its SQLSTATE. */
  | { readonly code: string; readonly message: string }
  /** No TLS, and then nothing. */
  | 'no TLS'
  /** Hangs up. */
  | 'hang up'
  /** Nothing at all. */
  | 'silence';

const TLS_REQUEST = 80_877_103;

/** A server on loopback that refuses everybody as PostgreSQL, a pooler or a broken network would. */
export class PretendedServer implements AsyncDisposable {
  readonly port: number;
  /** That somebody has connected. */
  readonly met: Promise<unknown>;
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();

  private constructor(server: Server, port: number) {
    this.#server = server;
    this.port = port;
    this.met = once(server, 'connection');
    server.on('connection', (socket: Socket) => this.#sockets.add(socket));
  }

  static async open(answer: Answer): Promise<PretendedServer> {
    const server = createServer((socket) => {
      socket.on('error', () => {});
      socket.on('data', (data) => reply(socket, data, answer));
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    const address = server.address();
    return new PretendedServer(server, typeof address === 'object' && address !== null ? address.port : 0);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    for (const socket of this.#sockets) socket.destroy();
    await once(this.#server, 'close');
  }
}

function reply(socket: Socket, data: Buffer, answer: Answer): void {
  if (data.length >= 8 && data.readInt32BE(4) === TLS_REQUEST) {
    if (answer === 'no TLS') socket.end('N');
    else if (answer !== 'silence') socket.destroy();
  } else if (typeof answer === 'object') socket.end(errorMessage(answer));
  else if (answer !== 'silence') socket.destroy();
}

/** https://www.postgresql.org/docs/current/protocol-message-formats.html#PROTOCOL-MESSAGE-FORMATS-ERRORRESPONSE */
function errorMessage({ code, message }: { readonly code: string; readonly message: string }): Buffer {
  const body = Buffer.from(`SFATAL\0VFATAL\0C${code}\0M${message}\0\0`);
  const head = Buffer.alloc(5);
  head.write('E');
  head.writeInt32BE(body.length + 4, 1);
  return Buffer.concat([head, body]);
}
