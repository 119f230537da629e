import { readFileSync, symlinkSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { createEnvironmentFile } from '../../src/project/environment-file.ts';
import { runGit } from '../../src/project/index.ts';
import { TemporaryFolder } from '../support/git-repository.ts';

let folder: TemporaryFolder;

beforeEach(() => {
  folder = new TemporaryFolder();
  folder.write('supabase/config.toml', 'project_id = "shop"\n');
});

afterEach(() => folder[Symbol.dispose]());

function write() {
  return createEnvironmentFile({ cwd: folder.path, env: {}, runGit }).write('.', 'DATABASE_URL', 'new');
}

describe('.env.local of a checkout that somebody else has written', () => {
  test('is written in place of a link, where the file beside it is one', async () => {
    folder.write('mine', 'untouched');
    symlinkSync(folder.at('mine'), folder.at('.env.local.new'));
    await write();
    expect(readFileSync(folder.at('mine'), 'utf8')).toBe('untouched');
    expect(readFileSync(folder.at('.env.local'), 'utf8')).toBe('DATABASE_URL=new\n');
  });

  test('is not written through a link', async () => {
    folder.write('mine', 'untouched');
    symlinkSync(folder.at('mine'), folder.at('.env.local'));
    await expect(write()).rejects.toMatchObject({ code: 'output-failed' });
    expect(readFileSync(folder.at('mine'), 'utf8')).toBe('untouched');
  });
});
