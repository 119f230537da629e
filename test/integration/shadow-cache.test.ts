import { readdirSync, statSync } from 'node:fs';
import { readdir, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { processesOf, ShadowLaboratory, type ShadowProcess } from '../support/shadow-process.ts';

let laboratory: ShadowLaboratory;
let home: string;
/** The cache of that home folder, which was filled once, to be copied by the tests that spoil it. */
let filled: string;

beforeAll(async () => {
  laboratory = await ShadowLaboratory.open();
  home = await laboratory.room('home');
  filled = join(home, process.platform === 'darwin' ? 'Library/Caches/sluice' : '.cache/sluice');
  await run({ HOME: home });
});

afterAll(async () => {
  await laboratory[Symbol.asyncDispose]();
});

async function launch(
  env: Readonly<Record<string, string>>,
): Promise<{ child: ShadowProcess; folder: string }> {
  const folder = await laboratory.room('temporary');
  const machine = { temporaryFolder: folder, memoryFolder: null };
  return { child: laboratory.launch({ machine, baseline: 'tiny', afterwards: 'dispose' }, env), folder };
}

/** A whole run as an ordinary user, which must end well and leave its temporary folder empty. */
async function run(env: Readonly<Record<string, string>>): Promise<void> {
  const { child, folder } = await launch(env);
  expect(await child.ready()).toMatchObject({ who: 'postgres' });
  expect(await child.ended).toEqual({ code: 0, signal: null });
  expect(await readdir(folder)).toEqual([]);
  expect(processesOf(folder)).toEqual([]);
}

/** The one entry of a cache; anything beside it fails. */
function entryOf(cache: string): string {
  const names = readdirSync(cache);
  expect(names).toEqual([expect.stringMatching(/^postgres-17\./u)]);
  return join(cache, names[0] ?? '');
}

describe('where the prepared server is kept', () => {
  test('in the home folder, which only its owner may enter', async () => {
    entryOf(filled);
    expect((await stat(filled)).mode & 0o777).toBe(0o700);
  });

  test('a second run uses what the first one made, by whichever name the folder is called', async () => {
    const { ino } = statSync(entryOf(filled));
    await run({ SLUICE_CACHE_DIR: filled });
    expect(statSync(entryOf(filled)).ino).toBe(ino);
  });

  test('nowhere beyond the run where HOME does not exist and cannot be made', async () => {
    await run({ HOME: '/proc/nowhere' });
  });
});

describe('a cache entry that is damaged is made anew', () => {
  test.each([
    {
      name: 'a program cut short',
      spoil: (entry: string) => truncate(join(entry, 'engine/bin/postgres'), 1_000),
    },
    { name: 'a manifest cut short', spoil: (entry: string) => truncate(join(entry, 'manifest.json'), 100) },
    {
      name: 'a cluster that does not start, though its size is right',
      spoil: async (entry: string) => {
        const cluster = join(entry, 'cluster');
        await writeFile(cluster, Buffer.alloc((await stat(cluster)).size));
      },
    },
  ])('$name', async ({ spoil }) => {
    const cache = await laboratory.copyOf(filled);
    const { ino } = statSync(entryOf(cache));
    await spoil(entryOf(cache));
    await run({ SLUICE_CACHE_DIR: cache });
    expect(statSync(entryOf(cache)).ino).not.toBe(ino);
  });
});

describe('runs at the same time do not break each other', () => {
  test('on a cold cache', async () => {
    const cache = await laboratory.room('cold');
    await Promise.all([1, 2].map(() => run({ SLUICE_CACHE_DIR: cache })));
    entryOf(cache);
  });

  test('on a damaged cache', async () => {
    const cache = await laboratory.copyOf(filled);
    await truncate(join(entryOf(cache), 'engine/bin/postgres'), 1_000);
    await Promise.all([1, 2].map(() => run({ SLUICE_CACHE_DIR: cache })));
    entryOf(cache);
  });
});
