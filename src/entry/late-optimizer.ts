import { setFlagsFromString } from 'node:v8';

/** When a run is no longer short, in milliseconds. */
const LONG = 4_000;

/**
 * A short run ends before the code that V8's optimizing compiler works on has given back what that took, and the compiler has a
 * core less for the servers meanwhile. To be called first of all; it optimizes once a run turns out to be long.
 */
export function optimizeLate(process: NodeJS.Process): void {
  setFlagsFromString('--no-opt');
  setTimeout(() => {
    setFlagsFromString('--opt');
    // Compiled code is kept at the very end, for runs that begin as this one did.
    process.once('exit', () => setFlagsFromString('--no-opt'));
  }, LONG).unref();
}
