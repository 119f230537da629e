import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { ERROR_CODES } from '../../src/core/error-codes.ts';
import { FINDING_CODES } from '../../src/core/finding-codes.ts';
import { INPUTS, inputsOf, isVerb, VERBS, VERSION, verbNames } from '../../src/manifest.ts';

describe('what is made from the manifest', () => {
  test('is up to date: action.yml, the composite action, the tables of README and docs', () => {
    const run = spawnSync(process.execPath, ['scripts/generate.mjs', '--check'], { encoding: 'utf8' });
    expect(run).toMatchObject({ stdout: '', stderr: '', status: 0 });
  });

  test('stands in the README', () => {
    const readme = readFileSync('README.md', 'utf8');
    expect(readme).toMatch(/<!-- inputs:start -->\n[\s\S]*`project-dir`[\s\S]*<!-- inputs:end -->/u);
    expect(readme).toMatch(/<!-- outputs:start -->\n[\s\S]*`verdict`[\s\S]*<!-- outputs:end -->/u);
  });

  test('names the bundle that is there', () => {
    for (const [file, dist] of [
      ['action.yml', 'dist/'],
      ['action/run/action.yml', '../../dist/'],
    ]) {
      expect(readFileSync(file ?? '', 'utf8')).toContain(`main: ${dist}action/index.js`);
    }
  });
});

describe('the manifest', () => {
  test('has the version of the package', () => {
    expect(JSON.parse(readFileSync('package.json', 'utf8'))).toMatchObject({ version: VERSION });
  });

  test('names each input once, in words of the command line', () => {
    const names = INPUTS.map(({ name }) => name);
    expect(new Set<string>(names).size).toBe(names.length);
    for (const name of [...names, ...Object.keys(VERBS)]) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/u);
  });

  test.each(INPUTS.map((input) => [input.name, input] as const))(
    '%s is explained and has a use',
    (_name, input) => {
      expect(input.help).toMatch(/^[A-Z`].*\.$/u);
      expect(input.verbs.every((verb) => isVerb(verb))).toBe(true);
      expect(input.verbs.length * input.doors.length).toBeGreaterThan(0);
      if ('choices' in input) expect(input.choices).toContainEqual(input.default);
      if (input.type === 'flag') expect(['true', 'false']).toContain(input.default);
    },
  );

  test('offers a person at a terminal nothing that needs a workflow', () => {
    for (const verb of verbNames('cli')) {
      expect(inputsOf(verb, 'cli').map(({ name }) => name)).not.toContain('github-token');
    }
  });
});

describe('a code', () => {
  const sources = readdirSync('src', { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts') && !/core\/(?:error|finding)-codes\.ts$/u.test(file))
    .map((file) => readFileSync(`src/${file}`, 'utf8'))
    .join('\n');

  test.each([
    ['errors', ERROR_CODES],
    ['findings', FINDING_CODES],
  ])('of %s is said somewhere', (_kind, codes) => {
    expect(Object.keys(codes).filter((code) => !sources.includes(`'${code}'`))).toEqual([]);
  });

  test('of an error has an entry that can be linked to', () => {
    const page = readFileSync('docs/TROUBLESHOOTING.md', 'utf8');
    expect(Object.keys(ERROR_CODES).filter((code) => !page.includes(`\n### ${code}\n`))).toEqual([]);
  });
});
