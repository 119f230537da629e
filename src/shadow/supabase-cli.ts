import { spawn } from 'node:child_process';
import { accessSync, constants } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment } from '../core/ports.ts';

/** Fetched through npm where no other is there; the version that the tests run against. */
const PINNED = 'supabase@3.1.0';

export interface CommandOutcome {
  readonly exit: number | null;
  /** The end of what it printed, on both streams. */
  readonly said: string;
}

/** The Supabase CLI as the machine has it: on the PATH, in node_modules above the running file, else through npx. */
export interface SupabaseCli {
  /** How it is called, for people. */
  readonly shown: string;
  run(args: readonly string[], options: RunOptions): Promise<CommandOutcome>;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Told each line that it prints. */
  readonly line?: (text: string) => void;
}

/** Kept of what a command prints, in characters. */
const MOST_KEPT = 4_000;

export function findSupabaseCli(env: Environment, runningFile: string): SupabaseCli {
  const found = executableOn(env, 'supabase') ?? inNodeModules(runningFile);
  const command = found === null ? ['npx', '--yes', PINNED] : [found];
  return {
    shown: found === null ? `npx ${PINNED}` : found,
    run: async (args, options) => await runCommand([...command, ...args], env, options),
  };
}

/** @throws SluiceError engine-unavailable where Docker does not answer */
export async function requireDocker(env: Environment, signal: AbortSignal): Promise<void> {
  const asked = await runCommand(['docker', 'info', '--format', '{{.ServerVersion}}'], env, { signal }).catch(
    (error: unknown): CommandOutcome => ({ exit: 127, said: messageOf(error) }),
  );
  if (asked.exit === 0) return;
  signal.throwIfAborted();
  throw new SluiceError('engine-unavailable', {
    message: `--engine supabase needs Docker, which does not answer: ${lastLine(asked.said)}`,
    likelyCause: 'Docker is not installed here, does not run, or this user may not use it.',
    remedy: 'Start Docker, or use --engine embedded, which needs none.',
  });
}

/** The ids of the projects whose containers are on this machine, running or not. */
export async function localProjects(env: Environment): Promise<readonly string[]> {
  const label = 'com.supabase.cli.project';
  const listed = await runCommand(
    ['docker', 'ps', '--all', '--filter', `label=${label}`, '--format', `{{.Label "${label}"}}`],
    env,
    {},
  ).catch(() => null);
  return listed?.exit === 0 ? [...new Set(listed.said.split('\n').filter((id) => id !== ''))] : [];
}

/** The last line that says what went wrong; the CLI ends with advice about itself. */
export function lastLine(text: string): string {
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !/^Try rerunning|^Stopping containers|^Pruned /u.test(line));
  return lines.at(-1) ?? '';
}

async function runCommand(
  [program = '', ...args]: readonly string[],
  env: Environment,
  { signal, line }: RunOptions,
): Promise<CommandOutcome> {
  return await new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      env: { ...env, CI: '1', SUPABASE_TELEMETRY_DISABLED: '1' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(signal === undefined ? {} : { signal }),
    });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8').on('data', (text: string) => {
        said = `${said}${text}`.slice(-MOST_KEPT);
        for (const one of text.split('\n')) if (one.trim() !== '') line?.(one.trim());
      });
    }
    child.on('error', reject);
    child.on('close', (exit) => resolve({ exit, said }));
  });
}

function executableOn(env: Environment, name: string): string | null {
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '');
  return folders.map((folder) => join(folder, name)).find(isExecutable) ?? null;
}

function inNodeModules(runningFile: string): string | null {
  for (let folder = dirname(runningFile); ; folder = dirname(folder)) {
    const file = join(folder, 'node_modules/.bin/supabase');
    if (isExecutable(file)) return file;
    if (dirname(folder) === folder) return null;
  }
}

function isExecutable(file: string): boolean {
  try {
    accessSync(file, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
