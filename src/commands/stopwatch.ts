import type { Clock, Progress } from '../core/ports.ts';
import type { Timing } from '../core/report.ts';

/** Runs the steps of a command, tells people which one is at work, and keeps how long each took. */
export class Stopwatch {
  readonly timings: Timing[] = [];
  readonly #clock: Clock;
  readonly #progress: Progress;

  constructor(clock: Clock, progress: Progress) {
    this.#clock = clock;
    this.#progress = progress;
  }

  /** `step` is the name in the report, `title` what people read while it runs. */
  async run<Result>(step: string, title: string, work: () => Promise<Result>): Promise<Result> {
    const end = this.#progress.step(title);
    const began = this.#clock.now();
    try {
      return await work();
    } finally {
      this.timings.push({ step, milliseconds: Math.round(this.#clock.now() - began) });
      end();
    }
  }
}
