/**
 * Builds dist/ from src/: one bundle with three entries (action, post, cli) that share their chunks, ready to run
 * without node_modules. Two builds of the same sources are the same bytes. `--out <folder>` builds elsewhere.
 */
import { chmod, copyFile, mkdir, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
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
const { metafile, outputFiles } = await build({
  write: false,
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

const names = stableNames(metafile.outputs);
for (const { path, text } of outputFiles) {
  const file = join(out, renamed(relative(out, path)));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, renamed(text));
}
await copyFile(
  join(dirname(createRequire(join(root, 'package.json')).resolve('libpg-query')), 'libpg-query.wasm'),
  join(out, 'chunks', 'libpg-query.wasm'),
);
await writeFile(join(out, 'package.json'), `${JSON.stringify({ type: 'module' }, null, 2)}\n`);
await writeFile(join(out, 'THIRD-PARTY-LICENSES.txt'), await licences(root, Object.keys(metafile.inputs)));
await chmod(join(out, 'chunks', 'libpg-query.wasm'), 0o644);
await chmod(join(out, 'cli', 'index.js'), 0o755);

/**
 * Names of chunks that only change when their purpose does, in place of esbuild's digests: a new build then shows as a
 * change of the same files. A shared chunk is called after the largest of its modules.
 */
function stableNames(outputs) {
  const found = new Map();
  for (const [path, { entryPoint, inputs }] of Object.entries(outputs).sort(([a], [b]) => (a < b ? -1 : 1))) {
    if (!dirname(path).endsWith('chunks')) continue;
    const [largest = ''] = Object.entries(inputs)
      .sort(([a, { bytesInOutput: left }], [b, { bytesInOutput: right }]) => right - left || (a < b ? -1 : 1))
      .map(([input]) => input);
    const stem = (entryPoint ?? largest)
      .replace(/^.*node_modules\/|^src\/|\.[cm]?[jt]s$/gu, '')
      .replaceAll(/[^A-Za-z0-9]+/gu, '-')
      .replace(/^-|-$/gu, '');
    const taken = [...found.values()].filter((name) => name.replace(/(?:-\d+)?\.js$/u, '') === stem).length;
    const name = stem === '' ? 'runtime' : stem;
    found.set(basename(path), `${name}${taken === 0 ? '' : `-${taken + 1}`}.js`);
  }
  return found;
}

function renamed(text) {
  return [...names].reduce((done, [from, to]) => done.replaceAll(from, to), text);
}
