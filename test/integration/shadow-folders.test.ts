import { readdirSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import type { Shadow } from '../../src/core/ports.ts';
import { createShadowPort, type ShadowDependencies } from '../../src/shadow/index.ts';
import { processesOf } from '../support/shadow-process.ts';
import { processMachine, shadowRequest, TINY_BASELINE } from '../support/shadow-requests.ts';
import { someOf } from '../support/thorough.ts';

let room: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'folders-'));
  // As a temporary folder is: open to the server's account, where we are root.
  await chmod(room, 0o1777);
});

afterEach(async () => {
  await rm(room, { recursive: true, force: true });
});

/** An open shadow whose traces lie in the room; the cache is the machine's own, for speed. */
async function open(changes: Partial<ShadowDependencies>): Promise<Shadow> {
  const machine = processMachine({ temporaryFolder: room, memoryFolder: null, ...changes });
  return await createShadowPort(machine, TINY_BASELINE).open(shadowRequest());
}

async function whoAnswers(shadow: Shadow): Promise<unknown> {
  const { migrator } = await shadow.createDatabase();
  const client = new pg.Client({ ...migrator });
  await client.connect();
  const { rows } = await client.query('SELECT current_user AS who');
  await client.end();
  return rows[0].who;
}

async function inner(name: string): Promise<string> {
  const folder = join(room, name);
  await mkdir(folder);
  await chmod(folder, 0o1777);
  return folder;
}

describe('the folder of a server', () => {
  test.each([
    { name: 'in memory where there is room', memory: () => inner('memory'), found: /\/memory\/sluice-\w+$/u },
    // Virtual file systems have no free space at all.
    { name: 'on disk where memory has none', memory: async () => '/proc', found: /\/disk\/sluice-\w+$/u },
    {
      name: 'on disk where there is no memory file system',
      memory: async () => null,
      found: /\/disk\/sluice-\w+$/u,
    },
    {
      name: 'on disk where memory cannot be found',
      memory: async () => '/nowhere',
      found: /\/disk\/sluice-\w+$/u,
    },
  ])('is $name', async ({ memory, found }) => {
    await using shadow = await open({ memoryFolder: await memory(), temporaryFolder: await inner('disk') });
    const { migrator } = await shadow.createDatabase();
    expect(migrator.host).toMatch(found);
  });

  test('is elsewhere where the temporary folder does not exist', async () => {
    await using shadow = await open({ temporaryFolder: join(room, 'nowhere') });
    expect(await whoAnswers(shadow)).toBe('postgres');
  });

  test.each([
    { name: 'has spaces and quotes', folder: `it's "my" folder $HOME` },
    { name: 'has letters of all kinds', folder: 'Überprüfung – 検査 – ‮' },
    { name: 'begins with a dash', folder: '-rf' },
  ])('works where its path $name, and goes', async ({ folder }) => {
    const temporaryFolder = await inner(folder);
    const shadow = await open({ temporaryFolder });
    expect(await whoAnswers(shadow)).toBe('postgres');
    expect(readdirSync(temporaryFolder)).toHaveLength(1);
    await shadow[Symbol.asyncDispose]();
    expect(readdirSync(temporaryFolder)).toEqual([]);
    expect(processesOf(temporaryFolder)).toEqual([]);
  });

  test.each([92, 93, 94, 107, 200])('works with a path of %i bytes, and all of it goes', async (length) => {
    // The folder itself is called sluice- and twelve characters more.
    const missing = length - '/sluice-'.length - 12 - room.length - 1;
    const temporaryFolder = await inner('é'.repeat(Math.floor(missing / 2)) + 'x'.repeat(missing % 2));
    const shadow = await open({ temporaryFolder });
    const { migrator } = await shadow.createDatabase();
    expect(await whoAnswers(shadow)).toBe('postgres');
    expect(Buffer.byteLength(`${migrator.host}/.s.PGSQL.5432`)).toBeLessThanOrEqual(107);
    await shadow[Symbol.asyncDispose]();
    expect(readdirSync(temporaryFolder)).toEqual([]);
    await expect(stat(migrator.host)).rejects.toMatchObject({ code: 'ENOENT' });
  });

  test('is closed to everybody else, and its server listens on its socket alone', async () => {
    await using shadow = await open({});
    const { migrator, administrator } = await shadow.createDatabase();
    const client = new pg.Client({ ...administrator });
    await client.connect();
    const { rows } = await client.query("SELECT current_setting('listen_addresses') AS addresses");
    await client.end();
    expect(rows).toEqual([{ addresses: '' }]);
    expect((await stat(migrator.host)).mode & 0o777).toBe(0o700);
    expect((await stat(join(migrator.host, '.s.PGSQL.5432'))).mode & 0o777).toBe(0o700);
  });

  test('never belongs to root', async () => {
    await using shadow = await open({});
    const { migrator } = await shadow.createDatabase();
    const { uid } = await stat(join(migrator.host, 'data'));
    expect(uid).not.toBe(0);
    expect(uid === process.getuid?.() || process.getuid?.() === 0).toBe(true);
  });
});

describe('an opening that is aborted', () => {
  test('before it began opens nothing', async () => {
    const signal = AbortSignal.abort();
    const port = createShadowPort(
      processMachine({ temporaryFolder: room, memoryFolder: null }),
      TINY_BASELINE,
    );
    await expect(port.open(shadowRequest({ signal }))).rejects.toMatchObject({ code: 'interrupted' });
    expect(readdirSync(room)).toEqual([]);
  });

  test.each(['warm', 'cold'] as const)(
    'at any moment leaves nothing behind, with a %s cache',
    async (temperature) => {
      const cache = await mkdtemp(join(tmpdir(), 'cache-'));
      await chmod(cache, 0o755);
      const { PATH } = process.env;
      const env = temperature === 'warm' ? process.env : { PATH, SLUICE_CACHE_DIR: cache };
      const port = createShadowPort(
        processMachine({ env, temporaryFolder: room, memoryFolder: null }),
        TINY_BASELINE,
      );
      const start = Date.now();
      let opened = 0;
      if (temperature === 'warm') await (await port.open(shadowRequest()))[Symbol.asyncDispose]();
      const duration = temperature === 'warm' ? Date.now() - start : 2_000;
      const parts = someOf([0, 1, 5, 10, 20, 30, 40, 50, 60, 70, 80, 90]);
      for (const part of parts) {
        const abort = new AbortController();
        const timer = setTimeout(() => abort.abort(), (duration * part) / 100);
        const outcome = await port
          .open(shadowRequest({ signal: abort.signal }))
          .catch((error: unknown) => error);
        clearTimeout(timer);
        if (isShadow(outcome)) {
          opened += 1;
          await outcome[Symbol.asyncDispose]();
        } else {
          expect(outcome).toMatchObject({ code: 'interrupted' });
        }
        expect(readdirSync(room)).toEqual([]);
        expect(processesOf(room)).toEqual([]);
        expect(readdirSync(cache).filter((name) => !name.startsWith('postgres-'))).toEqual([]);
      }
      expect(opened).toBeLessThan(parts.length);
      await rm(cache, { recursive: true, force: true });
    },
  );
});

function isShadow(outcome: unknown): outcome is Shadow {
  return typeof outcome === 'object' && outcome !== null && Symbol.asyncDispose in outcome;
}
