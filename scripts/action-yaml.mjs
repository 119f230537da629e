// biome-ignore-all lint/suspicious/noTemplateCurlyInString: expressions of the workflow language
import { describe } from './tables.mjs';

const NOTICE = '# Made from src/manifest.ts by scripts/generate.mjs: change it there.';
const DESCRIPTION =
  'Reviews Supabase migrations in pull requests: what changes, what may break, whether it can be undone.';

/** The actions of others, each at the commit of its release. */
const CACHE = 'actions/cache@27d5ce7f107fe9357f9df03efb73ab90386fccae # v5.0.5';
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

/** The action that people write: the engine from the cache, the action itself, the report as an artifact. */
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
    '    - name: Restore PostgreSQL',
    "      if: ${{ inputs.command != 'comment' }}",
    `      uses: ${CACHE}`,
    '      with:',
    '        path: ${{ runner.temp }}/sluice-cache',
    `        key: sluice-${manifest.VERSION}-\${{ runner.os }}-\${{ runner.arch }}-\${{ hashFiles('**/supabase/config.toml') }}`,
    `        restore-keys: sluice-${manifest.VERSION}-\${{ runner.os }}-\${{ runner.arch }}-`,
    '    - name: Run Sluice',
    '      id: run',
    '      uses: $/action/run',
    '      env:',
    '        SLUICE_CACHE_DIR: ${{ runner.temp }}/sluice-cache',
    '      with:',
    ...names.map((name) => `        ${name}: \${{ inputs.${name} }}`),
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
