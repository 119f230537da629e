import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable, Writable } from 'node:stream';
import { SluiceError } from '../core/errors.ts';
import { GUARD_SCRIPT } from './guard-script.ts';
import type { ServerAccount } from './server-account.ts';

export interface GuardOptions {
  /** Name of the private folder; nobody else may hit upon it. */
  readonly name: string;
  /** Where the folder may be made; the first that works is taken. */
  readonly parents: readonly string[];
  /** Who else may read the folder. */
  readonly audience: 'owner' | 'everybody';
  /** Whom the guard, its folder and its server belong to; null: to the user of this process. */
  readonly account: ServerAccount | null;
  /** The PATH of the guard's tools. */
  readonly path: string | undefined;
  /** Longest path of a Unix socket on this platform, in bytes. */
  readonly socketPathLimit: number;
  /** An open file for `restore`. */
  readonly source?: number;
}

const SOCKET_NAME = '/.s.PGSQL.5432';
const SHORT_FOLDERS = ['/tmp', '/var/tmp', '/dev/shm'];
/** The system's own tools before whatever else PATH may offer under their names. */
const SYSTEM_PATH = '/usr/bin:/bin';
/** How much of the log is kept for error messages, in characters. */
const LOG_LIMIT = 16_384;

/** A private folder, and perhaps a server in it, that cannot outlive this process: see guard-script.ts. */
export class Guard implements AsyncDisposable {
  readonly #stdin: Writable;
  readonly #exited: Promise<void>;
  readonly #answers: string[] = [];
  readonly #waiting = new Set<() => void>();
  #folder: string | null = null;
  #log = '';
  #unfinishedLine = '';
  #silent = false;
  #ended = false;

  private constructor(options: GuardOptions) {
    const longest = options.socketPathLimit - SOCKET_NAME.length;
    const parents = options.parents.filter((parent) => !parent.includes('\n'));
    const { promise, resolve } = withResolvers();
    this.#exited = promise;
    const child = spawn(
      '/bin/sh',
      [
        ...['-c', GUARD_SCRIPT, 'sluice-guard'],
        ...[options.audience === 'owner' ? '077' : '022', options.name, String(longest)],
        ...['--', ...parents, '--', ...SHORT_FOLDERS],
      ],
      {
        cwd: '/',
        // A session of its own: Ctrl-C in a terminal reaches us, and we decide when the guard ends.
        detached: true,
        env: { PATH: [SYSTEM_PATH, options.path ?? ''].filter((part) => part !== '').join(':'), LC_ALL: 'C' },
        stdio: ['pipe', 'pipe', 'pipe', options.source ?? 'ignore'],
        ...(options.account ?? {}),
      },
    );
    const { stdin, stdout, stderr } = child;
    // They are pipes, which the types of Node do not say of more than three.
    if (stdin === null || stdout === null || stderr === null) throw new Error('The guard has no pipes.');
    this.#stdin = stdin;
    this.#listen(stdout, stderr);
    const end = () => {
      this.#ended = true;
      resolve();
      this.#wake();
    };
    child.once('error', (error) => {
      this.#log += error.message;
      end();
    });
    child.once('close', end);
  }

