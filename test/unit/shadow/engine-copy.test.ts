import { mkdir, mkdtemp, readdir, readFile, readlink, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { copyEngine } from '../../../src/shadow/engine-copy.ts';
import { openWorkFolder } from '../../../src/shadow/private-folder.ts';
import { processMachine, TINY_BASELINE } from '../../support/shadow-requests.ts';

const EXTENSIONS = 'share/postgresql/extension';

let room: string;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), "engine copy – d'été "));
  await put('native/bin/postgres', 'a program');
  await put('native/lib/libpq.so.5.17', 'a library');
  await put('native/lib/libpq.a', 'for compilers');
  await put('native/lib/pkgconfig/libpq.pc', 'for compilers');
  await put(`native/${EXTENSIONS}/pgcrypto.control`, "comment = 'cryptographic functions'\n");
  await put(`native/${EXTENSIONS}/plpgsql.control`, "comment = 'PL/pgSQL'\ntrusted = true\n");
});

afterEach(async () => {
  await rm(room, { recursive: true, force: true });
});

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(join(room, path)), { recursive: true });
  await writeFile(join(room, path), content);
}

async function listLinks(links: readonly unknown[]): Promise<void> {
  await put('native/pg-symlinks.json', JSON.stringify(links));
}

/** Copies, and gives what `look` finds in the copy. */
async function copied<Result>(
  look: (engine: string) => Promise<Result>,
  baseline = TINY_BASELINE,
): Promise<Result> {
  const work = await openWorkFolder(processMachine(), [room]);
  await using _guard = work.guard;
  await copyEngine(join(room, 'native'), work, 'engine', baseline);
  return await look(join(work.folder, 'engine'));
}

describe('the copy of an engine', () => {
  test('has what a server needs and not what a compiler needs', async () => {
    expect(await copied((engine) => readdir(join(engine, 'lib')))).toEqual(['libpq.so.5.17']);
  });

  test('has programs that can be run, whatever the modes in the package were', async () => {
    expect(await copied(async (engine) => (await stat(join(engine, 'bin/postgres'))).mode & 0o777)).toBe(
      0o755,
    );
  });

  test('has the links that the package lists', async () => {
    await listLinks([{ source: 'native/lib/libpq.so.5.17', target: 'native/lib/libpq.so.5' }]);
    expect(await copied((engine) => readlink(join(engine, 'lib/libpq.so.5')))).toBe('libpq.so.5.17');
  });

  test('takes links that the package has already', async () => {
    await symlink('libpq.so.5.17', join(room, 'native/lib/libpq.so.5'));
    await listLinks([{ source: 'native/lib/libpq.so.5.17', target: 'native/lib/libpq.so.5' }]);
    expect(await copied((engine) => readlink(join(engine, 'lib/libpq.so.5')))).toBe('libpq.so.5.17');
  });

  test.each([
    { name: 'lead out of the engine', link: { source: '../../outside', target: 'native/lib/outside' } },
    { name: 'lie outside the engine', link: { source: 'native/lib/libpq.so.5.17', target: '../outside' } },
    { name: 'are no links', link: { source: 1 } },
  ])('has no links that $name', async ({ link }) => {
    await listLinks([link]);
    expect(await copied((engine) => readdir(join(engine, 'lib')))).toEqual(['libpq.so.5.17']);
  });

  test('has the files of the stand-ins', async () => {
    const standIn = { name: 'pg_cron', version: '1.6', missing: 'runs no jobs', control: 'c', script: 's' };
    const files = await copied(
      async (engine) => [
        await readFile(join(engine, EXTENSIONS, 'pg_cron.control'), 'utf8'),
        await readFile(join(engine, EXTENSIONS, 'pg_cron--1.6.sql'), 'utf8'),
      ],
      { ...TINY_BASELINE, standIns: [standIn] },
    );
    expect(files).toEqual(['c', expect.stringMatching(/^s$/mu)]);
  });

  test.each([
    {
      name: 'marks as trusted what the platform trusts',
      extension: 'pgcrypto',
      control: "comment = 'cryptographic functions'\ntrusted = true\n",
    },
    {
      name: 'leaves what is trusted as it is',
      extension: 'plpgsql',
      control: "comment = 'PL/pgSQL'\ntrusted = true\n",
    },
  ])('$name', async ({ extension, control }) => {
    const baseline = { ...TINY_BASELINE, trustedExtensions: ['pgcrypto', 'plpgsql', 'not_in_this_engine'] };
    const read = (engine: string) => readFile(join(engine, EXTENSIONS, `${extension}.control`), 'utf8');
    expect(await copied(read, baseline)).toBe(control);
  });

  test('leaves the package as it was', async () => {
    await copied(async () => {});
    expect(await readFile(join(room, `native/${EXTENSIONS}/pgcrypto.control`), 'utf8')).not.toContain(
      'trusted',
    );
    expect(await readdir(room)).toEqual(['native']);
  });
});
