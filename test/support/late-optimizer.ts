/**
 * Before every test file, which is over before most optimized code would have given back what making it took: `npm test` runs
 * without the optimizing compiler. But some files spend seconds in one loop, over 50 MB of SQL or all facts of a schema, and
 * there it pays; so it is given what has run for several times as long as V8 would usually wait.
 */
import { setFlagsFromString } from 'node:v8';

// Later releases count otherwise, and complain about a flag that they do not know.
if (process.versions.node.startsWith('20.')) {
  setFlagsFromString('--interrupt-budget=500000');
  setFlagsFromString('--opt');
}
