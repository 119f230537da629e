import { cp, mkdir } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import { FakeGitHub, WORKFLOW_BOT } from '../support/github-api.ts';
import { pullRequestPayload, repositoryWith } from '../support/pull-request.ts';
import { type ActionRun, FakeRunner } from '../support/run-action.ts';
import {
  type DrivenStep,
  type DrivenWorkflow,
  type StepOutcome,
  WorkflowDriver,
} from '../support/workflow-driver.ts';
import { loadWorkflowTools, type WorkflowTools } from '../support/workflow-tools.ts';

/**
 * The workflow files as GitHub reads them, the actions of others played, ours run for real: from the pull request
 * over the artifact to the comment.
 */

const REVIEW = '.github/workflows/schema-diff.yml';
const COMMENT = '.github/workflows/schema-diff-comment.yml';

/** A GitHub, a runner, and the workflows of this repository on them. */
class World implements AsyncDisposable {
  readonly github: FakeGitHub;
  readonly runner: FakeRunner;
  /** The steps that were taken, of whomever. */
  readonly taken: DrivenStep[] = [];
  /** What our own action did. */
  readonly ran: ActionRun[] = [];
  readonly artifacts = new Map<string, string>();
  readonly #driver: WorkflowDriver;

  private constructor(tools: WorkflowTools, github: FakeGitHub, runner: FakeRunner) {
    this.github = github;
    this.runner = runner;
    this.runner.env['GITHUB_API_URL'] = github.url;
    this.#driver = new WorkflowDriver(tools, (step) => this.#take(step));
  }

  static async create(tools: WorkflowTools): Promise<World> {
    return new World(tools, await FakeGitHub.start(), await FakeRunner.start());
  }

  async drive(file: string, name: string, payload: object, inputs: object = {}): Promise<DrivenWorkflow> {
    this.runner.event = { name, payload };
    return await this.#driver.run(file, {
      github: {
        event_name: name,
        event: payload,
        workflow: 'Schema diff',
        ref: 'refs/pull/5/merge',
        token: 'token-of-the-job',
      },
      inputs,
      runner: { os: 'Linux', arch: 'X64', temp: this.runner.temp },
    });
  }

  /** The first stage on a pull request that adds the SQL. */
  async review(sql: string, owner = 'acme', change: object = {}): Promise<DrivenWorkflow> {
    using repository = repositoryWith(sql);
    await cp(repository.path, this.runner.workspace, { recursive: true });
    const payload = pullRequestPayload(repository, owner);
    this.github.addPullRequest(5, payload.pull_request.head.sha, { headOwner: owner, headRepo: 'shop' });
    return await this.drive(REVIEW, 'pull_request', { ...payload, ...change });
  }

  /** The second stage, as it follows on a first one. */
  async comment(conclusion: string, owner = 'acme', change: object = {}): Promise<DrivenWorkflow> {
    return await this.drive(COMMENT, 'workflow_run', {
      workflow_run: {
        id: 4711,
        run_attempt: 1,
        event: 'pull_request',
        conclusion,
        head_sha: this.github.pullRequests[0]?.headSha,
        head_branch: 'feature',
        head_repository: { name: 'shop', full_name: `${owner}/shop`, owner: { login: owner } },
        ...change,
      },
    });
  }

  async #take(step: DrivenStep): Promise<StepOutcome> {
    this.taken.push(step);
    const [name = ''] = step.uses.split('@');
    switch (name) {
      case 'actions/checkout':
      case 'actions/cache/restore':
      case 'actions/cache/save':
        return { ok: true, outputs: {} };
      case 'actions/upload-artifact':
        return await this.#upload(step.inputs);
      case 'actions/download-artifact':
        return await this.#download(step.inputs);
      case 'action/run/action.yml':
        return await this.#runOurs(step);
      default:
        throw new Error(`nobody knows the action ${step.uses}`);
    }
  }

  /** With a token that may do what the job asked for and nothing else. */
  async #runOurs(step: DrivenStep): Promise<StepOutcome> {
    const comments = step.permissions['pull-requests'] === 'write' ? 'write' : 'none';
    this.github.tokens.set('token-of-the-job', { user: WORKFLOW_BOT, comments });
    const before = { ...this.runner.env };
    Object.assign(this.runner.env, step.env);
    // As where the cache was found: what all tests of this machine share.
    delete this.runner.env['SLUICE_CACHE_DIR'];
    const run = await this.runner.run(step.inputs);
    this.runner.env = before;
    this.ran.push(run);
    return { ok: run.exit === 0, outputs: run.outputs };
  }

  async #upload({ name = '', path = '' }: Readonly<Record<string, string>>): Promise<StepOutcome> {
    const folder = join(this.runner.folder, 'artifacts', name);
    await mkdir(folder, { recursive: true });
    await cp(path, join(folder, basename(path)));
    this.artifacts.set(name, folder);
    return { ok: true, outputs: {} };
  }

  async #download({ path = '', pattern = '' }: Readonly<Record<string, string>>): Promise<StepOutcome> {
    const prefix = pattern.replace(/\*$/u, '');
    for (const [name, folder] of this.artifacts) {
      if (name.startsWith(prefix)) await cp(folder, join(path, name), { recursive: true });
    }
    return { ok: true, outputs: {} };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.runner[Symbol.asyncDispose]();
    await this.github[Symbol.asyncDispose]();
  }
}

