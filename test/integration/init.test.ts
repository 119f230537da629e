import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import type { Report } from '../../src/core/report.ts';
import { cli } from '../../src/entry/cli.ts';
import { actionlint } from '../support/actionlint.ts';
import { FakeHost } from '../support/fake-host.ts';
import { GIT_ENVIRONMENT, TemporaryFolder } from '../support/git-repository.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

const SOURCE = ['--source', 'acme/sluice@v1.0.0'] as const;
const PUSH = `on: push
jobs:
  push:
    runs-on: ubuntu-latest
    steps:
      - uses: supabase/setup-cli@v1
      - run: supabase db push
`;

/** A repository with a project, as somebody has it before they know Sluice. */
function repository(files: Readonly<Record<string, string>> = {}): TemporaryFolder {
  const folder = new TemporaryFolder();
  const git = (...args: readonly string[]): void => {
    spawnSync('git', args, { cwd: folder.path, env: { ...GIT_ENVIRONMENT } });
  };
  git('init', '--quiet', '--initial-branch=trunk');
  git('remote', 'add', 'origin', 'git@github.com:acme/shop.git');
  folder.write('supabase/migrations/20250101000000_first.sql', 'create table a ();');
  for (const [file, text] of Object.entries(files)) folder.write(file, text);
  return folder;
}

interface Run {
  readonly exit: number;
  readonly report: Report | null;
  readonly err: string;
}

async function init(
  folder: string,
  answers: readonly string[] | 'yes' | 'nobody',
  ...more: readonly string[]
) {
  const left = Array.isArray(answers) ? [...answers] : [];
  class Host extends FakeHost {
    override readonly cwd: string = folder;
    readonly asked: string[] = [];
    readonly ask = Array.isArray(answers)
      ? async (question: string): Promise<string> => {
          this.asked.push(question);
          return left.shift() ?? '';
        }
      : undefined;
  }
  const host = new Host({ env: GIT_ENVIRONMENT });
  const flags = [...SOURCE, '--format', 'json', ...(answers === 'yes' ? ['--yes'] : []), ...more];
  const exit = await cli(['init', ...flags], host as FakeHost, '1.0.0');
  const report: Report | null = host.out === '' ? null : JSON.parse(host.out);
  return { exit, report, err: host.err, asked: host.asked } satisfies Run & { asked: readonly string[] };
}

function states(report: Report | null): Readonly<Record<string, string>> {
  return Object.fromEntries((report?.init?.files ?? []).map(({ file, state }) => [file, state]));
}

