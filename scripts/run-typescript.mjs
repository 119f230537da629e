/**
 * Runs a TypeScript file of this repository with its arguments: `node scripts/run-typescript.mjs scripts/seed.ts --rows 10`.
 * Node 20 reads no TypeScript, and esbuild is here anyway. Packages stay where they are, in node_modules.
 */
import { mkdir, writeFile } from 'node:fs/promises';
import { basename, dirname, join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { build } from 'esbuild';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const file = resolve(process.argv[2] ?? '');
const { outputFiles } = await build({
  entryPoints: [file],
  bundle: true,
  write: false,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  packages: 'external',
});
const folder = join(root, 'node_modules', '.cache', 'sluice-scripts');
await mkdir(folder, { recursive: true });
const built = join(folder, `${basename(file, '.ts')}.mjs`);
await writeFile(built, outputFiles[0].text);
process.argv.splice(1, 2, file);
await import(pathToFileURL(built).href);
