import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../core/ports.ts';

/** How long a thread may be kept from its connections, in milliseconds. */
const LONGEST = 15;

/**
 * Lets others have a turn between pieces of long work: what is parsed file by file would else keep the servers that are busy meanwhile
 * from getting their next question.
 */
export class Turns {
  readonly #clock: Clock;
  #began: number | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  async take(): Promise<void> {
    const now = this.#clock.now();
    this.#began ??= now;
    if (now - this.#began < LONGEST) return;
    await setImmediate();
    this.#began = this.#clock.now();
  }
}
