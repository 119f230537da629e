import { chmod, mkdir, mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { canBeEntered, chooseCacheFolder } from '../../../src/shadow/cache-folder.ts';
import { processMachine } from '../../support/shadow-requests.ts';

let room: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'cache-folder-'));
  await chmod(room, 0o755);
});

afterEach(async () => {
  await rm(room, { recursive: true, force: true });
});

/** As an ordinary user: root's own cases are below. */
async function choose(env: Readonly<Record<string, string>>, platform = 'linux') {
  const uid = (await stat(room)).uid;
  return await chooseCacheFolder({ ...processMachine({ platform, env }), uid: uid === 0 ? null : uid });
}

describe('the cache folder', () => {
  test.each([
    {
      name: 'SLUICE_CACHE_DIR before all others',
      env: { SLUICE_CACHE_DIR: 'named', XDG_CACHE_HOME: 'xdg', HOME: 'home' },
      found: 'named',
    },
    { name: 'then XDG_CACHE_HOME', env: { XDG_CACHE_HOME: 'xdg', HOME: 'home' }, found: 'xdg/sluice' },
    { name: 'then the home folder', env: { HOME: 'home' }, found: 'home/.cache/sluice' },
    {
      name: 'in the home folder as macOS wants it',
      platform: 'darwin',
      env: { HOME: 'home' },
      found: 'home/Library/Caches/sluice',
    },
    {
      name: 'with spaces and letters of all kinds',
      env: { HOME: 'zu Hause – 家' },
      found: 'zu Hause – 家/.cache/sluice',
    },
  ])('is $name', async ({ env, platform, found }) => {
    const absolute = Object.fromEntries(
      Object.entries(env).map(([name, value]) => [name, join(room, value)]),
    );
    const choice = await choose(absolute, platform);
    expect(choice).toEqual({ folder: join(room, found), warnings: [] });
    expect((await stat(join(room, found))).isDirectory()).toBe(true);
  });

  test.each([
    { name: 'no variable is set', env: {} },
    { name: 'they are empty', env: { SLUICE_CACHE_DIR: '', XDG_CACHE_HOME: '', HOME: '' } },
    { name: 'they are not absolute', env: { XDG_CACHE_HOME: 'cache', HOME: 'home' } },
    { name: 'the home folder cannot be made', env: { HOME: '/proc/nowhere' } },
  ])('is none where $name', async ({ env }) => {
    expect(await choose(env)).toEqual({ folder: null, warnings: [] });
  });

  test.each([
    {
      name: 'can be written to by everybody',
      make: async (folder: string) => {
        await mkdir(folder);
        await chmod(folder, 0o777);
      },
    },
    { name: 'is not a folder', make: (folder: string) => writeFile(folder, '') },
    { name: 'is not a folder', make: (folder: string) => symlink(tmpdir(), folder) },
  ])('is not the named one when it $name, which is said', async ({ name, make }) => {
    const folder = join(room, 'named');
    await make(folder);
    expect(await choose({ SLUICE_CACHE_DIR: folder })).toEqual({
      folder: null,
      warnings: [`SLUICE_CACHE_DIR is not used: ${folder} ${name}.`],
    });
  });

  test('is not one of another user', async () => {
    const { uid } = await stat(room);
    const choice = await chooseCacheFolder(
      processMachine({ env: { SLUICE_CACHE_DIR: room }, uid: uid + 1, platform: 'linux' }),
    );
    expect(choice).toEqual({
      folder: null,
      warnings: [`SLUICE_CACHE_DIR is not used: ${room} belongs to another user.`],
    });
  });

  test('is not one of root that the account of the server cannot enter', async () => {
    await chmod(room, 0o700);
    const folder = join(room, 'cache');
    const { warnings } = await chooseCacheFolder(
      processMachine({ env: { SLUICE_CACHE_DIR: folder }, uid: 0, platform: 'linux' }),
    );
    expect(warnings).toEqual([
      `SLUICE_CACHE_DIR is not used: ${folder} cannot be entered by the account of the server.`,
    ]);
  });

  test('made by us is closed to others', async () => {
    const { folder } = await choose({ HOME: room });
    expect((await stat(folder ?? '')).mode & 0o777).toBe(0o700);
  });
});

describe('whether the account of the server can enter a folder', () => {
  test.each([
    { name: 'yes, where all may pass', mode: 0o711, enterable: true },
    { name: 'not past a closed folder', mode: 0o700, enterable: false },
  ])('$name', async ({ mode, enterable }) => {
    await mkdir(join(room, 'above/below'), { recursive: true });
    await chmod(join(room, 'above'), mode);
    expect(await canBeEntered(join(room, 'above/below'))).toBe(enterable);
  });
});
