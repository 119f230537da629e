import pRetry from 'p-retry';
import pg from 'pg';
import { messageOf } from '../core/errors.ts';
import type { ConnectionTarget } from '../core/ports.ts';
import { connectionProblem, isPassing } from './connection-problems.ts';
import type { LiveAddress } from './live-address.ts';

export interface ConnectOptions {
  readonly signal: AbortSignal;
  /** How often to try again where the server has no room or restarts. */
  readonly retries: number;
}

/**
 * Connects to a live database. Where the URL allows it (`sslmode=prefer`) and the server has no TLS, without.
 * @throws SluiceError connection-failed, authentication-failed, database-failed
 */
export async function connect(
  address: LiveAddress,
  { signal, retries }: ConnectOptions,
): Promise<{ readonly client: pg.Client; readonly target: ConnectionTarget }> {
  const connecting = pRetry(async () => await connectOnce(address), {
    retries,
    minTimeout: 200,
    maxTimeout: 5_000,
    factor: 2,
    randomize: true,
    signal,
    shouldRetry: ({ error }) => isPassing(error),
  });
  try {
    return await unlessStopped(connecting, signal);
  } catch (thrown) {
    if (!signal.aborted) throw connectionProblem(thrown, address);
    // What comes too late is let go.
    connecting.then(({ client }) => client.end()).catch(() => {});
    throw signal.reason;
  }
}

/** A server that does not answer keeps nobody who wants to stop. */
async function unlessStopped<Result>(work: Promise<Result>, signal: AbortSignal): Promise<Result> {
  let stop = (): void => {};
  const stopped = new Promise<never>((_resolve, reject) => {
    stop = () => reject(signal.reason);
  });
  signal.addEventListener('abort', stop, { once: true });
  try {
    return await Promise.race([work, stopped]);
  } finally {
    signal.removeEventListener('abort', stop);
  }
}

async function connectOnce({ target, mayFallBack }: LiveAddress) {
  try {
    return { client: await open(target), target };
  } catch (thrown) {
    if (!mayFallBack || !/does not support SSL/iu.test(messageOf(thrown))) throw thrown;
    const plain = { ...target, ssl: false } as const;
    return { client: await open(plain), target: plain };
  }
}

async function open(target: ConnectionTarget): Promise<pg.Client> {
  const client = new pg.Client({ ...target });
  // A connection that breaks is reported by the next query; without a listener it would end the process.
  client.on('error', () => {});
  try {
    await client.connect();
  } catch (thrown) {
    await client.end().catch(() => {});
    throw thrown instanceof Error ? thrown : new Error(String(thrown), { cause: thrown });
  }
  return client;
}
