import type { Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';

/** A shadow that is started while something else is read, for the first one who asks. Disposed of unless somebody did. */
export class EarlyShadow implements ShadowPort, AsyncDisposable {
  readonly #port: ShadowPort;
  /** The history that it may begin with. */
  readonly #history: string;
  #opening: Promise<Shadow> | null;

  /** `request` is what will be asked for. */
  constructor(port: ShadowPort, request: ShadowRequest) {
    this.#port = port;
    this.#history = historyIn(request);
    this.#opening = port.open(request);
    // Whoever asks for it gets the error.
    this.#opening.catch(() => {});
  }

  async open(request: ShadowRequest): Promise<Shadow> {
    // What was thought to be applied may have changed by the time that somebody asks.
    if (historyIn(request) !== this.#history) await this[Symbol.asyncDispose]();
    const opening = this.#opening;
    this.#opening = null;
    return await (opening ?? this.#port.open(request));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const shadow = await this.#opening?.catch(() => null);
    this.#opening = null;
    await shadow?.[Symbol.asyncDispose]();
  }
}

function historyIn({ history = [] }: ShadowRequest): string {
  return history.join(' ');
}
