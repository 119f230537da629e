/**
 * Builds dist/ from src/: one bundle with three entries (action, post, cli) that share their chunks, ready to run
 * without node_modules. Two builds of the same sources are the same bytes. `--out <folder>` builds elsewhere.
 */
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { licences } from './licences.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } });
const out = resolve(values.out);

/** What CommonJS libraries inside an ES module expect to find around them. */
const COMMONJS = `import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);`;

await rm(out, { recursive: true, force: true });
const { metafile } = await build({
  absWorkingDir: root,
  entryPoints: {
    'action/index': 'src/entry/action-main.ts',
    'post/index': 'src/entry/post-main.ts',
    'cli/index': 'src/entry/cli-main.ts',
  },
  outdir: out,
  chunkNames: 'chunks/[name]-[hash]',
  bundle: true,
  splitting: true,
  format: 'esm',
  platform: 'node',
  target: 'node20',
  minify: true,
  keepNames: false,
  charset: 'utf8',
  legalComments: 'none',
  banner: { js: COMMONJS },
  // pg speaks to its native twin only where somebody installed it beside.
  external: ['pg-native'],
  metafile: true,
  logLevel: 'warning',
});

await mkdir(join(out, 'chunks'), { recursive: true });
await copyFile(
  join(dirname(createRequire(join(root, 'package.json')).resolve('libpg-query')), 'libpg-query.wasm'),
  join(out, 'chunks', 'libpg-query.wasm'),
);
await writeFile(join(out, 'package.json'), `${JSON.stringify({ type: 'module' }, null, 2)}\n`);
await writeFile(join(out, 'THIRD-PARTY-LICENSES.txt'), await licences(root, Object.keys(metafile.inputs)));
await chmod(join(out, 'chunks', 'libpg-query.wasm'), 0o644);
await chmod(join(out, 'cli', 'index.js'), 0o755);
