import { setImmediate } from 'node:timers/promises';

/** How long a thread may be kept from its connections, in milliseconds. */
const LONGEST = 15;

/**
 * Lets others have a turn between pieces of long work: what is parsed file by file would else keep the servers that are busy meanwhile
 * from getting their next question.
 */
export class Turns {
  #began: number | null = null;

  async take(): Promise<void> {
    const now = performance.now();
    this.#began ??= now;
    if (now - this.#began < LONGEST) return;
    await setImmediate();
    this.#began = performance.now();
  }
}