  #listen(stdout: Readable, stderr: Readable): void {
    // A guard that is gone is noticed by its missing answer, which says more than EPIPE would.
    this.#stdin.on('error', () => {});
    stdout.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#unfinishedLine + text).split('\n');
      this.#unfinishedLine = lines.pop() ?? '';
      this.#answers.push(...lines);
      this.#wake();
    });
    stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#log = (this.#log + text).slice(-LOG_LIMIT);
      this.#wake();
    });
    stderr.once('end', () => {
      this.#silent = true;
      this.#wake();
    });
  }

  /**
   * Makes the private folder.
   * @throws SluiceError engine-unavailable where none of the parents can hold it
   */
  static async open(options: GuardOptions): Promise<GuardedFolder> {
    const guard = new Guard(options);
    try {
      const folder = await guard.#answer('folder');
      guard.#folder = folder;
      return { guard, folder, socketFolder: await guard.#answer('socket') };
    } catch (cause) {
      await guard[Symbol.asyncDispose]();
      throw new SluiceError('engine-unavailable', {
        message: 'No temporary folder could be made for the shadow.',
        likelyCause: `None of these can be written to: ${options.parents.join(', ')}.`,
        remedy: 'Set TMPDIR to a folder that can be written to and has free space.',
        cause,
      });
    }
  }

  /** Copies a folder with all it holds to a place in the private folder that does not exist yet. */
  async copy(source: string, place: string): Promise<void> {
    this.#order('option', place);
    this.#order('copy', source);
    await this.#answer('copied');
  }

  /**
   * Packs a folder into a file at a place in the private folder: one file is read and written in two thirds of the
   * time of many. Where the machine has no tar, the place becomes a copy of the folder.
   */
  async pack(source: string, place: string): Promise<void> {
    this.#order('option', place);
    this.#order('pack', source);
    await this.#answer('packed');
  }

  /** Unpacks what `pack` made, in whichever form, to a place in the private folder. */
  async unpack(packed: string, place: string): Promise<void> {
    this.#order('option', place);
    this.#order('unpack', packed);
    await this.#answer('unpacked');
  }

  /** Unpacks the file that the guard was opened with to a place in the private folder. */
  async restore(place: string): Promise<void> {
    this.#order('restore', place);
    await this.#answer('restored');
  }

  /** Packs `data` of a server at rest to a place in the private folder; false where that did not work. */
  async capture(place: string): Promise<boolean> {
    this.#order('capture', place);
    return (await this.#answer('captured')) === 'yes';
  }

  /** Lets everybody read what is at a place in the private folder, whatever the umask was. */
  async makeReadable(place: string): Promise<void> {
    this.#order('readable', place);
    await this.#answer('readable');
  }

  /** Makes a cluster in `data` of the private folder. */
  async initialise(engine: string, options: readonly string[]): Promise<void> {
    for (const option of options) this.#order('option', option);
    this.#order('initdb', join(engine, 'bin'));
    await this.#answer('initialised');
  }

  /** Starts the server on `data` of the private folder; returns when it takes connections. */
  async start(engine: string): Promise<void> {
    this.#order('start', join(engine, 'bin'));
    await this.#ready();
  }

  /** Shuts the server down so that its files are whole. */
  async stop(): Promise<void> {
    this.#order('stop');
    await this.#answer('stopped');
  }

  /** Has a process group ended with us, until `release`. */
  watch(group: number): void {
    this.#order('watch', String(group));
  }

  release(group: number): void {
    this.#order('release', String(group));
  }

  #order(name: string, argument = ''): void {
    if (!this.#stdin.writableEnded) this.#stdin.write(`${name}\n${argument}\n`);
  }

  /**
   * Waits for the answer that begins with a word, and gives the rest of its line.
   * @throws SluiceError engine-unavailable when the guard says or does something else
   */
  async #answer(word: string): Promise<string> {
    const line = await this.#until(() => this.#answers.shift() ?? (this.#ended ? 'failed guard' : null));
    if (line === word) return '';
    if (line.startsWith(`${word} `)) return line.slice(word.length + 1);
    // After a failure the guard ends; what it said about the cause comes over another pipe and may still be under way.
    await this.#until(() => (this.#silent || this.#ended ? true : null));
    throw this.#failure(line);
  }

  /**
   * Waits until the server takes connections.
   * @throws SluiceError engine-unavailable with the server's own words when it does not
   */
  async #ready(): Promise<void> {
    const ready = await this.#until(() => {
      if (this.#log.includes('database system is ready to accept connections')) return true;
      return this.#silent || this.#ended || this.#answers.some((answer) => answer.startsWith('failed'))
        ? false
        : null;
    });
    if (!ready) throw this.#failure(this.#answers.join(' ') || 'failed start');
  }

  #failure(answer: string): SluiceError {
    return new SluiceError('engine-unavailable', {
      message: `PostgreSQL for the shadow could not be started (${answer}).`,
      ...(this.#log.trim() === '' ? {} : { likelyCause: this.#log.trim() }),
      remedy: this.#log.includes('could not look up effective user ID')
        ? 'PostgreSQL wants its user to have a name: run as one that /etc/passwd knows (in a container: --user with a user of the image), or use --engine url with a server of your own.'
        : 'Set TMPDIR to a folder with free space and SLUICE_CACHE_DIR to one that programs may run from, or use --engine url with a server of your own.',
    });
  }

  async #until<Seen>(look: () => Seen | null): Promise<Seen> {
    for (;;) {
      const seen = look();
      if (seen !== null) return seen;
      const { promise, resolve } = withResolvers();
      this.#waiting.add(resolve);
      await promise;
      this.#waiting.delete(resolve);
    }
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve();
  }

  /**
   * Until the returned object is disposed of, an abort ends the guard as disposal does; whoever waits for an answer
   * then gets an error. An initdb that runs is waited for: killed, it would leave its shared memory behind.
   */
  endOn(signal: AbortSignal): Disposable {
    const end = () => void this.#stdin.end();
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    return { [Symbol.dispose]: () => signal.removeEventListener('abort', end) };
  }

  /** Stops the server and removes the folder; returns when both are gone. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#stdin.end();
    await this.#exited;
    // An abort ends the guard while we may still be writing a file into a folder that it is removing. What it could not remove, we cannot.
    if (this.#folder !== null) await rm(this.#folder, { recursive: true, force: true }).catch(() => {});
  }
}

export interface GuardedFolder {
  readonly guard: Guard;
  readonly folder: string;
  /** The folder itself, or one with a path short enough for sockets. */
  readonly socketFolder: string;
}

// Promise.withResolvers is missing in Node 20.
function withResolvers(): { promise: Promise<void>; resolve: () => void } {
  let resolve = () => {};
  const promise = new Promise<void>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
