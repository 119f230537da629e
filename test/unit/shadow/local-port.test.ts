import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { localFolder } from '../../../src/shadow/local/local-folder.ts';
import { choosePort } from '../../../src/shadow/local/local-port.ts';
import { writeLocalSettings } from '../../../src/shadow/local/local-settings.ts';
import { TemporaryFolder } from '../../support/git-repository.ts';
import { freePort } from '../../support/local-projects.ts';
import { SILENT } from '../../support/shadow-requests.ts';

let folder: TemporaryFolder;
let listener: Server | null = null;

beforeEach(() => {
  folder = new TemporaryFolder();
});

afterEach(async () => {
  folder[Symbol.dispose]();
  if (listener === null) return;
  listener.close();
  await once(listener, 'close');
  listener = null;
});

function placeOf(project: string) {
  return localFolder(`/projects/${project}`, {
    env: { SLUICE_DEV_DIR: folder.path },
    platform: 'linux',
    uid: 1000,
  });
}

/** A project that has its port already. */
async function settled(project: string, port: number): Promise<void> {
  const place = placeOf(project);
  folder.write(`${place.path.slice(folder.path.length + 1)}/server.log`, '');
  await writeLocalSettings(place, {
    project: `/projects/${project}`,
    port,
    major: 17,
    made: 'once',
    superuserPassword: 'secret',
  });
}

async function listenOn(port: number): Promise<void> {
  listener = createServer().listen(port, '127.0.0.1');
  await once(listener, 'listening');
}

async function choose(wanted: number | null, preferredPort: number, remembered: number | null = null) {
  const told: string[] = [];
  const progress = { ...SILENT, info: (text: string) => told.push(text) };
  const port = await choosePort({ port: wanted, preferredPort, progress }, placeOf('shop'), remembered);
  return { port, told: told.join(' ') };
}

describe('the port of a local database', () => {
  test('is the preferred one where nobody has it', async () => {
    const port = await freePort();
    expect(await choose(null, port)).toEqual({ port, told: '' });
  });

  test('is another one where a project beside it has that, which is named', async () => {
    const port = await freePort();
    await settled('other', port);
    const chosen = await choose(null, port);
    expect(chosen.port).toBeGreaterThan(port);
    expect(chosen.told).toContain(`Port ${port} belongs to /projects/other`);
  });

  test('is another one where a program listens there', async () => {
    const port = await freePort();
    await listenOn(port);
    const chosen = await choose(null, port);
    expect(chosen.port).toBeGreaterThan(port);
    expect(chosen.told).toContain(`Port ${port} belongs to`);
  });

  test('stays what it was, whatever is preferred by now', async () => {
    const [port, preferred] = [await freePort(), await freePort()];
    expect((await choose(null, preferred, port)).port).toBe(port);
  });

  test.each([
    ['that was remembered', null, 'This project used it before'],
    ['that was asked for', 'asked', undefined],
  ])('%s is not changed in silence', async (_case, asked, likelyCause) => {
    const port = await freePort();
    await listenOn(port);
    const choosing = asked === null ? choose(null, port, port) : choose(port, port);
    await expect(choosing).rejects.toMatchObject({
      code: 'dev-port-taken',
      message: expect.stringContaining(`Port ${port} of this machine is taken`),
      remedy: expect.stringContaining(`--port ${port + 1}`),
      likelyCause: likelyCause === undefined ? undefined : expect.stringContaining(likelyCause),
    });
  });
});
