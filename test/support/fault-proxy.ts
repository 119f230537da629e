import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createConnection, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { ConnectionTarget } from '../../src/core/ports.ts';

export type Direction = 'to-server' | 'from-server';

/** Where something happens: after so many bytes of one direction, counted over all connections in the order of their coming. */
export interface Trigger {
  readonly direction: Direction;
  readonly offset: number;
  /** What happens there, while that piece of data waits. Returns whether the data goes on to its end. */
  readonly act: (link: Link) => Promise<'forward' | 'withhold'>;
}

/** One proxied connection. */
export interface Link {
  /** Breaks it on both sides at once. */
  cut(): void;
  /** Breaks all connections that there are. */
  cutAll(): void;
}

/** A Unix socket in front of PostgreSQL's, that can count, cut and wait at an exact byte. */
export class FaultProxy implements AsyncDisposable {
  readonly target: ConnectionTarget;
  readonly bytes: Record<Direction, number> = { 'to-server': 0, 'from-server': 0 };
  readonly #server: Server;
  readonly #folder: string;
  readonly #sockets = new Set<Socket>();
  #trigger: Trigger | null;

  private constructor(server: Server, folder: string, target: ConnectionTarget, trigger: Trigger | null) {
    this.#server = server;
    this.#folder = folder;
    this.target = { ...target, host: folder };
    this.#trigger = trigger;
    server.on('connection', (client) => this.#accept(client, join(target.host, `.s.PGSQL.${target.port}`)));
  }

  static async open(target: ConnectionTarget, trigger: Trigger | null = null): Promise<FaultProxy> {
    const folder = await mkdtemp(join(tmpdir(), 'proxy-'));
    // Bytes must wait for each other only where a trigger says so; a half-closed connection is passed on as such.
    const server = createServer({ allowHalfOpen: true });
    server.listen(join(folder, `.s.PGSQL.${target.port}`));
    await once(server, 'listening');
    return new FaultProxy(server, folder, target, trigger);
  }

  #accept(client: Socket, path: string): void {
    const server = createConnection({ path, allowHalfOpen: true });
    const cut = (): void => {
      client.destroy();
      server.destroy();
    };
    const link: Link = { cut, cutAll: () => this.cutAll() };
    this.#forward(client, server, 'to-server', link);
    this.#forward(server, client, 'from-server', link);
  }

  #forward(from: Socket, to: Socket, direction: Direction, link: Link): void {
    this.#sockets.add(from);
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.#sockets.delete(from);
      to.end();
    });
    from.on('end', () => to.end());
    from.on('data', (data) => {
      from.pause();
      void this.#pass(data, to, direction, link).finally(() => from.resume());
    });
  }

  async #pass(data: Buffer, to: Socket, direction: Direction, link: Link): Promise<void> {
    const before = this.bytes[direction];
    this.bytes[direction] += data.length;
    const trigger = this.#trigger;
    if (trigger === null || trigger.direction !== direction || this.bytes[direction] <= trigger.offset) {
      to.write(data);
      return;
    }
    this.#trigger = null;
    const at = Math.max(0, trigger.offset - before);
    if (at > 0) to.write(data.subarray(0, at));
    const rest = data.subarray(at);
    if ((await trigger.act(link)) === 'forward' && !to.destroyed) to.write(rest);
  }

  cutAll(): void {
    for (const socket of this.#sockets) socket.destroy();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.close();
    this.cutAll();
    await rm(this.#folder, { recursive: true, force: true });
  }
}
