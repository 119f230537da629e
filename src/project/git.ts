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
];

/**
 * In a container job the checkout belongs to another user than the one that runs, and git refuses it. Reading
 * executes nothing of the repository's configuration, so reading may go on.
 */
const TRUST_FOREIGN_OWNER = ['-c', 'safe.directory=*'];

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
  const trustRemote = env['CI'] === 'true' ? TRUST_FOREIGN_OWNER : [];

  const start = async (
    args: readonly string[],
    options: GitOptions,
    timeout?: number,
  ): Promise<GitResult> => {
    try {
      return await run({
        args,
        cwd: folder,
        env: environment,
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

  const attempt: Git['attempt'] = (args, options = {}) =>
    start([...SAFE_SETTINGS, ...TRUST_FOREIGN_OWNER, ...args], options);

  return {
    attempt,
    async read(args, options = {}) {
      const result = await attempt(args, options);
      if (result.exitCode !== 0) throw gitFailed(args, result);
      return result.stdout;
    },
    remote: (args) => start([...SAFE_SETTINGS, ...trustRemote, ...args], {}, FETCH_TIMEOUT),
  };
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
