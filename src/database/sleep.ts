import { setTimeout as delay } from 'node:timers/promises';

/** Waits, in milliseconds; throws the reason of the signal when it is aborted. */
export async function sleep(milliseconds: number, signal: AbortSignal): Promise<void> {
  try {
    await delay(milliseconds, undefined, { signal });
  } catch (thrown) {
    signal.throwIfAborted();
    throw thrown;
  }
}
