import { lstat, mkdir, readdir, rename, rm, stat, unlink, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { cacheLimit } from './cache-limit.ts';
import type { ShadowDependencies } from './dependencies.ts';
import { openState, type StateFile, writeState } from './state-file.ts';

/** Folder of the states inside the cache folder. */
const FOLDER = 'states';
const UNFINISHED = '.part';
const DAY = 24 * 60 * 60 * 1000;
const UNFINISHED_LIFE = DAY;

export interface FoundState {
  readonly file: StateFile;
  readonly name: string;
}

/** The kept states of all histories that this machine has seen, oldest out where they grow over the limit. */
export class StateStore {
  readonly #folder: string;
  readonly #limit: number;
  readonly #dependencies: Pick<ShadowDependencies, 'uid' | 'now' | 'randomWord'>;

  /** Null: there is no cache, or nothing may be kept in it. */
  static in(cacheFolder: string | null, dependencies: ShadowDependencies): StateStore | null {
    const { limit } = cacheLimit(dependencies.env['SLUICE_CACHE_LIMIT']);
    return cacheFolder === null || limit === 0 ? null : new StateStore(cacheFolder, limit, dependencies);
  }

  /** `limit`: bytes that all states may take. */
  constructor(
    cacheFolder: string,
    limit: number,
    dependencies: Pick<ShadowDependencies, 'uid' | 'now' | 'randomWord'>,
  ) {
    this.#folder = join(cacheFolder, FOLDER);
    this.#limit = limit;
    this.#dependencies = dependencies;
  }

  /** The state whose name comes last in a list; null: none of them is kept. */
  async newest(names: readonly string[]): Promise<FoundState | null> {
    const present = new Set(await readdir(this.#folder).catch(() => []));
    const { uid, now } = this.#dependencies;
    for (const name of names.toReversed()) {
      if (!present.has(name)) continue;
      const path = join(this.#folder, name);
      const file = await openState(path, name, uid);
      if (file === null) {
        await unlink(path).catch(() => {});
        continue;
      }
      await utimes(path, now() / 1000, now() / 1000).catch(() => {});
      return { file, name };
    }
    return null;
  }

  /** Removes a state that does not work, unless another run has replaced it already. */
  async discard({ name, file: { inode } }: FoundState): Promise<void> {
    const path = join(this.#folder, name);
    if ((await lstat(path).catch(() => null))?.ino === inode) await unlink(path).catch(() => {});
  }

  /**
   * Keeps a packed data folder with notes under a name, or notes alone, in one step; others make room for it. What is larger than
   * the limit is not kept.
   */
  async keep(packed: string | null, name: string, notes: string): Promise<void> {
    const size = packed === null ? notes.length : (await stat(packed)).size;
    if (size > this.#limit) return;
    await mkdir(this.#folder, { recursive: true, mode: 0o700 });
    await this.#makeRoom(size);
    const unfinished = join(this.#folder, `${this.#dependencies.randomWord()}${UNFINISHED}`);
    try {
      await writeState(packed, unfinished, { name, notes });
      await rename(unfinished, join(this.#folder, name));
    } finally {
      await rm(unfinished, { force: true });
    }
  }

  /** Removes states that were not used for the longest time, and what killed runs have left. */
  async #makeRoom(wanted: number): Promise<void> {
    const now = this.#dependencies.now();
    const states: { readonly path: string; readonly size: number; readonly used: number }[] = [];
    for (const name of await readdir(this.#folder)) {
      const path = join(this.#folder, name);
      const facts = await lstat(path).catch(() => null);
      if (facts === null) continue;
      if (!name.endsWith(UNFINISHED)) states.push({ path, size: facts.size, used: facts.mtimeMs });
      else if (facts.mtimeMs < now - UNFINISHED_LIFE) await unlink(path).catch(() => {});
    }
    let total = states.reduce((sum, { size }) => sum + size, wanted);
    for (const { path, size } of states.sort((left, right) => left.used - right.used)) {
      if (total <= this.#limit) return;
      await unlink(path).catch(() => {});
      total -= size;
    }
  }
}
