// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the workflow language
import { describe } from './tables.mjs';

const NOTICE = '# Made from src/manifest.ts by scripts/generate.mjs: change it there.';
const DESCRIPTION =
  'Reviews Supabase migrations in pull requests: what changes, what may break, whether it can be undone.';

/** The actions of others, each at the commit of its release. */
const CACHE_COMMIT = '27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5';
const RESTORE = `actions/cache/restore@${CACHE_COMMIT}`;
const SAVE = `actions/cache/save@${CACHE_COMMIT}`;
const UPLOAD = 'actions/upload-artifact@bbbca2ddaa5d8feaa63e36b76fdaad77386f024f # v7.0.0';

/** The JavaScript action; `dist` is the bundle's folder as seen from the file. */
export function actionYaml(manifest, dist) {
  return lines([
    NOTICE,
    ...head(manifest),
    'outputs:',
    ...manifest.OUTPUTS.flatMap(({ name, help }) => [`  ${name}:`, `    description: ${quoted(help)}`]),
    'runs:',
    '  using: node24',
    `  main: ${dist}/action/index.js`,
    `  post: ${dist}/post/index.js`,
    'branding:',
    '  icon: git-merge',
    '  color: green',
  ]);
}

/**
 * What the cache holds is in the name that it is saved under, as the run tells it; which one fits best nobody knows before the
 * run, so the newest is taken. What in it does not fit is not used: each entry is named after its content.
 */
const CACHE_NAME =
  "sluice-VERSION-${{ runner.os }}-${{ runner.arch }}-${{ hashFiles('**/supabase/config.toml') }}-";
const OLDER_CACHES = 'sluice-VERSION-${{ runner.os }}-${{ runner.arch }}-';
const CACHE_FOLDER = '${{ runner.temp }}/sluice-cache';

/** The action that people write: PostgreSQL and replayed states from the cache, the action itself, the report as an artifact. */
export function compositeYaml(manifest) {
  const names = ['command', ...actionInputs(manifest).map(({ name }) => name)];
  return lines([
    NOTICE,
    ...head(manifest),
    'outputs:',
    ...manifest.OUTPUTS.flatMap(({ name, help }) => [
      `  ${name}:`,
      `    description: ${quoted(help)}`,
      `    value: \${{ steps.run.outputs.${name} }}`,
    ]),
    'runs:',
    '  using: composite',
    '  steps:',
    '    - name: Restore PostgreSQL and replayed states',
    "      if: ${{ inputs.command != 'comment' }}",
    `      uses: ${RESTORE}`,
    '      with:',
    `        path: ${CACHE_FOLDER}`,
    `        key: ${named(CACHE_NAME, manifest)}newest`,
    '        restore-keys: |',
    `          ${named(CACHE_NAME, manifest)}`,
    `          ${named(OLDER_CACHES, manifest)}`,
    '    - name: Run Sluice',
    '      id: run',
    '      uses: $/action/run',
    '      env:',
    `        SLUICE_CACHE_DIR: ${CACHE_FOLDER}`,
    "        SLUICE_CACHE_LIMIT: ${{ env.SLUICE_CACHE_LIMIT || '500MB' }}",
    '      with:',
    ...names.map((name) => `        ${name}: \${{ inputs.${name} }}`),
    '    - name: Keep PostgreSQL and replayed states',
    "      if: ${{ !cancelled() && steps.run.outputs.cache-key != '' }}",
    `      uses: ${SAVE}`,
    '      with:',
    `        path: ${CACHE_FOLDER}`,
    `        key: ${named(CACHE_NAME, manifest)}\${{ steps.run.outputs.cache-key }}`,
    '    - name: Keep the report',
    "      if: ${{ !cancelled() && inputs.command == 'review' && steps.run.outputs.report-path != '' }}",
    `      uses: ${UPLOAD}`,
    '      with:',
    '        name: ${{ steps.run.outputs.artifact-name }}',
    '        path: ${{ steps.run.outputs.report-path }}',
    '        if-no-files-found: ignore',
    '        overwrite: true',
  ]);
}

function named(cache, { VERSION }) {
  return cache.replace('VERSION', VERSION);
}

function head(manifest) {
  return [
    'name: Sluice',
    `description: ${quoted(DESCRIPTION)}`,
    'inputs:',
    '  command:',
    `    description: ${quoted(`What to do: ${manifest.verbNames('action').join(', ')}.`)}`,
    `    default: ${quoted('review')}`,
    ...actionInputs(manifest).flatMap((input) => [
      `  ${input.name}:`,
      `    description: ${quoted(describe(input).replaceAll('`', ''))}`,
      `    default: ${quoted(input.default)}`,
    ]),
  ];
}

function actionInputs({ INPUTS }) {
  return INPUTS.filter((input) => input.doors.includes('action'));
}

/** A YAML scalar in double quotes; JSON's are understood there. */
function quoted(text) {
  return JSON.stringify(text);
}

function lines(all) {
  return `${all.join('\n')}\n`;
}
