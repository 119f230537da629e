import { spawn } from 'node:child_process';
import { rm } from 'node:fs/promises';

const running = new Set();
const folders = new Set();

/** Starts a process that is ended when the benchmark is. */
export function start(command, args, options) {
  const child = spawn(command, args, options);
  running.add(child);
  child.once('close', () => running.delete(child));
  child.once('error', () => running.delete(child));
  return child;
}

/** Notes a folder that is removed when the benchmark ends. */
export function removeAtTheEnd(folder) {
  folders.add(folder);
}

/** Ends what still runs, waits for it, and removes what was written. */
export async function cleanUp() {
  const ends = [...running].map(
    (child) =>
      new Promise((resolve) => {
        child.once('close', resolve);
        child.kill('SIGTERM');
      }),
  );
  await Promise.all(ends);
  for (const folder of folders) await rm(folder, { recursive: true, force: true, maxRetries: 3 });
}
