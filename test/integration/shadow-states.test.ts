import { chmod, mkdtemp, open, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Shadow, ShadowRequest } from '../../src/core/ports.ts';
import { createShadowPort } from '../../src/shadow/index.ts';
import { writeState } from '../../src/shadow/state-file.ts';
import { processMachine, shadowRequest, TINY_BASELINE } from '../support/shadow-requests.ts';

let cache: string;

beforeAll(async () => {
  // Not under the home of root, which the account of the server may not enter.
  cache = await mkdtemp(join(tmpdir(), 'shadow-states-'));
  await chmod(cache, 0o755);
});

beforeEach(async () => {
  await rm(join(cache, 'states'), { recursive: true, force: true });
});

afterAll(async () => {
  await rm(cache, { recursive: true, force: true });
});

async function open17(
  changes: Partial<ShadowRequest>,
  env: Readonly<Record<string, string>> = {},
): Promise<Shadow> {
  const machine = processMachine({ env: { ...process.env, SLUICE_CACHE_DIR: cache, ...env } });
  return await createShadowPort(machine, TINY_BASELINE).open(shadowRequest(changes));
}

async function query(shadow: Shadow, sql: string): Promise<unknown[]> {
  const { migrator } = await shadow.createDatabase();
  const client = new pg.Client({ ...migrator });
  await client.connect();
  const { rows } = await client.query(sql);
  await client.end();
  return rows;
}

/** Replays steps as a review would, and keeps the state after them; returns how many were there already. */
async function replay(steps: readonly string[], env: Readonly<Record<string, string>> = {}): Promise<number> {
  await using shadow = await open17({ history: steps }, env);
  const restored = shadow.states?.restored ?? 0;
  const rest = steps.slice(restored);
  if (rest.length > 0) {
    await query(shadow, rest.join(';'));
    await shadow.states?.keep(() => `after ${steps.length}`);
  }
  return restored;
}

const STEPS = [
  'create table parents (id int primary key)',
  'create role reader; grant select on parents to reader; insert into parents values (7)',
  'create table children (parent int references parents)',
];

const states = async () =>
  (await readdir(join(cache, 'states')).catch(() => [])).map((name) => join(cache, 'states', name));

describe('a history that was replayed before', () => {
  test('is there with tables, rows, roles and identities, and only the rest has to run', async () => {
    expect(await replay(STEPS.slice(0, 2))).toBe(0);
    expect(await replay(STEPS)).toBe(2);
    const told: unknown[] = [];
    await using shadow = await open17({
      history: [...STEPS, 'something new'],
      beginsWith: ({ restored, notes }) => told.push([restored, notes]),
    });
    expect(shadow.states).toMatchObject({ restored: 3, notes: 'after 3' });
    expect(told).toEqual([[3, 'after 3']]);
    const rows = await query(
      shadow,
      "select id, has_table_privilege('reader', 'parents', 'select') as granted, to_regclass('children') is not null as children from parents",
    );
    expect(rows).toEqual([{ id: 7, granted: true, children: true }]);
  });

  test('another order, another content or another choice of the project is another history', async () => {
    await replay(STEPS.slice(0, 2));
    for (const history of [
      ['create table parents (id int)', STEPS[1] ?? ''],
      ['create schema first', ...STEPS],
    ]) {
      await using shadow = await open17({ history });
      expect(shadow.states?.restored).toBe(0);
    }
  });

  test('a shadow without a history restores and keeps nothing', async () => {
    await replay(STEPS.slice(0, 1));
    await using shadow = await open17({});
    expect(shadow.states).toBeUndefined();
    expect(await query(shadow, "select to_regclass('parents') as parents")).toEqual([{ parents: null }]);
  });

  test('nothing is kept with a limit of 0', async () => {
    expect(await replay(STEPS, { SLUICE_CACHE_LIMIT: '0' })).toBe(0);
    expect(await states()).toEqual([]);
  });
});

describe('a kept state that is damaged is never used', () => {
  const flip = async (file: string, position: number): Promise<void> => {
    const handle = await open(file, 'r+');
    const byte = Buffer.alloc(1);
    await handle.read(byte, 0, 1, position);
    byte[0] = (byte[0] ?? 0) ^ 255;
    await handle.write(byte, 0, 1, position);
    await handle.close();
  };

  test.each<[string, (file: string, size: number) => Promise<unknown>]>([
    ['a flipped byte in a table', (file, size) => flip(file, Math.floor(size / 2))],
    ['a flipped byte in its notes', (file, size) => flip(file, size - 100)],
    ['its end missing', (file, size) => truncate(file, size - 5000)],
    [
      'sound digests of something that is no server',
      async (file) => {
        const packed = join(cache, 'packed');
        await writeFile(packed, 'no archive');
        await rm(file);
        await writeState(packed, file, { name: file.slice(file.lastIndexOf('/') + 1), notes: '' });
      },
    ],
  ])('%s', async (_name, spoil) => {
    await replay(STEPS.slice(0, 1));
    const [file = ''] = await states();
    await spoil(file, (await stat(file)).size);
    // What was found to be damaged is replayed and kept anew.
    expect(await replay(STEPS.slice(0, 1))).toBe(0);
    expect(await replay(STEPS.slice(0, 1))).toBe(1);
  });

  test('the state before it is used', async () => {
    await replay(STEPS.slice(0, 1));
    const [first] = await states();
    await replay(STEPS);
    const last = (await states()).find((file) => file !== first) ?? '';
    await flip(last, 100_000);
    expect(await replay(STEPS)).toBe(1);
  });
});
