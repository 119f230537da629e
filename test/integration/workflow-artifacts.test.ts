import { beforeAll, describe, expect, test } from '@jest/globals';
import { artifactName } from '../../src/github/outputs.ts';
import { type DrivenStep, type StepOutcome, WorkflowDriver } from '../support/workflow-driver.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

/** A workflow that is called once for each project folder, all in one run: what the calls keep must not be one thing. */

let tools: WorkflowTools;

beforeAll(async () => {
  tools = await loadWorkflowTools();
});

/** All that the workflows ask of an event, whichever they are for. */
const EVENT = {
  repository: { default_branch: 'main' },
  issue: { pull_request: {} },
  comment: { body: '/sluice approve 1-0' },
};

/** The names under which one call keeps things and asks for them again; every step of it succeeds. */
async function artifactsOf(file: string, project: string, inputs: object) {
  const kept: string[] = [];
  const asked: string[] = [];
  const take = async ({ uses, inputs: given }: DrivenStep): Promise<StepOutcome> => {
    const { name = '', command = '', plan = '' } = given;
    if (uses.startsWith('actions/upload-artifact@')) kept.push(name);
    if (uses.startsWith('actions/download-artifact@')) asked.push(name);
    if (command === 'approve') return { ok: true, outputs: { outcome: 'approved' } };
    if (command !== 'deploy' && command !== 'rollback') return { ok: true, outputs: {} };
    const outcome = plan === 'true' ? 'planned' : 'succeeded';
    return {
      ok: true,
      outputs: { outcome, 'report-path': 'report.json', 'artifact-name': artifactName(project) },
    };
  };
  await new WorkflowDriver(tools, take).run(file, {
    github: { event: EVENT, ref: 'refs/heads/main', token: 'reader' },
    inputs: { ...inputs, 'project-dir': project },
    runner: { os: 'Linux', arch: 'X64', temp: '/tmp' },
  });
  return { kept, asked };
}

describe.each([
  ['a backup', 'deploy.yml', { staging: 'staging', 'backup-artifact': true }, 'sluice-backup-production'],
  [
    'a backup before an approved deployment',
    'deploy-approval.yml',
    { production: 'production', 'backup-artifact': true },
    'sluice-backup-production',
  ],
  ['a rollback', 'rollback.yml', { environment: 'production', mode: 'apply' }, 'sluice-rollback-production'],
])('%s', (_case, workflow, inputs, plain) => {
  const file = `.github/workflows/${workflow}`;

  test('is kept under a plain name where there is one project', async () => {
    expect((await artifactsOf(file, '.', inputs)).kept).toEqual([plain]);
  });

  test('is kept for each project folder', async () => {
    const [shop, blog] = [
      await artifactsOf(file, 'apps/shop', inputs),
      await artifactsOf(file, 'apps/blog', inputs),
    ];
    expect(new Set([...shop.kept, ...blog.kept]).size).toBe(2);
    expect([...shop.kept, ...blog.kept].join('\n')).not.toMatch(/[/\\:]/u);
  });
});

test('a rollback is reverted from its own report', async () => {
  const inputs = { environment: 'production', mode: 'apply' };
  const { kept, asked } = await artifactsOf('.github/workflows/rollback.yml', 'apps/shop', inputs);
  expect(asked).toEqual(kept);
});
