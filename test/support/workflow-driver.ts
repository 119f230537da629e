import { readFileSync } from 'node:fs';
import type { Step, WorkflowJob } from '@actions/workflow-parser/model/workflow-template';
import type { MappingToken } from '@actions/workflow-parser/templates/tokens/mapping-token';
import type { TemplateToken } from '@actions/workflow-parser/templates/tokens/template-token';
import { type Contexts, type Plain, type Status, WorkflowExpressions } from './workflow-expressions.ts';
import type { WorkflowTools } from './workflow-tools.ts';

/** A step that somebody else's action or a JavaScript action of ours has to take. */
export interface DrivenStep {
  readonly job: string;
  /** What `uses` says; of our own actions the file, `action/run/action.yml`. */
  readonly uses: string;
  readonly inputs: Readonly<Record<string, string>>;
  readonly env: Readonly<Record<string, string>>;
  /** What the job's token may do. */
  readonly permissions: Readonly<Record<string, string>>;
}

export interface StepOutcome {
  readonly ok: boolean;
  readonly outputs: Readonly<Record<string, string>>;
}

export type TakeStep = (step: DrivenStep) => Promise<StepOutcome>;

/** A job that names an environment, as GitHub sees it before and after. */
export interface DrivenDeployment {
  readonly job: string;
  readonly environment: string;
}

/** What GitHub keeps of environments. */
export interface Environments {
  /** Holds the job; false where it was rejected. */
  enter(deployment: DrivenDeployment): Promise<boolean>;
  /** How the job ended, with the address that it gave. */
  leave(deployment: DrivenDeployment, status: Status, url: string): void;
  /** The secrets of the repository, and of the environment where there is one. */
  secrets(environment: string | null): Readonly<Record<string, string>>;
}

const NO_ENVIRONMENTS: Environments = {
  enter: async () => true,
  leave: () => {},
  secrets: () => ({}),
};

interface ParsedAction {
  readonly value: TemplateToken;
  readonly action: ReturnType<WorkflowTools['actions']['convertActionTemplate']>;
}

export interface DrivenJob {
  readonly result: Status | 'skipped';
  readonly outputs: Readonly<Record<string, string>>;
  /** As the job says it; null where it says nothing. */
  readonly concurrency?: Plain;
  /** Of a job with a matrix: what became of each of its jobs. */
  readonly matrix?: readonly Status[];
  /** Of a job that calls another workflow. */
  readonly called?: DrivenWorkflow;
}

export interface DrivenWorkflow {
  readonly jobs: Readonly<Record<string, DrivenJob>>;
  /** The outputs of workflow_call. */
  readonly outputs: Readonly<Record<string, string>>;
  readonly concurrency: Plain;
}

/** Runs workflow files with GitHub's own parser and evaluator, in place of the service and the runner. */
export class WorkflowDriver {
  readonly #tools: WorkflowTools;
  readonly #take: TakeStep;
  readonly #expressions: WorkflowExpressions;
  readonly #environments: Environments;
  readonly #actions = new Map<string, ParsedAction>();

  constructor(tools: WorkflowTools, take: TakeStep, environments: Environments = NO_ENVIRONMENTS) {
    this.#tools = tools;
    this.#take = take;
    this.#environments = environments;
    this.#expressions = new WorkflowExpressions(tools);
  }

  /** One run of a workflow file; jobs run one after the other in the order of the file. */
  async run(file: string, contexts: Contexts): Promise<DrivenWorkflow> {
    const { parser } = this.#tools;
    const parsed = parser.parseWorkflow(
      { name: file, content: readFileSync(file, 'utf8') },
      new parser.NoOperationTraceWriter(),
    );
    const errors = parsed.context.errors.getErrors();
    if (parsed.value === undefined || errors.length > 0)
      throw new Error(errors.map(({ message }) => message).join('\n'));
    const template = await parser.convertWorkflowTemplate(parsed.context, parsed.value);
    const root = mapping(parsed.value);
    const jobs: Record<string, DrivenJob> = {};
    // GitHub's success() and failure() ask all jobs that led to one, not only those that it names.
    const behind = new Map<string, ReadonlySet<string>>();
    for (const job of template.jobs) {
      const token = mapping(mapping(root.find('jobs')).find(job.id.value));
      const needs = Object.fromEntries((job.needs ?? []).map(({ value }) => [value, jobs[value]]));
      const named = Object.keys(needs);
      const earlier = new Set([...named, ...named.flatMap((name) => [...(behind.get(name) ?? [])])]);
      behind.set(job.id.value, earlier);
      const failed = [...earlier].some((name) => jobs[name]?.result !== 'success');
      const seen = { ...contexts, needs };
      jobs[job.id.value] = this.#expressions.isTrue(job.if.expression, seen, failed ? 'failure' : 'success')
        ? await this.#anyJob(job, token, seen)
        : { result: 'skipped', outputs: {} };
    }
    return {
      jobs,
      outputs: this.#callOutputs(root, { ...contexts, jobs }),
      concurrency: this.#expressions.value(root.find('concurrency'), contexts),
    };
  }

