import { mkdir, mkdtemp, readdir, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import {
  moveAway,
  openEntry,
  publishEntry,
  removeStale,
  touchEntry,
} from '../../../src/shadow/cache-entry.ts';

const FACTS = { version: '17.10' };
const NOW = Date.UTC(2026, 10, 22);
const DAY = 86_400_000;

let cache: string;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'cache-entry-'));
});

afterEach(async () => {
  await rm(cache, { recursive: true, force: true });
});

/** A finished folder that waits to be moved to its place. */
async function built(name: string): Promise<string> {
  const folder = join(cache, name);
  await mkdir(join(folder, 'engine'), { recursive: true });
  await writeFile(join(folder, 'engine/postgres'), 'a program');
  return folder;
}

async function publish(folder: string) {
  return await publishEntry({ folder, facts: FACTS }, join(cache, 'postgres-17'), join(cache, 'trash'));
}

describe('a cache entry', () => {
  test('is opened with what its maker noted', async () => {
    await publish(await built('work'));
    const entry = await openEntry(join(cache, 'postgres-17'));
    expect(entry).toMatchObject({ folder: join(cache, 'postgres-17'), facts: FACTS });
    expect(entry?.isWhole()).toBe(true);
    expect(await readdir(cache)).toEqual(['postgres-17']);
  });

  test.each([
    { name: 'a file that is shorter', spoil: (entry: string) => truncate(join(entry, 'engine/postgres'), 3) },
    { name: 'a file that is gone', spoil: (entry: string) => rm(join(entry, 'engine/postgres')) },
  ])('is not whole with $name', async ({ spoil }) => {
    await publish(await built('work'));
    await spoil(join(cache, 'postgres-17'));
    const entry = await openEntry(join(cache, 'postgres-17'));
    expect(entry?.isWhole()).toBe(false);
  });

  test.each([
    { name: 'without a manifest', manifest: null },
    { name: 'with half a manifest', manifest: '{"facts":{"version":' },
    { name: 'with a manifest that is no object', manifest: '17' },
    { name: 'with a manifest of another shape', manifest: '{"facts":{},"files":[["only a path"]]}' },
    { name: 'with facts that are no texts', manifest: '{"facts":{"version":17},"files":[]}' },
  ])('is none $name', async ({ manifest }) => {
    const folder = await built('postgres-17');
    if (manifest !== null) await writeFile(join(folder, 'manifest.json'), manifest);
    expect(await openEntry(folder)).toBeNull();
  });

  test('of a quicker run stays and is used', async () => {
    const first = await publish(await built('first'));
    const second = await publish(await built('second'));
    expect(second?.inode).toBe(first?.inode);
  });

  test('that is damaged makes way for a new one', async () => {
    const first = await publish(await built('first'));
    await rm(join(cache, 'postgres-17/engine/postgres'));
    const second = await publish(await built('second'));
    expect(second?.inode).not.toBe(first?.inode);
    expect(second?.isWhole()).toBe(true);
  });

  test('that was never finished makes way for a new one', async () => {
    await built('postgres-17');
    const entry = await publish(await built('work'));
    expect(entry?.isWhole()).toBe(true);
  });

  test('that does not work is moved away', async () => {
    const entry = await publish(await built('work'));
    await moveAway(join(cache, 'postgres-17'), entry?.inode ?? 0, join(cache, 'trash'));
    expect(await readdir(cache)).toEqual(['trash']);
  });

  test('that took the place of one that does not work stays', async () => {
    const entry = await publish(await built('work'));
    await moveAway(join(cache, 'postgres-17'), (entry?.inode ?? 0) + 1, join(cache, 'trash'));
    expect(await readdir(cache)).toEqual(['postgres-17']);
  });

  test('that is gone already needs no moving', async () => {
    await moveAway(join(cache, 'postgres-17'), 1, join(cache, 'trash'));
    expect(await readdir(cache)).toEqual([]);
  });
});

describe('what is stale in a cache', () => {
  test.each([
    { name: 'an entry not used for a fortnight goes', folder: 'postgres-15', age: 15 * DAY, stays: false },
    { name: 'an entry used last week stays', folder: 'postgres-15', age: 7 * DAY, stays: true },
    { name: 'the entry in use stays', folder: 'postgres-17', age: 15 * DAY, stays: true },
    {
      name: 'a work folder of the day before yesterday goes',
      folder: 'sluice-abc',
      age: 2 * DAY,
      stays: false,
    },
    { name: 'a work folder of today stays', folder: 'sluice-abc', age: DAY / 2, stays: true },
    { name: 'what is not ours stays', folder: 'something', age: 100 * DAY, stays: true },
  ])('$name', async ({ folder, age, stays }) => {
    const path = await built(folder);
    if (folder.startsWith('postgres-')) {
      await writeFile(join(path, 'manifest.json'), '{"facts":{},"files":[]}');
      await touchEntry(path, NOW - age);
    } else {
      await utimes(path, (NOW - age) / 1000, (NOW - age) / 1000);
    }
    await removeStale(cache, 'postgres-17', NOW);
    expect(await readdir(cache)).toEqual(stays ? [folder] : []);
  });
});
