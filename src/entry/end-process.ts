import { finished } from 'node:stream';
import type { Exit } from './outcome.ts';

/**
 * Ends the process once everything that was printed has left it. It does not wait for what may still hold the
 * event loop (keep-alive connections to an API); all that matters was awaited before.
 */
export async function endProcess(process: NodeJS.Process, exit: Exit): Promise<never> {
  await Promise.all([process.stdout, process.stderr].map(flushed));
  // A file is written at once, but that it could not be is told in the next turn.
  await new Promise((resolve) => setImmediate(resolve));
  process.exit(exit);
}

async function flushed(stream: NodeJS.WriteStream): Promise<void> {
  if (stream.destroyed || stream.writableLength === 0) return;
  const drained = new Promise<void>((resolve) => stream.write('', () => resolve()));
  // Whether it ended well or not: nothing more will come.
  const over = new Promise<void>((resolve) => void finished(stream, () => resolve()));
  await Promise.race([drained, over]);
}