describe('init', () => {
  test('writes the workflows and says what only a person can do', async () => {
    using folder = repository();
    const { exit, report } = await init(folder.path, 'nobody');
    expect(exit).toBe(0);
    expect(states(report)).toEqual({
      '.github/workflows/schema-diff.yml': 'created',
      '.github/workflows/schema-diff-comment.yml': 'created',
      '.github/workflows/deploy.yml': 'created',
      '.github/workflows/rollback.yml': 'created',
      '.github/workflows/drift.yml': 'created',
    });
    expect(report?.init?.tasks.map(({ link }) => link)).toContain(
      'https://github.com/acme/shop/settings/environments/new',
    );
    expect(report?.init?.tasks.map(({ command }) => command).join(' ')).toContain('--adopt 20250101000000');
    expect(readFileSync(folder.at('.github/workflows/deploy.yml'), 'utf8')).toContain('branches: ["trunk"]');
  });

  test('makes no second project where the one that is there lies in another folder', async () => {
    using folder = repository({ 'apps/shop/supabase/migrations/20250101000000_first.sql': 'select 1;' });
    folder.remove('supabase');
    const { exit, err } = await init(folder.path, 'yes');
    expect([exit, err]).toEqual([2, expect.stringContaining('--project-dir apps/shop')]);
    expect(existsSync(folder.at('supabase'))).toBe(false);
    const named = await init(folder.path, 'yes', '--project-dir', 'apps/shop');
    expect(Object.keys(states(named.report))).toContain('.github/workflows/deploy-apps-shop.yml');
  });

  test('changes nothing when it runs again', async () => {
    using folder = repository();
    await init(folder.path, 'yes');
    const { exit, report } = await init(folder.path, 'nobody');
    expect(exit).toBe(0);
    expect(report?.verdict).toBe('nothing');
    expect(new Set(Object.values(states(report)))).toEqual(new Set(['kept']));
  });

  test('moves its own files to another release, and leaves what people added there', async () => {
    using folder = repository();
    await init(folder.path, 'yes');
    const drift = folder.at('.github/workflows/drift.yml');
    writeFileSync(drift, `${readFileSync(drift, 'utf8')}# ours\n`);
    const { report } = await init(folder.path, 'yes', '--source', 'acme/sluice@v2.0.0');
    expect(states(report)).toMatchObject({
      '.github/workflows/deploy.yml': 'updated',
      '.github/workflows/drift.yml': 'differs',
    });
    expect(readFileSync(drift, 'utf8')).toContain('@v1.0.0');
    expect(report?.findings.map(({ code }) => code)).toEqual(['init-file-differs']);
  });

  test.each([
    ['replaces a workflow that only pushes, when somebody agrees', ['y'], 'removed', []],
    ['leaves it, when somebody does not', ['n'], undefined, ['init-push-remains']],
  ])('%s', async (_case, answers, state, codes) => {
    using folder = repository({ '.github/workflows/push.yml': PUSH });
    const { report, asked } = await init(folder.path, answers);
    expect(asked).toHaveLength(1);
    expect(states(report)['.github/workflows/push.yml']).toBe(state);
    expect(existsSync(folder.at('.github/workflows/push.yml'))).toBe(state === undefined);
    expect(report?.findings.map(({ code }) => code)).toEqual(codes);
  });

  test('never removes a workflow that does something else too', async () => {
    using folder = repository({ '.github/workflows/push.yml': `${PUSH}      - run: npm test\n` });
    const { report, asked } = await init(folder.path, []);
    expect(asked).toEqual([]);
    expect(existsSync(folder.at('.github/workflows/push.yml'))).toBe(true);
    expect(report?.findings).toMatchObject([{ code: 'init-push-remains', line: 7 }]);
  });

  test('overwrites another deploy.yml only when somebody says so', async () => {
    const theirs = { '.github/workflows/deploy.yml': 'on: push\njobs: {}\n' };
    using left = repository(theirs);
    expect(states((await init(left.path, [''])).report)['.github/workflows/deploy.yml']).toBe('differs');
    using taken = repository(theirs);
    expect(states((await init(taken.path, ['yes'])).report)['.github/workflows/deploy.yml']).toBe('replaced');
  });

  test('makes a project folder where there is none', async () => {
    using folder = repository();
    folder.remove('supabase');
    const { report } = await init(folder.path, 'yes');
    expect(states(report)).toMatchObject({ 'supabase/config.toml': 'created' });
    expect(readFileSync(folder.at('supabase/config.toml'), 'utf8')).toContain('project_id = "shop"');
  });

  test('asks nobody who is not there', async () => {
    using folder = repository({ '.github/workflows/push.yml': PUSH });
    const { exit, err } = await init(folder.path, 'nobody');
    expect(exit).toBe(2);
    expect(err).toContain('--yes');
    expect(readdirSync(folder.at('.github/workflows'))).toEqual(['push.yml']);
  });

  test('writes nothing through a link that lies where a file is put together', async () => {
    using folder = repository();
    using elsewhere = new TemporaryFolder();
    elsewhere.write('profile', 'mine');
    folder.link('.github/workflows/deploy.yml.sluice-new', elsewhere.at('profile'));
    expect((await init(folder.path, 'yes')).exit).toBe(0);
    expect(readFileSync(elsewhere.at('profile'), 'utf8')).toBe('mine');
    expect(readFileSync(folder.at('.github/workflows/deploy.yml'), 'utf8')).toContain('name: Deploy');
  });

  test('writes nothing through a symlink out of the repository', async () => {
    using folder = repository();
    using elsewhere = new TemporaryFolder();
    folder.link('.github/workflows', elsewhere.path);
    expect(await init(folder.path, 'yes')).toMatchObject({ exit: 3 });
    expect(readdirSync(elsewhere.path)).toEqual([]);
  });

  test('needs a repository', async () => {
    using folder = new TemporaryFolder();
    const { exit, err } = await init(folder.path, 'yes');
    expect(exit).toBe(2);
    expect(err).toContain('git init');
  });
});

describe('the workflows that init writes', () => {
  let tools: WorkflowTools;

  beforeAll(async () => {
    tools = await loadWorkflowTools();
  });

  test.each([
    ['for a project at the root', '.', []],
    ['for one in a folder with an odd name', 'apps/“Läden” & more', []],
    ['with an approval by comment', '.', ['--approval', 'comment']],
  ])('are sound %s', async (_case, project, more) => {
    using folder = repository({ [`${project}/supabase/migrations/1_a.sql`]: 'select 1;' });
    const { exit, report } = await init(folder.path, 'yes', '--project-dir', project, ...more);
    expect(exit).toBe(0);
    const files = Object.keys(states(report));
    expect(files).toHaveLength(more.length === 0 ? 5 : 6);
    for (const file of files) {
      const text = readFileSync(folder.at(file), 'utf8');
      const document = tools.TextDocument.create(`file:///${project}/${file}`, 'yaml', 1, text);
      expect((await tools.service.validate(document)).map(({ message }) => message)).toEqual([]);
    }
  });

  // The same texts with everything in them that has to be quoted.
  test('satisfy actionlint', async () => {
    using folder = repository({ 'apps/“Läden” & more/supabase/migrations/1_a.sql': 'select 1;' });
    const place = ['--project-dir', 'apps/“Läden” & more', '--approval', 'comment'];
    const { report } = await init(folder.path, 'yes', ...place);
    for (const file of Object.keys(states(report))) expect(actionlint(folder.at(file))).toEqual([]);
  });
});
