import { messageOf, SluiceError } from '../core/errors.ts';
import type { Environment } from '../core/ports.ts';
import type { GitResult, RunGit } from './git-process.ts';

/** Five minutes: a fetch that says nothing for longer would only wait for the job's own time limit. */
const FETCH_TIMEOUT = 300_000;

/**
 * Nothing that a repository's configuration names is to be executed: no hook, no file system monitor, no remote
 * helper that runs a command, no bare repository hidden in the checkout.
 */
const SAFE_SETTINGS = [
  '-c',
  'core.fsmonitor=false',
  '-c',
  'core.hooksPath=/dev/null',
  '-c',
  'protocol.ext.allow=never',
  '-c',
  'safe.bareRepository=explicit',
  '-c',
  'gc.auto=0',
  '-c',
  'maintenance.auto=false',
  '-c',
  'core.quotePath=false',
  // It would run what gpg.program names.
  '-c',
  'log.showSignature=false',
];

/**
 * In a container job the checkout belongs to another user than the one that runs, and git refuses it. Reading
 * executes nothing of the repository's configuration, so reading may go on.
 */
const TRUST_FOREIGN_OWNER = ['-c', 'safe.directory=*'];

/**
 * Of a partial clone, reading fetches what is missing, by a command that the repository's configuration may name. What belongs
 * to somebody else is therefore read as it lies there.
 */
const WITHOUT_TRANSPORT = { GIT_ALLOW_PROTOCOL: 'none' };

/** Variables that tie git to another repository, as a hook that calls Sluice would hand them down. */
const FOREIGN_VARIABLES = [
  'GIT_DIR',
  'GIT_WORK_TREE',
  'GIT_INDEX_FILE',
  'GIT_PREFIX',
  'GIT_COMMON_DIR',
  'GIT_NAMESPACE',
  'GIT_EXTERNAL_DIFF',
  'GIT_GLOB_PATHSPECS',
  'GIT_NOGLOB_PATHSPECS',
  'GIT_ICASE_PATHSPECS',
];

export interface GitOptions {
  readonly input?: string;
  readonly onOutput?: (chunk: Buffer) => void;
}

/** git in one folder. Reads only, but for `fetch`, which adds objects and leaves refs and work tree alone. */
export interface Git {
  /** Runs a reading command; whatever its exit code, the result comes back. */
  attempt(args: readonly string[], options?: GitOptions): Promise<GitResult>;
  /** Runs a reading command that has to work. Throws `git-failed`. */
  read(args: readonly string[], options?: GitOptions): Promise<Buffer>;
  /** Runs a command that talks to the remote, with the credentials the checkout left and without asking for any. */
  remote(args: readonly string[]): Promise<GitResult>;
}

/** Binds git to a folder. Every method throws `git-failed` where git is not installed. */
export function createGit(run: RunGit, folder: string, env: Environment): Git {
  const environment = gitEnvironment(env);
  const isRunner = env['CI'] === 'true';
  const trust = isRunner ? TRUST_FOREIGN_OWNER : [];
  let foreign = false;

  const start = async (
    args: readonly string[],
    options: GitOptions,
    { timeout, added = {} }: { readonly timeout?: number; readonly added?: Environment } = {},
  ): Promise<GitResult> => {
    try {
      return await run({
        args: [...SAFE_SETTINGS, ...args],
        cwd: folder,
        env: { ...environment, ...added },
        ...options,
        ...(timeout === undefined ? {} : { timeout }),
      });
    } catch (cause) {
      if (cause instanceof SluiceError) throw cause;
      throw new SluiceError('git-failed', {
        message: `git could not be started: ${messageOf(cause)}.`,
        likelyCause: 'git is not installed here, or it is not on the PATH.',
        remedy:
          'Install git (container jobs: add it to the image, before the checkout), or compare without git: --since VERSION.',
        cause,
      });
    }
  };

  const readForeign = (args: readonly string[], options: GitOptions): Promise<GitResult> =>
    start([...TRUST_FOREIGN_OWNER, ...args], options, { added: WITHOUT_TRANSPORT });

  const attempt: Git['attempt'] = async (args, options = {}) => {
    if (foreign) return await readForeign(args, options);
    const result = await start([...trust, ...args], options);
    if (result.exitCode === 0 || isRunner || !isForeign(result)) return result;
    // git has looked at nothing yet, so there was no output either.
    foreign = true;
    return await readForeign(args, options);
  };

  return {
    attempt,
    async read(args, options = {}) {
      const result = await attempt(args, options);
      if (result.exitCode !== 0) throw gitFailed(args, result);
      return result.stdout;
    },
    remote: (args) => start([...trust, ...args], {}, { timeout: FETCH_TIMEOUT }),
  };
}

/** Whether git refuses a repository for whose it is. */
function isForeign({ stderr }: GitResult): boolean {
  return /dubious ownership|unsafe repository/u.test(stderr);
}

export function gitFailed(args: readonly string[], result: GitResult): SluiceError {
  const said = whatGitSaid(result);
  return new SluiceError('git-failed', {
    message: `git ${args[0] ?? ''} failed: ${said}`,
    remedy: remedyFor(said),
  });
}

/** What git wrote to stderr, on one line and without passwords of URLs. */
export function whatGitSaid(result: GitResult): string {
  if (result.exitCode === null) return 'it was stopped before it had finished.';
  const text = result.stderr
    .replace(/\/\/[^/@\s]+@/gu, '//***@')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('hint:'))
    .join(' ');
  return text === '' ? `exit code ${result.exitCode}.` : text;
}

function remedyFor(said: string): string {
  if (/dubious ownership/u.test(said)) {
    return 'Tell git that the folder is yours: git config --global --add safe.directory "$PWD"';
  }
  if (/not a git repository/u.test(said)) {
    return 'Run Sluice in a clone of the repository (in a workflow: after actions/checkout), or compare without git: --since VERSION.';
  }
  if (/must be run in a work tree/u.test(said)) {
    return 'Run Sluice in a clone with a work tree; this repository is bare.';
  }
  return 'Run the same git command by hand in this folder to see more, or compare without git: --since VERSION.';
}

function gitEnvironment(env: Environment): Environment {
  const kept = Object.entries(env).filter(([name]) => !FOREIGN_VARIABLES.includes(name));
  return {
    ...Object.fromEntries(kept),
    // Messages are read by code here, so they have to be in one language.
    LC_ALL: 'C',
    GIT_TERMINAL_PROMPT: '0',
    GIT_OPTIONAL_LOCKS: '0',
    GIT_LITERAL_PATHSPECS: '1',
  };
}
