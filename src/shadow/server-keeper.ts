import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import type { Readable, Writable } from 'node:stream';
import { SluiceError } from '../core/errors.ts';

/**
 * The keeper is a shell that owns the private folder and the server, and is told what to do over its standard input.
 * When that pipe closes, because we are done or because this process died in whatever way, SIGKILL included, it
 * stops the server and removes the folder. Hence nothing needs an exit handler, and nothing can be left behind.
 *
 * Immediate shutdown (SIGQUIT) rather than SIGKILL: the postmaster then ends its backends, which lead sessions of
 * their own, and gives back its System V segment.
 */
const KEEPER = `
name=$1
shift
umask 077
folder=
for parent do
  if mkdir "$parent/$name" 2>/dev/null; then
    folder=$parent/$name
    break
  fi
done
if [ -z "$folder" ]; then
  echo failed no-folder
  exit 1
fi
server=
finish() {
  trap '' HUP INT TERM
  if [ -n "$server" ]; then
    kill -QUIT "$server" 2>/dev/null
    wait "$server" 2>/dev/null
  fi
  cd /
  rm -rf "$folder"
  exit 0
}
trap finish HUP INT TERM
echo "folder $folder"
while IFS= read -r order && IFS= read -r argument; do
  case $order in
    copy)
      cp -R "$argument" "$folder/data" || { echo failed copy; break; }
      ;;
    initdb)
      "$argument/initdb" -D "$folder/data" -U supabase_admin -A trust -E UTF8 --locale=C.UTF-8 \\
        --wal-segsize=1 --no-sync --no-instructions </dev/null >&2 || { echo failed initdb; break; }
      echo initialised
      ;;
    start)
      "$argument/postgres" -D "$folder/data" -k "$folder" </dev/null >&2 &
      server=$!
      exec 2>/dev/null
      ;;
    stop)
      kill -INT "$server"
      wait "$server"
      server=
      echo stopped
      ;;
  esac
done
finish
`;

export interface KeeperOptions {
  /** Name of the private folder. */
  readonly name: string;
  /** Where the private folder may be made; the first that works is taken. */
  readonly parents: readonly string[];
  /** The account to run under, where this process is root; else null. */
  readonly account: { readonly uid: number; readonly gid: number } | null;
  readonly path: string;
}

/** How much of the server's log is kept for error messages. */
const LOG_LIMIT = 16_384;

export class ServerKeeper implements AsyncDisposable {
  readonly #child: ChildProcess;
  readonly #input: Writable;
  readonly #answers: string[] = [];
  #wake: (() => void) | null = null;
  #log = '';
  #partial = '';
  #logEnded = false;
  #exited = false;

  constructor(options: KeeperOptions) {
    const child = spawn('/bin/sh', ['-c', KEEPER, 'sluice-shadow', options.name, ...options.parents], {
      cwd: '/',
      detached: true,
      env: { PATH: options.path, LC_ALL: 'C' },
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(options.account ?? {}),
    });
    this.#child = child;
    this.#input = child.stdin;
    // The keeper may be gone already when we write; the missing answer says so better than EPIPE would.
    child.stdin.on('error', () => {});
    this.#listen(child.stdout, child.stderr);
    child.once('error', () => this.#ended());
    child.once('exit', () => this.#ended());
  }

  #listen(output: Readable, log: Readable): void {
    output.setEncoding('utf8').on('data', (text: string) => {
      const lines = (this.#partial + text).split('\n');
      this.#partial = lines.pop() ?? '';
      this.#answers.push(...lines);
      this.#wake?.();
    });
    log
      .setEncoding('utf8')
      .on('data', (text: string) => {
        this.#log = (this.#log + text).slice(-LOG_LIMIT);
        this.#wake?.();
      })
      .once('end', () => {
        this.#logEnded = true;
        this.#wake?.();
      });
  }

  #ended(): void {
    this.#exited = true;
    this.#wake?.();
  }

  /** What the server and its tools have said so far. */
  get log(): string {
    return this.#log;
  }

  /** An order is two lines, so that a path may hold anything but a line break. */
  order(name: 'copy' | 'initdb' | 'start' | 'stop', argument = ''): void {
    this.#input.write(`${name}\n${argument}\n`);
  }

  async answer(expected: string): Promise<string> {
    const line = await this.#until(() => {
      const answer = this.#answers.shift();
      if (answer !== undefined) return answer;
      return this.#exited ? 'failed' : null;
    });
    if (line === expected) return '';
    if (line.startsWith(`${expected} `)) return line.slice(expected.length + 1);
    throw this.failure();
  }

  /** Waits until the server says that it takes connections. */
  async ready(): Promise<void> {
    const ready = await this.#until(() => {
      if (this.#log.includes('database system is ready to accept connections')) return true;
      return this.#logEnded || this.#exited || this.#answers.length > 0 ? false : null;
    });
    if (!ready) throw this.failure();
  }

  failure(): SluiceError {
    return new SluiceError('engine-unavailable', {
      message: 'PostgreSQL for the shadow could not be started.',
      likelyCause: this.#log.trim() || `The shell said: ${this.#answers.join(' ') || 'nothing'}.`,
      remedy: 'Set TMPDIR to a folder with free space, or use --engine url with a server of your own.',
    });
  }

  async #until<T>(look: () => T | null): Promise<T> {
    for (;;) {
      const seen = look();
      if (seen !== null) return seen;
      await new Promise<void>((resolve) => {
        this.#wake = resolve;
      });
      this.#wake = null;
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#exited) return;
    const exit = once(this.#child, 'exit');
    this.#input.end();
    await exit;
  }
}
