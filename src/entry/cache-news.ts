import { createHash } from 'node:crypto';
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Environment } from '../core/ports.ts';

/**
 * What a workflow must know to keep the cache folder for later runs: it changes only where something was made, so it is written
 * only then, and under a name that says what is in it.
 */
export class CacheNews {
  readonly #folder: string | null;
  #before: readonly string[] = [];

  private constructor(folder: string | null) {
    this.#folder = folder;
  }

  /** Notes what is there now; nothing without SLUICE_CACHE_DIR, for then no workflow keeps the folder. */
  static async begin({ SLUICE_CACHE_DIR: folder }: Environment): Promise<CacheNews> {
    const news = new CacheNews(folder === undefined || folder === '' ? null : folder);
    news.#before = await news.#names();
    return news;
  }

  /** A digest of what is there now; empty where nothing came or went. */
  async key(): Promise<string> {
    const now = await this.#names();
    const text = now.join('\n');
    if (text === this.#before.join('\n')) return '';
    return createHash('sha256').update(text).digest('hex').slice(0, 20);
  }

  /** The names say what the entries hold. */
  async #names(): Promise<readonly string[]> {
    if (this.#folder === null) return [];
    const lists = await Promise.all(
      ['', 'states'].map(async (inner) => {
        const names = await readdir(join(this.#folder ?? '', inner)).catch(() => []);
        return names.filter((name) => /^(?:postgres|state|embedded)-/u.test(name));
      }),
    );
    return lists.flat().sort();
  }
}
