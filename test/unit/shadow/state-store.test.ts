import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { build } from 'esbuild';
import { cacheLimit } from '../../../src/shadow/cache-limit.ts';
import { stateNames } from '../../../src/shadow/state-key.ts';
import { StateStore } from '../../../src/shadow/state-store.ts';

const MB = 1_000_000;
const DAY = 86_400_000;

let cache: string;
let packed: string;
let now: number;

beforeEach(async () => {
  cache = await mkdtemp(join(tmpdir(), 'state-store-'));
  packed = join(cache, 'packed');
  await writeFile(packed, Buffer.alloc(MB));
  now = Date.now();
});

afterEach(async () => {
  await rm(cache, { recursive: true, force: true });
});

function storeOf(limit = 100 * MB): StateStore {
  const randomWord = () => randomBytes(6).toString('hex');
  return new StateStore(cache, limit, { uid: process.getuid?.() ?? null, now: () => now, randomWord });
}

async function nameOfNewest(store: StateStore, ...names: string[]): Promise<string | null> {
  const found = await store.newest(names);
  await found?.file[Symbol.asyncDispose]();
  return found?.name ?? null;
}

const kept = async () => (await readdir(join(cache, 'states'))).sort();

describe('the kept states', () => {
  test('are looked through from the end of the history', async () => {
    const store = storeOf();
    expect(await nameOfNewest(store, 'state-1', 'state-2')).toBeNull();
    await store.keep(packed, 'state-1', '');
    await store.keep(packed, 'state-3', '');
    expect(await nameOfNewest(store, 'state-1', 'state-2')).toBe('state-1');
    expect(await nameOfNewest(store, 'state-1', 'state-2', 'state-3', 'state-4')).toBe('state-3');
    expect((await stat(join(cache, 'states'))).mode & 0o777).toBe(0o700);
  });

  test('make room for a new one, those first that were not used for the longest time', async () => {
    const store = storeOf(3.5 * MB);
    for (const [index, name] of ['state-1', 'state-2', 'state-3'].entries()) {
      await store.keep(packed, name, '');
      await utimes(join(cache, 'states', name), now / 1000, (now - (9 - index) * DAY) / 1000);
    }
    await nameOfNewest(store, 'state-1');
    await store.keep(packed, 'state-4', '');
    expect(await kept()).toEqual(['state-1', 'state-3', 'state-4']);
  });

  test('are none where a single one is larger than the limit', async () => {
    const store = storeOf(MB / 2);
    await store.keep(packed, 'state-1', '');
    expect(await nameOfNewest(store, 'state-1')).toBeNull();
  });

  test('lose one that cannot be read, and give the one before it', async () => {
    const store = storeOf();
    await store.keep(packed, 'state-1', '');
    await store.keep(packed, 'state-2', '');
    await writeFile(join(cache, 'states', 'state-2'), 'something else');
    expect(await nameOfNewest(store, 'state-1', 'state-2')).toBe('state-1');
    expect(await kept()).toEqual(['state-1']);
  });

  test('discard one that does not work, unless another run has replaced it', async () => {
    const store = storeOf();
    await store.keep(packed, 'state-1', '');
    const found = await store.newest(['state-1']);
    await store.keep(packed, 'state-1', '');
    if (found !== null) await store.discard(found);
    expect(await kept()).toEqual(['state-1']);
    const again = await store.newest(['state-1']);
    if (again !== null) await store.discard(again);
    expect(await kept()).toEqual([]);
    await Promise.all([found, again].map((one) => one?.file[Symbol.asyncDispose]()));
  });

  test('may be kept by two runs at once', async () => {
    const stores = [storeOf(), storeOf()];
    await Promise.all(stores.map((store) => store.keep(packed, 'state-1', '')));
    const found = await storeOf().newest(['state-1']);
    expect(await found?.file.isWhole()).toBe(true);
    await found?.file[Symbol.asyncDispose]();
    expect(await kept()).toEqual(['state-1']);
  });

  test('show nothing of a run that was killed while it wrote, and its rest goes after a day', async () => {
    const program = join(cache, 'writer.mjs');
    const source = new URL('../../../src/shadow/state-store.ts', import.meta.url).pathname;
    await build({
      stdin: {
        contents: `import { StateStore } from ${JSON.stringify(source)};
import { readdirSync } from 'node:fs';
const store = new StateStore(${JSON.stringify(cache)}, 1e9, { uid: process.getuid?.() ?? null, now: Date.now, randomWord: () => 'killed' });
const writing = store.keep(${JSON.stringify(packed)}, 'state-1', '');
const look = () => {
  try {
    if (readdirSync(${JSON.stringify(join(cache, 'states'))}).includes('killed.part')) process.kill(process.pid, 'SIGKILL');
  } catch {}
  setImmediate(look);
};
look();
await writing;`,
        resolveDir: cache,
      },
      outfile: program,
      bundle: true,
      format: 'esm',
      platform: 'node',
      logLevel: 'error',
    });
    await writeFile(packed, Buffer.alloc(50 * MB));
    const [, signal] = await once(spawn(process.execPath, [program], { stdio: 'inherit' }), 'close');
    expect(signal).toBe('SIGKILL');
    expect(await kept()).toEqual(['killed.part']);
    const store = storeOf(1000 * MB);
    expect(await nameOfNewest(store, 'state-1')).toBeNull();
    await store.keep(packed, 'state-1', '');
    expect(await kept()).toEqual(['killed.part', 'state-1']);
    now += 2 * DAY;
    await store.keep(packed, 'state-2', '');
    expect(await kept()).toEqual(['state-1', 'state-2']);
  });
});

describe('the name of a state', () => {
  const names = stateNames(['17', 'baseline'], ['one', 'two', 'three']);

  test('is that of the same steps on the same ground, whatever follows', () => {
    expect(stateNames(['17', 'baseline'], ['one', 'two'])).toEqual(names.slice(0, 2));
  });

  test.each([
    { name: 'another ground', origin: ['15', 'baseline'], history: ['one', 'two', 'three'] },
    { name: 'another first step', origin: ['17', 'baseline'], history: ['other', 'two', 'three'] },
    { name: 'another order', origin: ['17', 'baseline'], history: ['two', 'one', 'three'] },
    {
      name: 'steps that only look alike when put together',
      origin: ['17', 'baseline'],
      history: ['one two', 'three'],
    },
  ])('is another one with $name', ({ origin, history }) => {
    expect(names).not.toContain(stateNames(origin, history).at(-1));
  });
});

describe('the limit of the cache', () => {
  test.each([
    { text: undefined, limit: 1000 * MB },
    { text: '', limit: 1000 * MB },
    { text: '0', limit: 0 },
    { text: '500MB', limit: 500 * MB },
    { text: '2 gb', limit: 2000 * MB },
  ])('$text', ({ text, limit }) => {
    expect(cacheLimit(text)).toEqual({ limit, warning: null });
  });

  test.each(['much', '500', '1.5GB', '-1MB'])('%s is told', (text) => {
    expect(cacheLimit(text)).toEqual({ limit: 1000 * MB, warning: expect.stringContaining('500MB') });
  });
});
