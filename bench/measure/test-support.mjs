import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';

/**
 * What tests have of the outside world, as JavaScript: `contents` are its exports, of files in the folder `tests`. They take themselves to
 * stand where `place` does, because they look for files from there. `options`: esbuild's, besides.
 */
export async function testSupport(folder, { name, tests, place, contents, ...options }) {
  const file = join(folder, `${name}.mjs`);
  await build({
    stdin: { contents: contents.join('\n'), resolveDir: tests },
    outfile: file,
    bundle: true,
    format: 'esm',
    platform: 'node',
    target: 'node20',
    logLevel: 'error',
    define: { 'import.meta.url': JSON.stringify(pathToFileURL(join(tests, place)).href) },
    ...options,
  });
  return await import(pathToFileURL(file).href);
}
