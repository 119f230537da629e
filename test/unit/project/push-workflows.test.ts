import { describe, expect, test } from '@jest/globals';
import { pushWorkflow } from '../../../src/project/push-workflows.ts';
import { repositoryPage } from '../../../src/project/repository-page.ts';

function workflow(...steps: readonly string[]): string {
  return `on: push
jobs:
  push:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v4
${steps.map((step) => `      - ${step}\n`).join('')}`;
}

describe('a workflow that pushes migrations', () => {
  test.each([
    ['by the installed CLI', 'run: supabase db push', true, [7]],
    ['through npx, with a flag before', 'run: npx supabase --yes db push --linked', true, [7]],
    ['by a version of the CLI', 'run: npx supabase@2.1.0 db push', true, [7]],
    ['with migration up', 'run: supabase migration up --linked', true, [7]],
    [
      'after a login and a link',
      'run: |\n          supabase link --project-ref $REF\n          supabase db push',
      true,
      [7],
    ],
    ['and builds the program too', 'run: npm ci && npm run build && supabase db push', false, [7]],
    ['and deploys functions', 'run: supabase db push; supabase functions deploy', false, [7]],
    ['with an answer for its question', 'run: echo y | supabase db push', true, [7]],
    ['and keeps what it says', 'run: supabase db push | tee push.log', false, [7]],
    ['with the output of another command', 'run: supabase db push --password $(./secret)', false, [7]],
  ])('%s', (_case, step, nothingElse, lines) => {
    expect(pushWorkflow('a.yml', workflow(step))).toEqual({ file: 'a.yml', lines, nothingElse });
  });

  test('beside an action that does something else', () => {
    const text = workflow('run: supabase db push', 'uses: acme/notify@v1');
    expect(pushWorkflow('a.yml', text)).toMatchObject({ nothingElse: false });
  });

  test('beside a job that calls another workflow', () => {
    const text = `${workflow('run: supabase db push')}  more:\n    uses: acme/x/.github/workflows/y.yml@v1\n`;
    expect(pushWorkflow('a.yml', text)).toMatchObject({ nothingElse: false });
  });
});

describe('a workflow that pushes no migrations', () => {
  test.each([
    ['speaks of it in a comment', '# supabase db push\non: push\njobs: {}\n'],
    ['does something else with the CLI', workflow('run: supabase db lint')],
    ['is no YAML', 'jobs: [supabase db push'],
    ['is empty', ''],
  ])('%s', (_case, text) => {
    expect(pushWorkflow('a.yml', text)).toBeNull();
  });
});

describe('the page of a repository', () => {
  test.each([
    ['git@github.com:acme/shop.git', 'https://github.com/acme/shop'],
    ['ssh://git@github.com:22/acme/shop', 'https://github.com/acme/shop'],
    ['https://github.com/acme/shop.js.git', 'https://github.com/acme/shop.js'],
    ['https://x-access-token:secret@github.com/acme/shop/', 'https://github.com/acme/shop'],
    ['/srv/git/shop.git', null],
    ['file:///srv/git/shop.git', null],
    ['C:/code/shop', null],
    ['', null],
  ])('of %s is %s', (remote, page) => {
    expect(repositoryPage(remote)).toBe(page);
  });
});
