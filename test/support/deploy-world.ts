import { execFileSync } from 'node:child_process';
import { cp, mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { markerLine, VOLATILE_MARK } from '../../src/render/marker.ts';
import { GIT_ENVIRONMENT, GitRepository } from './git-repository.ts';
import { FakeGitHub, type FakeUser, WORKFLOW_BOT } from './github-api.ts';
import { type ActionRun, FakeRunner } from './run-action.ts';
import { runHere } from './run-here.ts';
import {
  type DrivenDeployment,
  type DrivenStep,
  type DrivenWorkflow,
  type StepOutcome,
  WorkflowDriver,
} from './workflow-driver.ts';
import type { Status } from './workflow-expressions.ts';
import type { WorkflowTools } from './workflow-tools.ts';

export const ADA: FakeUser = { login: 'ada', id: 1, type: 'User' };
export const GRACE: FakeUser = { login: 'grace', id: 2, type: 'User' };

export const MAIN = 'refs/heads/main';

/** A deployment as GitHub's page of deployments lists it. */
export interface ListedDeployment {
  readonly environment: string;
  readonly run: number;
  status: 'waiting' | 'in_progress' | 'success' | 'failure';
  url: string;
}

/** What one of our steps did, and in which job. */
export interface DoneStep extends ActionRun {
  readonly job: string;
  readonly command: string;
}

/** What starts the run of a workflow. */
interface StartedRun {
  readonly event: string;
  readonly sha: string;
  readonly payload: object;
  readonly inputs: object;
  /** `refs/heads/main`. */
  readonly ref: string;
}

/**
 * A repository on a GitHub of its own, whose workflows are driven: merges, pushes, environments with their secrets and
 * approvals. The actions of others are played, ours run for real.
 */
export class DeployWorld implements AsyncDisposable {
  readonly github: FakeGitHub;
  readonly runner: FakeRunner;
  readonly repository = GitRepository.create();
  readonly taken: DrivenStep[] = [];
  readonly done: DoneStep[] = [];
  readonly deployments: ListedDeployment[] = [];
  /** Secrets of the repository, and of each environment. */
  secrets: Readonly<Record<string, string>> = {};
  readonly environmentSecrets = new Map<string, Readonly<Record<string, string>>>();
  /** What a person does where an environment holds a job: true approves. */
  review: (deployment: DrivenDeployment) => Promise<boolean> | boolean = () => true;
  /** Whether our own steps are run by the sources in this process: where the bundle has shown already that it takes such a step. */
  isHere = false;
  #run = 100;
  /** The newest run; one that began before it may still be at work. */
  #newest = 100;
  readonly #driver: WorkflowDriver;

  private constructor(tools: WorkflowTools, github: FakeGitHub, runner: FakeRunner) {
    this.github = github;
    this.runner = runner;
    this.runner.env['GITHUB_API_URL'] = github.url;
    this.github.promotion.checkout = this.repository.path;
    this.#driver = new WorkflowDriver(tools, (step) => this.#take(step), {
      enter: async (deployment) => await this.#enter(deployment),
      leave: (deployment, status, url) => this.#leave(deployment, status, url),
      secrets: (environment) => ({ ...this.secrets, ...this.environmentSecrets.get(environment ?? '') }),
    });
    this.repository.write('supabase/config.toml', 'project_id = "shop"\n[db]\nmajor_version = 17\n');
  }

  static async create(tools: WorkflowTools): Promise<DeployWorld> {
    return new DeployWorld(tools, await FakeGitHub.start(), await FakeRunner.start());
  }

  /** Merges a pull request that brings migrations to main, with the comment that its review has left; the new commit. */
  merge(number: number, files: Readonly<Record<string, string>>, author: FakeUser = ADA): string {
    for (const [file, sql] of Object.entries(files))
      this.repository.write(`supabase/migrations/${file}`, sql);
    this.repository.commit(`merge ${number}`);
    const sha = this.repository.git('rev-parse', 'HEAD');
    this.github.pullRequests.push({
      number,
      headSha: sha,
      headBranch: `feature-${number}`,
      headOwner: 'acme',
      headRepo: 'shop',
      state: 'closed',
      author,
      merged: true,
      commits: [sha],
    });
    const text = '### 🟢 1 migration\n\nIt can be undone.\n\n#### Changes';
    this.github.addComment(
      number,
      WORKFLOW_BOT,
      `${markerLine('.', text)}\n${text}\n\n${VOLATILE_MARK}\n\n<sub>took 1 s</sub>`,
    );
    return sha;
  }

  /** Runs a workflow for a commit of a branch or a tag. */
  async push(
    file: string,
    sha: string,
    inputs: object = {},
    ref = MAIN,
    run?: number,
  ): Promise<DrivenWorkflow> {
    return await this.#drive(file, { event: 'push', sha, payload: {}, inputs, ref }, run);
  }

  /** The number of a run that begins now, and has its jobs done later. */
  begin(): number {
    this.#newest += 1;
    return this.#newest;
  }

  /** Runs a workflow because its time has come: for the default branch, without inputs. */
  async schedule(file: string): Promise<DrivenWorkflow> {
    const sha = this.repository.git('rev-parse', 'main');
    const payload = { schedule: '23 5 * * *' };
    return await this.#drive(file, { event: 'schedule', sha, payload, inputs: {}, ref: MAIN });
  }

  /** Runs a workflow because somebody wrote a comment; GitHub takes the default branch for it. */
  async comment(file: string, number: number, by: FakeUser, body: string): Promise<DrivenWorkflow> {
    const { id } = this.github.addComment(number, by, body);
    const url = `https://github.com/acme/shop/pull/${number}#issuecomment-${id}`;
    const payload = {
      action: 'created',
      issue: { number, pull_request: { url: 'https://api.github.com' } },
      comment: { id, html_url: url, body, user: by },
    };
    const sha = this.repository.git('rev-parse', 'HEAD');
    return await this.#drive(file, { event: 'issue_comment', sha, payload, inputs: {}, ref: MAIN });
  }

  /** The comment of ours on a pull request, without what is hidden. */
  life(number: number): string {
    const comment = this.github.comments.find(
      ({ issue, user }) => issue === number && user?.id === WORKFLOW_BOT.id,
    );
    return /^\*\*Life of this change:\*\* (.*)$/mu.exec(comment?.body ?? '')?.[1] ?? '';
  }

  /** The life in words alone. */
  stages(number: number): string {
    return this.life(number).replaceAll(/\[([^\]]*)\]\([^)]*\)/gu, '$1');
  }

  async #drive(file: string, started: StartedRun, run = this.begin()): Promise<DrivenWorkflow> {
    const { event, sha, payload, inputs, ref } = started;
    this.#run = run;
    const whole = { ...payload, repository: { default_branch: 'main' } };
    this.runner.event = { name: event, payload: whole };
    Object.assign(this.runner.env, { GITHUB_RUN_ID: String(this.#run), GITHUB_SHA: sha });
    return await this.#driver.run(file, {
      github: {
        event_name: event,
        event: whole,
        ref,
        ref_name: ref.split('/').at(-1),
        sha,
        server_url: 'https://github.com',
        repository: 'acme/shop',
        run_id: String(this.#run),
        token: 'token-of-the-job',
      },
      vars: { SLUICE_DEPLOY: 'true' },
      inputs,
      runner: { os: 'Linux', arch: 'X64', temp: this.runner.temp },
    });
  }

  async #enter(deployment: DrivenDeployment): Promise<boolean> {
    const { environment } = deployment;
    const listed: ListedDeployment = { environment, run: this.#run, status: 'waiting', url: '' };
    this.deployments.push(listed);
    const reviewers = this.github.promotion.environments.get(environment)?.reviewers ?? [];
    const [reviewer] = reviewers;
    if (reviewer !== undefined) {
      if (!(await this.review(deployment))) {
        listed.status = 'failure';
        return false;
      }
      const known = this.github.promotion.approvals.get(this.#run) ?? [];
      this.github.promotion.approvals.set(this.#run, [...known, { user: reviewer, environment }]);
    }
    listed.status = 'in_progress';
    return true;
  }

  #leave({ environment }: DrivenDeployment, status: Status, url: string): void {
    const listed = this.deployments.findLast((one) => one.environment === environment);
    if (listed === undefined) throw new Error(`nobody has entered ${environment}`);
    listed.status = status === 'success' ? 'success' : 'failure';
    listed.url = url;
  }

  async #take(step: DrivenStep): Promise<StepOutcome> {
    this.taken.push(step);
    const [name = ''] = step.uses.split('@');
    switch (name) {
      case 'actions/checkout':
        await this.#checkOut();
        return { ok: true, outputs: {} };
      case 'actions/cache/restore':
      case 'actions/cache/save':
        return { ok: true, outputs: {} };
      case 'actions/upload-artifact':
        await cp(step.inputs['path'] ?? '', join(this.#artifact(step), basename(step.inputs['path'] ?? '')));
        return { ok: true, outputs: {} };
      case 'actions/download-artifact':
        await cp(this.#artifact(step), step.inputs['path'] ?? '', { recursive: true });
        return { ok: true, outputs: {} };
      case 'action/run/action.yml':
        return await this.#runOurs(step);
      default:
        throw new Error(`nobody knows the action ${step.uses}`);
    }
  }

  #artifact({ inputs }: DrivenStep): string {
    return join(this.runner.temp, 'kept', inputs['name'] ?? '');
  }

  async #checkOut(): Promise<void> {
    await rm(this.runner.workspace, { recursive: true, force: true });
    await mkdir(this.runner.workspace);
    const git = (...args: readonly string[]): void => {
      execFileSync('git', args, { cwd: this.runner.workspace, env: GIT_ENVIRONMENT, stdio: 'ignore' });
    };
    git('clone', '--quiet', '--no-checkout', this.repository.path, '.');
    git('checkout', '--quiet', '--detach', this.runner.env['GITHUB_SHA'] ?? '');
  }

  /** With a token that may do what the job asked for and nothing else. */
  async #runOurs(step: DrivenStep): Promise<StepOutcome> {
    this.github.tokens.set('token-of-the-job', {
      user: WORKFLOW_BOT,
      comments:
        step.permissions['pull-requests'] === 'write' || step.permissions['issues'] === 'write'
          ? 'write'
          : 'none',
      issues: step.permissions['issues'] === 'write',
      actions: step.permissions['actions'] === 'read',
      contents: step.permissions['contents'] === 'write',
    });
    const before = { ...this.runner.env };
    Object.assign(this.runner.env, step.env);
    // As where the cache was found: what all tests of this machine share.
    delete this.runner.env['SLUICE_CACHE_DIR'];
    const run = this.isHere ? await runHere(this.runner, step.inputs) : await this.runner.run(step.inputs);
    this.runner.env = before;
    this.done.push({ ...run, job: step.job, command: step.inputs['command'] ?? '' });
    return { ok: run.exit === 0, outputs: run.outputs };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.repository[Symbol.dispose]();
    await this.runner[Symbol.asyncDispose]();
    await this.github[Symbol.asyncDispose]();
  }
}
