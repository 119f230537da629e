/**
 * Builds dist/ from src/: one bundle with three entries (action, post, cli) that share their chunks, ready to run
 * without node_modules. Two builds of the same sources are the same bytes. `--out <folder>` builds elsewhere.
 */
import { createHash } from 'node:crypto';
import { chmod, copyFile, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { builtinModules, createRequire } from 'node:module';
import { basename, dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { CHANGES, changed } from './changed-libraries.mjs';
import { licences } from './licences.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } });
const out = resolve(values.out);

/** What CommonJS libraries inside an ES module expect to find around them. */
const COMMONJS = `import{createRequire as __createRequire}from'node:module';import{dirname as __dirnameOf}from'node:path';import{fileURLToPath as __pathOf}from'node:url';const require=__createRequire(import.meta.url),__filename=__pathOf(import.meta.url),__dirname=__dirnameOf(__filename);`;

const changedLibraries = {
  name: 'changed-libraries',
  setup({ onLoad }) {
    for (const change of CHANGES) {
      onLoad({ filter: change.file }, async ({ path }) => ({
        contents: changed(await readFile(path, 'utf8'), change, path),
      }));
    }
  },
};

const ENTRIES = {
  'action/index': 'src/entry/action-main.ts',
  'post/index': 'src/entry/post-main.ts',
  'cli/index': 'src/entry/cli-main.ts',
};

/**
 * Makes one chunk of what nearly every run needs. Modules share a chunk if the same entries reach them, so the small ones of core
 * would come in dozens of files, each of which costs as much as a few thousand lines; here every entry reaches all of them.
 */
function togetherIn(metafile) {
  const common = Object.keys(metafile.inputs).filter((path) => COMMON.test(path));
  const entries = new Set(
    Object.values(metafile.outputs)
      .map(({ entryPoint }) => entryPoint)
      .filter(
        (path) => path?.startsWith('src/') && !COMMON.test(path) && !Object.values(ENTRIES).includes(path),
      ),
  );
  return {
    name: 'together',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^together$/ }, ({ path }) => ({ path, namespace: 'together' }));
      onLoad({ filter: /.*/, namespace: 'together' }, () => ({
        contents: common.map((path) => `import ${JSON.stringify(`./${path}`)};`).join('\n'),
        resolveDir: root,
      }));
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) =>
        entries.has(relative(root, path).replaceAll('\\', '/'))
          ? { contents: `import 'together';\n${await readFile(path, 'utf8')}`, loader: 'ts' }
          : undefined,
      );
    },
  };
}

const COMMON =
  /^src\/(?:core\/|manifest\.ts|render\/(?:counts|visible|escape)\.ts|entry\/(?:outcome|report-file|end-process|verb-run)\.ts)/u;

await rm(out, { recursive: true, force: true });
const options = {
  write: false,
  absWorkingDir: root,
  entryPoints: ENTRIES,
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
};
const plugins = [changedLibraries];
const apart = await build({ ...options, define: { BUILD: '""' }, plugins });
const { metafile, outputFiles } = await build({
  ...options,
  define: { BUILD: JSON.stringify(await digestOf(apart.metafile)) },
  plugins: [...plugins, togetherIn(apart.metafile)],
});

const names = stableNames(metafile.outputs);
for (const { path, text } of outputFiles) {
  const file = join(out, renamed(relative(out, path)));
  await mkdir(dirname(file), { recursive: true });
  await writeFile(file, withBuiltinsRequired(renamed(text)));
}
await copyFile(
  join(dirname(createRequire(join(root, 'package.json')).resolve('libpg-query')), 'libpg-query.wasm'),
  join(out, 'chunks', 'libpg-query.wasm'),
);
await writeFile(join(out, 'package.json'), `${JSON.stringify({ type: 'module' }, null, 2)}\n`);
await writeFile(join(out, 'THIRD-PARTY-LICENSES.txt'), await licences(root, Object.keys(metafile.inputs)));
await chmod(join(out, 'chunks', 'libpg-query.wasm'), 0o644);
await chmod(join(out, 'cli', 'index.js'), 0o755);

/** Tells this build from every other one: by the sources that are in it, and by the versions of what they need. */
async function digestOf({ inputs }) {
  const sources = Object.keys(inputs).filter((name) => name.startsWith('src/'));
  const digest = createHash('sha256');
  for (const name of [
    ...sources.sort(),
    'package-lock.json',
    'scripts/build.mjs',
    'scripts/changed-libraries.mjs',
  ]) {
    digest.update(`${name}\n${await readFile(join(root, name), 'utf8')}\n`);
  }
  return digest.digest('hex').slice(0, 12);
}

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

/**
 * Takes Node's own modules with require, behind the banner. To import one makes a module of it, which reads every property that
 * it has: of fs, process and crypto some load a lot that nobody asked for, which takes as long as half of Node's own start.
 */
function withBuiltinsRequired(text) {
  const taken = [];
  const rest = text.slice(text.indexOf(COMMONJS) + COMMONJS.length);
  const cut = rest.replaceAll(
    /(?<=^|[;}\n])import(?:(?:\s*(?:\*\s*as\s+)?(?<all>[\w$]+))?,?\s*(?:\{(?<named>[^{}"]*)\})?\s*from)?"(?<name>[a-z_:/]+)";/gu,
    (statement, all, named, name) => {
      if (!builtinModules.includes(name.replace(/^node:/u, ''))) return statement;
      const required = `require(${JSON.stringify(name)})`;
      if (all !== undefined) taken.push(`var ${all}=${required};`);
      if (named !== undefined) taken.push(`var{${named.replaceAll(/\s+as\s+/gu, ':')}}=${required};`);
      return '';
    },
  );
  return `${text.slice(0, text.length - rest.length)}${taken.join('')}${cut}`;
}
