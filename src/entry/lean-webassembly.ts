import { setFlagsFromString } from 'node:v8';

/**
 * The parser of PostgreSQL is WebAssembly with functions so large that V8's optimizing compiler takes half a gigabyte and
 * a core for a while to make them faster than a few thousand statements need; its baseline compiler is enough. To be
 * called before the parser is loaded.
 */
export function compileWebAssemblyLean(): void {
  setFlagsFromString('--no-wasm-dynamic-tiering');
  setFlagsFromString('--no-wasm-tier-up');
}
