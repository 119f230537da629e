import type { LiveDatabase, LivePort, LiveSource, LiveState } from '../core/deploy-ports.ts';
import type { CommandContext } from './context.ts';
import type { Stopwatch } from './stopwatch.ts';

/**
 * A connection that is made, and its history read, while something else is read. Whoever opens it disposes of it, also where nobody
 * asked for it.
 */
export class EarlyConnection implements AsyncDisposable {
  readonly #opening: Promise<LiveDatabase>;
  readonly #reading: Promise<LiveState>;

  constructor(port: LivePort, source: LiveSource, { signal, progress }: CommandContext, watch: Stopwatch) {
    this.#opening = watch.run('connect', 'Connecting', () => port.open(source, { signal, progress }));
    this.#reading = this.#opening.then((live) => live.state());
    // Whoever asks for them gets the errors.
    this.#opening.catch(() => {});
    this.#reading.catch(() => {});
  }

  /** Throws SluiceError where it cannot be reached or is unsuitable. */
  async live(): Promise<LiveDatabase> {
    return await this.#opening;
  }

  /** History and journal as they were when the connection was made. Throws SluiceError as `live` does, or where they cannot be read. */
  async state(): Promise<LiveState> {
    return await this.#reading;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const live = await this.#opening.catch(() => null);
    await live?.[Symbol.asyncDispose]();
  }
}
