import { messageOf } from '../core/errors.ts';
import type { ShadowRequest } from '../core/ports.ts';
import { cacheLimit } from './cache-limit.ts';
import type { ShadowDependencies } from './dependencies.ts';
import type { PreparedEngine } from './prepared-engine.ts';
import type { ShadowBaseline } from './shadow-baseline.ts';
import { stateNames, stateOrigin } from './state-key.ts';
import { type FoundState, StateStore } from './state-store.ts';

/** The kept states of the history of one request, and the one that the shadow begins with. */
export class HistoryStates {
  readonly #store: StateStore;
  readonly #names: readonly string[];
  readonly #progress: ShadowRequest['progress'];
  #found: FoundState | null = null;

  private constructor(store: StateStore, names: readonly string[], progress: ShadowRequest['progress']) {
    this.#store = store;
    this.#names = names;
    this.#progress = progress;
  }

  /** Looks for the state after as many steps as possible. Null: there is no history in the request, or no cache for it. */
  static async find(
    request: ShadowRequest,
    prepared: PreparedEngine,
    baseline: ShadowBaseline,
    dependencies: ShadowDependencies,
  ): Promise<HistoryStates | null> {
    const { history = [], progress } = request;
    if (history.length === 0) return null;
    const store = StateStore.in(prepared.cacheFolder, dependencies);
    const { warning } = cacheLimit(dependencies.env['SLUICE_CACHE_LIMIT']);
    if (warning !== null && prepared.cacheFolder !== null) progress.warn(warning);
    if (store === null) return null;
    const origin = stateOrigin(request, prepared.identity, baseline, dependencies);
    const states = new HistoryStates(store, stateNames(origin, history), progress);
    states.#found = await store.newest(states.#names);
    return states;
  }

  /** The open file of the state that the shadow begins with. */
  get file(): FoundState['file'] | null {
    return this.#found?.file ?? null;
  }

  /** How many steps that state has behind it. */
  get restored(): number {
    return this.#found === null ? 0 : this.#names.indexOf(this.#found.name) + 1;
  }

  get wantsMore(): boolean {
    return this.restored < this.#names.length;
  }

  get notes(): string {
    return this.#found === null ? '' : partsOf(this.#found).notes;
  }

  /** Of the server that the state was taken from; null where the shadow begins with none. */
  get superuserPassword(): string | null {
    return this.#found === null ? null : partsOf(this.#found).superuserPassword;
  }

  /** Takes the state for damaged and removes it; the one before it takes its place, if there is one. */
  async discard(): Promise<void> {
    if (this.#found === null) return;
    const found = this.#found;
    const { restored } = this;
    this.#found = null;
    await this.#store.discard(found);
    this.#found = await this.#store.newest(this.#names.slice(0, restored - 1));
  }

  /** Keeps the state after the whole history. A cache that cannot be written to costs time, not the result. */
  async write(packed: string, notes: string, superuserPassword: string): Promise<void> {
    try {
      const name = this.#names.at(-1);
      if (name !== undefined) await this.#store.keep(packed, name, `${superuserPassword}\n${notes}`);
    } catch (error) {
      this.#progress.warn(`The replayed state could not be kept in the cache: ${messageOf(error)}`);
    }
  }
}

/** The password is the first line of what is kept beside a state. */
function partsOf({ file }: FoundState): { readonly superuserPassword: string; readonly notes: string } {
  const end = file.notes.indexOf('\n');
  return { superuserPassword: file.notes.slice(0, end), notes: file.notes.slice(end + 1) };
}