  async #anyJob(job: WorkflowJob, token: MappingToken, contexts: Contexts): Promise<DrivenJob> {
    if (job.type === 'reusableWorkflowJob') return await this.#call(job.ref.value, token, contexts);
    const strategy = record(this.#expressions.value(token.find('strategy'), contexts));
    if (strategy['matrix'] === undefined) {
      return await this.#job(job.id.value, token, job.steps, contexts);
    }
    const done: DrivenJob[] = [];
    for (const matrix of combinations(record(strategy['matrix']))) {
      done.push(await this.#job(job.id.value, token, job.steps, { ...contexts, matrix }));
    }
    const failed = done.some(({ result }) => result !== 'success');
    return {
      ...(done.at(-1) ?? { outputs: {} }),
      result: failed ? 'failure' : 'success',
      matrix: done.map(({ result }) => (result === 'skipped' ? 'failure' : result)),
    };
  }

  /** A workflow of this repository that a job calls; it may not ask for more than the job has. */
  async #call(file: string, token: MappingToken, contexts: Contexts): Promise<DrivenJob> {
    const given = texts(this.#expressions.value(token.find('permissions'), contexts));
    const inputs = this.#expressions.value(token.find('with'), contexts);
    const called = await this.run(file.slice('$/'.length), { ...contexts, inputs, granted: given });
    const failed = Object.values(called.jobs).some(({ result }) => result === 'failure');
    return { result: failed ? 'failure' : 'success', outputs: called.outputs, called };
  }

  async #job(
    id: string,
    token: MappingToken,
    steps: readonly Step[],
    contexts: Contexts,
  ): Promise<DrivenJob> {
    const permissions = texts(this.#expressions.value(token.find('permissions'), contexts));
    mayAsk(id, permissions, contexts['granted']);
    const environment = nameOf(this.#expressions.value(environmentName(token), contexts));
    const concurrency = this.#expressions.value(token.find('concurrency'), contexts);
    const deployment = environment === null ? null : { job: id, environment };
    if (deployment !== null && !(await this.#environments.enter(deployment))) {
      return { result: 'failure', outputs: {}, concurrency };
    }
    const tokens = sequence(token.find('steps'));
    const known = { ...contexts, secrets: this.#environments.secrets(environment) };
    const taken = await this.#steps({ job: id, permissions, env: {} }, steps, tokens, known);
    const seen = { ...known, steps: taken.steps };
    if (deployment !== null) {
      const { url } = record(this.#expressions.value(token.find('environment'), seen));
      this.#environments.leave(deployment, taken.status, String(url ?? ''));
    }
    const outputs = texts(this.#expressions.value(token.find('outputs'), seen));
    return { result: taken.status, outputs: withoutSecrets(outputs, known.secrets), concurrency };
  }

  async #steps(
    around: Pick<DrivenStep, 'job' | 'permissions' | 'env'>,
    steps: readonly Step[],
    tokens: readonly TemplateToken[],
    contexts: Contexts,
  ): Promise<{ readonly status: Status; readonly steps: Readonly<Record<string, StepOutcome>> }> {
    // Made anew with each step: the expressions keep what they have seen.
    let done: Readonly<Record<string, StepOutcome & { readonly outcome: Status }>> = {};
    let status: Status = 'success';
    for (const [index, step] of steps.entries()) {
      const token = mapping(tokens[index]);
      const seen = { ...contexts, steps: done };
      const condition = step.if?.expression ?? 'success()';
      if (!this.#expressions.isTrue(condition, seen, status)) continue;
      if (!('uses' in step)) throw new Error(`the step ${step.id} of ${around.job} runs a script`);
      const outcome = await this.#action(
        {
          ...around,
          uses: step.uses.value,
          inputs: texts(this.#expressions.value(token.find('with'), seen, status)),
          env: { ...around.env, ...texts(this.#expressions.value(token.find('env'), seen, status)) },
        },
        contexts,
      );
      done = { ...done, [step.id]: { ...outcome, outcome: outcome.ok ? 'success' : 'failure' } };
      if (!outcome.ok) status = 'failure';
    }
    return { status, steps: done };
  }

  /** Actions of this repository are looked up: a composite one is driven further, a JavaScript one is taken. */
  async #action(step: DrivenStep, contexts: Contexts): Promise<StepOutcome> {
    if (!step.uses.startsWith('$/')) return await this.#take(step);
    const file = `${step.uses.slice('$/'.length)}/action.yml`;
    const { value, action } = this.#parsed(file);
    const defaults = Object.fromEntries(
      (action.inputs ?? []).map((input) => [
        input.id,
        this.#expressions.value(input.default, contexts) ?? '',
      ]),
    );
    const unknown = Object.keys(step.inputs).filter((name) => !(name in defaults));
    if (unknown.length > 0) throw new Error(`${file} has no input ${unknown.join(', ')}`);
    const inputs = { ...texts(defaults), ...step.inputs };
    if (action.runs.using !== 'composite') return await this.#take({ ...step, uses: file, inputs });
    const runs = mapping(mapping(value).find('runs'));
    const inside = { ...contexts, inputs };
    const taken = await this.#steps(step, action.runs.steps, sequence(runs.find('steps')), inside);
    const seen = { ...inside, steps: taken.steps };
    const outputs = (action.outputs ?? []).map(({ id, value }) => [
      id,
      this.#expressions.value(value, seen) ?? '',
    ]);
    return { ok: taken.status === 'success', outputs: texts(Object.fromEntries(outputs)) };
  }

  /** Parsed once: a matrix of many jobs runs the same action again and again. */
  #parsed(file: string): ParsedAction {
    const known = this.#actions.get(file);
    if (known !== undefined) return known;
    const { parser, actions } = this.#tools;
    const content = readFileSync(file, 'utf8');
    const parsed = actions.parseAction({ name: file, content }, new parser.NoOperationTraceWriter());
    if (parsed.value === undefined) throw new Error(`${file} cannot be parsed`);
    const result = {
      value: parsed.value,
      action: actions.convertActionTemplate(parsed.context, parsed.value),
    };
    this.#actions.set(file, result);
    return result;
  }

  #callOutputs(root: MappingToken, contexts: Contexts): Readonly<Record<string, string>> {
    const on = root.find('on');
    const call = on === undefined || on.isScalar ? undefined : mapping(on).find('workflow_call');
    const outputs = call === undefined || call.isScalar ? undefined : mapping(call).find('outputs');
    if (outputs === undefined) return {};
    const entries = [...mapping(outputs)].map(({ key, value }) => [
      key.toString(),
      this.#expressions.value(mapping(value).find('value'), contexts) ?? '',
    ]);
    return texts(Object.fromEntries(entries));
  }
}

/** GitHub hands no output from job to job in which it finds the value of a secret, by chance or not. */
function withoutSecrets(
  outputs: Readonly<Record<string, string>>,
  secrets: Readonly<Record<string, string>>,
): Record<string, string> {
  const values = Object.values(secrets).filter((value) => value !== '');
  return Object.fromEntries(
    Object.entries(outputs).map(([name, output]) => [
      name,
      values.some((value) => output.includes(value)) ? '' : output,
    ]),
  );
}

/** What a caller has granted is the most that a job of a called workflow may ask for. */
function mayAsk(job: string, asked: Readonly<Record<string, string>>, granted: unknown): void {
  if (granted === undefined) return;
  const most = new Map(Object.entries(granted ?? {}));
  for (const [name, right] of Object.entries(asked)) {
    if (most.get(name) !== 'write' && most.get(name) !== right) {
      throw new Error(`the job ${job} asks for ${name}: ${right}, which its caller has not`);
    }
  }
}

/** The name alone: the address of a deployment is known at the end of its job only. */
function environmentName(token: MappingToken): TemplateToken | undefined {
  const environment = token.find('environment');
  return environment === undefined || environment.isScalar ? environment : mapping(environment).find('name');
}

function nameOf(value: Plain): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}

function record(value: Plain | undefined): Readonly<Record<string, Plain>> {
  return value === null || typeof value !== 'object' || Array.isArray(value)
    ? {}
    : Object.fromEntries(Object.entries(value));
}

/** Every combination of the values of a matrix, without include and exclude. */
function combinations(matrix: Readonly<Record<string, Plain>>): readonly Readonly<Record<string, Plain>>[] {
  return Object.entries(matrix).reduce<readonly Readonly<Record<string, Plain>>[]>(
    (found, [key, values]) =>
      found.flatMap((one) =>
        (Array.isArray(values) ? values : []).map((value: Plain) => ({ ...one, [key]: value })),
      ),
    [{}],
  );
}

function mapping(token: TemplateToken | undefined): MappingToken {
  if (token === undefined) throw new Error('a part of the file is missing');
  return token.assertMapping('a part of the file');
}

function sequence(token: TemplateToken | undefined): readonly TemplateToken[] {
  if (token === undefined) throw new Error('a part of the file is missing');
  return [...token.assertSequence('a part of the file')];
}

function texts(value: Plain): Record<string, string> {
  if (value === null || typeof value !== 'object') return {};
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, item === null ? '' : String(item)]),
  );
}
