import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';

let folder: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sluice-build-'));
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

function build(name: string): string {
  const out = join(folder, name);
  const run = spawnSync(process.execPath, ['scripts/build.mjs', '--out', out], { encoding: 'utf8' });
  expect(run).toMatchObject({ status: 0, stderr: '' });
  return out;
}

/** Paths with the digests of their files. */
function digests(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
    statSync(join(root, file)).isFile(),
  );
  return Object.fromEntries(
    files.sort().map((file) => [
      file,
      createHash('sha256')
        .update(readFileSync(join(root, file)))
        .digest('hex'),
    ]),
  );
}

describe('dist/', () => {
  test('is a fresh build, and two builds are the same bytes', () => {
    const fresh = digests(build('first'));
    // `npm run build` makes dist/ again.
    expect(digests('dist')).toEqual(fresh);
    expect(digests(build('second'))).toEqual(fresh);
  });

  test('holds nothing of the machine that built it', () => {
    const here = resolve('.');
    for (const file of Object.keys(digests('dist'))) {
      expect(readFileSync(join('dist', file)).includes(here)).toBe(false);
    }
  });

  test('runs without node_modules: the WebAssembly of the parser comes along', () => {
    const alone = join(folder, 'alone');
    cpSync('dist', alone, { recursive: true });
    cpSync('supabase', join(folder, 'project/supabase'), { recursive: true });
    const run = spawnSync(
      process.execPath,
      [join(alone, 'cli/index.js'), 'review', '--since', '99999999999999', '--format', 'json'],
      { encoding: 'utf8', cwd: join(folder, 'project') },
    );
    expect(run).toMatchObject({ status: 0 });
    expect(JSON.parse(run.stdout)).toMatchObject({ command: 'review', verdict: 'nothing' });
  });

  test('says whose work it holds, under which licence', () => {
    const text = readFileSync('dist/THIRD-PARTY-LICENSES.txt', 'utf8');
    for (const name of ['@actions/core', '@supabase/pg-delta', 'commander', 'libpg-query', 'pg', 'valibot']) {
      expect(text).toMatch(new RegExp(`^${name} \\d+\\.\\d+\\.\\d+\\S* \\([\\w .-]+\\)\\n\\n\\S`, 'mu'));
    }
  });

  test('can be executed as a command', () => {
    expect(statSync('dist/cli/index.js').mode & 0o111).toBe(0o111);
    expect(readFileSync('dist/cli/index.js', 'utf8')).toMatch(/^#!\/usr\/bin\/env node\n/u);
    expect(relative('.', 'dist/cli/index.js')).toBe(
      JSON.parse(readFileSync('package.json', 'utf8')).bin.sluice,
    );
  });
});
