import type pg from 'pg';
import { SluiceError } from '../core/errors.ts';

/** Between two signs of life, in milliseconds: often enough for poolers and firewalls that forget quiet connections. */
const SIGN_OF_LIFE = 20_000;

/** The connection that holds the lock of a deployment, and does nothing else for long. */
export class ControlSession implements AsyncDisposable {
  readonly #client: pg.Client;
  readonly pid: number;
  #broken: Error | null = null;
  #pulse: NodeJS.Timeout | null = null;
  #last: Promise<unknown> = Promise.resolve();

  constructor(client: pg.Client, pid: number) {
    this.#client = client;
    this.pid = pid;
    client.on('error', (error) => {
      this.#broken ??= error;
    });
    client.on('end', () => {
      this.#broken ??= new Error('the connection was closed');
    });
  }

  /** Sends something now and then for as long as the lock is needed. */
  keepAlive(): void {
    this.#pulse ??= setInterval(() => {
      this.exclusively((client) => client.query('select 1')).catch(() => {});
    }, SIGN_OF_LIFE).unref();
  }

  /** One after the other: several ask this connection while a migration runs. */
  async exclusively<Result>(work: (client: pg.Client) => Promise<Result>): Promise<Result> {
    const turn = this.#last.then(() => work(this.#client));
    this.#last = turn.catch(() => {});
    return await turn;
  }

  get isBroken(): boolean {
    return this.#broken !== null;
  }

  /** @throws SluiceError deploy-lock-lost */
  throwIfBroken(): void {
    if (this.#broken !== null) throw lockLost(this.#broken);
  }

  /** Where it held a lock, that is free afterwards; else nobody waits for the server to end the session. */
  async [Symbol.asyncDispose](): Promise<void> {
    const ended = this.#client.end().catch(() => {});
    if (this.#pulse === null) return;
    clearInterval(this.#pulse);
    await ended;
  }
}

export function lockLost(cause: unknown): SluiceError {
  return new SluiceError('deploy-lock-lost', {
    message: 'The connection that held the lock of the deployment broke; nothing was run behind that.',
    likelyCause: 'The server or a pooler ended the session, or the network broke.',
    remedy: 'Run again: it takes up the work where it stopped.',
    cause,
  });
}
