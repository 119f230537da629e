import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { CacheNews } from '../../../src/entry/cache-news.ts';

let folder: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cache-news-'));
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function make(path: string): Promise<void> {
  await mkdir(join(folder, path, '..'), { recursive: true });
  await writeFile(join(folder, path), '');
}

describe('the key of the cache folder', () => {
  test.each<[string, readonly string[]]>([
    ['nothing came', []],
    ['something came that is no entry', ['notes.txt', 'states/abc.part']],
  ])('is empty where %s', async (_name, files) => {
    await make('postgres-17');
    const news = await CacheNews.begin({ SLUICE_CACHE_DIR: folder });
    for (const file of files) await make(file);
    expect(await news.key()).toBe('');
  });

  test('is the same for the same content, whoever made it', async () => {
    const first = await CacheNews.begin({ SLUICE_CACHE_DIR: folder });
    await make('postgres-17');
    await make('states/state-1');
    const second = await CacheNews.begin({ SLUICE_CACHE_DIR: folder });
    await make('states/state-2');
    const [one, other] = [await first.key(), await second.key()];
    expect(one).toMatch(/^[0-9a-f]{20}$/u);
    expect(other).toBe(one);
  });

  test('is another one when a state has gone', async () => {
    await make('states/state-1');
    await make('states/state-2');
    const news = await CacheNews.begin({ SLUICE_CACHE_DIR: folder });
    await rm(join(folder, 'states/state-1'));
    expect(await news.key()).not.toBe('');
  });

  test('is empty where no folder is named, or it does not exist', async () => {
    expect(await (await CacheNews.begin({})).key()).toBe('');
    expect(await (await CacheNews.begin({ SLUICE_CACHE_DIR: join(folder, 'none') })).key()).toBe('');
  });
});
