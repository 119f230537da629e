import {
  chmod,
  mkdtemp,
  open,
  readFile,
  rename,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { openState, writeState } from '../../../src/shadow/state-file.ts';

const UID = process.getuid?.() ?? null;
const SIZE = 2_500_000;

let folder: string;
let file: string;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'state-file-'));
  const packed = join(folder, 'packed');
  await writeFile(packed, Buffer.alloc(SIZE, 'packed '));
  file = join(folder, 'state-1');
  await writeState(packed, file, { name: 'state-1', notes: 'what was seen' });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

async function flip(position: number): Promise<void> {
  const handle = await open(file, 'r+');
  const byte = Buffer.alloc(1);
  await handle.read(byte, 0, 1, position);
  byte[0] = (byte[0] ?? 0) ^ 1;
  await handle.write(byte, 0, 1, position);
  await handle.close();
}

describe('a state', () => {
  test('is what was written, for its owner alone', async () => {
    await using state = await openState(file, 'state-1', UID);
    expect(state?.notes).toBe('what was seen');
    expect(await state?.isWhole()).toBe(true);
    const packed = await readFile(join(folder, 'packed'));
    expect((await readFile(file)).subarray(0, SIZE).equals(packed)).toBe(true);
    expect((await stat(file)).mode & 0o777).toBe(0o600);
  });

  test('stays readable when another run removes it', async () => {
    await using state = await openState(file, 'state-1', UID);
    await rm(file);
    expect(await state?.isWhole()).toBe(true);
  });

  test.each([
    ['the first byte', 0],
    ['a byte in the middle', 1_300_000],
    ['the last byte of the folder', SIZE - 1],
  ])('is not whole with %s flipped', async (_name, position) => {
    await flip(position);
    await using state = await openState(file, 'state-1', UID);
    expect(await state?.isWhole()).toBe(false);
  });

  test.each<[string, () => Promise<unknown>]>([
    ['a byte of its description flipped', () => flip(SIZE + 20)],
    ['a byte of its trailer flipped', async () => flip((await stat(file)).size - 1)],
    ['its last byte cut off', async () => truncate(file, (await stat(file)).size - 1)],
    ['half of it cut off', () => truncate(file, SIZE / 2)],
    ['nothing in it', () => truncate(file, 0)],
    ['zeros in its place', () => writeFile(file, Buffer.alloc(SIZE))],
    ['others allowed to write it', () => chmod(file, 0o620)],
    [
      'a link in its place',
      async () => {
        await rename(file, `${file}.moved`);
        await symlink(`${file}.moved`, file);
      },
    ],
  ])('is not opened with %s', async (_name, spoil) => {
    await spoil();
    expect(await openState(file, 'state-1', UID)).toBeNull();
  });

  test('is not opened under another name than it was made for', async () => {
    await rename(file, join(folder, 'state-2'));
    expect(await openState(join(folder, 'state-2'), 'state-2', UID)).toBeNull();
  });

  test('is not opened where it belongs to another user', async () => {
    expect(await openState(file, 'state-1', (UID ?? 0) + 1)).toBeNull();
  });
});