let tools: WorkflowTools;

beforeAll(async () => {
  tools = await loadWorkflowTools();
});

describe.each([
  ['a branch of the repository', 'acme', false],
  ['a fork', 'mallory', true],
])('a pull request from %s', (_case, owner, foreign) => {
  let world: World;
  let first: DrivenWorkflow;
  let second: DrivenWorkflow;
  let requestsOfFirst: number;

  beforeAll(async () => {
    world = await World.create(tools);
    first = await world.review('alter table public.orders drop column note;\n', owner);
    requestsOfFirst = world.github.requests.length;
    second = await world.comment('success', owner);
  });

  afterAll(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('is reviewed, with outputs for other jobs', () => {
    expect(first.jobs['review']).toMatchObject({
      result: 'success',
      outputs: {
        verdict: 'attention',
        destructive: '1',
        reversal: 'lossy',
        head: expect.stringMatching(/^\w{64}$/u),
      },
    });
  });

  test('has the whole review in the summary and an artifact', () => {
    expect(world.ran[0]?.summary).toContain('1 destructive');
    expect([...world.artifacts.keys()]).toEqual(['sluice-review']);
  });

  test('gets its comment from the second stage alone', () => {
    expect(requestsOfFirst).toBe(0);
    expect(second.jobs['comment']?.result).toBe('success');
    expect(world.github.comments).toMatchObject([{ issue: 5, user: WORKFLOW_BOT }]);
    expect(world.github.comments[0]?.body).toContain('1 destructive');
  });

  test('is told apart where the report is a stranger’s', () => {
    expect(world.github.comments[0]?.body.includes('run on a fork')).toBe(foreign);
  });

  test('is read in the first stage, and commented in the second one, with no more rights than that', () => {
    expect(Object.fromEntries(world.taken.map(({ job, permissions }) => [job, permissions]))).toEqual({
      review: { contents: 'read' },
      comment: { actions: 'read', 'pull-requests': 'write' },
    });
  });

  test('is not checked out where there are rights', () => {
    const steps = world.taken.filter(({ job }) => job === 'comment').map(({ uses }) => uses.split('@')[0]);
    expect(steps).toEqual(['actions/download-artifact', 'action/run/action.yml']);
  });

  test('finds the engine where the cache puts it', () => {
    const cache = world.taken.find(({ uses }) => uses.startsWith('actions/cache/restore@'));
    const ours = world.taken.find(({ uses }) => uses === 'action/run/action.yml');
    expect(cache?.inputs['path']).toBe(ours?.env['SLUICE_CACHE_DIR']);
    expect(dirname(cache?.inputs['path'] ?? '')).toBe(world.runner.temp);
  });
});

describe('the workflows', () => {
  let world: World;

  beforeEach(async () => {
    world = await World.create(tools);
  });

  afterEach(async () => {
    await world[Symbol.asyncDispose]();
  });

  test('comment a review that fails', async () => {
    const first = await world.review('alter table public.nowhere add column x int;\n');
    expect(first.jobs['review']?.result).toBe('failure');
    expect((await world.comment('failure')).jobs['comment']?.result).toBe('success');
    expect(world.github.comments[0]?.body).toContain('nowhere');
  });

  // A job that is skipped counts as passed where its check is required.
  test('refuse again what they have refused, when only the title is edited', async () => {
    const change = { action: 'edited', changes: { title: { from: 'a' } } };
    const again = await world.review('alter table public.nowhere add column x int;\n', 'acme', change);
    expect(again.jobs['review']?.result).toBe('failure');
  });

  test('review an edited base', async () => {
    const change = { action: 'edited', changes: { base: { ref: { from: 'old' } } } };
    expect((await world.review('select 1;\n', 'acme', change)).jobs['review']?.result).toBe('success');
  });

  test.each([
    ['a review that was skipped', 'skipped', {}],
    ['a review that was cancelled', 'cancelled', {}],
    ['a push', 'success', { event: 'push' }],
  ])('do not comment %s', async (_case, conclusion, change) => {
    expect((await world.comment(conclusion, 'acme', change)).jobs['comment']?.result).toBe('skipped');
    expect(world.taken).toEqual([]);
  });

  test('comment the reviews of several project folders side by side', async () => {
    const groups = [];
    for (const id of [7, 8]) {
      const { concurrency } = await world.comment('skipped', 'acme', {
        workflow_id: id,
        head_sha: 'a'.repeat(40),
      });
      groups.push(concurrency);
    }
    expect(new Set(groups.map((group) => JSON.stringify(group))).size).toBe(2);
  });

  test('can be called with settings of one’s own, and hand out what they found', async () => {
    using repository = repositoryWith('alter table public.orders drop column note;\n');
    await cp(repository.path, join(world.runner.workspace, 'apps/shop'), { recursive: true });
    const called = await world.drive(REVIEW, 'pull_request', pullRequestPayload(repository), {
      'project-dir': 'apps/shop',
      'fail-on': 'warning',
      engine: 'embedded',
    });
    expect(called.jobs['review']?.result).toBe('failure');
    expect(called.outputs).toMatchObject({ verdict: 'attention', destructive: '1', reversal: 'lossy' });
    expect(called.concurrency).toMatchObject({ group: 'schema-diff-Schema diff-5-apps/shop' });
  });
});
