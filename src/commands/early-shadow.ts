import type { Shadow, ShadowPort, ShadowRequest } from '../core/ports.ts';

/** A shadow that is started while something else is read, for the first one who asks. Disposed of unless somebody did. */
export class EarlyShadow implements ShadowPort, AsyncDisposable {
  readonly #port: ShadowPort;
  #opening: Promise<Shadow> | null;

  /** `request` is what will be asked for. */
  constructor(port: ShadowPort, request: ShadowRequest) {
    this.#port = port;
    this.#opening = port.open(request);
    // Whoever asks for it gets the error.
    this.#opening.catch(() => {});
  }

  async open(request: ShadowRequest): Promise<Shadow> {
    const opening = this.#opening;
    this.#opening = null;
    return await (opening ?? this.#port.open(request));
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const shadow = await this.#opening?.catch(() => null);
    await shadow?.[Symbol.asyncDispose]();
  }
}
