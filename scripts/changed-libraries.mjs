/** What is changed of libraries on their way into the bundle, and of pg-delta on its way into the tests. */

/**
 * pg-delta makes a regular expression of every name in a policy for each fact that it is held against: some hundred thousand for a small
 * project, most of the time that a view of the project takes. A name without a wildcard only matches itself.
 */
export const NAMES_WITHOUT_EXPRESSIONS = {
  file: /[\\/]pg-delta[\\/]dist[\\/]policy[\\/]policy\.js$/,
  from: 'return globToRegex(pattern).test(value);',
  to: "return pattern.includes('*') ? globToRegex(pattern).test(value) : pattern === value;",
};

/**
 * Where pg looks whether it runs on Cloudflare's servers it makes an HTTP response, for which Node.js 20 loads its whole HTTP client:
 * as long as its own start takes. These programs run on Node.js only.
 */
const PG_ON_NODE_ONLY = {
  file: /[\\/]pg[\\/]lib[\\/]stream\.js$/,
  from: "typeof Response === 'function'",
  to: 'false',
};

/** Commander could run other programs as subcommands, for which it loads what starts processes. Nobody asks it to. */
const COMMANDER_WITHOUT_PROGRAMS = {
  file: /[\\/]commander[\\/]lib[\\/]command\.js$/,
  from: "require('node:child_process')",
  to: "{ spawn: (...all) => require('node:child_process').spawn(...all) }",
};

/** p-retry asks for the time, for which Node.js loads all that it measures with, also where no time is set to its tries. */
const RETRIES_WITHOUT_CLOCK = {
  file: /[\\/]p-retry[\\/]index\.js$/,
  from: 'const startTime = performance.now();',
  to: 'const startTime = Number.isFinite(options.maxRetryTime) ? performance.now() : 0;',
};

/** pg-copy-streams checks itself with a module of Node.js that takes as long to load as a query takes; most runs copy nothing. */
const COPY_STREAMS_ASSERT_LATE = {
  file: /[\\/]pg-copy-streams[\\/]copy-(?:to|both)\.js$/,
  from: "const assert = require('assert')",
  to: "const assert = (...all) => require('assert')(...all)",
};

export const CHANGES = [
  NAMES_WITHOUT_EXPRESSIONS,
  PG_ON_NODE_ONLY,
  COMMANDER_WITHOUT_PROGRAMS,
  RETRIES_WITHOUT_CLOCK,
  COPY_STREAMS_ASSERT_LATE,
];

/** @throws Error where the library has another text by now. */
export function changed(text, { from, to }, path) {
  const contents = text.replace(from, to);
  if (contents === text)
    throw new Error(`${path} has no ${from} any more: see whether it still has to be changed.`);
  return contents;
}
