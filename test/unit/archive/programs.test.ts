import { chmodSync } from 'node:fs';
import { delimiter } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { findPrograms } from '../../../src/archive/programs.ts';
import { chooseWay } from '../../../src/core/backup-way.ts';
import { TemporaryFolder } from '../../support/git-repository.ts';

/** Programs that only say their version, in folders of the PATH and where packages put them. */
async function found(onPath: Readonly<Record<string, string>>, packaged: Readonly<Record<string, string>>) {
  using folder = new TemporaryFolder();
  const program = (file: string, says: string): void => {
    folder.write(file, `#!/bin/sh\necho '${says}'\n`);
    chmodSync(folder.at(file), 0o755);
  };
  for (const [name, says] of Object.entries(onPath)) program(`${name}/pg_dump`, says);
  for (const [major, says] of Object.entries(packaged)) program(`pg/${major}/bin/pg_dump`, says);
  return await findPrograms('.', true, {
    env: {
      PATH: [...Object.keys(onPath).map((name) => folder.at(name)), folder.at('nowhere')].join(delimiter),
    },
    cwd: folder.path,
    programFolders: [folder.at('pg')],
    temporaryFolder: folder.path,
    scryptWorkFactor: 4,
    randomWord: () => 'word',
  });
}

describe('pg_dump on a machine', () => {
  test.each<[string, Parameters<typeof found>, RegExp]>([
    [
      'that fits is taken, wherever it lies',
      [
        { first: 'pg_dump (PostgreSQL) 15.13' },
        { 17: 'pg_dump (PostgreSQL) 17.6 (Debian 17.6-1)', 18: 'pg_dump (PostgreSQL) 18beta2' },
      ],
      /^pg_dump 17\.6 fits PostgreSQL 17\.$/u,
    ],
    [
      'of a beta fits, too',
      [{}, { 18: 'pg_dump (PostgreSQL) 18beta2' }],
      /^pg_dump 18 fits PostgreSQL 17\.$/u,
    ],
    [
      'that is older than the server is left for the next way, and named once',
      [
        { first: 'pg_dump (PostgreSQL) 15.13', second: 'pg_dump (PostgreSQL) 15.13' },
        { 15: 'pg_dump (PostgreSQL) 15.13' },
      ],
      /^pg_dump 15\.13 is older than the server, and there is no Docker for supabase db dump\.$/u,
    ],
    ['that says nothing sensible is none', [{ first: 'segmentation fault' }, {}], /^No pg_dump was found/u],
  ])('%s', async (_name, machine, why) => {
    expect(chooseWay('auto', 17, await found(...machine)).why).toMatch(why);
  });
});
