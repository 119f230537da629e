import { once } from 'node:events';
import { chmodSync, mkdirSync } from 'node:fs';
import { createServer } from 'node:net';
import { cli } from '../../src/entry/cli.ts';
import type { Host } from '../../src/entry/host.ts';
import { FakeHost } from './fake-host.ts';
import { TemporaryFolder } from './git-repository.ts';

export interface CommandRun {
  readonly exit: number;
  readonly out: string;
  readonly err: string;
}

/** Projects with local databases of their own, in a place with a space and a letter beyond ASCII; none is left behind. */
export class LocalProjects implements AsyncDisposable {
  readonly #folder = new TemporaryFolder();
  readonly #names = new Set<string>();

  constructor() {
    // The account of the server has to pass through.
    chmodSync(this.#folder.path, 0o755);
  }

  get data(): string {
    return this.#folder.at('dév data');
  }

  path(name: string, ...parts: readonly string[]): string {
    return this.#folder.at(name, ...parts);
  }

  /** Makes a project whose local database would like to have that port. */
  make(name: string, port: number, files: Readonly<Record<string, string>> = {}): void {
    this.#names.add(name);
    mkdirSync(this.path(name), { recursive: true });
    this.write(
      name,
      'supabase/config.toml',
      `project_id = "${name.replace(/\W/gu, '')}"\n[db]\nport = ${port}\n`,
    );
    for (const [file, text] of Object.entries(files)) this.write(name, file, text);
  }

  write(name: string, file: string, text: string): void {
    this.#folder.write(`${name}/${file}`, text);
  }

  remove(name: string, file: string): void {
    this.#folder.remove(`${name}/${file}`);
  }

  host(
    name: string,
    env: Readonly<Record<string, string>> = {},
  ): { readonly host: Host; readonly fake: FakeHost } {
    const fake = new FakeHost({
      env: {
        PATH: process.env['PATH'],
        HOME: process.env['HOME'],
        SLUICE_CACHE_DIR: process.env['SLUICE_CACHE_DIR'],
        SLUICE_DEV_DIR: this.data,
        ...env,
      },
    });
    const { stdout, stderr, signal } = fake;
    const clock = { now: () => performance.now() };
    return { host: { env: fake.env, cwd: this.path(name), clock, stdout, stderr, signal }, fake };
  }

  async run(
    name: string,
    argv: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<CommandRun> {
    const { host, fake } = this.host(name, env);
    const exit = await cli(argv, host, '0.0.0');
    return { exit, out: fake.out, err: fake.err };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const name of this.#names) await this.run(name, ['dev', 'stop']);
    this.#folder[Symbol.dispose]();
  }
}

/** A port that nobody listened on a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  server.close();
  await once(server, 'close');
  if (address === null || typeof address === 'string') throw new Error('no port');
  return address.port;
}
