import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, cpSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { ShadowDatabase } from '../../src/core/ports.ts';
import { GIT_ENVIRONMENT, TemporaryFolder } from '../support/git-repository.ts';
import { urlOf } from '../support/live.ts';
import { runtimes } from '../support/run-action.ts';
import { sharedShadow } from '../support/shadow.ts';

/** The guide's own commands, in its order, with the committed bundle and a live database. */

const SECTION = 'From the first line to production, and back';
const shared = sharedShadow();

interface Step {
  readonly title: string;
  readonly script: string;
}

/** Each bold sentence of the section with the script below it. */
function stepsOf(page: string): readonly Step[] {
  const text = readFileSync(page, 'utf8');
  const [, section = ''] = text.split(`## ${SECTION}\n`);
  const [own = ''] = section.split(/^## /mu);
  return [...own.matchAll(/\*\*(.+?)\*\*[\s\S]*?```sh\n([\s\S]*?)```/gu)].map(
    ([, title = '', script = '']) => ({
      title,
      script,
    }),
  );
}

const STEPS = stepsOf('docs/MIGRATIONS.md');

describe('the guide', () => {
  let folder: TemporaryFolder;
  let database: ShadowDatabase;
  let environment: NodeJS.ProcessEnv;

  beforeAll(async () => {
    folder = new TemporaryFolder();
    cpSync('supabase', folder.at('project/supabase'), { recursive: true });
    const node = (await runtimes()).at(-1)?.[1] ?? process.execPath;
    mkdirSync(folder.at('bin'));
    const program = folder.at('bin/sluice');
    writeFileSync(program, `#!/bin/sh\nexec "${node}" "${resolve('dist/cli/index.js')}" "$@"\n`);
    chmodSync(program, 0o755);
    database = await shared.shadow.createDatabase();
    environment = {
      ...GIT_ENVIRONMENT,
      HOME: process.env['HOME'],
      PATH: `${folder.at('bin')}:${process.env['PATH'] ?? ''}`,
      STAGING_DB_URL: urlOf(database.migrator),
    };
    const { exit, said } = await shell('sluice deploy --no-verify --db-url env:STAGING_DB_URL');
    expect(exit === 0 ? '' : said).toBe('');
  });

  afterAll(() => folder[Symbol.dispose]());

  async function shell(script: string): Promise<{ readonly exit: number | null; readonly said: string }> {
    const child = spawn('bash', ['--norc', '-euo', 'pipefail', '-c', script], {
      cwd: join(folder.path, 'project'),
      env: environment,
    });
    const said: string[] = [];
    child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
    child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString('utf8')));
    const exit = await new Promise<number | null>((done) => child.on('close', done));
    return { exit, said: said.join('') };
  }

  test('has the steps that are tried here', () => {
    expect(STEPS.map(({ title }) => title)).toEqual([
      'Write it.',
      'Review it.',
      'Ship it.',
      'Watch it.',
      'Take it back.',
      'And change your mind.',
    ]);
  });

  test.each(STEPS.map(({ title, script }) => [title, script]))('%s', async (_title, script) => {
    const { exit, said } = await shell(script);
    expect(exit === 0 ? '' : said).toBe('');
  });

  test('leaves the table where the last step says', async () => {
    const client = await shared.connect(database.migrator);
    const { rows } = await client.query("select to_regclass('public.invoices') is not null as there");
    expect(rows).toEqual([{ there: true }]);
  });
});

test('the way over from Flyway keeps the order and finds the files for the way back', () => {
  using folder = new TemporaryFolder();
  for (const name of ['V1__first', 'V2__second', 'V2.1__and a half', 'V10__tenth', 'U10__tenth']) {
    folder.write(`sql/${name}.sql`, `select '${name}';`);
  }
  const page = readFileSync('docs/COMING-FROM.md', 'utf8');
  const script = /## From Flyway\n[\s\S]*?```bash\n([\s\S]*?)```/u.exec(page)?.[1] ?? 'exit 1';
  expect(spawnSync('bash', ['-euo', 'pipefail', '-c', script], { cwd: folder.path }).status).toBe(0);
  expect(readdirSync(folder.at('supabase/migrations')).sort()).toEqual([
    '20200101000000_first.sql',
    '20200101000001_second.sql',
    '20200101000002_and a half.sql',
    '20200101000003_tenth.sql',
  ]);
  expect(readdirSync(folder.at('supabase/rollbacks'))).toEqual(['20200101000003_tenth.sql']);
});
