import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { Guard, type GuardedFolder, type GuardOptions } from '../../../src/shadow/guard.ts';

let room: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'guard-'));
  await mkdir(join(room, 'source/inner'), { recursive: true });
  await writeFile(join(room, 'source/inner/file'), 'content');
});

afterEach(async () => {
  await rm(room, { recursive: true, force: true });
});

async function open(changes: Partial<GuardOptions> = {}): Promise<GuardedFolder> {
  return await Guard.open({
    name: 'private',
    parents: [room],
    audience: 'owner',
    account: null,
    path: undefined,
    socketPathLimit: 107,
    ...changes,
  });
}

describe('a guarded folder', () => {
  test('is there until its guard is disposed of, with all that was put into it', async () => {
    const { guard, folder } = await open();
    await writeFile(join(folder, 'file'), 'content');
    expect(folder).toBe(join(room, 'private'));
    await guard[Symbol.asyncDispose]();
    expect(await readdir(room)).toEqual(['source']);
  });

  test('goes with what was written into it while an abort was removing it', async () => {
    const { guard, folder } = await open();
    using _abort = guard.endOn(AbortSignal.abort());
    while (existsSync(folder)) await readdir(room);
    await mkdir(folder);
    await writeFile(join(folder, 'file'), 'written late');
    await guard[Symbol.asyncDispose]();
    expect(await readdir(room)).toEqual(['source']);
  });

  test('may be disposed of twice', async () => {
    const { guard } = await open();
    await guard[Symbol.asyncDispose]();
    await guard[Symbol.asyncDispose]();
    expect(await readdir(room)).toEqual(['source']);
  });

  test.each([
    { audience: 'owner' as const, mode: 0o700 },
    { audience: 'everybody' as const, mode: 0o755 },
  ])('for $audience has the mode that says so', async ({ audience, mode }) => {
    const { guard, folder } = await open({ audience });
    await using _guard = guard;
    expect((await stat(folder)).mode & 0o777).toBe(mode);
  });

  test('is made in the first parent that can hold it', async () => {
    await mkdir(join(room, 'second'));
    const parents = [join(room, 'missing'), join(room, 'source/inner/file'), join(room, 'second'), room];
    const { guard, folder } = await open({ parents });
    await using _guard = guard;
    expect(folder).toBe(join(room, 'second/private'));
  });

  test('is never one that is there already', async () => {
    await mkdir(join(room, 'private'));
    await writeFile(join(room, 'private/precious'), 'content');
    await expect(open()).rejects.toMatchObject({ code: 'engine-unavailable' });
    expect(await readFile(join(room, 'private/precious'), 'utf8')).toBe('content');
  });

  test('that cannot be made anywhere is an error that names where it was tried', async () => {
    const parents = [join(room, 'missing'), join(room, 'line\nbreak')];
    await expect(open({ parents })).rejects.toMatchObject({
      code: 'engine-unavailable',
      likelyCause: expect.stringContaining(join(room, 'missing')),
      remedy: expect.stringContaining('TMPDIR'),
    });
  });

  test('too deep for sockets has a second, short one for them, which goes as well', async () => {
    const { guard, folder, socketFolder } = await open({ socketPathLimit: room.length });
    expect(folder).toBe(join(room, 'private'));
    expect(socketFolder).not.toBe(folder);
    expect(existsSync(socketFolder)).toBe(true);
    await guard[Symbol.asyncDispose]();
    expect(existsSync(socketFolder)).toBe(false);
    expect(existsSync(folder)).toBe(false);
  });
});

describe('a guard', () => {
  test('copies folders', async () => {
    const { guard, folder } = await open();
    await using _guard = guard;
    await guard.copy(join(room, 'source'), 'copy');
    expect(await readFile(join(folder, 'copy/inner/file'), 'utf8')).toBe('content');
  });

  test('unpacks what it packed', async () => {
    const { guard, folder } = await open();
    await using _guard = guard;
    await guard.pack(join(room, 'source'), 'packed');
    await guard.unpack(join(folder, 'packed'), 'unpacked');
    expect((await stat(join(folder, 'packed'))).isFile()).toBe(true);
    expect(await readFile(join(folder, 'unpacked/inner/file'), 'utf8')).toBe('content');
  });

  test('unpacks a folder that was not packed for want of tar', async () => {
    const { guard, folder } = await open();
    await using _guard = guard;
    await guard.unpack(join(room, 'source'), 'unpacked');
    expect(await readFile(join(folder, 'unpacked/inner/file'), 'utf8')).toBe('content');
  });

  test('makes readable for all what was closed, and keeps what may be run', async () => {
    await chmod(join(room, 'source/inner/file'), 0o700);
    const { guard, folder } = await open();
    await using _guard = guard;
    await guard.copy(join(room, 'source'), 'copy');
    await guard.makeReadable('copy');
    expect((await stat(join(folder, 'copy/inner'))).mode & 0o777).toBe(0o755);
    expect((await stat(join(folder, 'copy/inner/file'))).mode & 0o777).toBe(0o755);
  });

  test.each([
    { name: 'copy', order: (guard: Guard) => guard.copy('/nowhere', 'copy') },
    { name: 'unpack', order: (guard: Guard) => guard.unpack('/nowhere', 'copy') },
    { name: 'initialise', order: (guard: Guard) => guard.initialise('/nowhere', []) },
    { name: 'start', order: (guard: Guard) => guard.start('/nowhere') },
  ])('that cannot $name says why and leaves nothing', async ({ order }) => {
    const { guard } = await open();
    await expect(order(guard)).rejects.toMatchObject({
      code: 'engine-unavailable',
      likelyCause: expect.stringContaining('/nowhere'),
    });
    await guard[Symbol.asyncDispose]();
    expect(await readdir(room)).toEqual(['source']);
  });

  test('says what to do where its user has no name, without which initdb makes no cluster', async () => {
    await mkdir(join(room, 'engine/bin'), { recursive: true });
    const program = join(room, 'engine/bin/initdb');
    await writeFile(
      program,
      '#!/bin/sh\necho "initdb: could not look up effective user ID 4711: user does not exist" >&2\nexit 1\n',
    );
    await chmod(program, 0o755);
    const { guard } = await open();
    await using _guard = guard;
    await expect(guard.initialise(join(room, 'engine'), [])).rejects.toMatchObject({
      code: 'engine-unavailable',
      remedy: expect.stringContaining('/etc/passwd'),
    });
  });

  test('ends the process groups that it watches, and not those that it was told to release', async () => {
    const [watched, released] = [sleeper(), sleeper()];
    const { guard } = await open();
    guard.watch(watched.group);
    guard.watch(released.group);
    guard.release(released.group);
    await guard[Symbol.asyncDispose]();
    expect(await watched.ended).toEqual([null, 'SIGTERM']);
    process.kill(-released.group, 'SIGKILL');
    expect(await released.ended).toEqual([null, 'SIGKILL']);
  });
});

function sleeper(): { group: number; ended: Promise<unknown[]> } {
  const child = spawn('/bin/sh', ['-c', 'sleep 1000; true'], { detached: true, stdio: 'ignore' });
  if (child.pid === undefined) throw new Error('no shell');
  return { group: child.pid, ended: once(child, 'exit') };
}
