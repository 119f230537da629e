/**
 * Writes what follows from src/manifest.ts, src/core/error-codes.ts and finding-codes.ts: action.yml, action/run/action.yml,
 * action/action.yml, and the tables between markers in README.md and docs/. `--check` writes nothing and names the
 * files that would change, ending with exit code 1.
 */
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { actionYaml, compositeYaml } from './action-yaml.mjs';
import { errorEntries, findingTable, inputTable, outputTable } from './tables.mjs';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/** Loads a TypeScript module of src/ that imports nothing but its kind. */
async function load(file) {
  const { outputFiles } = await build({
    entryPoints: [join(root, file)],
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node20',
  });
  return await import(`data:text/javascript;base64,${Buffer.from(outputFiles[0].text).toString('base64')}`);
}

const manifest = await load('src/manifest.ts');
const { ERROR_CODES } = await load('src/core/error-codes.ts');
const { FINDING_CODES } = await load('src/core/finding-codes.ts');

const files = new Map([
  ['action.yml', actionYaml(manifest, 'dist')],
  ['action/run/action.yml', actionYaml(manifest, '../../dist')],
  ['action/action.yml', compositeYaml(manifest)],
]);
for (const [file, tables] of [
  ['README.md', { inputs: inputTable(manifest), outputs: outputTable(manifest) }],
  ['docs/TROUBLESHOOTING.md', { errors: errorEntries(ERROR_CODES), findings: findingTable(FINDING_CODES) }],
]) {
  const text = await readFile(join(root, file), 'utf8').catch(() => null);
  if (text !== null) files.set(file, withTables(text, tables));
}

const stale = [];
for (const [file, text] of files) {
  const path = join(root, file);
  if ((await readFile(path, 'utf8').catch(() => null)) === text) continue;
  stale.push(file);
  if (process.argv.includes('--check')) continue;
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
}
if (stale.length > 0) process.stdout.write(`${stale.join('\n')}\n`);
if (process.argv.includes('--check')) process.exitCode = stale.length === 0 ? 0 : 1;

/** Replaces what stands between `<!-- name:start -->` and `<!-- name:end -->`; a file without the markers stays. */
function withTables(text, tables) {
  return Object.entries(tables).reduce(
    (done, [name, table]) =>
      done.replace(
        new RegExp(`(<!-- ${name}:start -->\\n)[\\s\\S]*?(<!-- ${name}:end -->)`, 'u'),
        (_all, start, end) => `${start}\n${table}\n\n${end}`,
      ),
    text,
  );
}
