import type { Shadow, ShadowNotes, ShadowPort, ShadowRequest } from '../core/ports.ts';

/**
 * A shadow that is started while something else is read, for the first one who asks. Disposed of unless somebody did. What is noted of
 * it is only looked for once.
 */
export class EarlyShadow implements ShadowPort, AsyncDisposable {
  readonly #port: ShadowPort;
  readonly #notes = new Map<string, Promise<ShadowNotes | null>>();
  #early: { readonly history: string; readonly opening: Promise<Shadow> } | null = null;

  constructor(port: ShadowPort) {
    this.#port = port;
  }

  /** Starts one. `request` is what will be asked for. */
  start(request: ShadowRequest): void {
    const opening = this.#port.open(request);
    // Whoever asks for it gets the error.
    opening.catch(() => {});
    this.#early = { history: historyIn(request), opening };
  }

  async open(request: ShadowRequest): Promise<Shadow> {
    // What was thought to be applied may have changed by the time that somebody asks.
    if (historyIn(request) !== this.#early?.history) await this[Symbol.asyncDispose]();
    const early = this.#early;
    this.#early = null;
    return await (early?.opening ?? this.#port.open(request));
  }

  async notes(request: ShadowRequest, about: readonly string[]): Promise<ShadowNotes | null> {
    const key = JSON.stringify(about);
    const found = this.#notes.get(key) ?? this.#port.notes(request, about);
    this.#notes.set(key, found);
    return await found;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const shadow = await this.#early?.opening.catch(() => null);
    this.#early = null;
    await shadow?.[Symbol.asyncDispose]();
  }
}

function historyIn({ history = [] }: ShadowRequest): string {
  return history.join(' ');
}
