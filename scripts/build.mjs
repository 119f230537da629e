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

const require = createRequire(import.meta.url);
const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const { values } = parseArgs({ options: { out: { type: 'string', default: join(root, 'dist') } } });
const out = resolve(values.out);

/** Node's own modules that are loaded by the first call of one of their functions. */
const LATE = new Set([
  'node:crypto',
  'node:fs/promises',
  'node:stream/promises',
  'node:timers/promises',
  'node:tty',
]);

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

/** What nearly every run needs, however short it is. */
const EVERY_RUN =
  /^src\/(?:core\/|manifest\.ts|render\/(?:counts|visible|escape)\.ts|entry\/(?:outcome|report-file|end-process|verb-run|process-host|unwritable-output|error-text|setting-checks|(?:[a-z]+-)*settings)\.ts)/u;

const ACTION = 'src/entry/action-process.ts';
const VERB_ENTRY = /^src\/entry\/(?:run-[a-z]+|[a-z]+-in-terminal)\.ts$/u;

/**
 * Modules that are put into one chunk each time. Modules share a chunk if the same entries reach them, so that small ones would come in
 * dozens of files, each of which costs as much as a few thousand lines; here whatever reaches one module of a group reaches them all.
 * `holds` is asked of each module with the entries that reach it.
 */
const GROUPS = {
  'every-run': { holds: (path) => EVERY_RUN.test(path), isForAll: true },
  verbs: {
    holds: (path, reaching) =>
      path.startsWith('src/') && reaching.filter((entry) => VERB_ENTRY.test(entry)).length > 2,
  },
  project: {
    holds: (path, reaching) =>
      /^(?:src\/project|node_modules\/smol-toml)\//u.test(path) && reaching.includes('src/project/index.ts'),
  },
  database: {
    holds: (path, reaching) =>
      path.startsWith('src/database/') &&
      reaching.filter((entry) => entry.startsWith('src/database/') || entry === ACTION).length > 1,
  },
};

/** A plugin that makes chunks of GROUPS, told by what a build without it is made of. */
function together({ inputs, outputs }) {
  const main = new Set(Object.values(ENTRIES));
  const entries = Object.values(outputs)
    .map(({ entryPoint }) => entryPoint)
    .filter((path) => path?.startsWith('src/'));
  const reaching = new Map(Object.keys(inputs).map((path) => [path, []]));
  for (const entry of entries) for (const path of reachedFrom(entry, inputs)) reaching.get(path).push(entry);

  const free = new Set(Object.keys(inputs).filter((path) => !entries.includes(path)));
  const members = new Map();
  const wanted = new Map(entries.map((entry) => [entry, []]));
  for (const [name, { holds, isForAll = false }] of Object.entries(GROUPS)) {
    const held = [...free].filter((path) => holds(path, reaching.get(path)));
    for (const path of held) free.delete(path);
    members.set(name, held);
    for (const entry of entries) {
      const reaches = isForAll || held.some((path) => reaching.get(path).includes(entry));
      if (reaches && !main.has(entry)) wanted.get(entry).push(name);
    }
  }
  return {
    name: 'together',
    setup({ onResolve, onLoad }) {
      onResolve({ filter: /^together:/ }, ({ path }) => ({ path, namespace: 'together' }));
      onLoad({ filter: /.*/, namespace: 'together' }, ({ path }) => ({
        contents: members
          .get(path.replace('together:', ''))
          .map((member) => `import ${JSON.stringify(`./${member}`)};`)
          .join('\n'),
        resolveDir: root,
      }));
      onLoad({ filter: /[\\/]src[\\/].*\.ts$/ }, async ({ path }) => {
        const groups = wanted.get(relative(root, path).replaceAll('\\', '/')) ?? [];
        if (groups.length === 0) return undefined;
        const imports = groups.map((name) => `import 'together:${name}';\n`).join('');
        return { contents: `${imports}${await readFile(path, 'utf8')}`, loader: 'ts' };
      });
    },
  };
}

/** The modules that an entry imports, directly or through others, without what is only imported when it is needed. */
function reachedFrom(entry, inputs) {
  const reached = new Set();
  const open = [entry];
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue;
    reached.add(path);
    for (const { path: next, kind, external } of inputs[path]?.imports ?? []) {
      if (external !== true && kind !== 'dynamic-import' && next in inputs) open.push(next);
    }
  }
  return reached;
}

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
  // Else they are made with new RegExp, which parses them at once.
  supported: { 'regexp-unicode-property-escapes': true },
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
  plugins: [...plugins, together(apart.metafile)],
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
      if (named !== undefined)
        taken.push(
          LATE.has(name) ? late(named, name) : `var{${named.replaceAll(/\s+as\s+/gu, ':')}}=${required};`,
        );
      return '';
    },
  );
  return `${text.slice(0, text.length - rest.length)}${taken.join('')}${cut}`;
}

/**
 * Functions of modules that take long to load and that a short run may never call: the first call loads the module, and puts the
 * function itself in its own place. Only functions can come late.
 */
function late(named, module) {
  return named
    .split(',')
    .map((one) => {
      const [name, local = name] = one.trim().split(/\s+as\s+/u);
      if (typeof require(module)[name] !== 'function')
        throw new Error(`${name} of ${module} is no function.`);
      return `var ${local}=(...all)=>(${local}=require(${JSON.stringify(module)}).${name})(...all);`;
    })
    .join('');
}
