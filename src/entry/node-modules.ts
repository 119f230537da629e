import { createRequire } from 'node:module';

/** What the standard streams are made with. */
const ALWAYS = ['node:net'];

/** What is needed to read files and to speak to a server. */
const FOR_VERBS = ['node:crypto', 'node:dns'];

/** What is needed besides to start a server, and to run git. */
const FOR_SERVERS = ['node:fs/promises', 'node:child_process'];

/** Verbs that often end without a server of their own. */
const OFTEN_WITHOUT = new Set(['deploy', 'status']);

/**
 * Loads the modules of Node.js itself that a verb is going to need; to be called before flags of V8 are set. They come compiled, but only
 * for the flags that Node.js was built with: once a flag is another, each is compiled anew when it is loaded, which takes two to five
 * times as long. `verb` is null where the command line only asks for something about the program.
 */
export function loadNodeModules(verb: string | null): void {
  const load = createRequire(import.meta.url);
  const isWithout = verb === null || OFTEN_WITHOUT.has(verb);
  for (const name of [...ALWAYS, ...(verb === null ? [] : FOR_VERBS), ...(isWithout ? [] : FOR_SERVERS)]) {
    load(name);
  }
  // pg takes hold of it when it is loaded, and only then does Node.js load what it is made of.
  if (verb !== null) void globalThis.crypto;
}
