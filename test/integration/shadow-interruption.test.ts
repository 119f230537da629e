import { once } from 'node:events';
import { readdirSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { processesOf, ShadowLaboratory, until } from '../support/shadow-process.ts';
import { someOf } from '../support/thorough.ts';

let laboratory: ShadowLaboratory;
let cache: string;
/** How long an opening takes here and now, in milliseconds. */
const duration = { cold: 0, warm: 0 };

beforeAll(async () => {
  laboratory = await ShadowLaboratory.open();
  cache = await laboratory.room('cache');
  const temporaryFolder = await laboratory.room();
  const machine = { temporaryFolder, memoryFolder: temporaryFolder };
  for (const temperature of ['cold', 'warm'] as const) {
    const start = Date.now();
    const child = laboratory.launch(
      { machine, baseline: 'tiny', afterwards: 'dispose' },
      { SLUICE_CACHE_DIR: cache },
    );
    await child.ready();
    duration[temperature] = Date.now() - start;
    await child.ended;
  }
});

afterAll(async () => {
  await laboratory[Symbol.asyncDispose]();
});

/** Starts a process whose every trace lies in a folder of its own. */
async function launch(afterwards: 'wait' | 'hang' | 'exit' | 'throw', cacheFolder = cache) {
  const folder = await laboratory.room();
  const machine = { temporaryFolder: folder, memoryFolder: folder };
  const child = laboratory.launch(
    { machine, baseline: 'tiny', afterwards },
    { SLUICE_CACHE_DIR: cacheFolder },
  );
  return { child, folder };
}

async function expectNothingLeft(folder: string): Promise<void> {
  await until('no process', () => processesOf(folder).length === 0);
  await until('no file', () => readdirSync(folder).length === 0);
}

/** The System V segments that exist, by their ids; PostgreSQL keeps one as a lock on its data folder. */
function segments(): readonly string[] {
  if (process.platform !== 'linux') return [];
  const [, ...lines] = readFileSync('/proc/sysvipc/shm', 'utf8').trim().split('\n');
  return lines.map((line) => line.trim().split(/\s+/u)[1] ?? '');
}

describe('a process that dies while its server works leaves nothing behind', () => {
  test.each(['SIGKILL', 'SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', async (signal) => {
    const { child, folder } = await launch('hang');
    const { host } = await child.ready();
    // Line 7 of postmaster.pid: key and id of the segment.
    const segment = readFileSync(join(host, 'data/postmaster.pid'), 'utf8')
      .split('\n')[6]
      ?.trim()
      .split(/\s+/u)[1];
    expect(host.startsWith(folder)).toBe(true);
    expect(processesOf(folder).length).toBeGreaterThan(1);
    child.kill(signal);
    expect(await child.ended).toEqual({ code: null, signal });
    await expectNothingLeft(folder);
    expect(segments()).not.toContain(segment);
  });

  test.each([
    { name: 'process.exit', afterwards: 'exit' as const, code: 7 },
    { name: 'an exception that nobody catches', afterwards: 'throw' as const, code: 1 },
  ])('$name', async ({ afterwards, code }) => {
    const { child, folder } = await launch(afterwards);
    await child.ready();
    expect(await child.ended).toEqual({ code, signal: null });
    await expectNothingLeft(folder);
  });
});

describe('a process that is told to stop has cleared up when it ends', () => {
  test.each(['SIGTERM', 'SIGINT', 'SIGHUP'] as const)('%s', async (signal) => {
    const { child, folder } = await launch('wait');
    await child.ready();
    child.kill(signal);
    expect(await child.ended).toEqual({ code: 0, signal: null });
    expect(readdirSync(folder)).toEqual([]);
    expect(processesOf(folder)).toEqual([]);
  });
});

describe('a process that dies at any moment of the opening leaves nothing behind', () => {
  test.each(someOf([0, 20, 40, 50, 60, 70, 75, 80, 85, 90, 95]))(
    'with a warm cache, %i %% through',
    async (part) => {
      const { child, folder } = await launch('hang');
      setTimeout(() => child.kill('SIGKILL'), (duration.warm * part) / 100);
      await child.ended;
      await expectNothingLeft(folder);
      expect(readdirSync(cache).filter((name) => !name.startsWith('postgres-'))).toEqual([]);
    },
  );

  test.each(someOf([10, 30, 50, 70, 90]))('with a cold cache, %i %% through', async (part) => {
    const cold = await laboratory.room('cold');
    const { child, folder } = await launch('hang', cold);
    setTimeout(() => child.kill('SIGKILL'), (duration.cold * part) / 100);
    await child.ended;
    await expectNothingLeft(folder);
    await expectNothingLeftBut(cold, /^postgres-/u);
  });
});

describe('a process that dies while npm fetches the engine', () => {
  test('takes npm with it', async () => {
    let asked = false;
    // A registry that never answers.
    const registry = createServer(() => {
      asked = true;
    });
    registry.listen(0, '127.0.0.1');
    await once(registry, 'listening');
    const address = registry.address();
    const port = typeof address === 'object' && address !== null ? address.port : 0;
    const folder = await laboratory.room();
    const machine = {
      temporaryFolder: folder,
      memoryFolder: folder,
      runningFile: join(folder, 'program.js'),
    };
    const child = laboratory.launch(
      { machine, baseline: 'tiny', afterwards: 'hang' },
      { SLUICE_CACHE_DIR: folder, HOME: folder, npm_config_registry: `http://127.0.0.1:${port}/` },
    );
    await until('npm asks', () => asked);
    child.kill('SIGKILL');
    await child.ended;
    await expectNothingLeft(folder);
    registry.closeAllConnections();
    registry.close();
  });
});

async function expectNothingLeftBut(folder: string, expected: RegExp): Promise<void> {
  await until('no process', () => processesOf(folder).length === 0);
  await until('no other file', () => readdirSync(folder).every((name) => expected.test(name)));
}
