import type { Environment } from '../core/ports.ts';

export interface GitInvocation {
  /** Arguments after `git`; never passed through a shell. */
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Environment;
  readonly input?: string;
  /** Takes the output as it comes; then `stdout` of the result is empty. */
  readonly onOutput?: (chunk: Buffer) => void;
  /** After this many milliseconds git is killed. */
  readonly timeout?: number;
}

export interface GitResult {
  /** Null where git was killed by a signal. */
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** Runs git once. Rejects only where the process could not be started. */
export type RunGit = (invocation: GitInvocation) => Promise<GitResult>;

/** Runs the git that is on the PATH of the environment it is given. */
export const runGit: RunGit = async (invocation) => {
  // Much of what reads a checkout never asks git.
  const { spawn } = await import('node:child_process');
  return await new Promise((resolve, reject) => {
    const child = spawn('git', [...invocation.args], {
      cwd: invocation.cwd,
      env: { ...invocation.env },
      stdio: ['pipe', 'pipe', 'pipe'],
      shell: false,
      windowsHide: true,
      ...(invocation.timeout === undefined ? {} : { timeout: invocation.timeout }),
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    let failure: unknown = null;
    child.stdout.on('data', (chunk: Buffer) => {
      if (invocation.onOutput === undefined) {
        stdout.push(chunk);
        return;
      }
      try {
        if (failure === null) invocation.onOutput(chunk);
      } catch (thrown) {
        failure = thrown;
        child.kill();
      }
    });
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    child.on('error', reject);
    child.on('close', (exitCode) => {
      if (failure !== null) reject(failure);
      else
        resolve({ exitCode, stdout: Buffer.concat(stdout), stderr: Buffer.concat(stderr).toString('utf8') });
    });
    // git may end before it has read all of its input; what it says on its way out is what counts.
    child.stdin.on('error', () => undefined);
    child.stdin.end(invocation.input ?? '');
  });
};
