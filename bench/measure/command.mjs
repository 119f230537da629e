import { performance } from 'node:perf_hooks';
import { start } from './children.mjs';

/**
 * Runs a whole process, from its start to the end of its output. Exit codes outside of `allowed` are an error with
 * what the process said.
 */
export async function run(command, args, { allowed = [0], input = '', ...options } = {}) {
  const began = performance.now();
  const child = start(command, args, { stdio: ['pipe', 'pipe', 'pipe'], ...options });
  const output = [];
  const errors = [];
  child.stdout.on('data', (bytes) => output.push(bytes));
  child.stderr.on('data', (bytes) => errors.push(bytes));
  child.stdin.on('error', () => {});
  child.stdin.end(input);
  const code = await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (status, signal) => resolve(status ?? signal));
  });
  const milliseconds = performance.now() - began;
  if (!allowed.includes(code)) {
    const said = Buffer.concat(errors).toString('utf8').slice(-4000);
    throw new Error(`${command} ${args.join(' ')} ended with ${code}:\n${said}`);
  }
  return { milliseconds, stdout: Buffer.concat(output).toString('utf8') };
}
