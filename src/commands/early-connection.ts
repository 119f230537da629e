import type { LiveDatabase, LivePort, LiveSource } from '../core/deploy-ports.ts';
import type { CommandContext } from './context.ts';
import type { Stopwatch } from './stopwatch.ts';

/** A connection that is made while something else is read. Whoever opens it disposes of it, also where nobody asked for it. */
export class EarlyConnection implements AsyncDisposable {
  readonly #opening: Promise<LiveDatabase>;

  constructor(port: LivePort, source: LiveSource, { signal, progress }: CommandContext, watch: Stopwatch) {
    this.#opening = watch.run('connect', 'Connecting', () => port.open(source, { signal, progress }));
    // Whoever asks for it gets the error.
    this.#opening.catch(() => {});
  }

  /** Throws SluiceError where it cannot be reached or is unsuitable. */
  async live(): Promise<LiveDatabase> {
    return await this.#opening;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const live = await this.#opening.catch(() => null);
    await live?.[Symbol.asyncDispose]();
  }
}
